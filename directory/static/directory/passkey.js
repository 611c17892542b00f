/* allauth asks the device for a passkey. When none comes, this says so on the page rather than to the console. */
document.addEventListener("allauth.error", (event) => {
  const trouble = document.getElementById("passkey-trouble");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = true;
  requestAnimationFrame(() => { trouble.hidden = false; });
});
