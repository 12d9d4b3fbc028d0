// The law by a slider and by two keys; the boxes and links of the page do the same without.
"use strict";

const DAY = 86400000;
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
const isoOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);

const slide = document.querySelector("[data-slide]");
if (slide) {
  const range = slide.querySelector("input");
  const output = slide.querySelector("output");
  const written = new Intl.DateTimeFormat(document.documentElement.lang === "ko" ? "ko" : "en-GB", {
    day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
  });
  const say = () => {
    output.textContent = written.format(new Date(Number(range.value) * DAY));
    range.setAttribute("aria-valuetext", output.textContent);
  };
  range.min = dayOf(slide.dataset.min);
  range.max = dayOf(slide.dataset.max);
  range.value = dayOf(slide.dataset.on);
  slide.hidden = false;
  say();
  if (sessionStorage.getItem("law-slide")) {
    sessionStorage.removeItem("law-slide");
    range.focus();
  }
  let waiting = 0;
  range.addEventListener("input", say);
  // A moment's rest, so that a key held down moves through the days and loads one page.
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set("on", isoOf(Number(range.value)));
      sessionStorage.setItem("law-slide", "1");
      location.assign(address);
    }, 400);
  });
}

// On a phone the question folds away once it is answered.
const folds = document.querySelector("[data-folds]");
if (folds && matchMedia("(max-width: 639px)").matches) folds.open = false;

document.addEventListener("keydown", (event) => {
  if (!keysOn() || typing(event.target) || event.ctrlKey || event.metaKey) return;
  document.querySelector(`.turns a[data-key="${CSS.escape(event.key)}"]`)?.click();
});
