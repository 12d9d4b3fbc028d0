// The inspection form on a device: each answer is kept at once, then sent when there is a network.
"use strict";

(() => {
  const root = document.querySelector("[data-inspection]");
  if (root === null || !("indexedDB" in window)) return;
  const line = root.querySelector("[data-save]");
  const words = root.dataset;
  const forms = [...root.querySelectorAll("form[data-offline]")];
  const reference = (root.querySelector("h1 bdi") ?? root.querySelector("h1")).textContent.trim();
  const sent = new Map();
  let position = null;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const say = (text, bad = false) => {
    line.textContent = text;
    line.classList.toggle("bad", bad);
  };
  const clock = () => new Date().toTimeString().slice(0, 8);
  const draftOf = (form) => `${location.pathname}#${form.id}`;
  const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf" && name !== "client");
  const answered = (form) => [...form.elements].some((part) => {
    if (part.type === "radio") return part.checked;
    return ["text", "textarea", "date"].includes(part.type) && part.value.trim() !== "";
  });
  const same = (form) => sent.get(form.id) === JSON.stringify(fieldsOf(form));
  const titleOf = (form) => form.closest("[data-part]")?.querySelector("h2").firstChild.textContent.trim() ?? document.querySelector("h1").firstChild.textContent.trim();

  const keepDraft = async (form, done) => {
    await outbox.put("drafts", { id: draftOf(form), user: outbox.user, path: location.pathname, title: titleOf(form), reference, fields: fieldsOf(form), made: Date.now(), done });
    await outbox.count();
  };

  // A form whose answers are new becomes one item to send.
  const keep = async (form) => {
    if (same(form) || !(answered(form) || "close" in form.dataset)) return;
    for (const item of await outbox.mine()) {
      if (item.form === draftOf(form) && item.state === "refused") await outbox.drop("items", item.id);
    }
    sent.set(form.id, JSON.stringify(fieldsOf(form)));
    await outbox.add({ form: draftOf(form), path: new URL(form.action).pathname, fields: fieldsOf(form), title: titleOf(form), reference, closes: "close" in form.dataset });
    if ("again" in form.dataset) {
      await outbox.drop("drafts", draftOf(form));
      sent.delete(form.id);
      form.reset();
    } else await keepDraft(form, true);
    say(fill(words.saved, { time: clock() }));
  };
  const keepOpen = async (but) => {
    for (const form of forms) if (form !== but && !("close" in form.dataset)) await keep(form);
  };

  const parts = root.querySelector(".parts");
  const show = (part) => {
    for (const section of parts.querySelectorAll("[data-part]")) section.classList.toggle("here", section.dataset.part === part);
    for (const link of parts.querySelectorAll(".steps [data-go]")) {
      if (link.dataset.go === part) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  };
  const go = (part) => {
    show(part);
    history.pushState({ part }, "", `?step=${part}`);
    const heading = document.getElementById(`${part}-name`);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  };

  for (const form of forms) {
    form.addEventListener("change", async (event) => {
      if (event.target.type === "file") return;
      await keepDraft(form, false);
      say(fill(words.saved, { time: clock() }));
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if ("close" in form.dataset) await keepOpen(form);
      await keep(form);
      if (form.dataset.next) go(form.dataset.next);
      outbox.send();
    });
  }

  for (const link of root.querySelectorAll("[data-go]")) {
    link.addEventListener("click", async (event) => {
      if (parts === null) return;
      event.preventDefault();
      await keepOpen();
      go(link.dataset.go);
      outbox.send();
    });
  }
  // A page kept on the device shows the part that was open when it was kept: show the one asked for.
  const asked = () => new URLSearchParams(location.search).get("step") ?? parts.dataset.at;
  if (parts !== null) {
    if (parts.querySelector(`[data-part="${CSS.escape(asked())}"]`)) show(asked());
    addEventListener("popstate", () => show(asked()));
  }

  const hash = async (file) => {
    if (!crypto.subtle) return "";
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  for (const input of root.querySelectorAll("[data-photo]")) {
    input.addEventListener("change", async () => {
      const form = input.form;
      for (const file of input.files) {
        const about = form.elements.about.value || form.elements.container?.value || "";
        const fields = [["block", "photo"], ["about", about], ["sha256", await hash(file)], ["device", navigator.userAgent.slice(0, 160)], ["taken", new Date(file.lastModified).toISOString()]];
        if (position) fields.push(["latitude", position.latitude], ["longitude", position.longitude]);
        await outbox.add({ path: `/cases/${root.dataset.inspection}/inspect`, fields, photo: file, name: file.name, title: about, reference });
      }
      const told = input.closest(".field").querySelector("[data-photos]");
      told.textContent = Number(told.textContent || 0) + input.files.length;
      input.value = "";
      say(fill(words.saved, { time: clock() }));
      outbox.send();
    });
  }

  for (const button of root.querySelectorAll("[data-locate]")) {
    if (!("geolocation" in navigator)) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((found) => {
      position = found.coords;
      const text = `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)} (±${Math.round(position.accuracy)} m)`;
      button.form.elements.position.value = text;
      button.parentElement.querySelector("output").textContent = text;
      keepDraft(button.form, false);
    }, (error) => { button.parentElement.querySelector("output").textContent = error.message; }));
  }

  document.addEventListener("outbox", ({ detail }) => {
    const item = detail.item;
    if (detail.what === "sending") say(fill(words.sending, detail));
    if (detail.what === "later") say(words.later);
    if (detail.what === "signin") say(words.signin, true);
    if (detail.what === "refused") say(fill(words.refused, { reason: item.reason }), true);
    if (detail.what === "received") {
      say(fill(words.received, { time: item.received.slice(11, 16), receipt: item.receipt }));
      if (item.form) outbox.drop("drafts", item.form);
      if (item.closes) location.assign(`/cases/${root.dataset.inspection}?taken=concluded`);
    }
    if (detail.what === "counted") {
      for (const place of root.querySelectorAll("[data-unsent-here]")) place.textContent = detail.unsent ? fill(words.unsent, { n: detail.unsent }) : "";
    }
  });

  // What was begun here before stands in its place again.
  const restore = async () => {
    const drafts = await outbox.all("drafts");
    for (const form of forms) {
      const draft = drafts.find((each) => each.id === draftOf(form) && each.user === outbox.user);
      if (!draft) continue;
      for (const [name, value] of draft.fields) {
        const part = form.elements.namedItem(name);
        if (part instanceof RadioNodeList) part.value = value;
        else if (part && part.type !== "hidden") part.value = value;
        else if (part?.type === "radio") part.checked = part.value === value;
      }
      if (draft.done) sent.set(form.id, JSON.stringify(fieldsOf(form)));
      form.closest("details")?.setAttribute("open", "");
    }
  };
  restore().then(() => outbox.count());
})();
