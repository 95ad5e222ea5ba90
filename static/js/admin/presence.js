/* Tells the desk every 15 seconds that this item is open here, and says who else has it open or
   has saved it since.  Speaks with portal/core/admin/presence.py. */
"use strict";
{
  const desk = window.deskForm;
  const EVERY = 15_000; // milliseconds
  const people = document.getElementById("people");
  const saved = document.getElementById("saved-since");

  function put(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  async function call() {
    if (document.hidden) return;
    const base = desk.form.elements.base_version?.value ?? "";
    const url = `${desk.settings.presence}?${new URLSearchParams({ base })}`;
    const answer = await desk.ask(url, { method: "POST" });
    if (answer.status === 401) desk.offerSignIn(answer.message);
    if (answer.status !== 200) return;
    put(people, answer.people);
    put(saved, answer.saved);
  }

  function leave() {
    const body = new FormData();
    body.append("_leave", "1");
    body.append("csrfmiddlewaretoken", desk.form.elements.csrfmiddlewaretoken.value);
    navigator.sendBeacon(desk.settings.presence, body);
  }

  // A new item is nobody else's yet.
  if (desk && !desk.settings.item.endsWith(":")) {
    call();
    setInterval(call, EVERY);
    document.addEventListener("visibilitychange", call);
    window.addEventListener("pagehide", leave);
  }
}
