/* Call sheets stay readable without network: the last version received, with its style, script, fonts and icons.

   The network is asked first, always: an hour that changed must not hide behind a kept page. Only where it does not
   answer, or not within a few seconds on the edge of it, the kept page is shown; the page itself says so. */
import { asksToBeKept, isAsset, mayBeKept, SHELF, SYNC } from "./kept";
import { sendQueued } from "./receipts";

interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Syncing extends Extendable {
  readonly tag: string;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", act: (event: Extendable) => void): void;
  addEventListener(kind: "fetch", act: (event: Fetching) => void): void;
  addEventListener(kind: "sync", act: (event: Syncing) => void): void;
}

const PATIENCE = 4000;
const worker = self as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(tidy()));
worker.addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(sendQueued());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && mayBeKept(address.pathname)) event.respondWith(page(event));
  else if (isAsset(address.pathname)) event.respondWith(asset(request));
});

async function tidy(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("coulisse-call-sheets-") && name !== SHELF).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function page(event: Fetching): Promise<Response> {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(event.request, { ignoreVary: true });
  const fresh = fetch(event.request).then(async (response) => {
    if (asksToBeKept(response)) await shelf.put(event.request, response.clone());
    else await shelf.delete(event.request, { ignoreVary: true }); // taken back, expired, signed out: not kept either
    return response;
  });
  if (kept === undefined) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return Promise.race([fresh.catch(() => kept), later(kept)]);
}

function later(kept: Response): Promise<Response> {
  return new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
}

async function asset(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF);
  try {
    const response = await fetch(request);
    if (response.ok && (await shelf.match(request, { ignoreVary: true })) !== undefined) {
      await shelf.put(request, response.clone());
    }
    return response;
  } catch (refusal) {
    const kept = await shelf.match(request, { ignoreVary: true });
    if (kept === undefined) throw refusal;
    return kept;
  }
}
