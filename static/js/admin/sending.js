/* Before a form is really sent: are line and session alive?  If not, the page stays as it is.
   Where the session has ended, the form goes on its way right after signing in. */
"use strict";
{
  const desk = window.deskForm;
  const WAIT = 2_000; // milliseconds
  let isChecked = false;
  let isChecking = false;
  let pressed = null;

  const settled = () => new Promise((resolve) => setTimeout(resolve, WAIT));

  function send() {
    isChecked = true;
    // From here on the item holds the text: a copy that came later would be offered for nothing.
    desk.stop(true);
    desk.form.requestSubmit(pressed);
  }
  send.isPress = true;

  async function check() {
    await Promise.race([desk.sending(), settled()]);
    const answer = await desk.ask(desk.settings.presence, { wait: WAIT });
    // What the item is no longer there for, or not for this person, the server keeps by itself.
    if (answer.status === 200 || (answer.status === 403 && answer.isAnswer)) return send();
    if (answer.status === 401) return desk.offerSignIn(answer.message, send, { isWanted: true });
    desk.say(
      answer.message ?? "Mất kết nối nên chưa gửi gì. Chữ vẫn còn nguyên; hãy bấm lại khi có mạng.",
      { isBad: true },
    );
  }

  async function hold(event) {
    if (event.target !== desk.form || isChecked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isChecking) return;
    isChecking = true;
    pressed = event.submitter;
    try {
      await check();
    } finally {
      isChecking = false;
    }
  }

  if (desk) {
    // Before any other script that hears of it, so that those hear only of what is really sent.
    window.addEventListener("submit", hold, true);
    window.addEventListener("pageshow", () => {
      isChecked = false;
    });
  }
}
