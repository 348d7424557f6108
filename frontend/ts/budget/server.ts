/* The grid's conversation: one change at a time, in turn; what does not leave waits here and is tried again. */
import { csrfToken } from "../dom";
import type { Patch } from "./types";
import { word } from "./words";

const AGAIN = 3000;

export class Unreached extends Error {}
export class SignedOut extends Error {}

export type Change = { address: string; body: () => object | null; done: (patch: Patch, status: number) => void };

export class Queue {
  private readonly waiting: Change[] = [];
  private isSending = false;
  private timer = 0;
  trouble: "" | "offline" | "signed-out" = "";

  constructor(private readonly changed: () => void) {
    window.addEventListener("online", () => void this.run());
  }

  get count(): number {
    return this.waiting.length;
  }

  get isBusy(): boolean {
    return this.waiting.length > 0;
  }

  add(change: Change): void {
    this.waiting.push(change);
    this.changed();
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.isSending) return;
    window.clearTimeout(this.timer);
    this.isSending = true;
    try {
      for (let change = this.waiting[0]; change !== undefined; change = this.waiting[0]) await this.send(change);
      this.trouble = "";
    } catch (problem) {
      if (!(problem instanceof Unreached) && !(problem instanceof SignedOut)) throw problem;
      this.trouble = problem instanceof SignedOut ? "signed-out" : "offline";
      if (problem instanceof SignedOut) await renew();
      this.timer = window.setTimeout(() => void this.run(), AGAIN);
    } finally {
      this.isSending = false;
      this.changed();
    }
  }

  private async send(change: Change): Promise<void> {
    // What it says is read when its turn comes: an earlier change has counted the versions on.
    const body = change.body();
    if (body === null) {
      this.waiting.shift();
      return;
    }
    const response = await reach(change.address, { method: "POST", body: JSON.stringify(body) });
    const patch = await readPatch(response);
    this.waiting.shift();
    this.trouble = "";
    change.done(patch, response.status);
  }
}

/* Null while nothing changed. */
export async function changes(address: string, since: number): Promise<Patch | null> {
  const mark = address.includes("?") ? "&" : "?";
  const response = await reach(`${address}${mark}since=${since}`, {});
  return response.status === 204 ? null : readPatch(response);
}

export async function reach(address: string, how: RequestInit): Promise<Response> {
  const headers: Record<string, string> = { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch", ...(how.headers as Record<string, string> | undefined) };
  if (typeof how.body === "string") headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(address, { ...how, headers, credentials: "same-origin" });
  } catch {
    throw new Unreached(address);
  }
  // A server that is being started again answers for itself: what was typed waits.
  if ([502, 503, 504].includes(response.status)) throw new Unreached(address);
  return response;
}

/* Somebody signed in again in another tab: this page takes the token that came with it. */
async function renew(): Promise<void> {
  const response = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (response === null || !response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [fresh, own] = [page, document].map((one) => one.querySelector<HTMLMetaElement>('meta[name="coulisse:csrf"]'));
  if (fresh && own) own.content = fresh.content;
}

async function readPatch(response: Response): Promise<Patch> {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.redirected || response.status === 401 || response.status === 403) throw new SignedOut(response.url);
  if (!type.startsWith("application/json")) return { revision: 0, refused: word("failed") };
  return (await response.json()) as Patch;
}
