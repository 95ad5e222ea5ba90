/* Tells under title and summary how long the text is, and when that is too much or too little. */
"use strict";
{
  /** Numbers of characters: fewer than `least` or more than `most` is worth a word. */
  const limits = {
    title: { most: 90, tooMany: 140 },
    summary: { least: 120, most: 220 },
  };

  function verdict(count, { least = 0, most, tooMany = Infinity }, isSaidAbove) {
    if (count > tooMany) {
      return ["error", `quá dài: rút xuống dưới ${most} ký tự`];
    }
    if (count > most) {
      return ["warn", isSaidAbove ? "hơi dài" : `hơi dài: nên dưới ${most} ký tự`];
    }
    if (count > 0 && count < least) {
      return ["", isSaidAbove ? "còn ngắn" : `nên viết từ ${least} đến ${most} ký tự`];
    }
    return ["", ""];
  }

  function attach(field, limit) {
    const line = document.createElement("p");
    const number = document.createElement("span");
    const advice = document.createElement("span");
    line.append(number, advice);
    // Only the advice is read aloud, and only when it changes; the number would be a nuisance.
    advice.setAttribute("aria-live", "polite");
    field.after(line);
    // The numbers stand once: beside the field, where its own help has them.
    const help = document.getElementById(`${field.id}_helptext`);
    const isSaidAbove = help !== null && help.textContent.includes(String(limit.most));

    function show() {
      const count = [...field.value.trim().normalize("NFC")].length;
      const [level, words] = verdict(count, limit, isSaidAbove);
      line.className = level ? `counter counter--${level}` : "counter";
      number.textContent = `${count} ký tự`;
      const text = words ? `, ${words}.` : ".";
      if (advice.textContent !== text) {
        advice.textContent = text;
      }
    }

    field.addEventListener("input", show);
    show();
  }

  for (const [name, limit] of Object.entries(limits)) {
    const field = document.getElementById(`id_${name}`);
    if (field) {
      attach(field, limit);
    }
  }
}
