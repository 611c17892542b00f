// Shows how many characters are left in a field, near its limit. Nothing is cut off: the server refuses what is
// too long.
(() => {
  const sentences = document.currentScript.dataset; // `left` and `over`, with %s for the number
  const MIN_LIMIT = 100; // characters: in a shorter field a count does not help
  const SHOW_FROM = 0.8; // of the limit

  // As the server counts: code points of the NFC form, without white space around it.
  const lengthOf = (value) => [...value.normalize("NFC").trim()].length;

  function watch(field) {
    const limit = Number(field.dataset.maxLength);
    if (limit < MIN_LIMIT) return;
    const line = document.createElement("p");
    line.className = "note";
    line.setAttribute("role", "status");
    field.after(line);

    const update = () => {
      const length = lengthOf(field.value);
      const sentence = length > limit ? sentences.over : length >= limit * SHOW_FROM ? sentences.left : "";
      line.textContent = sentence.replace("%s", Math.abs(limit - length).toLocaleString("en-US"));
      line.hidden = !sentence;
    };
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        await window.released?.();
        update();
      }, 300);
    });
    update();
  }

  document.querySelectorAll("[data-max-length]").forEach(watch);
})();
