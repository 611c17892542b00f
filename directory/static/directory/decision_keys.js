// Single keys on the page of a decision: j and k go through the changes, a and b accept one or send it back, and
// each button has its own; s goes to the saved replies. Everything works without them, and they can be turned off.

(() => {
  const form = document.getElementById("deciding");
  const changes = [...form.querySelectorAll(".change:has(.change__say)")];
  const enabled = document.getElementById("keys-on");
  const STORAGE_KEY = "single-keys";

  const store = (value) => {
    try { localStorage.setItem(STORAGE_KEY, value); } catch { /* no storage: the choice holds for this page */ }
  };
  const stored = () => {
    try { return localStorage.getItem(STORAGE_KEY); } catch { return null; }
  };

  const updateCounts = () => {
    const sentBack = form.querySelectorAll("[name^=say-][value=back]:checked").length;
    document.getElementById("back").textContent = sentBack;
    document.getElementById("accepted").textContent = changes.length - sentBack;
  };

  // A choice for a section is made for each of its changes, and can then be changed one by one.
  const chooseAll = (select) => {
    for (const radio of select.closest(".part").querySelectorAll(`.change__say [value="${select.value}"]`)) radio.checked = true;
    select.value = "";
    updateCounts();
  };

  // The words of a saved reply go under those that are typed already.
  const fillIn = (select) => {
    const words = form.elements.words;
    words.value = [words.value.trimEnd(), select.selectedOptions[0].dataset.words].filter(Boolean).join("\n\n");
    select.value = "";
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.focus();
  };

  const showHints = () => {
    for (const hint of document.querySelectorAll(".keyed")) hint.hidden = !enabled.checked;
  };

  const isTextField = (element) =>
    element.matches("textarea, select, input:not([type=radio], [type=checkbox])") || element.isContentEditable;

  let current = -1; // index of the change that had the focus last

  const moveFocus = (step) => {
    const focused = changes.findIndex((change) => change.contains(document.activeElement));
    current = Math.max(0, Math.min(changes.length - 1, (focused < 0 ? current : focused) + step));
    changes[current]?.querySelector("input:checked").focus();
    changes[current]?.scrollIntoView({ block: "nearest" });
  };

  const choose = (value) => {
    const change = document.activeElement.closest(".change");
    const radio = change?.querySelector(`input[value=${value}]`);
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    updateCounts();
  };

  // The first press goes to a field that the decision needs, else to the button; the second presses the button.
  const press = (button) => {
    if (button.matches("a")) return button.click();
    const missing = {
      runs: () => form.elements.runs?.value === "" && form.querySelector("[name=runs]"), // who runs a new clinic
      words: () => !form.elements.words.value.trim() && form.elements.words,
      reason: () => !form.elements.reason.value && document.getElementById("reason-none"),
    }[button.dataset.needs]?.();
    if (missing) missing.focus();
    else if (document.activeElement === button) button.click();
    else button.focus();
  };

  const actions = {
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    a: () => choose("accept"),
    b: () => choose("back"),
  };
  const reply = document.getElementById("reply");
  if (reply) actions.s = () => reply.focus();
  for (const button of document.querySelectorAll("[data-key]")) actions[button.dataset.key] = () => press(button);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !enabled.checked) return;
    if (isTextField(document.activeElement)) {
      if (event.key === "Escape") document.activeElement.blur();
      return;
    }
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });

  form.addEventListener("change", ({ target }) => {
    if (target.name?.startsWith("say-all-")) chooseAll(target);
    updateCounts();
  });
  document.getElementById("fill-in")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (reply.value) fillIn(reply);
    else reply.focus();
  });
  enabled.addEventListener("change", () => { store(enabled.checked ? "on" : "off"); showHints(); });

  enabled.checked = stored() !== "off";
  document.getElementById("keys").hidden = false;
  document.getElementById("tally").hidden = false;
  updateCounts();
  showHints();
})();
