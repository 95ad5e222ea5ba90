/* The picture library as a dialog over a form: choose, upload several at once, describe, use.
   Opened by the button at a picture field and by the editor. Speaks with portal/core/media/library.py. */
"use strict";
{
  const TRIES = 4; // of one upload on a bad line
  const WAIT = 1500; // milliseconds before the second try; twice as long before each further one
  const settings = document.getElementById("picture-library")?.dataset;
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  let dialog, grid, queue, words, search, status, remote;
  let use = null; // what is done with the chosen picture
  let chosen = null;
  let next = null;
  let asked = 0; // the number of the last question; answers to older ones come too late

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "library";
    dialog.setAttribute("aria-labelledby", "library-title");
    dialog.append(document.getElementById("picture-library").content.cloneNode(true));
    document.body.append(dialog);
    const names = ["grid", "queue", "words", "search", "status", "remote"];
    [grid, queue, words, search, status, remote] = names.map((name) =>
      dialog.querySelector(`[data-library=${name}]`),
    );
    let timer;
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => load(1), 250);
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    dialog.querySelector("[data-library=more]").addEventListener("click", () => load(next));
    dialog.querySelector("[data-library=close]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[type=file]").addEventListener("change", (event) => {
      send([...event.target.files]);
      event.target.value = "";
    });
    for (const kind of ["dragover", "drop"]) {
      dialog.addEventListener(kind, (event) => {
        event.preventDefault();
        if (kind === "drop") send([...event.dataTransfer.files]);
      });
    }
    words.addEventListener("submit", finish);
    words.elements.is_decorative.addEventListener("change", ({ target }) => {
      if (target.checked) words.elements.alt.value = "";
    });
  }

  /** Open the library; `done` is called with the picture that is chosen.  `files` are uploaded;
      pictures of other sites, by their `addresses`, are offered to be fetched. */
  function open(done, files = [], addresses = []) {
    if (!dialog) build();
    use = done;
    choose(null);
    offer(addresses);
    if (!dialog.open) dialog.showModal();
    load(1).then(() => send(files)); // a list that comes late would wipe what was uploaded
  }

  function offer(addresses) {
    remote.hidden = addresses.length === 0;
    remote.querySelector("ul").replaceChildren(...addresses.map(offerOne));
  }

  function offerOne(address) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    const note = document.createElement("span");
    button.type = "button";
    button.className = "press";
    button.textContent = "Lấy về";
    note.textContent = ` ${address} `;
    line.append(button, note);
    button.addEventListener("click", async () => {
      button.disabled = true;
      const body = new FormData();
      body.append("url", address);
      const answer = await post(settings.takeOver, body);
      button.disabled = false;
      if (answer?.id) {
        line.remove();
        remote.hidden = remote.querySelectorAll("li").length === 0;
        return keep(answer);
      }
      const errors = answer?.errors ?? { file: ["Mất kết nối. Hãy bấm lại."] };
      note.textContent = ` ${address}: ${Object.values(errors).flat().join(" ")} `;
      note.classList.add("library__failed");
    });
    return line;
  }

  /** Put a picture that is new in the library before the others. */
  function keep(item) {
    const added = tile(item);
    grid.prepend(added);
    if (!chosen) choose(item, added);
  }

  async function load(page) {
    const number = ++asked;
    const question = new URLSearchParams({ q: search.value, trang: page });
    try {
      const answer = await fetch(`${settings.list}?${question}`);
      if (!answer.ok) throw new Error(answer.status);
      const { items, next: following } = await answer.json();
      if (number !== asked) return;
      if (page === 1) grid.replaceChildren();
      grid.append(...items.map(tile));
      next = following;
      dialog.querySelector("[data-library=more]").hidden = !following;
      say(grid.children.length ? "" : "Không có ảnh nào.");
    } catch {
      if (number === asked) say("Chưa tải được danh sách ảnh. Hãy thử lại.");
    }
  }

  function say(text) {
    status.textContent = text;
  }

  function tile(item) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "library__tile";
    button.setAttribute("aria-pressed", "false");
    const picture = document.createElement("img");
    Object.assign(picture, { src: item.thumbnail, alt: "", loading: "lazy" });
    const name = document.createElement("span");
    name.textContent = item.name;
    button.append(picture, name);
    button.addEventListener("click", () => choose(item, button));
    return button;
  }

  function choose(item, button = null) {
    chosen = item;
    for (const other of grid.children) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    words.hidden = !item;
    showErrors({});
    if (!item) return;
    words.querySelector("img").src = item.thumbnail;
    for (const field of ["alt", "caption", "credit"]) words.elements[field].value = item[field];
    words.elements.is_decorative.checked = item.is_decorative;
    words.elements[item.is_ready ? "use" : "alt"].focus();
  }

  function showErrors(errors) {
    for (const place of words.querySelectorAll("[data-error]")) {
      const messages = errors[place.dataset.error] ?? [];
      place.textContent = messages.join(" ");
      const field = words.elements[place.dataset.error];
      if (field) field.setAttribute("aria-invalid", String(messages.length > 0));
    }
    words.querySelector("[aria-invalid=true]")?.focus();
  }

  /** Store the words if they were changed, then use the picture. */
  async function finish(event) {
    event.preventDefault();
    const body = new FormData(words);
    const isSame = ["alt", "caption", "credit"].every((name) => body.get(name) === chosen[name]);
    const isUnchanged = isSame && words.elements.is_decorative.checked === chosen.is_decorative;
    let item = chosen;
    if (!isUnchanged || !chosen.is_ready) {
      const answer = await post(settings.describe.replace("/0/", `/${chosen.id}/`), body);
      if (!answer) return showErrors({ file: ["Mất kết nối, chưa lưu được. Hãy bấm lại."] });
      if (answer.errors) return showErrors(answer.errors);
      item = answer;
    }
    dialog.close();
    use(item);
  }

  async function post(url, body) {
    try {
      const headers = { "X-CSRFToken": token() };
      const answer = await fetch(url, { method: "POST", headers, body });
      return await answer.json();
    } catch {
      return null;
    }
  }

  async function send(files) {
    for (const file of files) await sendOne(file);
  }

  /** Upload one file, trying again while the line fails; the server knows a second try. */
  async function sendOne(file) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    const note = document.createElement("span");
    bar.max = 1;
    bar.setAttribute("aria-label", file.name);
    line.append(`${file.name} `, bar, note);
    queue.append(line);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      note.textContent = attempt > 1 ? ` Thử lại lần ${attempt}…` : "";
      const answer = await transfer(file, bar);
      if (answer?.errors) {
        bar.remove();
        note.textContent = ` ${Object.values(answer.errors).flat().join(" ")}`;
        line.classList.add("library__failed");
        return;
      }
      if (answer) {
        line.remove();
        return keep(answer);
      }
      await new Promise((resolve) => setTimeout(resolve, WAIT * 2 ** (attempt - 1)));
    }
    bar.remove();
    line.classList.add("library__failed");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Thử lại";
    again.addEventListener("click", () => {
      line.remove();
      sendOne(file);
    });
    note.textContent = " Đường truyền kém, chưa tải lên được. ";
    line.append(again);
  }

  /** Return the server's answer, or null when the line failed. */
  function transfer(file, bar) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest(); // fetch tells nothing of how far an upload is
      const body = new FormData();
      body.append("file", file, file.name);
      request.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = loaded / total));
      request.addEventListener("load", () => resolve(answerOf(request)));
      for (const failure of ["error", "timeout", "abort"]) {
        request.addEventListener(failure, () => resolve(null));
      }
      request.open("POST", settings.upload);
      request.setRequestHeader("X-CSRFToken", token());
      request.send(body);
    });
  }

  function answerOf(request) {
    if (request.status >= 502 && request.status <= 504) return null; // a server that restarts
    try {
      return JSON.parse(request.responseText);
    } catch {
      const refused = "Máy chủ không nhận tệp này. Hãy tải lại trang rồi thử lại.";
      return { errors: { file: [refused] } };
    }
  }

  /** A button at every field in which a picture is chosen. */
  function offerAtFields() {
    for (const select of document.querySelectorAll("select[data-pictures]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "press library-opener";
      button.textContent = "Chọn hoặc tải ảnh lên…";
      button.addEventListener("click", () => open((item) => put(select, item)));
      select.closest(".related-widget-wrapper").after(button);
    }
  }

  function put(select, item) {
    select.append(new Option(item.name, item.id, true, true));
    const told = window.django?.jQuery;
    if (told) told(select).trigger("change"); // the box with a search of its own listens here
    else select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  if (settings) {
    window.pictureLibrary = { open };
    offerAtFields();
  }
}
