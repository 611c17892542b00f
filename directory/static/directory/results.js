// Helps htmx to replace the results when a filter changes; the form works without this file.
// Keeps open folds, the focus and what is being typed, and leaves empty fields out of the address.

(() => {
  const SHOWN_AS_PAGES = [400, 404]; // statuses whose response is a page of its own, as without htmx

  let openFolds = new Map(); // id of a <details> → whether it was open before the swap
  let focusedId = "";
  let byButton = false; // the button of the form was pressed, rather than a filter changed
  let isEdited = false; // the form was changed since the last request

  const showUnavailable = (visible) => {
    const notice = document.getElementById("away");
    if (notice) notice.hidden = !visible;
  };

  document.addEventListener("input", (event) => {
    if (event.target.closest("#filters")) isEdited = true;
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.formData;
    for (const [name, value] of [...parameters.entries()]) {
      if (value === "") parameters.delete(name);
    }
    if (!parameters.has("near")) parameters.delete("within");
    // A field that loses the focus to the button sends a request of its own before that of the button. So this
    // is set here and cleared after the swap: the later request does not unset it.
    if (event.detail.triggeringEvent?.type === "submit") byButton = true;
    isEdited = false;
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "answer") return;
    if (SHOWN_AS_PAGES.includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = false;
      window.location.assign(event.detail.xhr.responseURL);
      return;
    }
    if (!event.detail.shouldSwap) return;
    showUnavailable(false);
    if (isEdited) {
      // The swap would undo what was ticked or typed since; that sends a request of its own.
      event.detail.shouldSwap = false;
      return;
    }
    focusedId = document.activeElement?.id;
    const folds = [...event.detail.target.querySelectorAll("details")];
    openFolds = new Map(folds.map((fold) => [fold.id, fold.open]));
    // On a small screen the filters cover the list, so the button closes them.
    if (byButton && !window.matchMedia("(min-width: 62rem)").matches) openFolds.set("fold-all", false);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "answer") return;
    for (const [id, open] of openFolds) document.getElementById(id)?.toggleAttribute("open", open);
    if (byButton) document.getElementById("count")?.focus();
    // htmx could not restore the focus of an element inside a fold that was still closed.
    else if (document.activeElement === document.body && focusedId) document.getElementById(focusedId)?.focus();
    byButton = false;
  });

  // No response, a late one, or an error of the server: the old results stay, with a notice.
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (!SHOWN_AS_PAGES.includes(event.detail.xhr.status)) showUnavailable(true);
      byButton = false;
    });
  }
})();
