// "Use my location": asks the browser on a press alone, rounds the answer on this device, fills in the place.

(() => {
  if (!navigator.geolocation || !window.isSecureContext) return;

  const DIGITS = 2; // after the point: 0.01° is about a mile
  const OPTIONS = { enableHighAccuracy: false, maximumAge: 600_000, timeout: 15_000 };

  let filledIn = ""; // the point that the box was filled with

  const say = (block, words) => (block.querySelector("[role=status]").textContent = words);
  const show = () => {
    const blocks = [...document.querySelectorAll("[data-locate]")];
    for (const block of blocks) block.hidden = false;
    // New results bring a new form: what was said of the point in it is said again.
    const near = document.getElementById("near");
    const block = near?.closest("form")?.querySelector("[data-locate]");
    if (block && filledIn && near.value === filledIn) say(block, block.dataset.done);
  };

  const fillIn = ({ coords }) => {
    const near = document.getElementById("near");
    filledIn = `${coords.latitude.toFixed(DIGITS)}, ${coords.longitude.toFixed(DIGITS)}`;
    near.value = filledIn;
    for (const kind of ["input", "change"]) {
      near.dispatchEvent(new CustomEvent(kind, { bubbles: true, detail: "chosen" }));
    }
  };

  document.addEventListener("click", (event) => {
    const block = event.target.closest("[data-locate] button")?.closest("[data-locate]");
    if (!block) return;
    say(block, block.dataset.asking);
    navigator.geolocation.getCurrentPosition(
      async (position) => {
        await window.released?.();
        fillIn(position);
        say(block, block.dataset.done);
      },
      async (error) => {
        await window.released?.();
        say(block, error.code === error.PERMISSION_DENIED ? block.dataset.denied : block.dataset.failed);
      },
      OPTIONS,
    );
  });

  show();
  document.addEventListener("results:shown", show);
})();
