// Shows which clinics of a public page are in the reader's notebook. The page itself is the same for everybody;
// this asks a private address once, after the page is shown, and names no clinic (checklist/views/kept.py).

(() => {
  const { address } = document.currentScript.dataset;
  let clinics = {};

  const slip = ({ words, address }) => {
    const made = document.createElement("a");
    made.className = "slip";
    made.href = address;
    made.textContent = words;
    return made;
  };

  // A clinic stands where its slug is in a form: the box "Compare" of a card, the button "Keep in my notebook".
  const show = () => {
    for (const [slug, kept] of Object.entries(clinics)) {
      const field = document.querySelector(`#main [name="clinic"][value="${CSS.escape(slug)}"]`);
      const place = field?.closest(".card__do, form");
      if (place && !place.querySelector(".slip")) place.append(slip(kept));
    }
  };

  const ask = async () => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status !== 200) return;
    ({ clinics } = await answer.json());
    await window.released?.();
    show();
  };

  document.addEventListener("results:shown", show);
  if (document.readyState === "complete") ask();
  else window.addEventListener("load", ask);
})();
