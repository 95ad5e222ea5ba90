/* Comments without leaving the page: sends them in place, and quotes what is selected.
   Without it they are sent as any form is: from beside another form, in a window of its own. */
"use strict";
{
  const TALKING = /^(comment|answer|resolve|reopen|delete)(-|$)/;
  const LONGEST_QUOTATION = 300;
  const form = document.querySelector("form#review");
  let busy = false;

  function place() {
    return document.getElementById("comments");
  }

  function say(words) {
    let line = place().querySelector(".talk__status");
    if (!line) {
      line = document.createElement("p");
      line.className = "talk__status";
      line.setAttribute("role", "status");
      place().querySelector("h2").after(line);
    }
    line.textContent = words;
  }

  /** Send what was typed and put the comments of the answer where they stand here. */
  async function send(button) {
    const data = new FormData(form);
    data.append("do", button.value);
    const answer = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("comments");
    if (!fresh) {
      throw new Error("no comments in the answer");
    }
    place().replaceWith(document.adoptNode(fresh));
    const warning = document.querySelector(".verdict__warning");
    if (warning) {
      warning.replaceWith(page.querySelector(".verdict__warning") ?? "");
    }
    const words = page.querySelector(".messagelist li, .errorlist li, .errornote");
    if (words) {
      say(words.textContent.trim());
    }
    place().querySelector("h2").focus();
  }

  async function onSubmit(event) {
    const button = event.submitter;
    if (!button || !TALKING.test(button.value)) {
      return;
    }
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    try {
      await send(button);
    } catch {
      say("Chưa gửi được: mất mạng, hoặc phiên làm việc đã hết. Chữ vừa gõ vẫn còn; xin thử lại.");
    } finally {
      busy = false;
    }
  }

  function isTyped() {
    return [...document.querySelectorAll("textarea[form=review]")].some(
      (area) => area.value.trim() !== "",
    );
  }

  /** The selected words of the text that is reviewed, on one line. */
  function selected() {
    const selection = document.getSelection();
    const within = document.querySelector("[data-quotable]");
    if (!within || selection.isCollapsed || !within.contains(selection.anchorNode)) {
      return "";
    }
    return selection.toString().replace(/\s+/g, " ").trim().slice(0, LONGEST_QUOTATION);
  }

  function quote(words) {
    const field = document.querySelector("textarea[name=duyet-quotation]");
    field.value = words;
    field.closest("details").open = true;
    const text = document.querySelector("textarea[name=duyet-text]");
    text.scrollIntoView({ block: "center" });
    text.focus();
  }

  function offerToQuote() {
    const button = document.createElement("button");
    let words = "";
    button.type = "button";
    button.className = "press press--main quote-button";
    button.textContent = "Góp ý đoạn này";
    button.hidden = true;
    document.getElementById("content-main").append(button);
    document.addEventListener("selectionchange", () => {
      // Pressing the button takes the selection away before the click comes.
      words = selected() || words;
      button.hidden = !selected() && document.activeElement !== button;
    });
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      quote(words);
      button.hidden = true;
    });
  }

  if (form) {
    let leaving = false;
    form.addEventListener("submit", onSubmit);
    form.addEventListener("submit", (event) => {
      leaving = !event.defaultPrevented;
    });
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && isTyped()) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
    if (document.querySelector("[data-quotable]")) {
      offerToQuote();
    }
  }
}
