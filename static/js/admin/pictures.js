/* Pictures in the editor: a button of the toolbar, files dropped or pasted into the text, and
   pictures that come with pasted text.  All of them go through the library, which asks for words. */
"use strict";
{
  const EMBEDDED = /<img\b[^>]*\bsrc="data:(image\/(?:png|jpeg|webp));base64,([^"]+)"[^>]*>/gi;
  const REMOTE = /<img\b[^>]*\bsrc="(https?:[^"]+)"[^>]*>/gi;
  const MAX_FILES = 20; // of one paste

  const insert = (editor) => (item) => {
    editor.focus();
    editor.insertHtml(item.html);
  };

  function addButton({ editor }) {
    editor.on("pluginsLoaded", () => {
      editor.addCommand("portalPicture", {
        exec: () => void window.pictureLibrary?.open(insert(editor)),
        async: true,
      });
      editor.ui.addButton("PortalPicture", {
        label: "Chèn ảnh",
        command: "portalPicture",
        icon: "image",
      });
    });
  }

  function toFile([, kind, data], number) {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
    return new File([bytes], `anh-dan-${number + 1}.${kind.split("/")[1]}`, { type: kind });
  }

  /** Take pictures of other sites out of what is pasted, and return their addresses. */
  function remotePictures(data) {
    const text = document.createElement("textarea"); // turns &amp; into &
    const found = new Set();
    data.dataValue = data.dataValue.replace(REMOTE, (picture, address) => {
      text.innerHTML = address;
      if (text.value.startsWith(`${location.origin}/`)) return picture;
      found.add(text.value);
      return "";
    });
    return [...found].slice(0, MAX_FILES);
  }

  /** Files, and pictures written into the pasted text itself, are offered in the library. */
  function takePictures({ editor }) {
    editor.on(
      "paste",
      (event) => {
        const { data } = event;
        const files = [];
        for (let i = 0; i < data.dataTransfer.getFilesCount(); i++) {
          const file = data.dataTransfer.getFile(i);
          if (/^image\/(png|jpeg|webp)$/.test(file?.type)) files.push(file);
        }
        if (!files.length) {
          try {
            files.push(...[...data.dataValue.matchAll(EMBEDDED)].slice(0, MAX_FILES).map(toFile));
          } catch {
            return; // not base64: nothing that could be kept
          }
          data.dataValue = data.dataValue.replace(EMBEDDED, "");
        }
        const addresses = remotePictures(data);
        if (!(files.length || addresses.length) || !window.pictureLibrary) return;
        if (!data.dataValue) event.cancel();
        setTimeout(() => window.pictureLibrary.open(insert(editor), files, addresses));
      },
      null,
      null,
      1, // before the editor makes an embedded picture of a file
    );
  }

  if (window.CKEDITOR) {
    CKEDITOR.on("instanceCreated", addButton);
    CKEDITOR.on("instanceReady", takePictures);
  }
}
