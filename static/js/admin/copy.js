/* Copies the address beside a button. Without this the field is marked and copied by hand. */
"use strict";
{
  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    field.addEventListener("focus", () => field.select());
    // Copying needs a secure page; where there is none, the button stays hidden.
    if (!navigator.clipboard) {
      continue;
    }
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = words), 3000);
    });
  }
}
