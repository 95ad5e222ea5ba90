/* The rich-text editor in good Vietnamese, with tables and pasted pictures as the portal wants
   them. The editor itself is configured in portal/core/richtext.py. */
"use strict";
{
  /** Words that the editor's own Vietnamese file leaves in English, or says oddly. */
  const words = {
    blockquote: { toolbar: "Trích dẫn" },
    clipboard: {
      pasteMsg: "Dán vào ô dưới đây rồi bấm Đồng ý.",
      pasteNotification: "Bấm %1 để dán: trình duyệt này không cho dán bằng nút.",
    },
    format: {
      label: "Kiểu chữ",
      panelTitle: "Kiểu chữ",
      tag_p: "Đoạn văn",
      tag_h2: "Đề mục lớn",
      tag_h3: "Đề mục vừa",
      tag_h4: "Đề mục nhỏ",
    },
    link: {
      displayText: "Chữ của liên kết",
      noTel: "Hãy ghi số điện thoại",
      phoneNumber: "Số điện thoại",
      toPhone: "Điện thoại",
      toUrl: "Địa chỉ trang",
    },
    list: { bulletedlist: "Danh sách chấm", numberedlist: "Danh sách số" },
    maximize: { maximize: "Viết trên cả màn hình", minimize: "Thu về khung nhỏ" },
    pastefromword: { toolbar: "Dán từ Word" },
    removeformat: { toolbar: "Xóa định dạng" },
    table: {
      caption: "Tên bảng",
      headers: "Ô tiêu đề",
      title: "Bảng",
    },
    undo: { redo: "Làm lại", undo: "Hoàn tác" },
  };

  const REMOTE_PICTURE = /<img\b[^>]*\bsrc="(?:data|blob|file|https?):[^>]*>/gi;

  const UNUSED_IN_TABLES = [
    "txtBorder", "cmbAlign", "txtWidth", "txtHeight", "txtCellSpace", "txtCellPad", "txtSummary",
  ];

  function speakVietnamese({ editor }) {
    editor.on("langLoaded", () => {
      for (const [plugin, entries] of Object.entries(words)) {
        Object.assign(editor.lang[plugin] || {}, entries);
      }
      Object.assign(editor.lang.table.cell, {
        columnHeader: "Tiêu đề của cột",
        rowHeader: "Tiêu đề của hàng",
      });
      editor.lang.common.url = "Địa chỉ";
    });
  }

  /** The portal keeps no picture of another site: say so now, not by dropping it at saving. */
  function refusePictures({ editor }) {
    editor.on("paste", (event) => {
      const kept = event.data.dataValue.replace(REMOTE_PICTURE, "");
      if (kept !== event.data.dataValue) {
        event.data.dataValue = kept;
        const text = "Ảnh dán vào không được giữ. Hãy tải ảnh lên Thư viện ảnh.";
        editor.showNotification(text, "warning", 8000);
      }
    });
  }

  /** A new table has a heading row; width, lines and spaces are the portal's business. */
  function shapeTables({ data }) {
    if (data.name !== "table" && data.name !== "tableProperties") {
      return;
    }
    const info = data.definition.getContents("info");
    info.get("selHeaders").default = "row";
    for (const name of UNUSED_IN_TABLES) {
      info.remove(name);
    }
  }

  if (window.CKEDITOR) {
    CKEDITOR.on("instanceCreated", speakVietnamese);
    CKEDITOR.on("instanceReady", refusePictures);
    CKEDITOR.on("dialogDefinition", shapeTables);
  }
}
