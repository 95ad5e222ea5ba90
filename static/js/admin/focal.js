/* A click on the picture says which point must stay in view; the two number fields hold it. */
"use strict";
{
  const picture = document.querySelector("[data-focal]");
  const fields = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id));

  function place(mark) {
    mark.style.left = `${fields[0].value}%`;
    mark.style.top = `${fields[1].value}%`;
  }

  if (picture && fields.every(Boolean)) {
    const frame = document.createElement("span");
    const mark = document.createElement("span");
    frame.className = "focal-frame";
    mark.className = "focal-mark";
    picture.replaceWith(frame);
    frame.append(picture, mark);
    frame.title = "Bấm vào chỗ phải còn thấy khi ảnh bị cắt";
    frame.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      const parts = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      fields.forEach((field, number) => {
        field.value = Math.round(Math.min(Math.max(parts[number], 0), 1) * 100);
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
      place(mark);
    });
    for (const field of fields) field.addEventListener("input", () => place(mark));
    place(mark);
  }
}
