/* Lines being written in the empty rows: each is sent with its first cell, and takes the others when it has a number. */
import type { Patch } from "./types";

export type Fresh = { account: string; values: Record<string, string>; late: Record<string, string>; id: number | null; isSent: boolean; why: string };

export function freshLine(account: string): Fresh {
  return { account, values: {}, late: {}, id: null, isSent: false, why: "" };
}

/** Which line of an answer is new here. */
export function newIn(patch: Patch, known: ReadonlySet<number>): number[] {
  return (patch.lines ?? []).map((line) => line.id).filter((id) => !known.has(id));
}
