// The page of what is not sent: one line for each, with what became of it.
"use strict";

(() => {
  const list = document.querySelector("[data-outbox-list]");
  if (list === null || !("indexedDB" in window)) return;
  const words = list.dataset;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const status = document.querySelector("[data-outbox-status]");

  const stateOf = (item) => {
    if (item.state === "received") return fill(words.received, { time: item.received.slice(11, 16), receipt: item.receipt });
    if (item.state === "refused") return fill(words.refused, { reason: item.reason });
    return fill(words.saved, { time: new Date(item.made).toTimeString().slice(0, 8) });
  };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", async () => { await act(); await outbox.count(); await draw(); });
    return made;
  };
  const row = (item) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = item.path.replace(/\/check$/, "/inspect");
    link.textContent = item.reference;
    const state = document.createElement("p");
    state.textContent = stateOf(item);
    if (item.state === "refused") state.className = "late";
    made.append(link, ` ${item.title}${item.photo ? `, ${item.name}` : ""}`, state);
    if (item.state === "refused") {
      made.append(button(words.again, () => outbox.put("items", { ...item, state: "waiting" }).then(outbox.send)), " ", button(words.out, () => outbox.drop("items", item.id)));
    }
    return made;
  };
  const draw = async () => {
    const items = await outbox.mine();
    const everything = await outbox.all("items");
    const drafts = (await outbox.all("drafts")).filter((draft) => draft.user === outbox.user && !draft.done);
    list.replaceChildren(...items.map(row));
    for (const draft of drafts) {
      const made = document.createElement("li");
      const link = document.createElement("a");
      link.href = draft.path;
      link.textContent = draft.reference;
      made.append(link, ` ${draft.title}: ${words.started}`);
      list.append(made);
    }
    const others = new Map();
    for (const item of everything) if (item.user !== outbox.user && item.state !== "received") others.set(item.user, (others.get(item.user) ?? 0) + 1);
    for (const [who, n] of others) {
      const made = document.createElement("li");
      made.textContent = `${fill(words.other, { who })}: ${n}`;
      list.append(made);
    }
    document.querySelector("[data-outbox-none]").hidden = list.childElementCount > 0;
  };
  document.querySelector("[data-send-now]").addEventListener("click", async () => { await outbox.send(); await draw(); });
  document.addEventListener("outbox", ({ detail }) => {
    if (detail.what === "sending") status.textContent = fill(words.sending, detail);
    if (detail.what === "later") status.textContent = words.later;
    if (detail.what === "signin") status.textContent = words.signin;
    if (detail.what === "received" || detail.what === "refused") { status.textContent = ""; draw(); }
  });
  draw();
})();
