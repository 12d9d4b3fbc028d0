// Keys of the consignment page: 1 to 9 jump to a finding, d to the document, l to the history;
// j and k open what stands after and before it in the list it was opened from. They act while the
// page itself or its main part has the focus: never in the head of the page, never in a field.
"use strict";

const JUMPS = { d: "document", l: "history" };
const FOLLOWED = { j: "next", k: "prev" };

document.addEventListener("keydown", (event) => {
  const root = document.documentElement;
  if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target !== document.body && !event.target.closest("main")) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key in FOLLOWED) {
    document.querySelector(`.near a[rel=${FOLLOWED[event.key]}]`)?.click();
    return;
  }
  const name = /^[1-9]$/.test(event.key) ? `finding-${event.key}` : JUMPS[event.key];
  const target = name && document.getElementById(name);
  if (!target) return;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
});
