/* Signing in again over the form: the text stays where it is, and is kept right after. */
"use strict";
{
  const dialog = document.getElementById("sign-in-again");
  const desk = window.deskForm;
  let then = []; // what waits for the session
  let wasOffered = false;

  async function signIn(event) {
    event.preventDefault();
    const message = dialog.querySelector("[data-signin=message]");
    const button = dialog.querySelector("[type=submit]");
    message.textContent = "";
    button.disabled = true;
    const body = new FormData(event.target);
    const answer = await desk.ask(desk.settings.signin, { method: "POST", body });
    button.disabled = false;
    if (answer.status !== 200) {
      message.textContent = answer.message ?? "Mất kết nối, chưa đăng nhập được. Hãy bấm lại.";
      askForCode(event.target, answer.code);
      return;
    }
    askForCode(event.target, false);
    event.target.reset();
    wasOffered = false;
    dialog.close();
    desk.say("Đã đăng nhập lại.");
    const waiting = then;
    then = [];
    for (const go of waiting) go();
  }

  /** Show the field of the code where it is wanted; the password stays as typed for it. */
  function askForCode(form, isWanted) {
    const place = dialog.querySelector("[data-signin=code]");
    const { code, password } = form.elements;
    if (isWanted) place.hidden = false;
    code.required = Boolean(isWanted);
    code.value = "";
    if (isWanted) code.focus();
    else password.select();
  }

  /** Say why, and ask for the password: by itself only once, later when somebody wants it. */
  function offer(reason, go, { isWanted = false } = {}) {
    if (go && !then.includes(go)) then.push(go);
    desk.say(`${reason} `, { isBad: true });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "typing__button";
    button.textContent = "Đăng nhập lại";
    button.addEventListener("click", () => dialog.showModal());
    document.getElementById("typing").append(button);
    if (!dialog.open && (isWanted || !wasOffered)) dialog.showModal();
    wasOffered = true;
  }

  if (desk && dialog) {
    dialog.querySelector("form").addEventListener("submit", signIn);
    dialog.querySelector("[data-signin=later]").addEventListener("click", () => dialog.close());
    // Whoever puts it off has not pressed Lưu any more.
    dialog.addEventListener("close", () => {
      if (wasOffered) then = then.filter((go) => !go.isPress);
    });
    desk.offerSignIn = offer;
  }
}
