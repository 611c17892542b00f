// The link for another device carries its short code in the fragment, which no server sees. It goes into the field,
// and a button of the page sends it: nothing here does.

(() => {
  const fill = () => {
    const code = window.location.hash.slice(1);
    if (!/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code)) return;
    window.history.replaceState(null, "", window.location.pathname);
    document.getElementById("code").value = code;
  };

  fill();
  window.addEventListener("hashchange", fill);
})();
