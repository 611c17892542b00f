// Works a batch off: presses “Do the next 25” again and again, and shows how far it is. Without this file each
// press is one of a person. Leaving the page stops it; the batch waits where it is.

(() => {
  const PAUSE_MS = 3_000; // before another try where a request failed
  const form = document.getElementById("batch");
  const act = form.dataset.goesOn;
  if (!act) return;

  const line = document.getElementById("progress");
  const bar = document.querySelector("progress");
  for (const button of form.querySelectorAll("[data-by-script]")) button.hidden = true;

  const show = ({ worked, total }) => {
    bar.max = total;
    bar.value = worked;
    line.textContent = line.dataset.words.replace("%(worked)s", worked).replace("%(total)s", total);
  };

  const reload = async () => {
    await window.released?.();
    location.reload();
  };

  const goOn = async () => {
    const body = new FormData(form);
    body.set("act", act);
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!response.ok || response.redirected) return reload();
      const answer = await response.json();
      show(answer);
      if (answer.goes_on) return goOn();
      reload();
    } catch {
      setTimeout(goOn, PAUSE_MS);
    }
  };

  goOn();
})();
