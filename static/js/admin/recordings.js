/* A button of the editor that puts video or sound of the library into the text. */
"use strict";
{
  const settings = document.getElementById("recording-library")?.dataset;
  let dialog, list, search, status;
  let insert = null;
  let asked = 0;

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "library";
    dialog.setAttribute("aria-labelledby", "recordings-title");
    dialog.append(document.getElementById("recording-library").content.cloneNode(true));
    document.body.append(dialog);
    [list, search, status] = ["list", "search", "status"].map((name) =>
      dialog.querySelector(`[data-recordings=${name}]`),
    );
    dialog.querySelector("[data-recordings=close]").addEventListener("click", () => dialog.close());
    search.addEventListener("input", load);
  }

  async function load() {
    const number = ++asked;
    try {
      const answer = await fetch(`${settings.list}?${new URLSearchParams({ q: search.value })}`);
      if (!answer.ok) throw new Error(answer.status);
      const { items } = await answer.json();
      if (number !== asked) return;
      list.replaceChildren(...items.map(line));
      status.textContent = items.length ? "" : "Chưa có video, âm thanh nào.";
    } catch {
      status.textContent = "Chưa tải được danh sách. Hãy thử lại.";
    }
  }

  function line(item) {
    const place = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "press";
    button.textContent = item.name;
    button.addEventListener("click", () => {
      dialog.close();
      insert(item.html);
    });
    place.append(button);
    return place;
  }

  function addButton({ editor }) {
    editor.on("pluginsLoaded", () => {
      editor.addCommand("portalRecording", {
        async: true,
        exec: () => {
          if (!dialog) build();
          insert = (markup) => {
            editor.focus();
            editor.insertHtml(markup);
          };
          dialog.showModal();
          load();
        },
      });
      editor.ui.addButton("PortalRecording", {
        label: "Chèn video, âm thanh",
        command: "portalRecording",
        icon: settings.icon,
      });
    });
  }

  if (window.CKEDITOR && settings) {
    CKEDITOR.on("instanceCreated", addButton);
  }
}
