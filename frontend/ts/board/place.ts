/* Where things are on the board: its strips, days and reserve as the page holds them. */
import { all, one } from "../dom";

export const RESERVE = "reserve";

/* A day (or the reserve) and the strip that something is put before; null is the end. */
export type Target = { day: string; before: string | null };

export function work(): HTMLElement | null {
  return one<HTMLElement>(".work[data-board]");
}

export function board(): HTMLElement {
  return one<HTMLElement>(".work .board") as HTMLElement;
}

export function strips(within: ParentNode = board()): HTMLElement[] {
  return all<HTMLElement>(".strip[data-strip]", within).filter((strip) => strip.closest(".carried") === null);
}

export function visibleStrips(): HTMLElement[] {
  return strips().filter((strip) => !strip.hidden);
}

/* What the arrows walk: strips, and the breaks of the days. */
export function rows(): HTMLElement[] {
  return all<HTMLElement>(".strip[data-strip], .dayend .d", board()).filter((row) => !row.hidden && row.closest(".carried, .empty-by-filter") === null);
}

export function stripOf(key: string): HTMLElement | null {
  return strips().find((strip) => keyOf(strip) === key) ?? null;
}

export function keyOf(strip: HTMLElement): string {
  return strip.dataset["strip"] ?? "";
}

export function days(): HTMLElement[] {
  return all<HTMLElement>("[data-day]", board());
}

export function dayOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>("[data-day]");
}

/* Where the strips of a day lie: the day itself, or the frame inside the reserve. */
export function frameOf(day: HTMLElement): HTMLElement {
  return day.dataset["day"] === RESERVE ? (one<HTMLElement>(".day", day) ?? day) : day;
}

/* « 12:0af31b22,13:… »: what the server needs to know to send only what differs. */
export function marks(): string {
  return days()
    .map((day) => `${day.dataset["day"] === RESERVE ? "0" : day.dataset["day"]}:${day.dataset["mark"] ?? ""}`)
    .join(",");
}

export function mayChange(): boolean {
  return work()?.dataset["mayChange"] === "yes";
}

export function word(name: string): string {
  return work()?.getAttribute(`data-words-${name}`) ?? "";
}

/* Move strips in the page at once; the days that they leave and reach are asked for anew with the answer. */
export function moveInPage(moved: readonly HTMLElement[], target: Target): void {
  const day = days().find((one) => one.dataset["day"] === target.day);
  if (day === undefined) return;
  for (const strip of moved) {
    const left = dayOf(strip);
    if (left !== null) left.dataset["mark"] = "";
  }
  day.dataset["mark"] = "";
  const frame = frameOf(day);
  const before = target.before === null ? null : stripOf(target.before);
  const end = one<HTMLElement>(":scope > .dayend", frame);
  for (const strip of moved) frame.insertBefore(strip, before !== null && before.parentElement === frame ? before : end);
}
