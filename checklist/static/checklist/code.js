// Copies and prints a code, says that it is kept without leaving the page, and asks before the site is left while it
// is not. Every page works without this file.

(() => {
  const say = (near, words) => {
    const state = near.closest(".actions")?.querySelector("[data-said]");
    if (state) state.textContent = words;
  };

  const shown = () => {
    for (const button of document.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
  };
  shown();
  document.addEventListener("code-shown", () => {
    shown();
    const said = document.getElementById("code-said");
    said.textContent = said.dataset.words;
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) {
      window.print();
      return;
    }
    const one = document.getElementById(button.dataset.copy);
    const words = one.value ?? one.textContent.trim();
    try {
      await navigator.clipboard.writeText(words);
      say(button, button.dataset.copied);
    } catch { // no leave, or no https: selected, so that a person can copy it by hand
      if (one.select) one.select();
      else window.getSelection().selectAllChildren(one);
    }
  });

  // ---- "I have kept it", on a page that somebody is writing on

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-code-kept]");
    if (!button) return;
    event.preventDefault();
    const panel = document.getElementById("code-to-keep");
    const form = document.getElementById("code-kept");
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), redirect: "manual",
    }).catch(() => null);
    if (answer?.type !== "opaqueredirect") {
      say(button, form.dataset.lost);
      return;
    }
    const next = panel.nextElementSibling;
    panel.remove();
    next?.querySelector("a, button, input, textarea")?.focus({ preventScroll: true });
  });

  // ---- leaving the site

  let within = false; // is the page that comes now one of ours, or no page at all, such as a phone call?
  window.navigation?.addEventListener("navigate", (event) => {
    const { protocol, origin } = new URL(event.destination.url);
    within = origin === window.location.origin || !/^https?:$/.test(protocol);
    setTimeout(() => (within = false), 1_000);
  });
  window.addEventListener("beforeunload", (event) => {
    if (window.navigation && !within && document.getElementById("code-to-keep")) event.preventDefault();
  });
})();
