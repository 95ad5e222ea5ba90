/* Keeps true, in the list, who has which item open. */
"use strict";
{
  const { url } = document.currentScript.dataset;
  const EVERY = 20_000; // milliseconds

  function mark(link, text) {
    const old = link.querySelector(".at-work");
    if ((old?.textContent ?? "") === text) return;
    old?.remove();
    if (!text) return;
    const place = document.createElement("span");
    place.className = "at-work";
    place.textContent = text;
    link.append(" ", place);
  }

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(url);
      if (!answer.ok) return;
      const { people } = await answer.json();
      for (const link of document.querySelectorAll("#result_list .field-title a")) {
        const [, number] = link.pathname.match(/\/(\d+)\/change\/$/) ?? [];
        mark(link, people[number] ?? "");
      }
    } catch {
      // No line: what the list says stays, and the next look will tell.
    }
  }

  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
