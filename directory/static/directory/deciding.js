// Single keys on the page of a decision. Everything works without them, and they can be turned off.

(() => {
  const form = document.getElementById("deciding");
  const changes = [...form.querySelectorAll(".change:has(.change__say)")];
  const on = document.getElementById("keys-on");
  const STORE = "single-keys";

  const keep = (value) => {
    try { localStorage.setItem(STORE, value); } catch { /* a browser that keeps nothing: on until the next page */ }
  };
  const kept = () => {
    try { return localStorage.getItem(STORE); } catch { return null; }
  };

  const count = () => {
    const back = form.querySelectorAll("[name^=say-][value=back]:checked").length;
    document.getElementById("back").textContent = back;
    document.getElementById("accepted").textContent = changes.length - back;
  };

  const show = () => {
    for (const one of form.querySelectorAll(".keyed")) one.hidden = !on.checked;
  };

  const writes = (one) => one.matches("textarea, select, input:not([type=radio], [type=checkbox])") || one.isContentEditable;

  let current = -1;  // the change that was last gone to

  const go = (step) => {
    const inside = changes.findIndex((one) => one.contains(document.activeElement));
    current = Math.max(0, Math.min(changes.length - 1, (inside < 0 ? current : inside) + step));
    changes[current]?.querySelector("input:checked").focus();
    changes[current]?.scrollIntoView({ block: "nearest" });
  };

  const say = (value) => {
    const inside = document.activeElement.closest(".change");
    const radio = inside?.querySelector(`input[value=${value}]`);
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    count();
  };

  // First to what is missing, then to the button, and only the second time through it.
  const press = (button) => {
    if (button.matches("a")) return button.click();
    const missing = {
      words: () => !form.elements.words.value.trim() && form.elements.words,
      reason: () => !form.elements.reason.value && document.getElementById("reason-none"),
    }[button.dataset.needs]?.();
    if (missing) missing.focus();
    else if (document.activeElement === button) button.click();
    else button.focus();
  };

  const act = {
    j: () => go(1),
    k: () => go(-1),
    a: () => say("accept"),
    b: () => say("back"),
  };
  for (const one of form.querySelectorAll("[data-key]")) act[one.dataset.key] = () => press(one);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !on.checked) return;
    if (writes(document.activeElement)) {
      if (event.key === "Escape") document.activeElement.blur();
      return;
    }
    const does = act[event.key.toLowerCase()];
    if (!does) return;
    event.preventDefault();
    does();
  });

  form.addEventListener("change", count);
  on.addEventListener("change", () => { keep(on.checked ? "on" : "off"); show(); });

  on.checked = kept() !== "off";
  document.getElementById("keys").hidden = false;
  document.getElementById("tally").hidden = false;
  count();
  show();
})();
