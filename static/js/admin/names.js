/* Gives a spoken name to fields that Django's admin leaves without one: cells of a table inside
   a form, which have only the heading of their column, and boxes with a search of their own. */
"use strict";
{
  let numbered = 0;

  /** The element that names `field` on the screen. */
  function nameOf(field) {
    const label = field.labels && field.labels[0];
    if (label) {
      return label;
    }
    const cell = field.closest("td");
    return cell && cell.closest("table").querySelectorAll("thead th")[cell.cellIndex];
  }

  function idOf(element) {
    numbered += element.id ? 0 : 1;
    element.id ||= `name-${numbered}`;
    return element.id;
  }

  function nameCells() {
    const fields = ".tabular tbody :is(input:not([type=hidden]), select, textarea)";
    for (const field of document.querySelectorAll(fields)) {
      const name = nameOf(field);
      if (name && !field.labels?.length) {
        field.setAttribute("aria-labelledby", idOf(name));
      }
    }
  }

  /** A search box stands in for its select, which is out of sight. */
  function nameSearchBoxes() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const name = nameOf(select);
      const box = select.parentElement.querySelector(".select2-selection");
      if (!name || !box) {
        continue;
      }
      const shown = box.querySelector(".select2-selection__rendered");
      const search = box.querySelector(".select2-search__field");
      box.setAttribute("aria-labelledby", `${idOf(name)} ${idOf(shown)}`);
      for (const part of search ? [search] : [shown]) {
        part.setAttribute("aria-label", name.textContent.trim());
      }
    }
  }

  function nameAll() {
    nameCells();
    nameSearchBoxes();
  }

  window.addEventListener("load", nameAll);
  document.addEventListener("formset:added", () => setTimeout(nameAll));
}
