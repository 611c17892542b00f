// The pairing link carries its short code in the fragment, which browsers do not send. This script moves the code into
// the field of the form, and out of the address; only the button of the form sends it.

(() => {
  const moveCodeIntoField = () => {
    const code = window.location.hash.slice(1);
    if (!/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code)) return;
    window.history.replaceState(null, "", window.location.pathname);
    document.getElementById("code").value = code;
  };

  moveCodeIntoField();
  window.addEventListener("hashchange", moveCodeIntoField);
})();
