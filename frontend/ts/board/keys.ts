/* The board without a mouse. */
import { isWriting } from "../dom";
import { type Target, board, dayOf, days, frameOf, keyOf, rows, strips } from "./place";
import { type Selection, focusOn } from "./selection";

export interface Acts {
  move(moved: HTMLElement[], target: Target): void;
  undo(): void;
  redo(): void;
  cut(): void;
  open(): void;
  close(): boolean;
  cancelDrag(): boolean;
}

export function listenToBoardKeys(selection: Selection, acts: Acts): void {
  // Before the keys of the house, whose Ctrl Z takes back what the last toast says.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || isWriting(event.target) || document.querySelector("dialog[open]") !== null) return;
      if (everywhere(event, acts) || (isOnBoard(event) && onBoard(event, selection, acts))) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}

function isOnBoard(event: KeyboardEvent): boolean {
  return event.target instanceof Node && (board().contains(event.target) || event.target === document.body);
}

function everywhere(event: KeyboardEvent, acts: Acts): boolean {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (command && key === "z") event.shiftKey ? acts.redo() : acts.undo();
  else if (command && key === "y") acts.redo();
  else if (event.key === "Escape") return acts.cancelDrag() || acts.close();
  else return false;
  return true;
}

function onBoard(event: KeyboardEvent, selection: Selection, acts: Acts): boolean {
  const current = currentRow(event);
  const command = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp": {
      if (command) return false;
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (event.altKey) return nudge(selection, step, acts);
      return walk(current, step, event.shiftKey, selection);
    }
    case "Home":
    case "End":
      return walkTo(event.key === "Home" ? 0 : rows().length - 1, event.shiftKey, selection);
    case " ":
      if (!isStrip(current)) return false;
      selection.toggle(current);
      return true;
    case "Enter":
      if (!isStrip(current) || event.target === document.body) return false;
      selection.only(current);
      acts.open();
      return true;
  }
  if (!command || event.altKey || event.shiftKey) return false;
  if (event.key.toLowerCase() === "x") {
    if (selection.strips.length === 0) return false;
    acts.cut();
    return true;
  }
  return event.key.toLowerCase() === "v" && paste(current, selection, acts);
}

function isStrip(row: HTMLElement | null): row is HTMLElement {
  return row !== null && row.matches(".strip");
}

function currentRow(event: KeyboardEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(".strip[data-strip], .dayend .d") : null;
}

function walk(current: HTMLElement | null, step: 1 | -1, extends_: boolean, selection: Selection): boolean {
  const list = rows();
  const at = current === null ? -1 : list.indexOf(current);
  if (at < 0) return walkTo(Math.max(list.findIndex((row) => row === selection.last), 0), false, selection);
  return walkTo(at + step, extends_, selection);
}

function walkTo(place: number, extends_: boolean, selection: Selection): boolean {
  const row = rows()[place];
  if (row === undefined) return true;
  focusOn(row);
  if (isStrip(row)) extends_ ? selection.runTo(row) : selection.only(row);
  return true;
}

/* Before the strip that has the focus, or at the end of the day whose break has it. */
function paste(current: HTMLElement | null, selection: Selection, acts: Acts): boolean {
  const moved = selection.cut;
  const day = current === null ? null : dayOf(current);
  if (moved.length === 0 || current === null || day === null) return false;
  let before = isStrip(current) ? current : null;
  while (before !== null && moved.includes(before)) before = after(before);
  selection.forgetCut();
  selection.choose(moved);
  acts.move(moved, { day: day.dataset["day"] ?? "", before: before === null ? null : keyOf(before) });
  return true;
}

/* One place up or down, over the breaks of the days. */
function nudge(selection: Selection, step: 1 | -1, acts: Acts): boolean {
  const moved = selection.strips;
  const edge = step === 1 ? moved.at(-1) : moved[0];
  const day = edge === undefined ? null : dayOf(edge);
  if (edge === undefined || day === null) return false;
  const beside = strips(frameOf(day)).filter((strip) => !moved.includes(strip) || strip === edge);
  const at = beside.indexOf(edge);
  const neighbour = beside[at + step];
  if (neighbour !== undefined) {
    const before = step === 1 ? beside[at + 2] : neighbour;
    acts.move(moved, { day: day.dataset["day"] ?? "", before: before === undefined ? null : keyOf(before) });
    return true;
  }
  const next = days()[days().indexOf(day) + step];
  if (next === undefined) return true;
  const first = step === 1 ? strips(frameOf(next))[0] : undefined;
  acts.move(moved, { day: next.dataset["day"] ?? "", before: first === undefined ? null : keyOf(first) });
  return true;
}

function after(strip: HTMLElement): HTMLElement | null {
  let next = strip.nextElementSibling;
  while (next !== null && !next.matches(".strip[data-strip]")) next = next.nextElementSibling;
  return next as HTMLElement | null;
}
