// What a script may add to pages that work without one: keys on lists, the focus on an error,
// files dropped on a page, numbers that move. Each part looks for its own marks and else does nothing.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const keysOn = () => document.documentElement.dataset.keys !== "off";

// The summary of errors takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// "/" goes to the search box, "?" to the keys, "g" then a letter to a section.
const SECTIONS = { t: "/", q: "/queue", d: "/drop", c: "/coverage", l: "/law" };
let going = false;
document.addEventListener("keydown", (event) => {
  if (!keysOn() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (going && event.key in SECTIONS) location.assign(SECTIONS[event.key]);
  going = event.key === "g";
  if (event.key === "?") location.assign("/help/words#keys");
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

// Lists marked data-list: j and k move, x selects, Enter opens; they act in a focused list alone.
for (const list of document.querySelectorAll("[data-list]")) {
  const rows = [...list.querySelectorAll("tbody > tr")];
  const box = list.closest(".scroll") ?? list;
  let at = -1;
  const go = (to) => {
    rows[at]?.classList.remove("at");
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at]?.classList.add("at");
    rows[at]?.scrollIntoView({ block: "nearest" });
  };
  box.addEventListener("keydown", (event) => {
    if (!keysOn() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "x") row?.querySelector("input[type=checkbox]")?.click();
    else if (event.key === "Enter" && event.target === box) row?.querySelector("a[href]")?.click();
    else {
      const mark = `[data-key="${CSS.escape(event.key)}"]`;
      const inRows = list.querySelector(mark) !== null;
      const button = inRows ? row?.querySelector(mark) : document.querySelector(`main ${mark}`);
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });
}
