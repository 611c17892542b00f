// Adds an empty row to a field of rows when “Add another” is pressed. Without this file the server adds it, and
// shows the page again with what was typed.
(() => {
  function watch(rows) {
    const total = document.getElementById(`id_${rows.dataset.rows}-TOTAL_FORMS`);
    const template = rows.querySelector("template");
    template.nextElementSibling.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      const added = template.content.cloneNode(true);
      for (const element of added.querySelectorAll("*")) {
        for (const { name, value } of [...element.attributes]) {
          if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", total.value));
        }
      }
      total.value = Number(total.value) + 1;
      template.before(added);
      template.previousElementSibling.querySelector("input, select").focus();
    });
  }

  document.querySelectorAll("[data-rows]").forEach(watch);
})();
