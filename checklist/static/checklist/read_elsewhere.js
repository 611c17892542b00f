// Sends what was typed into a form of this page and not saved, when the page is left; asks first where that failed.
// A form beside which another device's words are shown is only sent by its button. Nothing is sent, and the page stays,
// while nobody answers: a POST without an answer would replace this page by an error page of the browser.

(() => {
  const forms = [...document.querySelectorAll(".kept-form")].map((form) => {
    const read = () => JSON.stringify([...new FormData(form)].filter(([name]) => ["text", "where", "on", "own_words"].includes(name)));
    return { form, read, saved: "unsaved" in form.dataset ? "" : read(), isSending: false, isHeld: "conflict" in form.dataset };
  });
  let isUnreachable = false;
  let submitted = null;

  const send = async (kept) => {
    const sent = kept.read();
    kept.isSending = true;
    try {
      const body = new FormData(kept.form);
      const headers = { "HX-Request": "true" };
      const response = await fetch(kept.form.action, { method: "POST", body, keepalive: true, headers });
      isUnreachable = false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const shown = page.querySelector("[name=shown]");
      if (response.ok && shown) {
        kept.saved = sent;
        kept.form.elements.shown.value = shown.value;
        showState(kept, kept.form.dataset.saved);
      } else showState(kept, page.querySelector(".state")?.textContent ?? kept.form.dataset.lost);
    } catch {
      isUnreachable = true;
      showState(kept, kept.form.dataset.lost);
    }
    kept.isSending = false;
  };

  const showState = ({ form }, message) => {
    form.querySelector("[data-state]").textContent = message;
  };

  const unsaved = () => forms.filter(({ form, read, saved }) => form !== submitted && read() !== saved);
  const sendUnsaved = () => unsaved().filter(({ isSending, isHeld }) => !isSending && !isHeld).forEach(send);
  const isAnswered = () =>
    fetch(window.location.pathname, { cache: "no-store", signal: AbortSignal.timeout(15_000) }).then(
      ({ status }) => ![502, 503, 504].includes(status),
      () => false,
    );

  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    if (target === submitted || target.method !== "post") {
      submitted = target;
      return;
    }
    event.preventDefault();
    isUnreachable = !(await isAnswered());
    if (isUnreachable) {
      unsaved().forEach((kept) => showState(kept, kept.form.dataset.lost));
      return;
    }
    submitted = target;
    target.requestSubmit(submitter);
  });
  window.addEventListener("beforeunload", (event) => {
    sendUnsaved();
    const left = unsaved();
    const wouldLoseText = isUnreachable || !navigator.onLine || left.some(({ isHeld }) => isHeld);
    if (left.length && wouldLoseText) event.preventDefault();
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
