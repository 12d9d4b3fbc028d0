// Keys of the consignment page: 1 to 9 jump to a finding, d to the document, l to the history.
"use strict";

document.addEventListener("keydown", (event) => {
  const root = document.documentElement;
  if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const names = { d: "document", l: "history" };
  const name = /^[1-9]$/.test(event.key) ? `finding-${event.key}` : names[event.key];
  const target = name && document.getElementById(name);
  if (!target) return;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
});
