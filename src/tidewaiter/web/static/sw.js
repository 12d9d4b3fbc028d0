// Keeps the inspection form's pages and the static files, so that they open without a network.
// Nothing else is kept, and nothing of one person is left for the next: sign-out empties it.
"use strict";

const SHELL = "tidewaiter-shell";
const OWNER = "/shell-owner";
const PATIENCE = 4000;
const isKept = (path) => path === "/outbox" || /^\/cases\/[^/]+\/inspect$/.test(path);
const isFile = (path) => path.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const keep = async (key, answer) => {
  const whole = answer.ok && !answer.redirected && answer.type === "basic";
  if (whole) await (await caches.open(SHELL)).put(key, answer.clone());
  return answer;
};

const known = async (request) => {
  const found = await (await caches.open(SHELL)).match(new URL(request.url).pathname);
  return found ?? Response.error();
};

const answer = async (request) => {
  const path = new URL(request.url).pathname;
  const asked = fetch(request).then((got) => keep(path, got));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => caches.match(path)).then((found) => found ?? asked);
  try {
    return await Promise.race([asked, late]);
  } catch {
    return known(request);
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") event.waitUntil(caches.delete(SHELL));
  if (request.method === "GET" && (isKept(url.pathname) || isFile(url.pathname))) event.respondWith(answer(request));
});

const take = async ({ owner, keep: paths }) => {
  const cache = await caches.open(SHELL);
  const before = await (await cache.match(OWNER))?.text();
  if (before !== undefined && before !== owner) await caches.delete(SHELL);
  const mine = await caches.open(SHELL);
  await mine.put(OWNER, new Response(owner));
  await Promise.all(paths.map(async (each) => {
    const url = new URL(each, location.origin);
    if (url.origin !== location.origin || !(isKept(url.pathname) || isFile(url.pathname))) return;
    await fetch(url, { credentials: "same-origin" }).then((got) => keep(url.pathname, got)).catch(() => null);
  }));
};

self.addEventListener("message", (event) => event.waitUntil(take(event.data)));
