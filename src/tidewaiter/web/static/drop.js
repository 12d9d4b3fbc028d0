// Files dropped on any page, the counts of an import that move, and how many rows are selected.
"use strict";

{
  const said = document.currentScript.dataset;
  const token = () => document.querySelector("input[name=csrf]")?.value ?? "";
  const MOST = 256 * 1024 * 1024;

  // A line that stays until the answer is there.
  const line = (text, alert = false) => {
    const old = document.getElementById("sending");
    const box = old ?? document.createElement("div");
    box.id = "sending";
    box.className = alert ? "problem" : "note";
    box.setAttribute("role", alert ? "alert" : "status");
    box.textContent = text;
    if (!old) document.querySelector("main").prepend(box);
    return box;
  };

  // Send a form's data with its progress, then go where the answer leads.
  const send = (data, name) => {
    const files = data.getAll("file");
    if (files.reduce((sum, file) => sum + file.size, 0) > MOST) {
      line(said.large.replace("#", "256"), true);
      return;
    }
    const box = line(said.dropped.replace("#", name));
    const bar = document.createElement("progress");
    box.append(" ", bar);
    const request = new XMLHttpRequest();
    request.open("POST", "/drop");
    request.upload.addEventListener("progress", (event) => {
      bar.max = event.total;
      bar.value = event.loaded;
    });
    request.addEventListener("error", () => line(said.failed, true));
    request.addEventListener("load", () => {
      if (request.status < 400) {
        location.assign(request.responseURL);
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = answer.querySelector("main");
      if (main) document.querySelector("main").replaceWith(main);
      document.querySelector("[data-focus]")?.focus();
    });
    request.send(data);
  };

  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!holdsFiles(event) || event.target.closest("input[type=file]")) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    const form = document.querySelector("form[data-drop]");
    const data = form ? new FormData(form) : new FormData();
    data.set("csrf", token());
    data.delete("file");
    for (const file of files) data.append("file", file);
    send(data, files.map((file) => file.name).join(", "));
  });
  for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
  document.querySelector("form[data-drop]")?.addEventListener("submit", (event) => {
    const form = event.target;
    const names = [...form.querySelector("[type=file]").files].map((file) => file.name);
    event.preventDefault();
    send(new FormData(form), names.join(", "));
  });

  // The counts of an import; the page is loaded anew when it has come to its end.
  const steps = document.querySelector("[data-progress][data-running]");
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const show = (name, value) => {
    for (const each of document.querySelectorAll(`[data-count="${name}"]`)) each.textContent = numbers.format(value);
  };
  let began = "";
  const look = async () => {
    let told;
    try {
      const answer = await fetch(steps.dataset.progress, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      told = await answer.json();
    } catch {
      setTimeout(look, 4000);
      return;
    }
    began ||= told.step;
    if (!told.running || told.step !== began) {
      location.reload();
      return;
    }
    show("total", told.total);
    show("done", told.done);
    show("waiting", told.total - told.done);
    for (const name of ["detain", "inspect", "review", "pass"]) show(name, told.actions[name] ?? 0);
    const bar = document.querySelector("[data-bar]");
    if (bar && told.total > 0) {
      bar.max = told.total;
      bar.value = told.done;
    }
    setTimeout(look, 700);
  };
  if (steps) setTimeout(look, 300);

  // The button names how many it will touch.
  for (const form of document.querySelectorAll("form[data-choose]")) {
    const boxes = (within) => [...within.querySelectorAll("input[name=chosen]")];
    const button = form.querySelector("button[data-names]");
    const count = () => {
      const chosen = boxes(form).filter((box) => box.checked).length;
      if (!button) return;
      button.textContent = button.dataset.names.replace("#", numbers.format(chosen));
      button.disabled = chosen === 0;
    };
    for (const all of form.querySelectorAll("[data-all]")) {
      all.hidden = false;
      all.addEventListener("click", () => {
        const mine = boxes(all.closest("section") ?? form);
        const set = mine.some((box) => !box.checked);
        for (const box of mine) box.checked = set;
        count();
      });
    }
    form.addEventListener("change", count);
    count();
  }
}
