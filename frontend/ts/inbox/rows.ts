/* The rows of the list. */
import { all, one } from "../dom";

export function rows(inbox: HTMLElement): HTMLElement[] {
  return all<HTMLElement>("#rows [data-row]", inbox);
}

/* The row of the cursor; without one the open row; without one the first. */
export function current(inbox: HTMLElement): HTMLElement | null {
  return one<HTMLElement>("#rows .m.at", inbox) ?? one<HTMLElement>("#rows .m.on", inbox) ?? rows(inbox)[0] ?? null;
}

export function linkOf(row: HTMLElement): HTMLAnchorElement | null {
  return one<HTMLAnchorElement>("a.t", row);
}

/* The conversation after the one that is open, for an act that takes it off the list. */
export function following(inbox: HTMLElement, pk: string): HTMLAnchorElement | null {
  const listed = rows(inbox).filter((row) => row.dataset["pk"] !== undefined);
  const at = listed.findIndex((row) => row.dataset["pk"] === pk);
  if (at < 0) return null;
  const next = listed[at + 1] ?? listed[at - 1];
  return next === undefined ? null : linkOf(next);
}
