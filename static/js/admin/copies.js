/* Copies, in this browser, of text that the server does not have yet.  One for each opened form;
   keyed by account and item, so that nobody is offered what somebody else typed. */
"use strict";
{
  const STORE = "copies";
  const KEPT_FOR = 30 * 24 * 3600 * 1000; // milliseconds, as on the server
  let opening;

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("desk", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opening;
  }

  /** Do `work` on the store; a browser that keeps nothing (private windows) has no copies. */
  async function run(mode, work) {
    try {
      const store = (await open()).transaction(STORE, mode).objectStore(STORE);
      return await new Promise((resolve, reject) => {
        const request = work(store, resolve);
        store.transaction.oncomplete = () => resolve(request?.result);
        store.transaction.onerror = () => reject(store.transaction.error);
      });
    } catch {
      return undefined;
    }
  }

  const keyOf = (form, window) => `${form.writer}|${form.item}|${window}`;

  function put(form, window, at, fields) {
    return run("readwrite", (store) => store.put({ key: keyOf(form, window), window, at, fields }));
  }

  /** Remove a copy, unless it was written anew since `at`. */
  function remove(form, window, at) {
    return run("readwrite", (store) => {
      const request = store.get(keyOf(form, window));
      request.onsuccess = () => {
        if (request.result && request.result.at <= at) store.delete(request.result.key);
      };
    });
  }

  async function of(form) {
    const from = keyOf(form, "");
    return (await run("readonly", (store) => store.getAll(IDBKeyRange.bound(from, `${from}~`)))) ?? [];
  }

  /** Forget what nobody has come back for. */
  function forgetOld() {
    const before = Date.now() - KEPT_FOR;
    return run("readwrite", (store) => {
      store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (cursor.value.at < before) cursor.delete();
        cursor.continue();
      };
    });
  }

  window.deskCopies = { put, remove, of, forgetOld };
}
