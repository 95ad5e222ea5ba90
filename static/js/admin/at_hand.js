/* Tells the desk that somebody sits at it: keys, clicks and the wheel, once a minute at most.
   Whoever writes for an hour in one form is not locked out; a desk left alone is. */
"use strict";
{
  const { url } = document.currentScript.dataset;
  const EVERY = 60_000; // milliseconds
  let isThere = false;

  async function tell() {
    if (!isThere) return;
    isThere = false;
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      await fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "error" });
    } catch {
      // No line, or no session any more: whoever presses a button is told then.
    }
  }

  for (const sign of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(sign, () => (isThere = true), { passive: true, capture: true });
  }
  setInterval(tell, EVERY);
}
