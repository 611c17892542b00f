// Makes filtering quicker, never possible: every step works without this file.
// Keeps folds, focus and what is being typed when the results are swapped, and sends no empty fields.

(() => {
  let folds = new Map();
  let focused = "";
  let byButton = false;
  let changedSince = false; // something in the form is newer than the last request

  const away = (hidden) => {
    const notice = document.getElementById("away");
    if (notice) notice.hidden = hidden;
  };

  document.addEventListener("input", (event) => {
    if (event.target.closest("#filters")) changedSince = true;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.formData;
    for (const [name, value] of [...sent.entries()]) {
      if (value === "") sent.delete(name);
    }
    if (!sent.has("near")) sent.delete("within");
    // A field that is left by pressing the button asks twice: the second request still comes from the button.
    if (event.detail.triggeringEvent?.type === "submit") byButton = true;
    changedSince = false;
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "answer") return;
    // A page that says what is wrong, or that there is no such page, is shown like any other answer.
    if ([400, 404].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = false;
      window.location.assign(event.detail.xhr.responseURL);
      return;
    }
    if (!event.detail.shouldSwap) return;
    away(true);
    if (changedSince) {
      event.detail.shouldSwap = false; // it would undo what was ticked or typed meanwhile; that asks again
      return;
    }
    focused = document.activeElement?.id;
    folds = new Map([...event.detail.target.querySelectorAll("details")].map((fold) => [fold.id, fold.open]));
    // Over the whole of a small screen lie the filters: whoever applies them wants to see the list.
    if (byButton && !window.matchMedia("(min-width: 62rem)").matches) folds.set("fold-all", false);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "answer") return;
    for (const [id, open] of folds) document.getElementById(id)?.toggleAttribute("open", open);
    if (byButton) document.getElementById("count")?.focus();
    // What stood in a fold could not take its focus back before the fold was open again.
    else if (document.activeElement === document.body && focused) document.getElementById(focused)?.focus();
    byButton = false;
  });

  // No answer, too late an answer, or one that says that the server can't: the page stays, and says so.
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (![400, 404].includes(event.detail.xhr.status)) away(false);
      byButton = false;
    });
  }
})();
