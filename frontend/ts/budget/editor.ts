/* A cell being typed in: in its place, or in the formula bar; both show the same text, and figures follow each key. */
import { FormulaProblem } from "./formula";
import { Hints } from "./hints";
import { type Place, element } from "./sheet";

export type Typing = {
  place: Place;
  /** What stood there. */
  before: string;
  text: string;
  /** F2 or a double click: the arrows move in the text. Else they leave the cell. */
  isInside: boolean;
  isInBar: boolean;
};

export type EditorActs = {
  cellAt: (place: Place) => HTMLElement | null;
  labelOf: (place: Place) => string;
  typed: (typing: Typing) => void;
  ended: (typing: Typing, move: { rows: number; columns: number } | null, isKept: boolean) => void;
};

export class Editor {
  typing: Typing | null = null;
  readonly field = element("input", "gx-editor") as HTMLInputElement;
  private readonly hints: Hints;

  constructor(
    private readonly frame: HTMLElement,
    readonly bar: HTMLInputElement,
    private readonly acts: EditorActs,
    names: () => { name: string; note: string }[],
  ) {
    this.field.type = "text";
    this.field.hidden = true;
    this.field.autocomplete = "off";
    this.field.spellcheck = false;
    frame.append(this.field);
    this.hints = new Hints(names);
    for (const input of [this.field, bar]) {
      input.addEventListener("input", () => this.changed(input));
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.left(input));
    }
  }

  get isOn(): boolean {
    return this.typing !== null;
  }

  /** Begin; `text` null keeps what stands there. The key that is being pressed may still arrive in the field. */
  open(place: Place, before: string, text: string | null, isInBar = false): void {
    if (this.typing !== null) this.end(null);
    this.typing = { place, before, text: text ?? before, isInside: text === null || isInBar, isInBar };
    this.bar.value = this.field.value = this.typing.text;
    this.field.setAttribute("aria-label", this.acts.labelOf(place));
    this.field.hidden = false;
    this.follow();
    const input = isInBar ? this.bar : this.field;
    input.focus({ preventScroll: true });
    if (text === null) input.setSelectionRange(input.value.length, input.value.length);
    this.acts.typed(this.typing);
  }

  /** Over its cell, wherever that is now. */
  follow(): void {
    const cell = this.typing === null ? null : this.acts.cellAt(this.typing.place);
    if (cell === null) return;
    const [of, within] = [cell.getBoundingClientRect(), this.frame.getBoundingClientRect()];
    this.field.style.left = `${of.left - within.left}px`;
    this.field.style.top = `${of.top - within.top}px`;
    this.field.style.minWidth = `${of.width}px`;
    this.field.style.maxWidth = `${Math.max(of.width, within.right - of.left)}px`;
    this.field.style.width = `${Math.max(of.width, Math.min(this.field.value.length * 8 + 24, 420))}px`;
    this.field.classList.toggle("r", cell.classList.contains("r") && !this.field.value.startsWith("="));
  }

  /** Put a text where the caret is: a name chosen from a list, a figure of a calculator. */
  insert(text: string): void {
    if (this.typing === null) return;
    const input = this.typing.isInBar ? this.bar : this.field;
    const [from, to] = [input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length];
    input.focus({ preventScroll: true });
    input.setRangeText(text, from, to, "end");
    this.changed(input);
  }

  private changed(input: HTMLInputElement): void {
    if (this.typing === null) return;
    this.typing.text = input.value;
    (input === this.bar ? this.field : this.bar).value = input.value;
    this.follow();
    this.hints.show(input);
    this.acts.typed(this.typing);
  }

  private key(event: KeyboardEvent): void {
    if (this.typing === null || event.isComposing) return;
    event.stopPropagation();
    if (this.hints.key(event)) {
      event.preventDefault();
      return;
    }
    const move = this.moveOf(event);
    if (event.key === "F2") this.typing.isInside = !this.typing.isInside;
    else if (event.key === "Escape") this.end(null, false);
    else if (move !== null) this.end(move);
    else return;
    event.preventDefault();
  }

  private moveOf(event: KeyboardEvent): { rows: number; columns: number } | null {
    const step = event.shiftKey ? -1 : 1;
    switch (event.key) {
      case "Enter":
        return { rows: step, columns: 0 };
      case "Tab":
        return { rows: 0, columns: step };
      case "ArrowDown":
      case "ArrowUp":
        return this.typing?.isInside ? null : { rows: event.key === "ArrowDown" ? 1 : -1, columns: 0 };
      case "ArrowLeft":
      case "ArrowRight":
        return this.typing?.isInside ? null : { rows: 0, columns: event.key === "ArrowRight" ? 1 : -1 };
      default:
        return null;
    }
  }

  private left(input: HTMLInputElement): void {
    // From the cell to the bar or back is not leaving.
    window.setTimeout(() => {
      if (this.typing === null) return;
      const now = document.activeElement;
      if (now === this.field || now === this.bar) {
        this.typing.isInBar = now === this.bar;
        this.typing.isInside = true;
      } else if (document.hasFocus() && now !== input && !this.hints.holds(now)) this.end(null, true, false);
    }, 0);
  }

  end(move: { rows: number; columns: number } | null, isKept = true, isFocused = true): void {
    const { typing } = this;
    if (typing === null) return;
    this.typing = null;
    this.hints.hide();
    this.field.hidden = true;
    this.acts.ended(typing, isFocused ? (move ?? { rows: 0, columns: 0 }) : null, isKept);
  }
}

export function problemOf(count: () => unknown): FormulaProblem | null {
  try {
    count();
    return null;
  } catch (problem) {
    if (problem instanceof FormulaProblem) return problem;
    throw problem;
  }
}
