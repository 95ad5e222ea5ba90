/* From what the checks say to the field where it is mended: the editor and the choosers hide the
   field that the link names. Without this script there is no editor, and the link is enough. */
"use strict";
{
  function reveal(field) {
    const group = field.closest("details");
    if (group) {
      group.open = true;
    }
    const editor = window.CKEDITOR && window.CKEDITOR.instances[field.id];
    const row = field.closest(".form-row") || field;
    row.scrollIntoView({ block: "center" });
    if (editor) {
      editor.focus();
    } else {
      field.focus({ preventScroll: true });
    }
  }

  for (const link of document.querySelectorAll(".checks__field")) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        reveal(field);
      }
    });
  }
}
