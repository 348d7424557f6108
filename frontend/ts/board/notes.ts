/* What the board tells: toasts that take a step back, refusals, and a move that came too late. */
import { one } from "../dom";
import { word } from "./place";
import type { Stale } from "./server";

export function toast(text: string, undo: (() => void) | null): void {
  const region = one<HTMLElement>("#toasts");
  const pattern = one<HTMLTemplateElement>("#toast-pattern");
  const made = pattern?.content.firstElementChild?.cloneNode(true);
  if (region === null || !(made instanceof HTMLElement)) return;
  const place = one("[data-text]", made);
  if (place !== null) place.textContent = text;
  if (undo !== null) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = word("undo");
    button.addEventListener("click", () => {
      made.remove();
      undo();
    });
    one("[data-dismiss]", made)?.before(button);
  }
  region.append(made);
}

export function refuse(text: string): void {
  show("stop", [text], []);
}

export function tooLate(stale: Stale, again: () => void): void {
  show("warn", [stale.title, stale.who, stale.theirs, stale.mine], [
    [word("leave"), null],
    [word("again"), again],
  ]);
}

export function quiet(): void {
  for (const note of document.querySelectorAll("[data-notes] > [data-said]")) note.remove();
}

function show(tone: "stop" | "warn", lines: readonly string[], acts: readonly [string, (() => void) | null][]): void {
  const region = one<HTMLElement>("[data-notes]");
  if (region === null) return;
  quiet();
  const note = document.createElement("div");
  note.className = `note ${tone}`;
  note.setAttribute("role", "alert");
  note.dataset["said"] = "";
  const text = document.createElement("div");
  const [first, ...rest] = lines.filter(Boolean);
  const head = document.createElement("b");
  head.textContent = first ?? "";
  text.append(head, ...rest.map((line) => ` ${line}`));
  for (const [label, act] of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = label;
    button.addEventListener("click", () => {
      note.remove();
      act?.();
    });
    text.append(" ", button);
  }
  note.append(text);
  region.append(note);
}
