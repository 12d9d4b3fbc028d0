// What script adds where long work and lists of gaps are shown: keys 1 to 5, the number on the
// button, and the state of a check that runs.
"use strict";

document.addEventListener("keydown", (event) => {
  if (!keysOn() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector(`[data-digit="${CSS.escape(event.key)}"]`)?.click();
});

// The button says how many rows it will touch.
for (const button of document.querySelectorAll("[data-chosen-word]")) {
  const form = button.closest("form");
  const plain = button.textContent;
  const count = () => {
    const number = form.querySelectorAll("input[name=chosen]:checked").length;
    button.textContent = number === 0 ? plain : button.dataset.chosenWord.replace("#", number);
    button.disabled = number === 0;
  };
  form.addEventListener("change", count);
  count();
}

// Work that runs is asked about every two seconds, until it has ended.
const follow = async () => {
  const box = document.querySelector("[data-running]");
  if (!box) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById(box.id);
    if (now) box.replaceWith(now);
  }
  setTimeout(follow, 2000);
};
setTimeout(follow, 2000);
