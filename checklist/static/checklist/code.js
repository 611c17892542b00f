// The code of a notebook: copy and print buttons, "I have kept it" without leaving the page, and a question by the
// browser before the site is left while the code is not kept. Every page works without this file.

(() => {
  const showStatus = (button, message) => {
    const status = button.closest(".actions")?.querySelector("[data-said]");
    if (status) status.textContent = message;
  };

  const showButtons = () => {
    for (const button of document.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
  };
  showButtons();
  // notebook.js inserts the code with the first saved answer; a screen reader is told where.
  document.addEventListener("code-shown", () => {
    showButtons();
    const status = document.getElementById("code-said");
    status.textContent = status.dataset.words;
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) {
      window.print();
      return;
    }
    const source = document.getElementById(button.dataset.copy);
    const text = source.value ?? source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      showStatus(button, button.dataset.copied);
    } catch { // permission denied, or no https: select the code, so that a person can copy it
      if (source.select) source.select();
      else window.getSelection().selectAllChildren(source);
    }
  });

  // ---- "I have kept it", on a page where somebody is typing

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-code-kept]");
    if (!button) return;
    event.preventDefault();
    const panel = document.getElementById("code-to-keep");
    const form = document.getElementById("code-kept");
    const response = await fetch(form.action, {
      method: "POST", body: new FormData(form), redirect: "manual",
    }).catch(() => null);
    await window.released?.();
    if (response?.type !== "opaqueredirect") {
      showStatus(button, form.dataset.lost);
      return;
    }
    // In a list of questions the panel ends a question, and the next one follows the whole item.
    const next = panel.nextElementSibling ?? panel.closest("li")?.nextElementSibling;
    panel.remove();
    next?.querySelector("a, button, input, summary, textarea")?.focus({ preventScroll: true });
  });

  // ---- leaving the site

  let staysOnSite = false; // the navigation that follows leads to a page of ours, or to no page, as a phone call
  window.navigation?.addEventListener("navigate", (event) => {
    const { protocol, origin } = new URL(event.destination.url);
    staysOnSite = origin === window.location.origin || !/^https?:$/.test(protocol);
    setTimeout(() => (staysOnSite = false), 1_000);
  });
  window.addEventListener("beforeunload", (event) => {
    if (window.navigation && !staysOnSite && document.getElementById("code-to-keep")) event.preventDefault();
  });
})();
