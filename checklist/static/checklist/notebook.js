// Saves what is typed as one goes, and at the latest when one goes: by a link, a form, the Back button, by closing
// the tab or turning to another app. Says at the question itself when a save did not arrive, and only then asks
// before the page is left. The buttons on the page work without this file.

(() => {
  const MOST = 60_000; // bytes: what a browser still sends for a page that is gone, less room for the form's rest
  const SOON = 600; // milliseconds after the last key
  const AGAIN = 10_000; // milliseconds after a save that did not arrive
  const PATIENCE = 15_000; // milliseconds for an answer

  const form = document.getElementById("answers");
  const asking = document.getElementById("ask");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const tab = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
  let turn = 0;
  let onTheWay = 0; // bytes that are sent and not answered, and that outlive the page
  let tied = 0; // requests that may die with the page
  let unreachable = false; // the last save found nobody
  let goingBy = null; // the form by which this page is being left
  let calling = false; // a telephone number was pressed: nothing stands in its way
  let departure = 0; // how often this page was about to be left: only the newest way out is gone
  let timer;

  // ---- what can be typed: each question, and the question of one's own that is being written

  const drafts = [];

  const draft = ({ id, form, fields, more, asYouGo, empty }) => {
    const read = () =>
      fields().flatMap((field) => {
        if (["radio", "checkbox"].includes(field.type) && !field.checked) return [];
        return [[field.name, field.value]];
      });
    const now = () => JSON.stringify(read());
    const one = { id, form, read, now, more, asYouGo };
    one.kept = empty ?? now(); // what the notebook holds, as far as this page knows
    one.sent = null; // what is on its way
    one.went = one.came = 0; // the turns of the last save and of the last answer to one
    one.failed = false; // the last save did not arrive
    one.doubt = false; // nobody knows whether it arrived
    one.held = false; // shown beside what another tab wrote: only the person decides
    one.unsaved = () => now() !== one.kept || one.doubt || (one.sent !== null && one.sent !== one.kept);
    drafts.push(one);
    return one;
  };

  for (const node of form.querySelectorAll(".question")) {
    const { id } = node;
    const fields = () => [...node.querySelectorAll(`[name="${id}-impression"], [name="${id}-note"], [name="${id}-differs"]`)];
    const was = document.getElementById(`${id}-shown`);
    was.value = node.dataset.shown; // a browser may have brought back an older one
    const one = draft({ id, form, fields, more: () => [[was.name, was.value]], asYouGo: true });
    if ("unsaved" in node.dataset) Object.assign(one, { kept: "", failed: true, held: true });
  }
  if (asking) {
    const fields = () => [asking.elements.text];
    const rest = () => [...new FormData(asking)].filter(([name]) => ["question_id", "for", "back"].includes(name));
    draft({ id: "ask", form: asking, fields, more: rest, asYouGo: false, empty: JSON.stringify([["text", ""]]) });
  }

  const say = (one, words, lost) => {
    const state = document.getElementById(`${one.id}-state`);
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("question__lost", lost);
    one.failed = lost;
  };

  const wordsFor = (one, status) => {
    const kind = { 403: "closed", 404: "gone", 413: "large" }[status] ?? "lost";
    return one.form.dataset[kind] ?? form.dataset[kind];
  };

  // ---- sending

  const sizeOf = (pairs) =>
    pairs.reduce((sum, pair) => sum + 120 + new TextEncoder().encode(pair.join("")).length, 300);

  // As many as fit into one request, so that the browser may send it after the page is gone.
  const bundles = (several) => {
    const made = [];
    const room = Math.max(MOST - onTheWay, MOST / 6);
    for (const one of several) {
      const pairs = [...one.read(), ...one.more()];
      const size = sizeOf(pairs);
      const last = made.at(-1);
      if (last && last.action === one.form.action && last.size + size < room) {
        last.several.push(one);
        last.pairs.push(...pairs);
        last.size += size;
      } else made.push({ action: one.form.action, several: [one], pairs, size });
    }
    return made;
  };

  const send = ({ action, several, pairs, size }) => {
    const number = (turn += 1);
    const body = new FormData();
    for (const [name, value] of [...pairs, ["csrfmiddlewaretoken", token], ["tab", tab], ["sequence", number]]) {
      body.append(name, value);
    }
    for (const one of several) Object.assign(one, { sent: one.now(), went: number, failed: false });
    const words = new Map(several.map((one) => [one, one.sent]));
    const keepalive = onTheWay + size < MOST;
    if (keepalive) onTheWay += size;
    else tied += 1;
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(action, { method: "POST", body, keepalive, signal, headers: { "HX-Request": "true" } })
      .then(async (answer) => [answer.status, await answer.text()])
      .catch(() => [0, ""])
      .then(([status, text]) => {
        if (keepalive) onTheWay -= size;
        else tied -= 1;
        unreachable = [0, 502, 504].includes(status);
        const page = new DOMParser().parseFromString(text, "text/html");
        for (const one of several) came(one, number, words.get(one), status, page);
        const overall = page.getElementById("overall");
        if (overall) document.getElementById("overall").replaceChildren(...overall.childNodes);
        showCode(page.getElementById("code-to-keep"), document.getElementById(several[0].id));
        if (unreachable || status >= 500) setTimeout(saveAsOneGoes, AGAIN);
      });
  };

  // The first answer that is saved brings the code of the notebook: beside the question, where it is seen.
  const showCode = (code, question) => {
    if (!code || document.getElementById("code-to-keep")) return;
    question.after(code);
    document.dispatchEvent(new Event("code-shown"));
  };

  // One answer to one save. What a later save of the same question was told is newer.
  const came = (one, number, words, status, page) => {
    if (number < one.came) return;
    one.came = number;
    if (one.went === number) one.sent = null; // else a later one is on its way
    const was = page.getElementById(`${one.id}-shown`);
    const state = page.getElementById(`${one.id}-state`);
    const told = [200, 400, 409].includes(status);
    one.doubt = !told && ![403, 404, 413].includes(status);
    if (told && (was || (status === 200 && state))) {
      one.kept = words;
      if (was) document.getElementById(was.id).value = was.value;
      if (one.now() === words) say(one, state ? state.textContent.trim() : form.dataset.saved, false);
    } else say(one, (told && state && state.textContent.trim()) || wordsFor(one, status), true);
  };

  const waiting = () => drafts.filter((one) => one.unsaved() && one.sent !== one.now() && !one.held);
  const flush = (several = waiting()) => Promise.all(bundles(several).map(send));

  // One after the other while the page is looked at: a later save waits for the answer to the one before it.
  let saving = null;
  const saveAsOneGoes = () => {
    clearTimeout(timer);
    if (saving) {
      timer = setTimeout(saveAsOneGoes, SOON / 6);
      return;
    }
    const several = waiting().filter((one) => one.asYouGo || one.failed);
    if (several.length) saving = flush(several).finally(() => (saving = null));
  };

  const later = (event) => {
    const node = event.target.closest(".question");
    const one = drafts.find(({ id }) => id === (node?.id ?? "ask"));
    one.held = false;
    if (!one.failed && one.unsaved()) say(one, "", false);
    clearTimeout(timer);
    timer = setTimeout(saveAsOneGoes, event.type === "change" ? 0 : SOON);
  };
  for (const one of [form, asking]) {
    one?.addEventListener("input", later);
    one?.addEventListener("change", later);
  }
  window.addEventListener("online", saveAsOneGoes);

  // ---- leaving

  const settled = async (several) => {
    await flush(several.filter((one) => waiting().includes(one)));
    const end = Date.now() + PATIENCE;
    while (several.some((one) => one.sent !== null) && Date.now() < end) {
      await new Promise((done) => setTimeout(done, 20));
    }
    const lost = several.find((one) => one.unsaved());
    if (!lost) return true;
    const field = document.getElementById(`${lost.id}-note`) ?? document.getElementById("ask-text");
    field.focus();
    return false;
  };

  const elsewhere = (link) => {
    const there = new URL(link.href, window.location);
    const here = window.location;
    return /^https?:$/.test(there.protocol) && there.href.split("#")[0] !== here.href.split("#")[0];
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button) return;
    if (/^(tel|sms):/.test(link.href) || link.matches(".crisis__link")) {
      calling = true;
      setTimeout(() => (calling = false), 1_000);
    }
    if (calling || !elsewhere(link)) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download")) return;
    const unsaved = drafts.filter((one) => one.unsaved());
    // Where a save did not arrive, the link leads on at once, and the browser asks.
    if (!unsaved.length || unsaved.some((one) => one.failed) || !navigator.onLine) return;
    event.preventDefault();
    const mine = (departure += 1);
    if ((await settled(drafts)) && mine === departure) window.location.assign(link.href);
  });

  document.addEventListener("submit", async (event) => {
    const others = drafts.filter((one) => one.form !== event.target && one.unsaved());
    // What no server answers shows the browser's own page, and takes the words with it.
    const nobody = event.target.method === "post" && (unreachable || !navigator.onLine);
    const several = nobody ? drafts.filter((one) => one.unsaved()) : others;
    if (goingBy === event.target || !several.length) {
      goingBy = event.target;
      return;
    }
    event.preventDefault();
    const mine = (departure += 1);
    if (!(await settled(several)) || mine !== departure) return;
    goingBy = event.target;
    goingBy.requestSubmit(event.submitter);
  });

  for (const one of [form, asking]) {
    one?.addEventListener("formdata", (event) => {
      event.formData.set("tab", tab);
      event.formData.set("sequence", (turn += 1));
    });
  }

  window.addEventListener("beforeunload", (event) => {
    departure += 1;
    const unsaved = drafts.filter((one) => one.form !== goingBy && one.unsaved());
    flush(unsaved.filter((one) => one.sent !== one.now() && !one.failed));
    const lost = unsaved.some((one) => one.sent === null) || tied > 0;
    if (!calling && (lost || (unsaved.length && !navigator.onLine))) event.preventDefault();
  });

  const goes = () => {
    flush(waiting().filter((one) => one.form !== goingBy));
  };
  window.addEventListener("pagehide", goes);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") goes();
  });

  // ---- coming back: the save that went out last may have arrived after this page was asked for

  const takeOver = async () => {
    const answer = await fetch(window.location.href, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const one of drafts.filter(({ id, unsaved }) => id !== "ask" && !unsaved())) {
      const node = document.getElementById(one.id);
      const newer = page.getElementById(one.id);
      if (!newer || newer.dataset.shown === document.getElementById(`${one.id}-shown`).value) continue;
      for (const field of newer.querySelectorAll("input, textarea")) {
        const mine = [...node.querySelectorAll("input, textarea")].find(
          ({ name, type, value }) => name === field.name && (type !== "radio" || value === field.value),
        );
        if (["radio", "checkbox"].includes(field.type)) mine.checked = field.checked;
        else mine.value = field.value;
      }
      one.kept = one.now();
    }
  };

  window.addEventListener("pageshow", (event) => {
    goingBy = null;
    const [visit] = performance.getEntriesByType("navigation");
    if (event.persisted || ["reload", "back_forward"].includes(visit?.type)) setTimeout(takeOver, SOON);
  });
})();
