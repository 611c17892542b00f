// Shows the help box under a note that asks for help, while it is typed. Nothing is sent for it and nothing kept.

(() => {
  const kept = document.getElementById("help-here");
  const said = document.getElementById("help-said");
  const { apostrophes, unseen, phrases } = kept.dataset;
  const all = (pattern) => new RegExp(pattern, "g");
  const asks = new RegExp(phrases);
  const bare = (text) =>
    text.replace(all(apostrophes), "").normalize("NFKD").toLowerCase().replace(all(unseen), "");
  const PAUSE = 800; // milliseconds after the last key: half a word may say something else
  let box = null;
  let timer;

  const look = (field) => {
    if (!asks.test(bare(field.value).replace(/[^a-z0-9]+/g, " ").trim())) return;
    box ??= kept.content.firstElementChild.cloneNode(true);
    const place = field.closest(".question") ?? field.closest("form");
    if (place.contains(box)) return;
    place.append(box);
    said.textContent = kept.dataset.said;
  };

  document.addEventListener("input", (event) => {
    const field = event.target.closest("textarea, #ask-text");
    clearTimeout(timer);
    if (field) timer = setTimeout(look, PAUSE, field);
  });
})();
