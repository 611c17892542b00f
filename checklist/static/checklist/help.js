// Shows the help box below words that ask for help, while they are typed: notes, own questions, own words, what was
// read elsewhere, and with whom one spoke. Nothing is sent or stored.

(() => {
  const template = document.getElementById("help-here");
  const status = document.getElementById("help-said");
  const { apostrophes, unseen, phrases, spelled, others } = template.dataset;
  const DEBOUNCE_MS = 800; // half a word may match where the whole one does not
  const asksForHelp = new RegExp(phrases);
  const right = spelled.split(/\s+/);
  const known = new Set([...right, ...others.split(/\s+/)]);
  const removeAll = (text, pattern) => text.replace(new RegExp(pattern, "g"), "");
  // True if one letter is missing, added, wrong, or swapped with the next.
  const isNear = (typed, word) => {
    const shorter = Math.min(typed.length, word.length);
    let start = 0;
    let end = 0;
    while (start < shorter && typed[start] === word[start]) start++;
    while (end < shorter - start && typed.at(-1 - end) === word.at(-1 - end)) end++;
    const [wrong, meant] = [typed, word].map((one) => one.slice(start, one.length - end));
    return Math.max(wrong.length, meant.length) < 2 || (meant.length === 2 && wrong === meant[1] + meant[0]);
  };
  const correct = (word) => (known.has(word) ? word : (right.find((one) => isNear(word, one)) ?? word));
  // The same normalization as in directory/web/crisis_spelling.py.
  const normalize = (text) =>
    removeAll(removeAll(text, apostrophes).normalize("NFKD").toLowerCase(), unseen)
      .split(/[^a-z0-9]+/).filter(Boolean).map(correct).join(" ");
  let box = null; // one box for the page, moved to the field that is typed in
  let timer;

  const check = async (field) => {
    await window.released?.();
    if (!asksForHelp.test(normalize(field.value))) return;
    box ??= template.content.firstElementChild.cloneNode(true);
    const container = field.closest(".question, .call__who") ?? field.closest("form");
    if (container.contains(box)) return;
    container.append(box);
    status.textContent = template.dataset.said;
  };

  document.addEventListener("input", (event) => {
    const field = event.target.closest("textarea, #ask-text, #call-first, [name=where]");
    clearTimeout(timer);
    if (field) timer = setTimeout(check, DEBOUNCE_MS, field);
  });
})();
