// Says how much room is left in a field, near its end. Nothing is cut off: the server says it too.
(() => {
  const words = document.currentScript.dataset;
  const LONG = 100; // characters: below, a field is too short for a count to help
  const NEAR = 0.8;

  // As the server counts: one for each code point, without what stands around the words.
  const count = (value) => [...value.normalize("NFC").trim()].length;

  function watch(field) {
    const most = Number(field.dataset.most);
    if (most < LONG) return;
    const line = document.createElement("p");
    line.className = "note";
    line.setAttribute("role", "status");
    field.after(line);

    const tell = () => {
      const typed = count(field.value);
      const said = typed > most ? words.over : typed >= most * NEAR ? words.left : "";
      line.textContent = said.replace("%s", Math.abs(most - typed).toLocaleString("en-US"));
      line.hidden = !said;
    };
    let pause;
    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(tell, 300);
    });
    tell();
  }

  document.querySelectorAll("[data-most]").forEach(watch);
})();
