// Single keys on the queue of the desk: j and k go from row to row, x selects, t takes, / goes to the box that
// looks things up; Enter opens, because the focus is on the link. The bar is there while something is selected, and counts it. Everything
// works without them, and they can be turned off.

(() => {
  const STORAGE_KEY = "single-keys"; // the same choice as on the page of a decision
  const ROW_KEY = "taken-row";
  const rows = [...document.querySelectorAll(".queue__row")];
  const enabled = document.getElementById("keys-on");
  const bar = document.getElementById("selected");
  if (!enabled) return;

  const store = (value) => {
    try { localStorage.setItem(STORAGE_KEY, value); } catch { /* no storage: the choice holds for this page */ }
  };
  const stored = () => {
    try { return localStorage.getItem(STORAGE_KEY); } catch { return null; }
  };

  const showHints = () => {
    for (const hint of document.querySelectorAll(".keyed")) hint.hidden = !enabled.checked;
  };

  const isTextField = (element) =>
    element.matches("textarea, select, input:not([type=radio], [type=checkbox])") || element.isContentEditable;

  const countSelected = () => {
    if (!bar) return;
    const selected = rows.filter((row) => row.querySelector("[type=checkbox]:checked"));
    const count = selected.length;
    const said = bar.getAttribute(`data-said-${count}`) ?? bar.dataset.saidMore.replace("%s", count);
    bar.querySelector("[role=status]").textContent = count ? said : "";
    document.getElementById("all-clean").hidden = !selected.every((row) => row.querySelector("[data-clean]"));
    bar.classList.toggle("tray--none", count === 0);
    bar.classList.toggle("tray--some", count > 0); // over the list, at the edge of the window
  };

  let current = -1; // index of the row that had the focus last

  const moveFocus = (step) => {
    const focused = rows.findIndex((row) => row.contains(document.activeElement));
    current = Math.max(0, Math.min(rows.length - 1, (focused < 0 ? current : focused) + step));
    rows[current]?.querySelector(".queue__name a").focus();
    rows[current]?.scrollIntoView({ block: "nearest" });
  };

  const row = () => rows.find((one) => one.contains(document.activeElement));

  // Take loads the page again: the focus goes back to the row.
  const take = (here) => {
    const button = here?.querySelector("[name=taking][value=take]");
    if (!button) return;
    try { sessionStorage.setItem(ROW_KEY, here.id); } catch { /* no storage: the focus begins at the top */ }
    button.click();
  };
  const returnToRow = () => {
    try {
      document.getElementById(sessionStorage.getItem(ROW_KEY))?.querySelector(".queue__name a").focus();
      sessionStorage.removeItem(ROW_KEY);
    } catch { /* no storage */ }
  };

  const actions = {
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    x: () => row()?.querySelector("[type=checkbox]:not(:disabled)")?.click(),
    t: () => take(row()),
    "/": () => document.getElementById("lookup")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTextField(document.activeElement)) return document.activeElement.blur();
    if (!enabled.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTextField(event.target) || event.repeat) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("change", countSelected);
  document.addEventListener("reset", () => setTimeout(countSelected)); // the boxes are empty after the event
  enabled.addEventListener("change", () => {
    store(enabled.checked ? "on" : "off");
    showHints();
  });
  enabled.checked = stored() !== "off";
  document.getElementById("keys").hidden = false;
  showHints();
  countSelected();
  returnToRow();
  window.addEventListener("pageshow", countSelected); // a browser that comes back ticks the boxes again
})();
