/* Find in the grid: what is shown and what is written, next and previous, how many. */
import { folded, one } from "../dom";
import type { Book } from "./book";
import { editable } from "./book";
import { shown } from "./columns";
import type { Place, Sheet } from "./sheet";
import type { View } from "./view";
import { word } from "./words";

export class Find {
  private readonly field: HTMLInputElement | null;
  private readonly count: HTMLElement | null;
  private asked = "";

  constructor(
    private readonly bar: HTMLElement,
    private readonly book: Book,
    private readonly view: View,
    private readonly sheet: Sheet,
    private readonly go: (place: Place) => void,
    private readonly back: () => void,
  ) {
    this.field = one<HTMLInputElement>("input", bar);
    this.count = one<HTMLElement>("[data-found]", bar);
    this.field?.addEventListener("input", () => this.look(0));
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === this.field) this.look(event.shiftKey ? -1 : 1);
      else if (event.key === "F3") this.look(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    bar.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-find]") : null;
      if (button?.dataset["find"] === "close") this.close();
      else if (button) this.look(button.dataset["find"] === "next" ? 1 : -1);
    });
  }

  open(): void {
    this.bar.hidden = false;
    this.field?.focus();
    this.field?.select();
  }

  again(step: 1 | -1): void {
    if (this.asked === "") this.open();
    else this.look(step);
  }

  private close(): void {
    this.bar.hidden = true;
    this.back();
  }

  private look(step: 0 | 1 | -1): void {
    this.asked = folded(this.field?.value ?? "").trim();
    const found = this.asked === "" ? [] : this.all();
    const { row, column } = this.sheet.active;
    const isPast = (place: Place): boolean => place.row > row || (place.row === row && (step === 1 ? place.column > column : place.column >= column));
    let at = found.findIndex(isPast);
    if (step === -1) at = found.filter((place) => place.row < row || (place.row === row && place.column < column)).length - 1;
    if (at < 0) at = step === -1 ? found.length - 1 : 0;
    const place = found[at];
    if (place !== undefined) this.go(place);
    if (this.count !== null) this.count.textContent = this.asked === "" ? "" : place === undefined ? word("not-found") : word("found", { at: at + 1, count: found.length });
  }

  private all(): Place[] {
    const places: Place[] = [];
    this.view.rows.forEach((row, index) => {
      const line = row.kind === "line" ? this.book.line(row.id) : undefined;
      if (line === undefined) return;
      this.sheet.columns.forEach((column, place) => {
        const text = `${shown(this.book, line, column)} ${column.field === null ? "" : editable(line, column.field)}`;
        if (folded(text.replaceAll("\u00a0", " ")).includes(this.asked) || folded(text.replaceAll("\u00a0", "")).includes(this.asked)) places.push({ row: index, column: place });
      });
    });
    return places;
  }
}
