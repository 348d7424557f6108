/* What the page asks of the server: one change at a time, and every two seconds whether others changed something. */
import { csrfToken } from "../dom";
import { marks } from "./place";

export type Stale = { title: string; who: string; theirs: string; mine: string };

export type Answer = {
  revision: number;
  days: Record<string, string>;
  order: number[];
  columns: number;
  reserve?: string;
  undoes: string;
  redoes: string;
  said?: string;
  undo?: string;
  refused?: string;
  stale?: Stale;
};

export class Unreached extends Error {}

let queue: Promise<unknown> = Promise.resolve();
let waiting = 0;

/* Changes go one after the other: each takes the versions that the one before left. */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  waiting += 1;
  const turn = queue.then(act).finally(() => {
    waiting -= 1;
  });
  queue = turn.catch(() => undefined);
  return turn;
}

export function isBusy(): boolean {
  return waiting > 0;
}

export async function post(address: string, body: FormData): Promise<Answer> {
  return read(await reach(address, { method: "POST", body }));
}

/* Null while nothing changed. */
export async function changes(address: string, since: number): Promise<Answer | null> {
  const response = await reach(`${address}?since=${since}`, {});
  return response.status === 204 ? null : read(response);
}

export async function fragment(address: string): Promise<string | null> {
  const response = await reach(address, {});
  return response.ok ? response.text() : null;
}

async function reach(address: string, how: RequestInit): Promise<Response> {
  const headers = { "X-CSRFToken": csrfToken(), "X-Board-Marks": marks(), "X-Requested-With": "fetch" };
  try {
    return await fetch(address, { ...how, headers, credentials: "same-origin" });
  } catch {
    throw new Unreached(address);
  }
}

async function read(response: Response): Promise<Answer> {
  const type = response.headers.get("Content-Type") ?? "";
  // Not ours: the session ended, or the board was taken away. The page itself says which.
  if (!type.startsWith("application/json")) {
    location.reload();
    throw new Unreached(response.url);
  }
  return (await response.json()) as Answer;
}
