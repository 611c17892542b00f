// Replaces the results when a filter changes; the form works without this file. Keeps open folds, the focus and
// what is being typed, leaves empty fields out of the address, narrows long lists, and copies the address.
//
// Events, for the other files of the page: `results:asking` (detail: the URLSearchParams of the request) and
// `results:shown` after the results were replaced.

(() => {
  const SHOWN_AS_PAGES = [400, 404]; // statuses whose response is a page of its own, as without this file
  const PAUSE_MS = 100; // boxes ticked within it make one request
  const TIMEOUT_MS = 10_000;

  const answer = document.getElementById("answer");
  const narrowed = new Map(); // id of a box that narrows a list → what is typed in it
  let request = null; // the AbortController of the last request
  let timer = 0;
  let isEdited = false; // the form was changed since the last request

  const showUnavailable = (visible) => {
    document.getElementById("away").hidden = !visible;
  };

  // ---- narrow a list, copy the address

  const narrow = (box) => {
    const typed = box.value.trim().toLocaleLowerCase();
    for (const option of box.closest("fieldset").querySelectorAll(".choice")) {
      const isChosen = option.querySelector("input").checked;
      option.hidden = !isChosen && !option.textContent.toLocaleLowerCase().includes(typed);
    }
  };

  // What only works with script is shown by it. A box gets an id, by which the focus comes back to it.
  const prepare = () => {
    for (const box of answer.querySelectorAll("#filters .choice input")) box.id = `${box.name}-${box.value}`;
    for (const box of answer.querySelectorAll(".narrow__box")) {
      box.parentElement.hidden = false;
      box.value = narrowed.get(box.id) ?? box.value;
      if (box.value) narrow(box);
    }
    const copy = document.getElementById("share-button");
    if (copy) copy.hidden = !navigator.clipboard;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("#share-button");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById("share-address").value);
    button.textContent = button.dataset.copied;
  });

  // ---- ask for the results of the form

  const addressOf = (form) => {
    const parameters = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...parameters]) if (value === "") parameters.delete(name, value);
    if (!parameters.has("near")) parameters.delete("within");
    document.dispatchEvent(new CustomEvent("results:asking", { detail: parameters }));
    return `${form.action.split("#")[0]}?${parameters}`;
  };

  // Without the selected clinics, which tray.js puts into the address while the page stays the same.
  const pageOf = ({ pathname, search }) => {
    const parameters = new URLSearchParams(search);
    parameters.delete("pick");
    return `${pathname}?${parameters}`;
  };
  let shown = pageOf(location);

  const replace = (html, address, byButton) => {
    const part = new DOMParser().parseFromString(html, "text/html");
    const status = part.getElementById("status");
    const focusedId = document.activeElement?.id;
    const folds = new Map([...answer.querySelectorAll("details")].map((fold) => [fold.id, fold.open]));
    // On a small screen the filters cover the list, so the button closes them.
    if (byButton && !window.matchMedia("(min-width: 62rem)").matches) folds.set("fold-all", false);

    document.title = part.title;
    document.getElementById("status").textContent = status.textContent;
    status.remove();
    answer.replaceChildren(...part.body.childNodes);
    if (address) history.pushState(null, "", address);
    shown = pageOf(location);

    for (const [id, open] of folds) document.getElementById(id)?.toggleAttribute("open", open);
    prepare();
    document.getElementById(byButton ? "count" : focusedId)?.focus({ preventScroll: !byButton });
    document.dispatchEvent(new CustomEvent("results:shown"));
  };

  const send = async (address, mine, { byButton, isBack }) => {
    const response = await fetch(address, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (SHOWN_AS_PAGES.includes(response.status)) return window.location.assign(response.url);
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    await window.released?.();
    if (mine !== request) return;
    showUnavailable(false);
    // To replace the form would undo what was ticked or typed since; that sends a request of its own.
    if (!isEdited) replace(html, isBack ? "" : response.headers.get("HX-Push-Url"), byButton);
  };

  // byButton: the button of the form was pressed, rather than a filter changed. isBack: the address is there.
  const ask = async (address, how) => {
    clearTimeout(timer);
    request?.abort();
    const mine = (request = new AbortController());
    const late = setTimeout(() => mine.abort(), TIMEOUT_MS);
    isEdited = false;
    answer.setAttribute("aria-busy", "true");
    try {
      await send(address, mine, how);
    } catch {
      // No response, a late one, or an error of the server: the old results stay, with a notice.
      await window.released?.();
      if (mine === request) showUnavailable(true);
    }
    clearTimeout(late);
    if (mine === request) answer.removeAttribute("aria-busy");
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches(".narrow__box")) {
      narrowed.set(event.target.id, event.target.value);
      narrow(event.target);
    } else if (event.target.closest("#filters")) isEdited = true;
  });

  document.addEventListener("change", (event) => {
    const form = document.getElementById("filters");
    if (event.target.form !== form) return; // a box that narrows a list belongs to no form
    clearTimeout(timer);
    timer = setTimeout(() => ask(addressOf(document.getElementById("filters")), {}), PAUSE_MS);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "filters") return;
    event.preventDefault();
    ask(addressOf(event.target), { byButton: true });
  });

  window.addEventListener("popstate", () => {
    if (pageOf(location) !== shown) ask(location.href.split("#")[0], { isBack: true });
  });

  prepare();
})();
