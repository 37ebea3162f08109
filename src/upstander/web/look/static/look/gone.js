// After leaving, Back goes elsewhere again.
"use strict";

(() => {
  const { elsewhere } = document.currentScript.dataset;
  const [way] = performance.getEntriesByType("navigation");
  if (way && way.type === "back_forward") location.replace(elsewhere);
  addEventListener("pageshow", (event) => { if (event.persisted) location.replace(elsewhere); });
})();
