// Titles under the search field as one types. The field works without them.
// The pattern is a combobox with a list (WAI-ARIA Authoring Practices): the focus stays in the
// field, the arrow keys point at an option, Enter follows it.

const WAIT = 200; // milliseconds without a key before the server is asked

for (const field of document.querySelectorAll("[data-suggestions]")) suggestFor(field);

function suggestFor(field) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${field.id}-goi-y`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let timer;
  let asking;
  let chosen = -1;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    show([]);
  };

  const point = (number) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const show = (items) => {
    point(-1);
    list.replaceChildren(
      ...items.map(({ title, url }, number) => {
        const option = document.createElement("li");
        option.className = "suggestions__option";
        option.id = `${list.id}-${number}`;
        option.textContent = title;
        option.dataset.url = url;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    list.hidden = items.length === 0;
    field.setAttribute("aria-expanded", String(items.length > 0));
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const url = `${field.dataset.suggestions}?q=${encodeURIComponent(field.value)}`;
    try {
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).items);
    } catch {
      // A newer question, or no network: the field still searches.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) return close();
    timer = setTimeout(ask, WAIT);
  });

  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") point(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") point(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });

  // Before the field loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", close);
}
