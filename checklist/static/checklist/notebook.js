// Autosave for the notebook. Saves edited answers after a pause in typing (debounce), and at the latest when the page
// is left: by a link, a form, the Back button, by closing the tab or switching to another app. The state of each save
// is shown at its question. Without a signal the answers wait in this page, and nowhere else: they are sent again at
// growing intervals, and at once when the signal is back. What another device changed meanwhile is shown at its
// question, and neither text is lost. The browser asks before the page is left only while something is not saved.
// The buttons of the page work without this file.

(() => {
  // Browsers send up to 64 KiB of `keepalive` requests for a page that is gone; the rest is room for headers.
  const MAX_KEEPALIVE_BYTES = 60_000;
  const DEBOUNCE_MS = 600;
  const DATE_DEBOUNCE_MS = 1_500; // a year is a date from its first digit on
  const FIRST_RETRY_MS = 2_000; // then twice as long each time
  const LAST_RETRY_MS = 60_000;
  const ANSWER_FIELDS = ["impression", "note", "differs"];
  const CALL_FIELDS = ["spoken_with", "called_on", "call_back_on", "appointment"];
  const TIMEOUT_MS = 15_000;
  const REFRESHES_MS = [600, 6_000]; // after a page is shown again; a phone's last save may take seconds

  const form = document.getElementById("answers");
  const questionForm = document.getElementById("ask");
  const words = document.getElementById("autosave-words").dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  // Names this page among all tabs, and numbers its saves: see checklist/save_order.py.
  const tab = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
  let sequence = 0;
  let keepaliveBytes = 0; // of the requests in flight that outlive the page
  let fragileRequests = 0; // in flight without keepalive: they are aborted when the page is left
  let unreachable = false; // the last save got no answer from the application
  let isSilent = false; // nobody answered it: there is no signal
  let submittedForm = null; // the form that is leaving this page
  let isCalling = false; // a telephone link was just pressed: nothing may stand in its way
  let departure = 0; // counts the attempts to leave the page: only the newest one goes on
  let timer;
  let retryTimer;
  let retryMs = FIRST_RETRY_MS;

  // ---- drafts: each answer, the facts of the call, and the own question that is being typed

  const drafts = [];

  const addDraft = ({ id, form, fields, extraFields, isAutosaved, saved }) => {
    const read = () =>
      fields().flatMap((field) => {
        if (["radio", "checkbox"].includes(field.type) && !field.checked) return [];
        return [[field.name, field.value]];
      });
    const current = () => JSON.stringify(read());
    const draft = { id, form, read, current, extraFields, isAutosaved };
    draft.saved = saved ?? current(); // what the notebook holds, as far as this page knows
    draft.inFlight = null; // what the latest request under way holds
    draft.lastSent = draft.lastAnswered = 0; // sequence numbers
    draft.failed = false; // the last save that was answered failed
    draft.unconfirmed = false; // the last save may have arrived or not
    draft.unsavedSince = null; // ms
    draft.isProposal = false; // today as the day of the call, which the page proposed
    // Shown beside what another tab saved: not saved before the person edits it. "held": before the person chooses.
    draft.conflicted = false;
    draft.isUnsaved = () =>
      current() !== draft.saved ||
      draft.unconfirmed ||
      (draft.inFlight !== null && draft.inFlight !== draft.saved);
    drafts.push(draft);
    return draft;
  };

  for (const node of form.querySelectorAll("[data-shown]")) {
    const { id } = node;
    const names = (id === "call" ? CALL_FIELDS : ANSWER_FIELDS).map((name) => `[name="${id}-${name}"]`);
    const fields = () => [...node.querySelectorAll(names.join(", "))];
    const shown = document.getElementById(`${id}-shown`);
    shown.value = node.dataset.shown; // the browser may have restored an older value
    const draft = addDraft({ id, form, fields, extraFields: () => [[shown.name, shown.value]], isAutosaved: true });
    if ("unsaved" in node.dataset) Object.assign(draft, { saved: "", failed: true, conflicted: true });
  }
  if (questionForm) {
    const fields = () => [questionForm.elements.text];
    const extraFields = () =>
      [...new FormData(questionForm)].filter(([name]) => ["question_id", "for", "back"].includes(name));
    // Only saved when the page is left, not while it is typed.
    const saved = JSON.stringify([["text", ""]]);
    addDraft({ id: "ask", form: questionForm, fields, extraFields, isAutosaved: false, saved });
  }

  const showState = (draft, message, failed) => {
    const state = document.getElementById(`${draft.id}-state`);
    if (state.textContent !== message) state.textContent = message;
    state.classList.toggle("question__lost", failed);
    draft.failed = failed;
  };

  const waitingMessage = (draft) => draft.form.dataset.lost ?? (isSilent ? words.waiting : words.away);

  const failureMessage = (draft, status) => {
    const reason = { 403: "closed", 404: "gone", 413: "large" }[status];
    return reason ? (draft.form.dataset[reason] ?? words[reason]) : waitingMessage(draft);
  };

  // For waiting.js: what the line at the top says.
  const announce = (saved = false) => {
    const unsaved = drafts.filter((draft) => draft.failed && draft.isUnsaved() && !draft.isProposal);
    const detail = {
      unsaved: unsaved.filter((draft) => !draft.conflicted).length,
      since: Math.min(...unsaved.map((draft) => draft.unsavedSince ?? Date.now())),
      conflicts: unsaved.filter((draft) => draft.conflicted).map(({ id }) => id),
      saved,
    };
    document.dispatchEvent(new CustomEvent("drafts-changed", { detail }));
  };

  // ---- today as the day of the call: proposed by the page, stored with the first thing that the person does

  const proposed = form.querySelector("[name=call-proposed]");
  const call = drafts.find(({ id }) => id === "call");
  if (proposed) {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
    document.getElementById("call-called_on").value = proposed.value = today;
    call.saved = call.current();
  }

  const storeProposal = (edited) => {
    if (!form.contains(proposed)) return;
    proposed.remove();
    Object.assign(call, { saved: "", isProposal: edited !== call });
  };

  // ---- sending

  const estimateBytes = (pairs) =>
    pairs.reduce((sum, pair) => sum + 120 + new TextEncoder().encode(pair.join("")).length, 300);

  // Drafts of one form in one request, up to the size that the browser still sends after the page is gone.
  const batchesOf = (batched) => {
    const batches = [];
    const room = Math.max(MAX_KEEPALIVE_BYTES - keepaliveBytes, MAX_KEEPALIVE_BYTES / 6);
    for (const draft of batched) {
      const pairs = [...draft.read(), ...draft.extraFields()];
      const size = estimateBytes(pairs);
      const last = batches.at(-1);
      if (last && last.action === draft.form.action && last.size + size < room) {
        last.drafts.push(draft);
        last.pairs.push(...pairs);
        last.size += size;
      } else batches.push({ action: draft.form.action, drafts: [draft], pairs, size });
    }
    return batches;
  };

  const sendBatch = ({ action, drafts: batched, pairs, size }) => {
    const number = (sequence += 1);
    const body = new FormData();
    for (const [name, value] of [...pairs, ["csrfmiddlewaretoken", token], ["tab", tab], ["sequence", number]]) {
      body.append(name, value);
    }
    for (const draft of batched) Object.assign(draft, { inFlight: draft.current(), lastSent: number });
    const sent = new Map(batched.map((draft) => [draft, draft.inFlight]));
    const keepalive = keepaliveBytes + size < MAX_KEEPALIVE_BYTES;
    if (keepalive) keepaliveBytes += size;
    else fragileRequests += 1;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return fetch(action, { method: "POST", body, keepalive, signal, headers: { "HX-Request": "true" } })
      .then(async (response) => [response.status, await response.text()])
      .catch(() => [0, ""])
      .then(async ([status, text]) => {
        await window.released?.(); // else "Saved" could move the button that is being pressed
        if (keepalive) keepaliveBytes -= size;
        else fragileRequests -= 1;
        unreachable = [0, 502, 503, 504].includes(status);
        isSilent = status === 0;
        const page = new DOMParser().parseFromString(text, "text/html");
        for (const draft of batched) handleResponse(draft, number, sent.get(draft), status, page);
        for (const id of ["overall", "asked"]) {
          const progress = page.getElementById(id);
          if (progress) document.getElementById(id)?.replaceChildren(...progress.childNodes);
        }
        const { id } = batched.find((draft) => draft !== call) ?? call; // the day of a call goes with the first answer
        showCode(page.getElementById("code-to-keep"), document.getElementById(id));
        if (unreachable || status >= 500 || status === 429) retryLater();
        else retryMs = FIRST_RETRY_MS;
        announce(status === 200);
      });
  };

  const retryLater = () => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(autosave, retryMs);
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
  };

  // The first saved answer brings the code of the notebook. It is shown at that question, where the person looks.
  const showCode = (code, question) => {
    if (!code || document.getElementById("code-to-keep")) return;
    const focused = document.activeElement;
    const before = focused.getBoundingClientRect().top;
    if (question.matches("li")) question.append(code);
    else if (question.id === "call") form.querySelector(".call__bar").after(code);
    else question.after(code);
    // Whoever has gone on to another question keeps it in sight.
    scrollBy({ top: focused.getBoundingClientRect().top - before, behavior: "instant" });
    document.dispatchEvent(new Event("code-shown"));
  };

  // What became of one draft in one request. A response to a later request of the same draft takes precedence.
  const handleResponse = (draft, number, sent, status, page) => {
    if (number < draft.lastAnswered) return;
    draft.lastAnswered = number;
    if (draft.lastSent === number) draft.inFlight = null; // else a later request is under way
    const shown = page.getElementById(`${draft.id}-shown`);
    const state = page.getElementById(`${draft.id}-state`);
    const isPartial = [200, 400, 409].includes(status);
    draft.unconfirmed = !isPartial && ![403, 404, 413].includes(status);
    if (isPartial && (shown || (status === 200 && state))) {
      Object.assign(draft, { saved: sent, failed: false });
      if (shown) document.getElementById(shown.id).value = shown.value;
      if (draft.current() === sent) {
        showState(draft, state ? state.textContent.trim() : words.saved, false);
        draft.unsavedSince = null;
      }
    } else {
      showState(draft, (isPartial && state && state.textContent.trim()) || failureMessage(draft, status), true);
      showConflict(draft, page.getElementById(`${draft.id}-conflict`));
    }
  };

  // ---- a conflict: what another device saved is shown at the question, and the person chooses

  const offerChoice = (box) => {
    box.querySelector("[data-choice]").hidden = false;
  };
  form.querySelectorAll(".conflict").forEach(offerChoice);

  const showConflict = (draft, box) => {
    if (!box) return;
    if (draft.isProposal) settle(draft, box, { keep: false }); // the person typed nothing there
    else {
      const node = document.getElementById(draft.id);
      document.getElementById(box.id)?.remove();
      (node.querySelector(".answers") ?? node.querySelector("legend")).after(box);
      offerChoice(box);
      draft.conflicted = "held";
    }
  };

  const settle = (draft, box, { keep }) => {
    for (const { dataset, value: hidden, textContent } of keep ? [] : box.querySelectorAll("[data-field]")) {
      const value = hidden ?? textContent;
      for (const field of draft.form.querySelectorAll(`[name="${draft.id}-${dataset.field}"]`)) {
        if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value;
        else field.value = value;
      }
    }
    document.getElementById(`${draft.id}-shown`).value = box.dataset.digest;
    Object.assign(draft, { conflicted: false, unconfirmed: false, saved: keep ? "" : draft.current() });
    showState(draft, keep ? "" : words.saved, false);
  };

  form.addEventListener("click", ({ target }) => {
    const { keep, take } = target.dataset;
    const draft = drafts.find(({ id }) => id === (keep ?? take));
    if (!draft) return;
    const box = document.getElementById(`${draft.id}-conflict`);
    settle(draft, box, { keep: Boolean(keep) });
    box.remove();
    document.getElementById(`${draft.id}-first`).focus();
    announce();
    autosave();
  });

  const unsentDrafts = () =>
    drafts.filter((draft) => draft.isUnsaved() && draft.inFlight !== draft.current() && !draft.conflicted);
  const flush = (unsent = unsentDrafts()) => Promise.all(batchesOf(unsent).map(sendBatch));

  // A queue of one: while the page is open, a save waits for the response to the save before it.
  let saving = null;
  const autosave = () => {
    clearTimeout(timer);
    if (saving) {
      timer = setTimeout(autosave, DEBOUNCE_MS / 6);
      return;
    }
    const unsent = unsentDrafts().filter((draft) => draft.isAutosaved || draft.failed);
    if (unsent.length) saving = flush(unsent).finally(() => (saving = null));
  };

  const scheduleAutosave = (event) => {
    const node = event.target.closest("[data-shown]");
    const draft = drafts.find(({ id }) => id === (node?.id ?? "ask"));
    if (draft.conflicted !== "held") draft.conflicted = false;
    if (draft === call) draft.isProposal = false;
    storeProposal(draft);
    draft.unsavedSince ??= Date.now();
    if (!draft.failed && draft.isUnsaved()) showState(draft, unreachable ? waitingMessage(draft) : "", unreachable);
    if (unreachable) announce();
    clearTimeout(timer);
    const isDate = ["date", "datetime-local"].includes(event.target.type);
    timer = setTimeout(autosave, isDate ? DATE_DEBOUNCE_MS : event.type === "change" ? 0 : DEBOUNCE_MS);
  };
  for (const edited of [form, questionForm]) {
    edited?.addEventListener("input", scheduleAutosave);
    edited?.addEventListener("change", scheduleAutosave);
  }
  window.addEventListener("online", () => {
    retryMs = FIRST_RETRY_MS;
    autosave();
  });

  // ---- leaving the page

  // Resolves to true once these drafts are saved; else focuses the first that is not.
  const saveAll = async (leaving) => {
    const unsent = () => leaving.filter((draft) => unsentDrafts().includes(draft));
    const underWay = leaving.filter((draft) => draft.inFlight === draft.current());
    await flush(unsent());
    const end = Date.now() + TIMEOUT_MS;
    while (leaving.some((draft) => draft.inFlight !== null) && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // A save that was under way may have failed although the server can be reached by now.
    await flush(unsent().filter((draft) => underWay.includes(draft)));
    const unsaved = leaving.find((draft) => draft.isUnsaved());
    if (!unsaved) return true;
    const fieldIds = [`${unsaved.id}-note`, `${unsaved.id}-first`, "ask-text"];
    fieldIds.map((id) => document.getElementById(id)).find(Boolean).focus();
    return false;
  };

  const leavesPage = (link) => {
    const target = new URL(link.href, window.location);
    const here = window.location;
    return /^https?:$/.test(target.protocol) && target.href.split("#")[0] !== here.href.split("#")[0];
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button) return;
    if (/^(tel|sms):/.test(link.href) || link.matches(".crisis__link")) {
      isCalling = true;
      setTimeout(() => (isCalling = false), 1_000);
    }
    if (isCalling || !leavesPage(link)) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download")) return;
    const unsaved = drafts.filter((draft) => draft.isUnsaved());
    // After a failed save the link is followed at once, and the browser asks (beforeunload).
    if (!unsaved.length || unsaved.some((draft) => draft.failed) || !navigator.onLine) return;
    event.preventDefault();
    const thisDeparture = (departure += 1);
    if ((await saveAll(drafts)) && thisDeparture === departure) window.location.assign(link.href);
  });

  document.addEventListener("submit", async (event) => {
    const others = drafts.filter((draft) => draft.form !== event.target && draft.isUnsaved());
    // A POST that no server answers would replace this page, and the typed text, with an error page of the browser.
    const wouldLoseText = event.target.method === "post" && (unreachable || !navigator.onLine);
    const unsaved = wouldLoseText ? drafts.filter((draft) => draft.isUnsaved()) : others;
    if (submittedForm === event.target || !unsaved.length) {
      submittedForm = event.target;
      return;
    }
    event.preventDefault();
    const thisDeparture = (departure += 1);
    if (!(await saveAll(unsaved)) || thisDeparture !== departure) return;
    submittedForm = event.target;
    submittedForm.requestSubmit(event.submitter);
  });

  for (const submitted of [form, questionForm]) {
    submitted?.addEventListener("formdata", (event) => {
      event.formData.set("tab", tab);
      event.formData.set("sequence", (sequence += 1));
    });
  }

  window.addEventListener("beforeunload", (event) => {
    departure += 1;
    const unsaved = drafts.filter((draft) => draft.form !== submittedForm && draft.isUnsaved());
    flush(unsaved.filter((draft) => draft.inFlight !== draft.current() && !draft.failed));
    // What failed may fail again: a save of it under way is no reason not to ask.
    const wouldLoseText = unsaved.some((draft) => draft.inFlight === null || draft.failed) || fragileRequests > 0;
    if (!isCalling && (wouldLoseText || (unsaved.length && !navigator.onLine))) event.preventDefault();
  });

  const flushOnHide = () => {
    flush(unsentDrafts().filter((draft) => draft.form !== submittedForm));
  };
  window.addEventListener("pagehide", flushOnHide);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flushOnHide();
    else autosave(); // what failed: the notebook may have been opened again in another tab
  });

  // ---- coming back: the last save may have arrived after this page was requested, so the answers are fetched again

  const refreshAnswers = async () => {
    const asked = sequence;
    const response = await fetch(window.location.href, { cache: "no-store" }).catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    await window.released?.();
    if (sequence !== asked) return; // something was saved meanwhile: the response may be older
    for (const draft of drafts.filter(({ id, isUnsaved }) => id !== "ask" && !isUnsaved())) {
      const node = document.getElementById(draft.id);
      const newer = page.getElementById(draft.id);
      if (!newer || newer.dataset.shown === document.getElementById(`${draft.id}-shown`).value) continue;
      for (const field of newer.querySelectorAll("input, textarea")) {
        const own = [...node.querySelectorAll("input, textarea")].find(
          ({ name, type, value }) => name === field.name && (type !== "radio" || value === field.value),
        );
        if (!own) continue;
        if (["radio", "checkbox"].includes(field.type)) own.checked = field.checked;
        else own.value = field.value;
      }
      draft.saved = draft.current();
    }
  };

  window.addEventListener("pageshow", (event) => {
    submittedForm = null;
    const [visit] = performance.getEntriesByType("navigation");
    if (event.persisted || ["reload", "back_forward"].includes(visit?.type)) {
      for (const ms of REFRESHES_MS) setTimeout(refreshAnswers, ms);
    }
  });
})();
