// Makes filtering quicker, never possible: every step works without this file.
// Keeps folds as they stand when the results are swapped, and sends no empty fields.

(() => {
  let open = [];
  let byButton = false;

  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.formData;
    for (const [name, value] of [...sent.entries()]) {
      if (value === "") sent.delete(name);
    }
    if (!sent.has("near")) sent.delete("within");
    byButton = event.detail.triggeringEvent?.type === "submit";
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "answer") return;
    // A page that says what is wrong, or that there is no such page, is shown like any other answer.
    if ([400, 404].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = false;
      window.location.assign(event.detail.xhr.responseURL);
      return;
    }
    open = [...event.detail.target.querySelectorAll("details[open]")].map((fold) => fold.id);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "answer") return;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (byButton) document.getElementById("count")?.focus();
  });
})();
