/* Which strips are chosen, which one has the focus, and which wait to be pasted. */
import { all } from "../dom";
import { board, keyOf, rows, stripOf, strips, visibleStrips } from "./place";

export class Selection {
  private readonly chosen = new Set<string>();
  private anchor = "";
  private readonly cutKeys = new Set<string>();

  constructor(private readonly changed: (strip: HTMLElement | null) => void) {}

  /* In the order of the board. */
  get strips(): HTMLElement[] {
    return strips().filter((strip) => this.chosen.has(keyOf(strip)));
  }

  get cut(): HTMLElement[] {
    return strips().filter((strip) => this.cutKeys.has(keyOf(strip)));
  }

  get last(): HTMLElement | null {
    return this.chosen.size === 0 ? null : stripOf(this.anchor);
  }

  has(strip: HTMLElement): boolean {
    return this.chosen.has(keyOf(strip));
  }

  only(strip: HTMLElement): void {
    this.chosen.clear();
    this.chosen.add(keyOf(strip));
    this.anchor = keyOf(strip);
    this.show();
    this.changed(strip);
  }

  toggle(strip: HTMLElement): void {
    const key = keyOf(strip);
    if (!this.chosen.delete(key)) this.chosen.add(key);
    this.anchor = key;
    this.show();
    this.changed(this.chosen.has(key) ? strip : (this.strips[0] ?? null));
  }

  /* From the strip chosen first to this one, both included. */
  runTo(strip: HTMLElement): void {
    const list = visibleStrips();
    const from = list.findIndex((one) => keyOf(one) === this.anchor);
    const to = list.indexOf(strip);
    if (from < 0 || to < 0) return this.only(strip);
    this.chosen.clear();
    for (const one of list.slice(Math.min(from, to), Math.max(from, to) + 1)) this.chosen.add(keyOf(one));
    this.show();
    this.changed(strip);
  }

  /* What was pasted or dropped stays chosen, to be moved on. */
  choose(chosen: readonly HTMLElement[]): void {
    this.chosen.clear();
    for (const strip of chosen) this.chosen.add(keyOf(strip));
    this.anchor = chosen[0] === undefined ? "" : keyOf(chosen[0]);
    this.show();
  }

  cutChosen(): number {
    this.cutKeys.clear();
    for (const key of this.chosen) this.cutKeys.add(key);
    this.show();
    return this.cutKeys.size;
  }

  forgetCut(): boolean {
    const there = this.cutKeys.size > 0;
    this.cutKeys.clear();
    this.show();
    return there;
  }

  /* After days were drawn anew: what was chosen stays chosen. */
  show(): void {
    const current = document.activeElement;
    for (const strip of strips()) {
      const on = this.chosen.has(keyOf(strip));
      strip.classList.toggle("sel", on);
      strip.classList.toggle("cut", this.cutKeys.has(keyOf(strip)));
      strip.setAttribute("aria-selected", String(on));
    }
    for (const link of all<HTMLElement>(".strip a, .dayend .d", board())) link.tabIndex = -1;
    const stop = rows().find((row) => row === current) ?? this.last ?? rows()[0];
    for (const row of rows()) row.tabIndex = row === stop ? 0 : -1;
  }
}

export function focusOn(row: HTMLElement): void {
  for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
