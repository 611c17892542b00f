// A private link carries its code in the fragment, which no server sees. Take it from the address before anything
// else can keep it, and send it in the form's body.

(() => {
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (!code) return;
  window.history.replaceState(null, "", window.location.pathname);
  document.getElementById("code").value = code;
  document.getElementById("open").submit();
})();
