// The line that says how many answers wait in the page and since when, which were changed on another device, and when
// the page was saved last. notebook.js tells it by the event "drafts-changed".

(() => {
  const words = document.getElementById("autosave-words").dataset;
  const line = document.getElementById("waiting");
  const savedAt = document.getElementById("saved-at");
  const time = (at) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }).format(at);
  const counted = (count, one, many) => (count === 1 ? one : many).replace("{count}", count);

  document.addEventListener("drafts-changed", ({ detail: { unsaved, since, conflicts, saved } }) => {
    const parts = [];
    if (unsaved) parts.push(counted(unsaved, words.waitingOne, words.waitingMany).replace("{time}", time(since)));
    if (conflicts.length) {
      const link = document.createElement("a");
      link.href = `#${conflicts[0]}-first`;
      link.textContent = counted(conflicts.length, words.conflictOne, words.conflictMany);
      parts.push(link);
    }
    const text = parts.map((part) => part.textContent ?? part).join(" ");
    if (line.textContent !== text) line.replaceChildren(...parts.flatMap((part, at) => (at ? [" ", part] : [part])));
    if (savedAt && saved) savedAt.textContent = words.savedAt.replace("{time}", time(Date.now()));
  });
})();
