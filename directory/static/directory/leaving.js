// Asks before a form is left whose words are not saved. Saving asks nothing.
(() => {
  const form = document.querySelector("[data-leaving]");
  if (!form) return;
  let isUnsaved = form.dataset.leaving === "unsaved"; // shown again with what was typed

  form.addEventListener("input", () => {
    isUnsaved = true;
  });
  form.addEventListener("submit", () => {
    isUnsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
})();
