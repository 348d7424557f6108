/* The grid without a mouse. Anything that types begins to type; what the house does with single letters rests here. */
import type { Place } from "./sheet";

export interface Acts {
  /** Rows and columns from the cursor; `grows` keeps the other corner. */
  step(rows: number, columns: number, grows: boolean): void;
  to(place: Partial<Place>, grows: boolean): void;
  /** To the edge of what is written, that way. */
  jump(rows: number, columns: number, grows: boolean): void;
  tab(columns: 1 | -1): void;
  enter(rows: 1 | -1): void;
  edit(): void;
  replace(): void;
  clear(): void;
  all(): void;
  rows(): void;
  columns(): void;
  fillDown(): void;
  fillRight(): void;
  insertLine(): void;
  deleteLines(): void;
  moveLines(step: 1 | -1): void;
  find(again: 0 | 1 | -1): void;
  comments(): void;
  menu(): void;
  escape(): boolean;
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly page: number;
}

/** True where the key was the grid's. */
export function answer(event: KeyboardEvent, acts: Acts): boolean {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  return command ? commanded(event, acts) : moved(event, acts);
}

function commanded(event: KeyboardEvent, acts: Acts): boolean {
  const grows = event.shiftKey;
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case "a":
      acts.all();
      return true;
    case "d":
      acts.fillDown();
      return true;
    case "r":
      acts.fillRight();
      return true;
    case ";":
    case "+":
      acts.insertLine();
      return true;
    case "-":
      acts.deleteLines();
      return true;
    case "f":
      acts.find(0);
      return true;
    case " ":
      acts.columns();
      return true;
    case "Home":
      acts.to({ row: 0, column: 0 }, grows);
      return true;
    case "End":
      acts.to({ row: acts.lastRow, column: acts.lastColumn }, grows);
      return true;
    case "ArrowUp":
    case "ArrowDown":
      acts.jump(event.key === "ArrowDown" ? 1 : -1, 0, grows);
      return true;
    case "ArrowLeft":
    case "ArrowRight":
      acts.jump(0, event.key === "ArrowRight" ? 1 : -1, grows);
      return true;
    default:
      return false;
  }
}

function moved(event: KeyboardEvent, acts: Acts): boolean {
  const { key, shiftKey } = event;
  if (event.altKey) {
    if (key !== "ArrowUp" && key !== "ArrowDown") return false;
    acts.moveLines(key === "ArrowDown" ? 1 : -1);
    return true;
  }
  switch (key) {
    case "ArrowUp":
      acts.step(-1, 0, shiftKey);
      return true;
    case "ArrowDown":
      acts.step(1, 0, shiftKey);
      return true;
    case "ArrowLeft":
      acts.step(0, -1, shiftKey);
      return true;
    case "ArrowRight":
      acts.step(0, 1, shiftKey);
      return true;
    case "PageUp":
      acts.step(-acts.page, 0, shiftKey);
      return true;
    case "PageDown":
      acts.step(acts.page, 0, shiftKey);
      return true;
    case "Home":
      acts.to({ column: 0 }, shiftKey);
      return true;
    case "End":
      acts.to({ column: acts.lastColumn }, shiftKey);
      return true;
    case "Tab":
      acts.tab(shiftKey ? -1 : 1);
      return true;
    case "Enter":
      acts.enter(shiftKey ? -1 : 1);
      return true;
    case "F2":
      if (shiftKey) acts.comments();
      else acts.edit();
      return true;
    case "F3":
      acts.find(shiftKey ? -1 : 1);
      return true;
    case "Delete":
      acts.clear();
      return true;
    case "ContextMenu":
      acts.menu();
      return true;
    case "F10":
      if (!shiftKey) return false;
      acts.menu();
      return true;
    case "Escape":
      return acts.escape();
    case "/":
      acts.find(0);
      return true;
    case " ":
      if (!shiftKey) break;
      acts.rows();
      return true;
  }
  return false;
}

/** A key that writes: a letter, a dead accent, the first key of an input method. */
export function writes(event: KeyboardEvent): boolean {
  if (event.ctrlKey && !event.altKey) return false;
  if (event.metaKey) return false;
  return event.key.length === 1 || event.key === "Dead" || event.key === "Process" || event.key === "Backspace";
}
