/* A call sheet on a telephone: kept for reading without network, « Bien reçu » that leaves when it can, texts to copy. */
import { all, csrfToken, one } from "./dom";
import { asksToBeKept, isAsset, SHELF, SYNC } from "./kept";
import { isQueued, post, queueReceipt, sendQueued } from "./receipts";

interface Syncing {
  sync?: { register(tag: string): Promise<void> };
}

for (const button of all<HTMLButtonElement>("[data-copies]")) button.addEventListener("click", () => void copy(button));

const page = one<HTMLElement>(".kept-page");
if (page !== null) {
  sayWhenReceived(page);
  void keep(page.dataset["worker"] ?? "");
}
const form = one<HTMLFormElement>("form[data-receipt]");
if (form !== null) listenToReceipt(form);
if (page !== null) {
  void sendWaiting();
  window.addEventListener("online", () => void sendWaiting());
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.getElementById(button.dataset["copies"] ?? "");
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.select();
  await navigator.clipboard.writeText(field.value);
  const words = button.lastChild;
  if (words !== null) words.textContent = button.dataset["copied"] ?? "";
}

function sayWhenReceived(from: HTMLElement, isQueuedNow = false): void {
  const words = one<HTMLElement>("#offline > span");
  if (words === null) return;
  const queued = isQueuedNow ? ` ${from.dataset["queuedWords"] ?? ""}` : "";
  words.textContent = `${from.dataset["offlineWords"] ?? ""}${queued}`;
}

/** Put the page and what it is drawn with on the shelf: the worker was not there yet when they were first asked for. */
async function keep(script: string): Promise<void> {
  if (!("serviceWorker" in navigator) || script === "") return;
  await navigator.serviceWorker.register(script);
  await navigator.serviceWorker.ready;
  if (!navigator.onLine) return;
  const shelf = await caches.open(SHELF);
  const response = await fetch(location.href, { credentials: "same-origin" });
  if (asksToBeKept(response)) await shelf.put(location.href, response);
  await document.fonts.ready;
  const drawn = performance.getEntriesByType("resource").map((entry) => entry.name);
  const wanted = [...new Set(drawn)].filter((address) => isAsset(new URL(address).pathname));
  await Promise.all(wanted.map((address) => shelf.add(address).catch(() => undefined)));
  document.documentElement.dataset["kept"] = "yes";
}

function listenToReceipt(from: HTMLFormElement): void {
  const url = from.action;
  void isQueued(url).then((waits) => {
    if (waits) showWaiting(from);
  });
  from.addEventListener("submit", (event) => {
    event.preventDefault();
    void receive(from, url);
  });
}

async function receive(from: HTMLFormElement, url: string): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(from)) if (typeof value === "string") fields.set(name, value);
  const receipt = { url, body: fields.toString() };
  const response = await post(receipt).catch(() => null);
  if (response?.ok) {
    location.reload();
    return;
  }
  await queueReceipt(receipt);
  showWaiting(from);
  const registration = (await navigator.serviceWorker?.ready) as unknown as Syncing | undefined;
  await registration?.sync?.register(SYNC).catch(() => undefined);
}

function showWaiting(from: HTMLFormElement): void {
  const button = one<HTMLButtonElement>("button", from);
  const words = one<HTMLElement>("button > span", from);
  if (button === null || words === null) return;
  button.disabled = true;
  from.dataset["waiting"] = "yes";
  words.textContent = from.dataset["waits"] ?? "";
  if (page !== null) sayWhenReceived(page, true);
}

/** The worker may have been faster: what matters is that nothing waits any more. */
async function sendWaiting(): Promise<void> {
  if (!navigator.onLine) return;
  const arrived = await sendQueued(csrfToken());
  const waited = form?.dataset["waiting"] === "yes";
  if (arrived > 0 || (waited && form !== null && !(await isQueued(form.action)))) location.reload();
}
