/* An answer put into the page: the days that differ, their order, the reserve, and what undo and redo would do. */
import { all, one } from "../dom";
import { RESERVE, board, dayOf, days, keyOf, stripOf, work } from "./place";
import type { Answer } from "./server";

export function draw(answer: Answer): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>(".strip[data-strip], .dayend .d") : null;
  const key = focused === null ? "" : keyOf(focused);
  const day = focused === null || key !== "" ? "" : (dayOf(focused)?.dataset["day"] ?? "");
  for (const [pk, html] of Object.entries(answer.days)) replace(pk, html);
  order(answer.order);
  if (answer.reserve !== undefined) replace(RESERVE, answer.reserve);
  widen(answer.columns);
  work()?.setAttribute("data-revision", String(answer.revision));
  step("[data-undo-form]", answer.undoes);
  step("[data-redo-form]", answer.redoes);
  if (key !== "") stripOf(key)?.focus({ preventScroll: true });
  else if (day !== "") one<HTMLElement>(`[data-day="${CSS.escape(day)}"] .dayend .d`, board())?.focus({ preventScroll: true });
}

function replace(pk: string, html: string): void {
  const pattern = document.createElement("template");
  pattern.innerHTML = html.trim();
  const fresh = pattern.content.firstElementChild;
  if (!(fresh instanceof HTMLElement)) return;
  const old = days().find((day) => day.dataset["day"] === pk);
  if (old !== undefined) {
    fresh.classList.add("changed-day");
    old.replaceWith(fresh);
  } else one("[data-days]", board())?.append(fresh);
}

/* Days come and go, and change places when they change dates. */
function order(keys: readonly number[]): void {
  const frame = one<HTMLElement>("[data-days]", board());
  if (frame === null) return;
  const wanted = keys.map(String);
  const held = all<HTMLElement>(":scope > [data-day]", frame);
  for (const day of held) if (!wanted.includes(day.dataset["day"] ?? "")) day.remove();
  const now = all<HTMLElement>(":scope > [data-day]", frame);
  if (now.every((day, place) => day.dataset["day"] === wanted[place])) return;
  for (const key of wanted) {
    const day = now.find((one) => one.dataset["day"] === key);
    if (day !== undefined) frame.append(day);
  }
}

function widen(columns: number): void {
  const grid = board();
  for (const name of [...grid.classList]) if (/^n\d+$/.test(name)) grid.classList.remove(name);
  grid.classList.add(`n${columns}`);
}

function step(selector: string, words: string): void {
  const button = one<HTMLButtonElement>(`${selector} button`);
  if (button === null) return;
  button.disabled = words === "";
  button.title = words;
  // Redo takes no room until there is something to do again.
  if (selector === "[data-redo-form]") button.form?.toggleAttribute("hidden", words === "");
}
