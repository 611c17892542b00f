// Helps htmx to replace the results when a filter changes; the form works without this file.
// Keeps open folds, the focus and what is being typed, and leaves empty fields out of the address. Narrows long
// lists of options, and copies the address of the list.

(() => {
  const SHOWN_AS_PAGES = [400, 404]; // statuses whose response is a page of its own, as without htmx

  const narrowed = new Map(); // id of a box that narrows a list → what is typed in it
  let openFolds = new Map(); // id of a <details> → whether it was open before the swap
  let focusedId = "";
  let byButton = false; // the button of the form was pressed, rather than a filter changed
  let isEdited = false; // the form was changed since the last request

  const showUnavailable = (visible) => {
    const notice = document.getElementById("away");
    if (notice) notice.hidden = !visible;
  };

  const narrow = (box) => {
    const typed = box.value.trim().toLocaleLowerCase();
    for (const option of box.closest("fieldset").querySelectorAll(".choice")) {
      const isChosen = option.querySelector("input").checked;
      option.hidden = !isChosen && !option.textContent.toLocaleLowerCase().includes(typed);
    }
  };

  // What only works with script is shown by it.
  const prepare = () => {
    for (const box of document.querySelectorAll(".narrow__box")) {
      box.parentElement.hidden = false;
      box.value = narrowed.get(box.id) ?? box.value;
      if (box.value) narrow(box);
    }
    const copy = document.getElementById("share-button");
    if (copy) copy.hidden = !navigator.clipboard;
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches(".narrow__box")) {
      narrowed.set(event.target.id, event.target.value);
      narrow(event.target);
    } else if (event.target.closest("#filters")) isEdited = true;
  });

  // To narrow a list is to choose nothing yet, so htmx does not hear of it.
  document.addEventListener("change", (event) => event.target.matches(".narrow__box") && event.stopPropagation(), true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("#share-button");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById("share-address").value);
    button.textContent = button.dataset.copied;
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
    prepare();
  });

  prepare();

  // No response, a late one, or an error of the server: the old results stay, with a notice.
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (!SHOWN_AS_PAGES.includes(event.detail.xhr.status)) showUnavailable(true);
      byButton = false;
    });
  }
})();
