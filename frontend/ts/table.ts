/* Lists made handier: `<table class="tb" data-table>`. Without this script they are plain tables with links. */
import { all, folded, isWriting, one, setting } from "./dom";
import { say } from "./toasts";

type Place = { row: number; column: number };

class Table {
  private from: Place | null = null;
  private to: Place | null = null;

  constructor(private readonly table: HTMLTableElement) {
    const name = table.id;
    const field = one<HTMLInputElement>(`[data-filter="${CSS.escape(name)}"]`);
    field?.addEventListener("input", () => this.filter(field.value));
    if (field?.value) this.filter(field.value);
    table.addEventListener("click", (event) => this.openRow(event));
    table.addEventListener("pointerdown", (event) => this.startRange(event));
    table.addEventListener("pointerover", (event) => this.growRange(event));
    document.addEventListener("copy", (event) => this.copy(event));
    this.watchPicks();
  }

  private rows(): HTMLTableRowElement[] {
    return [...this.table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.hidden);
  }

  private filter(words: string): void {
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    for (const row of [...this.table.tBodies].flatMap((body) => [...body.rows])) {
      const text = folded(row.textContent ?? "");
      row.hidden = !row.matches(".tot") && !wanted.every((word) => text.includes(word));
    }
    const count = one<HTMLElement>(`[data-count="${CSS.escape(this.table.id)}"]`);
    if (count !== null) count.textContent = String(this.rows().filter((row) => !row.matches(".tot")).length);
    this.clearRange();
  }

  /* A click on a row opens it; a click on what acts by itself does what it says, and a selection of text is let be. */
  private openRow(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target === null || target.closest("a, button, input, label, select, summary") !== null) return;
    if (this.isRange() || (getSelection()?.toString() ?? "") !== "") return;
    const row = target.closest<HTMLElement>("tr[data-href]");
    const link = row === null ? null : one<HTMLAnchorElement>("a[href]", row);
    if (link === null) return;
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
    else link.click();
  }

  private placeOf(target: EventTarget | null): Place | null {
    const cell = target instanceof Element ? target.closest<HTMLTableCellElement>("td, th") : null;
    const row = cell?.parentElement;
    if (cell === null || !(row instanceof HTMLTableRowElement)) return null;
    const index = this.rows().indexOf(row);
    return index < 0 ? null : { row: index, column: cell.cellIndex };
  }

  /* Alt + drag marks cells, so that a plain drag still selects text. Shift + click extends. */
  private startRange(event: PointerEvent): void {
    const place = this.placeOf(event.target);
    if (event.shiftKey && this.from !== null && place !== null) this.mark(this.from, place);
    else if (event.altKey && place !== null) this.mark(place, place);
    else this.clearRange();
    if (event.altKey || event.shiftKey) event.preventDefault();
  }

  private growRange(event: PointerEvent): void {
    const place = this.placeOf(event.target);
    if (event.buttons === 1 && event.altKey && this.from !== null && place !== null) this.mark(this.from, place);
  }

  private mark(from: Place, to: Place): void {
    this.from = from;
    this.to = to;
    const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
    const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
    this.rows().forEach((row, index) => {
      for (const cell of row.cells) {
        const inside = index >= top && index <= bottom && cell.cellIndex >= left && cell.cellIndex <= right;
        cell.classList.toggle("on", inside);
      }
    });
  }

  private clearRange(): void {
    this.from = this.to = null;
    for (const cell of all(".on", this.table)) cell.classList.remove("on");
  }

  private isRange(): boolean {
    return this.from !== null && this.to !== null;
  }

  /* Cells leave as tab-separated lines, which every spreadsheet takes. */
  private copy(event: ClipboardEvent): void {
    if (!this.isRange() || isWriting(event.target)) return;
    const lines = this.rows()
      .map((row) => [...row.cells].filter((cell) => cell.classList.contains("on")).map(cellText))
      .filter((cells) => cells.length > 0);
    event.clipboardData?.setData("text/plain", lines.map((cells) => cells.join("\t")).join("\n"));
    event.preventDefault();
    say(setting("copied").replace("{count}", String(lines.reduce((sum, cells) => sum + cells.length, 0))));
  }

  /* Ticked rows bring their acts: `data-picks` names the bar that shows how many. */
  private watchPicks(): void {
    const boxes = (): HTMLInputElement[] => all<HTMLInputElement>("tbody .pick input", this.table);
    const whole = one<HTMLInputElement>("thead .pick input", this.table);
    const bar = one<HTMLElement>(`[data-picks="${CSS.escape(this.table.id)}"]`);
    const show = (): void => {
      const count = boxes().filter((box) => box.checked).length;
      if (bar === null) return;
      bar.hidden = count === 0;
      const place = one<HTMLElement>("[data-picked]", bar);
      if (place !== null) place.textContent = String(count);
    };
    whole?.addEventListener("change", () => {
      for (const box of boxes()) if (!(box.closest("tr")?.hidden ?? false)) box.checked = whole.checked;
      show();
    });
    this.table.addEventListener("change", show);
    show();
  }
}

function cellText(cell: HTMLTableCellElement): string {
  return (cell.dataset["value"] ?? cell.innerText).replace(/[\t\r\n]+/g, " ").trim();
}

for (const table of all<HTMLTableElement>("table[data-table]")) new Table(table);
