// Offers the names of people that are typed on this page where the page asks whose training it is.
(() => {
  const names = document.getElementById("people");
  if (!names) return;
  const typed = () => [...document.querySelectorAll(`[name^="${names.dataset.names}-"][name$="-name"]`)];

  function update() {
    const found = new Set(typed().map((field) => field.value.trim()).filter(Boolean));
    names.replaceChildren(...[...found].map((name) => new Option(name, name)));
  }
  for (const field of typed()) field.addEventListener("change", update);
})();
