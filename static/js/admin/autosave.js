/* Keeps what is typed: in this browser within a second, on the server three seconds after the
   last key.  Neither touches the item.  Speaks with portal/core/admin/autosave.py.

   Fields are compared twice a second, because calendars, search boxes and rows change them
   without an event; the editor, whose text is long, tells by itself. */
"use strict";
{
  const desk = window.deskForm;
  const copies = window.deskCopies;
  const LOOK = 500; // milliseconds, as all of these
  const PAUSE = 3_000;
  const LONGEST = 15_000; // for those who never pause
  const COPY = 1_000;
  const AGAIN = 3_000; // before the second try; twice as long before each further one
  const AGAIN_AT_MOST = 60_000;
  const OFFLINE = "Chưa lưu nháp được, sẽ tự thử lại. Chữ đang được giữ trong trình duyệt này.";

  let seen; // the fields at the last look, but for the editor's
  let edits = 0; // how often anything was changed; the others count up to it
  let copied = 0;
  let kept = 0;
  let changedAt = 0;
  let waitingSince = 0;
  let copiedAt = -COPY;
  let tryAt = 0;
  let failures = 0;
  let sending = null;
  let isStopped = false;

  function touch() {
    if (edits === kept) waitingSince = performance.now();
    edits += 1;
    changedAt = performance.now();
  }

  function look() {
    const now = performance.now();
    const fields = JSON.stringify(desk.fields({ withEditors: false }));
    if (fields !== seen) {
      seen = fields;
      touch();
    }
    if (edits > copied && now - copiedAt >= COPY) copy();
    const isDue = now - changedAt >= PAUSE || now - waitingSince >= LONGEST;
    if (edits > kept && isDue && now >= tryAt) keep();
  }

  function copy() {
    if (isStopped) return;
    copied = edits;
    copiedAt = performance.now();
    copies.put(desk.settings, desk.settings.window, Date.now(), desk.fields());
  }

  function bodyOf(fields, window, continues = "") {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append("_window", window);
    body.append("_continues", continues);
    return body;
  }

  /** Store on the server; whoever asks while that is under way waits for the same answer. */
  function keep() {
    if (isStopped) return null;
    sending ??= send().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function send() {
    const upTo = edits;
    const at = Date.now();
    const { autosave, window: name } = desk.settings;
    const continues = desk.form.elements._continues.value;
    const body = bodyOf(desk.fields(), name, continues);
    const answer = await desk.ask(autosave, { method: "POST", body });
    if (isStopped) return;
    if (answer.status !== 200) return fail(answer);
    failures = 0;
    if (!answer.kept) return beginWindow(); // saved meanwhile, and typed on: not the same text
    kept = upTo;
    copies.remove(desk.settings, name, at);
    desk.say(`Đã lưu nháp ${answer.time}`);
  }

  function fail(answer) {
    failures += 1;
    tryAt = performance.now() + Math.min(AGAIN * 2 ** (failures - 1), AGAIN_AT_MOST);
    if (answer.status === 401) return desk.offerSignIn(answer.message, resume);
    if (answer.message) tryAt = performance.now() + AGAIN_AT_MOST; // no line to wait for
    desk.say(answer.message ?? OFFLINE, { isBad: true });
  }

  function resume() {
    tryAt = 0;
    if (edits > kept) keep();
  }

  /** Go on under a new name: what is typed from now on belongs to no form that was saved. */
  function beginWindow() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const name = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    desk.settings.window = name;
    desk.form.elements._window.value = name;
    tryAt = 0;
  }

  function stop(value) {
    isStopped = value;
  }

  function begin() {
    desk.form.elements._window.value = desk.settings.window;
    seen = JSON.stringify(desk.fields({ withEditors: false }));
    if ("refused" in desk.settings) touch(); // typed before the page came, and kept nowhere yet
    window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("change", touch));
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) {
      if (editor.status === "ready") editor.on("change", touch);
    }
    setInterval(look, LOOK);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && edits > copied) copy();
      resume();
    });
    window.addEventListener("online", resume);
    window.addEventListener("pagehide", () => edits > copied && copy());
    window.addEventListener("pageshow", (event) => {
      stop(false);
      if (event.persisted) beginWindow();
    });
    copies.forgetOld();
  }

  if (desk) {
    Object.assign(desk, { bodyOf, keep, stop, sending: () => sending });
    // Scripts of the form are done by then, those that fill in its rows among them.
    window.addEventListener("load", begin);
  }
}
