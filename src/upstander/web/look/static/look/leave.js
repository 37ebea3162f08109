// Leaving quickly: blank the page, end the session and change the cookie, go elsewhere. By the button, or Shift three
// times. Without JavaScript the button is a link that does the same on the server.
"use strict";

(() => {
  const { leave, elsewhere } = document.currentScript.dataset;
  const root = document.documentElement;
  let leaving = false;

  function blank() {
    root.classList.add("up-gone");
    document.title = "";
  }

  function go() {
    if (leaving) return;
    leaving = true;
    blank();
    if (document.body) document.body.replaceChildren();
    const away = () => location.replace(elsewhere);
    const ended = fetch(leave, { method: "POST", keepalive: true, credentials: "same-origin", redirect: "manual" });
    // Gone in any case: a slow server must not keep the blank page on the screen.
    Promise.race([ended, new Promise((done) => setTimeout(done, 1500))]).then(away, away);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("#leave-now")) {
      event.preventDefault();
      go();
    }
  });

  // Shift alone, three times within three seconds; Shift held for a capital letter or with Tab does not count.
  let presses = [];
  let alone = false;
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone) presses = [];
  }, true);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = presses.filter((at) => event.timeStamp - at < 3000);
    presses.push(event.timeStamp);
    if (presses.length >= 3) go();
  }, true);

  // A page that the browser kept is asked for again before it is shown: the server knows whether the person left.
  addEventListener("pagehide", () => { if (!leaving) root.classList.add("up-gone"); });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
    else root.classList.remove("up-gone");
  });
})();
