// What a page inserts or removes while a button is held down moves the button from under the pointer: its click is
// lost, or goes to what has come there. A file that changes the page by itself awaits `window.released?.()` first:
// where this file did not arrive, it goes on at once.

(() => {
  const CLICK_MS = 50; // a phone sends the click a little after the finger has left
  const LONGEST_MS = 10_000; // that a button was let go is not always told, as when the browser opens a menu

  let pressed = null; // a promise that resolves when nothing is held down any more
  let release;
  let timer;

  const releaseIn = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      pressed = null;
      release();
    }, ms);
  };

  const down = (event) => {
    if (event.button !== 0 || event.ctrlKey) return; // it opens a menu
    pressed ??= new Promise((resolve) => (release = resolve));
    releaseIn(LONGEST_MS);
  };
  const up = () => {
    if (pressed) releaseIn(CLICK_MS);
  };
  window.addEventListener("pointerdown", down, true);
  for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, up, true);

  window.released = async () => {
    while (pressed) await pressed;
  };
})();
