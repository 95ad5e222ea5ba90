/* What the scripts of an item's form share: its fields as they are typed now, and asking the
   server with a token that is still good.  Speaks with portal/core/admin/calls.py. */
"use strict";
{
  const PATIENCE = 20_000; // milliseconds that an answer may take
  const TOKEN = "csrfmiddlewaretoken";
  const place = document.getElementById("typing");
  const form = place?.closest("form");

  /** The fields as [name, value] pairs; the editor is asked for its own.  Names that begin with
      "_" are buttons and what the desk adds for itself; files cannot be kept. */
  function fields({ withEditors = true } = {}) {
    const editors = new Map(
      Object.values(window.CKEDITOR?.instances ?? {}).map((editor) => [editor.element.$.name, editor]),
    );
    return [...new FormData(form)].flatMap(([name, value]) => {
      if (name.startsWith("_") || name === TOKEN || typeof value !== "string") return [];
      if (!editors.has(name)) return [[name, value]];
      return withEditors ? [[name, editors.get(name).getData()]] : [];
    });
  }

  function setToken(token) {
    for (const field of document.getElementsByName(TOKEN)) field.value = token;
  }

  async function once(url, { method = "GET", body, wait = PATIENCE }) {
    const headers = {
      "X-CSRFToken": document.querySelector(`[name=${TOKEN}]`).value,
      "X-Desk-Writer": place.dataset.writer,
    };
    try {
      const signal = AbortSignal.timeout(wait);
      const response = await fetch(url, { method, body, headers, signal, redirect: "error" });
      const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
      const answer = isAnswer ? await response.json() : {};
      if (answer.token) setToken(answer.token);
      return { ...answer, status: response.status, isAnswer };
    } catch {
      return { status: 0 };
    }
  }

  /** Ask; the answer has its `status`, 0 if none came.  A page in place of an answer means that
      the token is worthless: a log-in in another window has changed it. */
  async function ask(url, options = {}) {
    const answer = await once(url, options);
    if (answer.status !== 403 || answer.isAnswer) return answer;
    await once(place.dataset.presence, {});
    return once(url, options);
  }

  /** Say beside the buttons how things stand; said again only when it has changed. */
  function say(text, { isBad = false } = {}) {
    place.classList.toggle("typing--bad", isBad);
    if (place.textContent !== text) place.textContent = text;
  }

  if (form) window.deskForm = { form, settings: place.dataset, fields, ask, say };
}
