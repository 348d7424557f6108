/* What is marked on the set without a network waits on this telephone, and leaves once. */

import { all, csrfToken, one } from "./dom";

interface Waiting {
  id?: number;
  address: string;
  fields: [string, string][];
  file?: { name: string; content: Blob };
}

const STORE = "waiting";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("coulisse-set", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function ask<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = what(database.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function packed(form: HTMLFormElement): Waiting {
  const fields: [string, string][] = [["told_at", new Date().toISOString()]];
  let file: Waiting["file"];
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken") continue;
    if (typeof value === "string") fields.push([name, value]);
    else if (value.size > 0) file = { name: value.name, content: value };
  }
  const waiting: Waiting = { address: form.getAttribute("action") ?? location.pathname, fields };
  if (file) waiting.file = file;
  return waiting;
}

async function send(waiting: Waiting): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of waiting.fields) body.append(name, value);
  if (waiting.file) body.append("photo", waiting.file.content, waiting.file.name);
  return fetch(waiting.address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken(), "X-Queue": "1" },
    redirect: "manual",
  });
}

async function show(): Promise<void> {
  const bar = one<HTMLElement>("#queue");
  if (!bar) return;
  const count = await ask("readonly", (store) => store.count());
  bar.hidden = count === 0;
  const words = one<HTMLElement>("[data-waiting]", bar);
  if (words) words.textContent = `${count} ${words.dataset.waiting ?? ""}`;
}

/* In order, one at a time; what the server refuses is not tried again, what does not reach it stays. */
let emptying = false;
async function empty(): Promise<void> {
  if (emptying || !navigator.onLine) return;
  emptying = true;
  let sent = 0;
  try {
    for (const waiting of await ask<Waiting[]>("readonly", (store) => store.getAll())) {
      const answer = await send(waiting);
      if (answer.type === "opaqueredirect" || answer.status >= 500 || answer.status === 403) break;
      await ask("readwrite", (store) => store.delete(waiting.id ?? -1));
      sent += 1;
    }
  } catch {
    /* No network yet: it all stays where it is. */
  } finally {
    emptying = false;
  }
  await show();
  if (sent > 0) location.reload();
}

function answered(form: HTMLFormElement): void {
  const button = one<HTMLElement>("[aria-pressed]", form);
  button?.setAttribute("aria-pressed", "true");
  form.closest("li")?.classList.add("here", "waiting");
  if (form.matches("[data-keyed]")) {
    form.reset();
    refreshKey(form);
  }
  const after = form.dataset.after;
  if (after) location.assign(after);
}

function refreshKey(form: HTMLFormElement): void {
  const key = one<HTMLInputElement>("input[name=key]", form);
  if (key) key.value = crypto.randomUUID();
}

for (const form of all<HTMLFormElement>("form[data-queue]")) {
  refreshKey(form);
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    void ask("readwrite", (store) => store.add(packed(form))).then(async () => {
      answered(form);
      await show();
    });
  });
}

window.addEventListener("online", () => void empty());
void show().then(empty);
