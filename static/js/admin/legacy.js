/* Text from before Unicode (TCVN3, VNI, VIQR): after pasting, what looks like it is shown before
   and after, and converted when the button says so. What it is, the portal decides; the form asks
   again when it is saved, so that nothing here is needed. */
"use strict";
{
  const url = document.currentScript.dataset.url;
  const form = document.querySelector("#content-main form");
  const MOST_BYTES = 1000000;
  const LEGACY_FONT = /["':;=,\s](?:\.Vn\w|VNI[- ]\w)/i;
  const LEGACY_LETTERS = /[\u00a1-\u00bf\u00c6\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00fe]/g;
  const VIQR_LETTERS = /[aeo][\^(+]|u\+|dd|[aeiouy]['`?~.][a-z]/gi;
  let panel = null;

  /** A cheap look, so that ordinary pastes ask nothing. */
  function isSuspicious(html, text) {
    const letters = (text.match(LEGACY_LETTERS) || []).length;
    return LEGACY_FONT.test(html) || letters > 3 || (text.match(VIQR_LETTERS) || []).length > 3;
  }

  async function ask(question) {
    const body = JSON.stringify(question);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    if (new Blob([body]).size > MOST_BYTES) {
      return { message: "Đoạn vừa dán quá dài để xem thử bảng mã. Hãy dán từng phần." };
    }
    try {
      const answer = await fetch(url, { method: "POST", headers, body, redirect: "error" });
      return await answer.json();
    } catch {
      // Signed out, or no network: the form asks again when it is saved.
      return {};
    }
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  }

  function button(className, words, press) {
    const made = element("button", className, words);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  function sample(words, text) {
    return element("div", "", element("dt", "", words), element("dd", "", text));
  }

  /** Shows `answer` below `place`; `convert` and `back` belong to the field. */
  function show(answer, place, { name, convert, back }) {
    panel?.remove();
    const title = element("p", "legacy__title", answer.message);
    title.id = "legacy-title";
    panel = element("div", "legacy", title);
    panel.tabIndex = -1;
    panel.setAttribute("role", answer.found ? "dialog" : "alert");
    panel.setAttribute("aria-labelledby", title.id);

    function close() {
      panel.remove();
      back();
    }
    function keep() {
      remember(name);
      close();
    }
    function change() {
      if (convert(answer.converted)) {
        close();
        return;
      }
      title.textContent =
        "Chữ đã sửa tiếp sau khi dán, nên cổng không tự thay. Hãy bấm Hoàn tác rồi dán lại.";
    }

    const buttons = answer.found
      ? [button("press press--main", "Chuyển sang Unicode", change)]
      : [];
    buttons.push(button("press", answer.found ? "Giữ nguyên" : "Đóng", answer.found ? keep : close));
    if (answer.found) {
      const texts = [
        sample("Đang là", answer.before),
        sample("Chuyển sang Unicode thành", answer.after),
      ];
      panel.append(element("dl", "legacy__texts", ...texts));
    }
    panel.append(element("div", "legacy__buttons", ...buttons));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
      }
    });
    place.after(panel);
    if (answer.found) {
      panel.focus({ preventScroll: true });
    }
    panel.scrollIntoView({ block: "nearest" });
  }

  /** Tells the form that this field's text was kept on purpose. */
  function remember(name) {
    const said = `legacy_${name}`;
    const choice = form.querySelector(`input[type=radio][name="${said}"][value=keep]`);
    if (choice) {
      choice.checked = true;
    } else if (!form.querySelector(`input[name="${said}"]`)) {
      const hidden = element("input", "");
      Object.assign(hidden, { type: "hidden", name: said, value: "keep" });
      form.append(hidden);
    }
  }

  /** A field of plain text: the browser's own undo brings the pasted words back. */
  async function pastedInto(field, clipboard) {
    const html = clipboard.getData("text/html");
    const text = clipboard.getData("text/plain");
    if (!isSuspicious(html, text)) {
      return;
    }
    const start = field.selectionStart;
    await new Promise((pasted) => setTimeout(pasted));
    const [end, after] = [field.selectionStart, field.value];
    const answer = await ask({ html, text, plain: true });
    if (!answer.message) {
      return;
    }
    show(answer, field, {
      name: field.name,
      back: () => field.focus(),
      convert(converted) {
        if (field.value !== after) {
          return false;
        }
        field.focus();
        field.setSelectionRange(start, end);
        const words = field.tagName === "INPUT" ? converted.replace(/\n/g, " ") : converted;
        return document.execCommand("insertText", false, words);
      },
    });
  }

  /** The editor: fonts are read before it takes them out. */
  function watch({ editor }) {
    // What is being pasted.  Text from Word is pasted twice: the first time is cancelled until its
    // filter is there.
    let pasted = null;
    editor.on("paste", (event) => {
      pasted = null;
      const { dataTransfer, dataValue } = event.data;
      if (event.data.isConverted || !dataTransfer) {
        return;
      }
      const html = dataTransfer.getData("text/html", true) || dataValue;
      const text = dataTransfer.getData("text/plain") || dataValue;
      if (isSuspicious(html, text)) {
        const before = editor.getSnapshot();
        const marks = editor.getSelection().createBookmarks2(true);
        pasted = { html, before, marks };
      }
    }, null, null, 1);
    editor.on("afterPaste", () => {
      if (pasted) {
        pastedIntoEditor(editor, pasted);
      }
      pasted = null;
    });
  }

  async function pastedIntoEditor(editor, { html, before, marks }) {
    const after = editor.getSnapshot();
    const answer = await ask({ html });
    if (!answer.message) {
      return;
    }
    show(answer, editor.container.$, {
      name: editor.name && editor.element.getAttribute("name"),
      back: () => editor.focus(),
      convert(converted) {
        if (editor.getSnapshot() !== after) {
          return false;
        }
        editor.focus();
        editor.fire("saveSnapshot");
        // One step for the undo button: from the text as it was pasted to the converted one.
        editor.fire("lockSnapshot", { dontUpdate: true });
        editor.loadSnapshot(before);
        editor.getSelection().selectBookmarks(marks);
        const dataTransfer = new CKEDITOR.plugins.clipboard.dataTransfer();
        dataTransfer.setData("text/html", converted);
        editor.fire("paste", {
          type: "html", dataValue: converted, method: "paste", dataTransfer, isConverted: true,
        });
        editor.fire("unlockSnapshot");
        editor.fire("saveSnapshot");
        return true;
      },
    });
  }

  if (form) {
    form.addEventListener("paste", (event) => {
      const field = event.target;
      if (field.matches?.("input[type=text], textarea") && event.clipboardData) {
        pastedInto(field, event.clipboardData);
      }
    });
    window.CKEDITOR?.on("instanceReady", watch);
  }
}
