// The buttons of a list say how many rows they will touch.
"use strict";

const form = document.getElementById("rows");
if (form) {
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  const said = form.querySelector("[data-chosen]");
  const all = form.querySelector("[data-all]");
  const plain = said.textContent;
  const buttons = [...form.querySelectorAll("[data-count]")].map((button) => [button, button.textContent]);
  const tell = () => {
    const n = boxes.filter((box) => box.checked).length;
    const counted = n === 1 ? said.dataset.one : said.dataset.many.replace("{n}", n);
    said.textContent = n === 0 ? plain : counted;
    for (const [button, words] of buttons) {
      button.textContent = n === 0 ? words : button.dataset.count.replace("{n}", n);
      button.disabled = n === 0;
    }
    if (all) all.checked = n > 0 && n === boxes.length;
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  form.addEventListener("change", tell);
  tell();
}
