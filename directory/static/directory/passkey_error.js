// allauth asks the device for a passkey. Where it gets none, this shows a message on the page; without this file
// allauth writes the error to the console.
document.addEventListener("allauth.error", (event) => {
  const message = document.getElementById("passkey-error");
  if (!message) return;
  event.preventDefault();
  message.hidden = true;
  requestAnimationFrame(() => { message.hidden = false; }); // hidden first, so that it is announced each time
});
