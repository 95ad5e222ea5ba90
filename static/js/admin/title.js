/* The title is one line that wraps: the Enter key leads on, what is pasted stays one line, and
   where the style sheet cannot let the field grow with its text, this does. */
"use strict";
{
  const title = document.querySelector("textarea#id_title");

  function next() {
    const fields = [...title.form.elements].filter(
      (field) => field.type !== "hidden" && field.tabIndex >= 0 && field.offsetParent,
    );
    fields[fields.indexOf(title) + 1]?.focus();
  }

  function join() {
    const { selectionEnd, value } = title;
    if (!/[\r\n]/.test(value)) return;
    title.value = value.replace(/[\r\n]+/g, " ");
    const removed = value.length - title.value.length;
    title.setSelectionRange(selectionEnd - removed, selectionEnd - removed);
  }

  function grow() {
    title.style.height = "auto";
    title.style.height = `${title.scrollHeight + title.offsetHeight - title.clientHeight}px`;
  }

  if (title) {
    title.addEventListener("keydown", (event) => {
      // While an input method composes a syllable, the key belongs to it.
      if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      next();
    });
    title.addEventListener("input", join);
    if (!CSS.supports("field-sizing", "content")) {
      title.addEventListener("input", grow);
      window.addEventListener("resize", grow);
      window.addEventListener("load", grow);
    }
  }
}
