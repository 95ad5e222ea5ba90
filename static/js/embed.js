// Films from elsewhere: a link until a reader asks for the player. Before that click nothing is
// asked of the other host.

for (const box of document.querySelectorAll("[data-player]")) {
  const link = box.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = box.dataset.play;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = link.firstElementChild.textContent;
    frame.allow = "autoplay; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = box.dataset.player;
    button.replaceWith(frame);
    frame.focus();
  });
  link.after(button);
}
