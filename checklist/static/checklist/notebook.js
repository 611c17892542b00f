// Says at the question itself when a save did not arrive. The words stay where they were typed; the button on the
// page works without this file.

(() => {
  const form = document.getElementById("answers");

  const tell = (event) => {
    const question = event.target.closest(".question");
    const state = question && document.getElementById(`${question.id}-state`);
    if (!state) return;
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const kind = status === 413 ? "large" : status === 403 ? "closed" : "lost";
    state.textContent = form.dataset[kind];
    state.classList.add("question__lost");
  };

  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:timeout", tell);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { status } = event.detail.xhr;
    if (status === 400 || status === 409) event.detail.shouldSwap = true;
    else if (status >= 400) tell(event);
    else event.detail.target.classList.remove("question__lost");
  });
})();
