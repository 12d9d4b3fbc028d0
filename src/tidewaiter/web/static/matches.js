// Keys on the page of a match: y the same, n different, u cannot decide. Each opens the reason;
// none decides by itself.
"use strict";

for (const answer of document.querySelectorAll("[data-answer]")) {
  const open = () => {
    for (const other of document.querySelectorAll("[data-answer]")) other.open = other === answer;
    answer.querySelector("textarea")?.focus();
  };
  answer.querySelector("summary").addEventListener("click", (event) => {
    if (answer.open) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey;
    if (!keysOn() || typing(event.target) || busy || event.key !== answer.dataset.answer) return;
    event.preventDefault();
    open();
  });
}
