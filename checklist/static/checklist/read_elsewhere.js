// Sends what was typed into a form of this page and not saved, when the page is left; asks first where that failed.

(() => {
  const forms = [...document.querySelectorAll(".kept-form")].map((form) => {
    const read = () => JSON.stringify([...new FormData(form)].filter(([name]) => ["text", "where", "on"].includes(name)));
    return { form, read, saved: "unsaved" in form.dataset ? "" : read(), isSending: false };
  });
  let submitted = null;

  const send = async (kept) => {
    const sent = kept.read();
    kept.isSending = true;
    try {
      const body = new FormData(kept.form);
      const headers = { "HX-Request": "true" };
      const response = await fetch(kept.form.action, { method: "POST", body, keepalive: true, headers });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const shown = page.querySelector("[name=shown]");
      if (response.ok && shown) {
        kept.saved = sent;
        kept.form.elements.shown.value = shown.value;
        showState(kept, kept.form.dataset.saved);
      } else showState(kept, page.querySelector(".state")?.textContent ?? kept.form.dataset.lost);
    } catch {
      showState(kept, kept.form.dataset.lost);
    }
    kept.isSending = false;
  };

  const showState = ({ form }, message) => {
    form.querySelector("[role=status]").textContent = message;
  };

  const unsaved = () => forms.filter(({ form, read, saved }) => form !== submitted && read() !== saved);
  const sendUnsaved = () => unsaved().filter(({ isSending }) => !isSending).forEach(send);

  document.addEventListener("submit", (event) => {
    submitted = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    sendUnsaved();
    if (unsaved().length && !navigator.onLine) event.preventDefault();
  });
  window.addEventListener("pagehide", sendUnsaved);
  window.addEventListener("pageshow", () => {
    submitted = null;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendUnsaved();
  });
  for (const { form } of forms) {
    form.addEventListener("input", () => showState({ form }, ""));
  }
})();
