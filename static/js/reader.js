// Small comforts for readers: every page does its work without this file.

const panels = document.querySelectorAll("details.menu, details.display");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels) {
    if (!panel.open) continue;
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const panel of panels) {
    if (!panel.contains(event.target)) panel.open = false;
  }
});

// Copying needs a secure page; where there is none, the button stays hidden.
const copy = document.querySelector("[data-copy-link]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const words = copy.textContent;
    await navigator.clipboard.writeText(copy.dataset.copyLink);
    copy.textContent = copy.dataset.done;
    setTimeout(() => (copy.textContent = words), 3000);
  });
}

// Reading aloud needs a Vietnamese voice, which browsers may find out about late.
const aloud = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;
if (aloud && speech) {
  const words = aloud.textContent;
  const voice = () => speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith("vi"));
  const offer = () => (aloud.hidden = !voice());

  const stop = () => {
    speech.cancel();
    aloud.textContent = words;
    aloud.setAttribute("aria-pressed", "false");
  };

  // Paragraph by paragraph: some browsers fall silent in the middle of a long text.
  const start = () => {
    const parts = document.querySelectorAll(
      ".article__title, .article__summary, .prose :is(p, h2, h3, h4, li, figcaption, dt, dd)",
    );
    const utterances = [...parts].map((part) => new SpeechSynthesisUtterance(part.textContent));
    for (const utterance of utterances) {
      utterance.lang = "vi-VN";
      utterance.voice = voice();
      speech.speak(utterance);
    }
    utterances.at(-1).onend = stop;
    aloud.textContent = aloud.dataset.stop;
    aloud.setAttribute("aria-pressed", "true");
  };

  aloud.addEventListener("click", () => (speech.speaking ? stop() : start()));
  addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", offer);
  offer();
}
