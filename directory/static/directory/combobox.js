// Suggestions under a box, as WAI-ARIA's combobox: a list, from which nothing is chosen until the reader does.
// The box is a plain input without this file. What is typed goes to the site's own /suggest/, and nowhere else.

(() => {
  const REQUEST_MS = 120; // between two requests, at least
  const SPOKEN_MS = 700; // without a key, before the number of suggestions is spoken
  const CLICK_MS = 400; // between the end of a press and its click, at most
  const PRIVATELY = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
  const MIN_LENGTH = 2;
  const MAX_LENGTH = 200; // of the server

  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  document.querySelector("main").append(spoken);

  let speaking; // a timer
  let awaited = ""; // id of the box for which suggestions are on their way, or open
  let resumed = ""; // the same, of a box that has just lost the focus, as when new results replace its form
  const speak = (words, after = 0) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => (spoken.textContent = words), after);
  };

  // The label with the typed words in <mark>, where they begin one of its words.
  const marked = (label, typed) => {
    const span = document.createElement("span");
    span.className = "combo__label";
    const at = ` ${label.toLowerCase()}`.indexOf(` ${typed.toLowerCase()}`);
    if (at < 0 || label.toLowerCase().length !== label.length) {
      span.textContent = label;
      return span;
    }
    const mark = document.createElement("mark");
    mark.textContent = label.slice(at, at + typed.length);
    span.append(label.slice(0, at), mark, label.slice(at + typed.length));
    return span;
  };

  const enhance = (combo) => {
    const input = combo.querySelector("input");
    const list = combo.querySelector("[role=listbox]");
    let options = []; // the elements of the list
    let active = -1; // the option that the arrow keys have reached
    let shownFor = null; // the typed text that the list answers
    let waiting; // the timer of the next request
    let request; // AbortController of the request on its way
    let isPressed = false; // a finger or a mouse button is down on the list
    let isComposing = false; // an input method is at work

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.autocomplete = "off";

    const activate = (index) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = options[active];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };

    const open = () => {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };

    const close = () => {
      activate(-1);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    };

    const stop = () => {
      clearTimeout(waiting);
      waiting = undefined;
      request?.abort();
      request = undefined;
      awaited = "";
    };

    const choose = (option) => {
      stop();
      close();
      options = [];
      shownFor = null;
      input.value = option.dataset.value;
      // As if it had been typed: the form of the results asks for a new list.
      for (const kind of ["input", "change"]) {
        input.dispatchEvent(new CustomEvent(kind, { bubbles: true, detail: "chosen" }));
      }
      speak(option.dataset.value);
    };

    const show = (answer, typed) => {
      const isNeeded = answer.help && !document.getElementById("help-now"); // not where the page begins with it
      document.getElementById("help-typed")?.toggleAttribute("hidden", !isNeeded);
      list.replaceChildren();
      activate(-1);
      options = answer.suggestions.map(({ value, label, kind }, index) => {
        const option = document.createElement("li");
        option.className = "combo__option";
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = value;
        const note = document.createElement("span");
        note.className = "combo__kind";
        note.textContent = kind;
        option.append(marked(label, typed), " ", note);
        return option;
      });
      list.append(...options);
      shownFor = typed;
      if (options.length) open();
      else close();
      speak(answer.spoken, SPOKEN_MS);
    };

    const ask = async () => {
      waiting = undefined;
      const typed = input.value.trim();
      request?.abort();
      request = new AbortController();
      const { signal } = request;
      try {
        const query = new URLSearchParams({ box: combo.dataset.box, typed });
        const response = await fetch(`${combo.dataset.suggest}?${query}`, { ...PRIVATELY, signal });
        if (!response.ok) return;
        const answer = await response.json();
        const isStale = signal.aborted || input.value.trim() !== typed || document.activeElement !== input;
        if (!isStale) show(answer, typed);
      } catch {
        // Without an answer the box is the plain one that it was.
      } finally {
        if (request?.signal === signal) request = undefined;
      }
    };

    const askSoon = () => {
      if (isComposing) return;
      const length = input.value.trim().length;
      if (length < MIN_LENGTH || length > MAX_LENGTH) {
        stop();
        close();
        shownFor = null;
        speak("");
        return;
      }
      activate(-1);
      awaited = input.id;
      waiting ??= setTimeout(ask, REQUEST_MS);
    };

    input.addEventListener("input", (event) => {
      if (event.detail !== "chosen" && !event.isComposing) askSoon();
    });
    input.addEventListener("compositionstart", () => (isComposing = true));
    input.addEventListener("compositionend", () => {
      isComposing = false;
      askSoon();
    });

    const move = (step) => {
      if (list.hidden) {
        if (shownFor !== input.value.trim() || !options.length) return askSoon();
        open();
      }
      const count = options.length;
      activate(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    };

    const keys = {
      ArrowDown: () => move(1) ?? true,
      ArrowUp: () => move(-1) ?? true,
      Enter() {
        const option = options[active];
        if (option) choose(option);
        else {
          stop();
          close();
        }
        return Boolean(option); // without an option, Enter sends the form
      },
      Escape() {
        const wasOpen = !list.hidden;
        stop();
        close();
        return wasOpen; // else the key does what it does in a plain box
      },
      // These move the cursor in the text, so no option is reached any more.
      Home: () => activate(-1),
      End: () => activate(-1),
      ArrowLeft: () => activate(-1),
      ArrowRight: () => activate(-1),
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (keys[event.key]?.() === true) event.preventDefault();
    });

    // A press on the list leaves the focus in the box; where a phone takes it all the same, the list stays open
    // until the click. A click is also what VoiceOver and TalkBack send for a double tap.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("pointerdown", () => {
      isPressed = true;
      for (const end of ["pointerup", "pointercancel"]) {
        document.addEventListener(end, () => setTimeout(() => (isPressed = false), CLICK_MS), { once: true });
      }
    });
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      isPressed = false;
      choose(option);
      input.focus();
    });
    input.addEventListener("blur", () => {
      resumed = awaited;
      setTimeout(() => (resumed = ""));
      stop();
      if (!isPressed) close();
    });
    const pressed = ({ target }) => {
      if (!combo.isConnected) document.removeEventListener("pointerdown", pressed);
      else if (!combo.contains(target)) close();
    };
    document.addEventListener("pointerdown", pressed);

    if ([awaited, resumed].includes(input.id) && document.activeElement === input) askSoon();
  };

  const enhanced = new WeakSet();
  const enhanceAll = () => {
    for (const combo of document.querySelectorAll("[data-suggest]")) {
      if (enhanced.has(combo)) continue;
      enhanced.add(combo);
      enhance(combo);
    }
  };
  enhanceAll();
  document.addEventListener("results:shown", enhanceAll);
})();
