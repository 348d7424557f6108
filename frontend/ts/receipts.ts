/* Receipts pressed without network: kept on the telephone, and sent once when there is one. */

interface Receipt {
  url: string;
  body: string;
}

const STORE = "receipts";
const LOCK = "coulisse-receipts";
/** A receipt that the house can't take any more (the link was taken back) is dropped; all else is tried again. */
const GONE = new Set([404, 410]);

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("coulisse-receipts", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("No store"));
  });
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("No answer of the store"));
  });
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(STORE, mode).objectStore(STORE);
}

/** Keep a receipt until the network is back; the same one twice is kept once. */
export async function queueReceipt(receipt: Receipt): Promise<void> {
  if (await isQueued(receipt.url)) return;
  await asked((await store("readwrite")).add(receipt));
}

export async function isQueued(url: string): Promise<boolean> {
  const kept = (await asked((await store("readonly")).getAll())) as Receipt[];
  return kept.some((one) => one.url === url);
}

export async function post(receipt: Receipt): Promise<Response> {
  return fetch(receipt.url, {
    method: "POST",
    body: receipt.body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
  });
}

/** Send what waits, one after the other, and say how many arrived. Page and worker never do it at once. */
export function sendQueued(token = ""): Promise<number> {
  return navigator.locks.request(LOCK, () => sendEach(token));
}

async function sendEach(token: string): Promise<number> {
  const shelf = await store("readonly");
  const [keys, kept] = await Promise.all([asked(shelf.getAllKeys()), asked(shelf.getAll()) as Promise<Receipt[]>]);
  let arrived = 0;
  for (const [index, receipt] of kept.entries()) {
    const response = await post(token === "" ? receipt : signed(receipt, token)).catch(() => null);
    if (response === null) break;
    if (!response.ok && !GONE.has(response.status)) continue;
    const key = keys[index];
    if (key !== undefined) await asked((await store("readwrite")).delete(key));
    if (response.ok) arrived += 1;
  }
  return arrived;
}

/** With the token of the page that is open now: the one of the kept page may have been replaced. */
function signed(receipt: Receipt, token: string): Receipt {
  const body = new URLSearchParams(receipt.body);
  body.set("csrfmiddlewaretoken", token);
  return { url: receipt.url, body: body.toString() };
}
