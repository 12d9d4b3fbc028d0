// What was answered on this device and is not in the record yet: kept, counted, sent, once.
// Every item has a name of its own, so the desk answers a second sending with the first receipt.
"use strict";

const outbox = (() => {
  const SHELL = "tidewaiter-shell";
  const DAY = 24 * 3600 * 1000;
  const mark = document.querySelector("[data-outbox]");
  const user = mark?.dataset.user ?? "";
  let unsent = 0;
  let sending = false;
  let again = false;

  const opened = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("tidewaiter", 1);
    asked.onupgradeneeded = () => {
      for (const name of ["items", "drafts"]) asked.result.createObjectStore(name, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const work = async (name, mode, act) => {
    const base = await opened();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(name, mode);
      const asked = act(transaction.objectStore(name));
      transaction.oncomplete = () => { base.close(); resolve(asked.result); };
      transaction.onabort = () => { base.close(); reject(transaction.error); };
    });
  };
  const all = (name) => work(name, "readonly", (store) => store.getAll());
  const put = (name, value) => work(name, "readwrite", (store) => store.put(value));
  const drop = (name, id) => work(name, "readwrite", (store) => store.delete(id));
  const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const tell = (what, detail = {}) => document.dispatchEvent(new CustomEvent("outbox", { detail: { what, ...detail } }));
  const inOrder = (a, b) => a.made - b.made || a.id.localeCompare(b.id);

  const mine = async () => (await all("items")).filter((item) => item.user === user).sort(inOrder);

  const count = async () => {
    const items = (await mine()).filter((item) => item.state !== "received");
    const drafts = (await all("drafts")).filter((draft) => draft.user === user && !draft.done);
    unsent = items.length + drafts.length;
    for (const place of document.querySelectorAll("[data-outbox-count]")) place.textContent = unsent || "";
    if (mark) {
      mark.hidden = unsent === 0 || user === "";
      const oldest = Math.min(...items.map((item) => item.made), Infinity);
      const late = mark.querySelector("[data-outbox-late]");
      if (late) late.hidden = Date.now() - oldest < DAY;
    }
    tell("counted", { unsent });
  };

  // Who is signed in now, and what a form must carry: null without a network, no user signed out.
  const token = async () => {
    try {
      const answer = await fetch("/outbox/token", { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") return { user: "" };
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  const post = async (item, csrf) => {
    const form = new FormData();
    for (const [name, value] of item.fields) form.append(name, value);
    for (const [name, value] of [["csrf", csrf], ["client", item.id], ["answered", item.answered]]) form.set(name, value);
    if (item.photo) form.append("photo", item.photo, item.name);
    try {
      return await fetch(item.path, { method: "POST", body: form, headers: { accept: "application/json" }, redirect: "manual" });
    } catch {
      return null;
    }
  };

  // True where it makes no sense to go on with the next one now.
  const sendOne = async (item, csrf) => {
    const answer = await post(item, csrf);
    if (answer === null || answer.status >= 500 || answer.type === "opaqueredirect") return true;
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      const last = said.receipts?.at(-1);
      Object.assign(item, { state: "received", photo: null, receipt: last?.event ?? "", received: last?.at ?? new Date().toISOString() });
    } else {
      Object.assign(item, { state: "refused", reason: said.refused ?? `HTTP ${answer.status}` });
    }
    await put("items", item);
    tell(item.state, { item });
    return false;
  };

  const round = async () => {
    const waiting = (await mine()).filter((item) => item.state === "waiting");
    if (waiting.length === 0) return;
    const who = await token();
    if (who === null) { tell("later"); return; }
    if (who.user !== user) { tell("signin"); return; }
    for (const [place, item] of waiting.entries()) {
      tell("sending", { n: place + 1, all: waiting.length });
      if (await sendOne(item, who.csrf)) { tell("later"); return; }
    }
  };

  // One sending at a time; what is added meanwhile goes in a round of its own.
  const send = async () => {
    again = true;
    if (sending || user === "") return;
    sending = true;
    try {
      while (again) {
        again = false;
        await round();
      }
    } finally {
      sending = false;
      await count();
    }
  };

  const add = async (item) => {
    await put("items", { id: newId(), user, made: Date.now(), answered: new Date().toISOString(), state: "waiting", ...item });
    await count();
  };

  // What was received is told for a day, then forgotten here; the record has it.
  const tidy = async () => {
    for (const item of await mine()) {
      if (item.state === "received" && Date.now() - item.made > DAY) await drop("items", item.id);
    }
  };

  const shell = () => {
    if (!("serviceWorker" in navigator)) return;
    if (user === "") { caches.delete(SHELL); return; }
    // what another person left on this device is not for whoever signed in after them
    caches.match("/shell-owner").then((kept) => kept?.text()).then((owner) => owner !== undefined && owner !== user && caches.delete(SHELL));
    const page = document.querySelector("[data-inspection], [data-outbox-list]");
    if (page === null) return;
    navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then((ready) => {
      const files = [...document.querySelectorAll("script[src], link[href]")].map((each) => each.src || each.href);
      ready.active.postMessage({ owner: user, keep: [location.pathname, "/outbox", ...files, "/static/icons.svg"] });
    }).catch(() => tell("noshell"));
  };

  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener("submit", (event) => {
      if (unsent > 0 && location.pathname !== "/outbox") {
        event.preventDefault();
        location.assign("/outbox?leaving=1");
      } else if ("caches" in window) caches.delete(SHELL);
    });
  }

  if ("indexedDB" in window) {
    shell();
    if (user !== "") {
      tidy().then(count).then(send);
      addEventListener("online", send);
      setInterval(send, 60_000);
    }
  }
  return { user, all, put, drop, add, send, mine, count };
})();
