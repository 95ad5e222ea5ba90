/* Offers what was typed before and not saved: what only this browser has goes to the server
   first, which then gives it back in the form like everything else. */
"use strict";
{
  const desk = window.deskForm;
  const copies = window.deskCopies;
  const list = document.querySelector("#drafts ul");
  const discard = document.getElementById("drafts")?.dataset.discard;

  const lineOf = (name) => list.querySelector(`[data-window="${name}"]`);

  function show(name, time) {
    const line = lineOf(name) ?? document.getElementById("draft").content.cloneNode(true).children[0];
    line.dataset.window = name;
    line.querySelector("time").textContent = time;
    // Not `search`: a link of a template that stands in no page yet has no address to change.
    line.querySelector("a").setAttribute("href", `?khoi-phuc=${name}`);
    line.querySelector("button").value = name;
    list.prepend(line);
  }

  async function bring({ window: name, at, fields }) {
    const { autosave } = desk.settings;
    const answer = await desk.ask(autosave, { method: "POST", body: desk.bodyOf(fields, name) });
    if (answer.status !== 200) return;
    await copies.remove(desk.settings, name, at);
    if (answer.kept) show(name, answer.time);
  }

  async function bringAll() {
    for (const copy of await copies.of(desk.settings)) {
      if (copy.window !== desk.settings.window) await bring(copy);
    }
  }

  async function press(event, arrived) {
    const line = event.target.closest(".draft");
    if (event.target.matches("a")) {
      event.preventDefault(); // what this browser has is newer, so it comes first
      await arrived;
      location.assign(event.target.href);
    } else if (event.target.matches("button")) {
      event.preventDefault();
      const body = new FormData();
      body.append("_discard", line.dataset.window);
      const answer = await desk.ask(discard, { method: "POST", body });
      if (answer.status === 200) line.remove();
      else desk.say("Chưa bỏ được bản gõ dở. Hãy thử lại sau.", { isBad: true });
    }
  }

  if (desk && list) {
    const arrived = bringAll();
    list.addEventListener("click", (event) => press(event, arrived));
  }
}
