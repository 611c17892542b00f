// The tray: what is selected for comparing stays selected from page to page, in the address (`pick`).
// Without this file the boxes are those of a form, and a button keeps them for the next page.

(() => {
  const MOST = 4; // clinics side by side

  const picks = new Map(); // slug → name

  const tray = () => document.getElementById("compare");
  const boxes = () => document.querySelectorAll('.card [name="clinic"]');

  const read = () => {
    for (const line of tray()?.querySelectorAll("[data-pick]") ?? []) {
      picks.set(line.dataset.pick, line.querySelector(".tray__name").textContent);
    }
    for (const box of boxes()) {
      if (box.checked) picks.set(box.value, box.closest(".card").querySelector(".card__name").textContent.trim());
    }
  };

  const withPicks = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.delete("pick");
    for (const slug of picks.keys()) url.searchParams.append("pick", slug);
    return url.pathname + url.search + url.hash;
  };

  const line = (slug, name) => {
    const made = tray().querySelector("template").content.cloneNode(true).firstElementChild;
    made.dataset.pick = slug;
    made.querySelector(".tray__name").textContent = name;
    if (![...boxes()].some((box) => box.value === slug)) {
      const kept = document.createElement("input"); // its card is on another page
      Object.assign(kept, { type: "hidden", name: "clinic", value: slug });
      made.append(kept);
    }
    return made;
  };

  const show = () => {
    for (const box of boxes()) {
      box.checked = picks.has(box.value);
      box.disabled = picks.size >= MOST && !box.checked;
    }
    for (const link of document.querySelectorAll("#answer a[href]")) {
      const isWithin = link.pathname === location.pathname && !link.getAttribute("href").startsWith("#");
      if (isWithin) link.setAttribute("href", withPicks(link.href));
    }
    const form = tray();
    if (!form) return;
    form.classList.toggle("tray--some", picks.size > 0);
    form.querySelector(".tray__count").textContent = form.getAttribute(`data-said-${picks.size}`);
    form.querySelector(".tray__names").replaceChildren(...[...picks].map(([slug, name]) => line(slug, name)));
  };

  const changed = () => {
    show();
    history.replaceState(history.state, "", withPicks(location.href));
  };

  document.addEventListener("change", (event) => {
    if (!event.target.matches('.card [name="clinic"]')) return;
    const name = event.target.closest(".card").querySelector(".card__name").textContent.trim();
    if (event.target.checked) picks.set(event.target.value, name);
    else picks.delete(event.target.value);
    changed();
  });

  document.addEventListener("click", (event) => {
    const remove = event.target.closest("#compare [data-pick] button");
    const clear = event.target.closest("#compare .tray__clear");
    if (!remove && !clear) return;
    event.preventDefault();
    if (remove) picks.delete(remove.closest("[data-pick]").dataset.pick);
    else picks.clear();
    changed();
    tray().querySelector(".tray__names button, .tray__compare").focus();
  });

  document.addEventListener("results:asking", ({ detail: parameters }) => {
    parameters.delete("pick");
    for (const slug of picks.keys()) parameters.append("pick", slug);
  });

  document.addEventListener("results:shown", show);

  read();
  show();
  // A browser that comes back to the page ticks the boxes again, later than this.
  window.addEventListener("pageshow", () => {
    read();
    show();
  });
})();
