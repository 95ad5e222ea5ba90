/* Warns before leaving a form whose text is not saved, and lets it be sent only once. */
"use strict";
{
  const form = document.querySelector("#content-main form");
  let before = "";
  let sent = false;

  /** The fields as one string; an editor's field is asked of the editor itself. */
  function fields() {
    const data = new FormData(form);
    for (const area of form.querySelectorAll("textarea[data-type=ckeditortype]")) {
      data.delete(area.name);
    }
    return JSON.stringify([...data]);
  }

  function editors() {
    return window.CKEDITOR ? Object.values(window.CKEDITOR.instances) : [];
  }

  function isChanged() {
    const refused = form.querySelector(".errornote, [data-unsaved]") !== null;
    return refused || fields() !== before || editors().some((editor) => editor.checkDirty());
  }

  function setButtons(disabled) {
    for (const button of form.querySelectorAll("[type=submit]")) {
      button.disabled = disabled;
    }
  }

  if (form) {
    window.addEventListener("load", () => {
      before = fields();
    });

    window.addEventListener("beforeunload", (event) => {
      if (!sent && isChanged()) {
        event.preventDefault();
        event.returnValue = "";
      }
    });

    form.addEventListener("submit", (event) => {
      if (sent) {
        event.preventDefault();
        return;
      }
      sent = true;
      // The pressed button must still be part of what is sent, so it is switched off later.
      setTimeout(() => setButtons(true));
    });

    // Back by the browser's button: the page is shown again as it was left.
    window.addEventListener("pageshow", () => {
      sent = false;
      setButtons(false);
    });
  }
}
