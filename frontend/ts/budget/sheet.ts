/* The grid on the screen: only the rows in sight exist, and the one where the cursor stands. */
import type { Book } from "./book";
import { type Column, classes, letter, shown, summed } from "./columns";
import type { Fresh } from "./fresh";
import type { Line } from "./types";
import type { Row, View } from "./view";
import { amount, signed } from "./writing";
import { counted, word } from "./words";

export const ROW = 30;
const NUMBERS = 38;
const BEYOND = 8;
const GLOW = 1200;

export type Place = { row: number; column: number };
export type Range = { top: number; bottom: number; left: number; right: number };

export class Sheet {
  active: Place = { row: 0, column: 0 };
  anchor: Place = { row: 0, column: 0 };
  columns: Column[] = [];
  private readonly head = group("gx-head");
  private readonly body = group("gx-body");
  private readonly foot = group("gx-foot");
  private readonly drawn = new Map<number, HTMLElement>();
  private readonly glowing = new Map<string, number>();
  private starts: number[] = [];
  private frame = 0;

  constructor(
    readonly scroller: HTMLElement,
    readonly grid: HTMLElement,
    private readonly book: Book,
    private readonly view: View,
    private readonly fresh: readonly Fresh[],
  ) {
    grid.append(this.head, this.body, this.foot);
    scroller.addEventListener("scroll", () => this.soon(), { passive: true });
    new ResizeObserver(() => {
      this.fit();
      this.redraw();
    }).observe(scroller);
  }

  get range(): Range {
    const [one, other] = [this.active, this.anchor];
    return {
      top: Math.min(one.row, other.row),
      bottom: Math.max(one.row, other.row),
      left: Math.min(one.column, other.column),
      right: Math.max(one.column, other.column),
    };
  }

  get pageRows(): number {
    return Math.max(1, Math.floor((this.scroller.clientHeight - 2 * ROW) / ROW) - 1);
  }

  lineAt(row: number): Line | undefined {
    const found = this.view.at(row);
    return found?.kind === "line" ? this.book.line(found.id) : undefined;
  }

  /* -- columns -- */

  setColumns(columns: Column[]): void {
    this.columns = columns;
    this.fit();
    this.drawHead();
  }

  /** The description takes what the columns of everyday leave. */
  private fit(): void {
    const everyday = this.columns.findIndex((column) => column.key === "fr");
    const description = this.columns.find((column) => column.key === "d");
    if (description === undefined) return;
    const others = this.columns.slice(0, everyday).reduce((sum, column) => sum + (column === description ? 0 : column.width), NUMBERS);
    description.width = Math.min(Math.max(this.scroller.clientWidth - others - 1, 170), 460);
    const widths = this.columns.map((column) => column.width);
    this.starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, NUMBERS));
    this.grid.style.setProperty("--gx-columns", [NUMBERS, ...widths].map((width) => `${width}px`).join(" "));
    this.grid.style.width = `${[NUMBERS, ...widths].reduce((sum, width) => sum + width, 0)}px`;
    this.grid.setAttribute("aria-colcount", String(this.columns.length + 1));
  }

  drawHead(): void {
    const row = element("div", "gxr");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", "1");
    const corner = element("span", "gxc rn k0");
    corner.setAttribute("role", "columnheader");
    corner.append(element("span", "vh", word("row")));
    row.append(corner, ...this.columns.map((column, index) => this.headCell(column, index)));
    this.head.replaceChildren(row);
  }

  private headCell(column: Column, index: number): HTMLElement {
    const cell = element("span", `gxc gxh ${column.kind === "text" ? "" : "r"}${frozenClass(index)}`);
    cell.setAttribute("role", "columnheader");
    cell.setAttribute("aria-colindex", String(index + 2));
    cell.dataset["sorts"] = column.key;
    cell.title = `${letter(index)} · ${column.label}`;
    cell.textContent = column.label;
    const { order } = this.view;
    if (order?.key !== column.key) return cell;
    cell.setAttribute("aria-sort", order.falling ? "descending" : "ascending");
    cell.append(element("span", "gx-arrow", order.falling ? " ↓" : " ↑"));
    return cell;
  }

  /* -- rows -- */

  private soon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Everything anew: rows came, went or changed. */
  redraw(): void {
    const { rows } = this.view;
    this.active.row = clamp(this.active.row, 0, Math.max(rows.length - 1, 0));
    this.anchor.row = clamp(this.anchor.row, 0, Math.max(rows.length - 1, 0));
    this.body.style.height = `${rows.length * ROW}px`;
    this.grid.setAttribute("aria-rowcount", String(rows.length + 2));
    this.drawFoot();
    this.draw(true);
  }

  private draw(anew = false): void {
    const top = this.scroller.scrollTop;
    const first = clamp(Math.floor(top / ROW) - BEYOND, 0, this.view.rows.length);
    const last = clamp(Math.ceil((top + this.scroller.clientHeight) / ROW) + BEYOND, 0, this.view.rows.length);
    const wanted = new Set<number>();
    for (let row = first; row < last; row += 1) wanted.add(row);
    if (this.active.row < this.view.rows.length) wanted.add(this.active.row);
    const spare: HTMLElement[] = [];
    for (const [row, drawn] of this.drawn) {
      if (wanted.has(row)) continue;
      this.drawn.delete(row);
      spare.push(drawn);
    }
    for (const row of wanted) {
      const known = this.drawn.get(row);
      if (known !== undefined && !anew) continue;
      const drawn = known ?? spare.pop() ?? this.body.appendChild(element("div", "gxr"));
      this.drawn.set(row, drawn);
      this.drawRow(drawn, row);
    }
    for (const left of spare) left.remove();
    this.drawSelection();
  }

  private drawRow(drawn: HTMLElement, index: number): void {
    const row = this.view.at(index);
    if (row === undefined) return;
    drawn.setAttribute("role", "row");
    drawn.setAttribute("aria-rowindex", String(index + 2));
    drawn.style.top = `${index * ROW}px`;
    const isHead = row.kind === "head";
    const count = isHead ? 5 : this.columns.length + 1;
    if (drawn.childElementCount !== count || drawn.classList.contains("gx-account") !== isHead) drawn.replaceChildren();
    drawn.classList.toggle("gx-account", isHead);
    if (isHead) this.drawAccount(drawn, row.account, index);
    else this.drawCells(drawn, row, index);
  }

  private drawAccount(drawn: HTMLElement, number: string, index: number): void {
    const account = this.book.accounts.get(number);
    const texts = ["", number, account?.name ?? "", amount(this.book.accountTotal(number)), ""];
    texts.forEach((text, place) => {
      const cell = (drawn.children[place] as HTMLElement | undefined) ?? drawn.appendChild(element("span", ""));
      const names = place === 0 ? "gxc rn k0" : `gxc ${place === 3 ? "r" : ""}${frozenClass(place - 1)}`;
      paint(cell, text, names);
      cell.setAttribute("role", place === 0 ? "rowheader" : "gridcell");
      if (place > 0) this.name(cell, index, place - 1);
    });
  }

  private drawCells(drawn: HTMLElement, row: Row, index: number): void {
    const line = row.kind === "line" ? this.book.line(row.id) : undefined;
    const number = (drawn.children[0] as HTMLElement | undefined) ?? drawn.appendChild(element("span", "gxc rn k0"));
    paint(number, String(index + 1), "gxc rn k0");
    number.setAttribute("role", "rowheader");
    this.columns.forEach((column, place) => {
      const cell = (drawn.children[place + 1] as HTMLElement | undefined) ?? drawn.appendChild(element("span", ""));
      cell.setAttribute("role", "gridcell");
      this.name(cell, index, place);
      if (line !== undefined) this.drawCell(cell, line, column, place);
      else {
        const typed = row.kind === "blank" ? this.fresh[row.key]?.values[column.field ?? ""] : undefined;
        const why = row.kind === "blank" && typed !== undefined ? this.fresh[row.key]?.why : undefined;
        paint(cell, typed ?? "", `gxc ${column.kind === "text" ? "" : "r"}${frozenClass(place)}${why ? " bad" : ""}`, why ?? "");
      }
    });
  }

  private drawCell(cell: HTMLElement, line: Line, column: Column, place: number): void {
    const failed = column.field === null ? undefined : this.book.failed.get(`${line.id}:${column.field}`);
    const isUncounted = failed === undefined && (column.key === "q" || column.key === "x" || column.key === "r") && this.book.factor(line, column.key) === null;
    const text = failed?.text ?? (isUncounted ? word("uncounted") : shown(this.book, line, column));
    const glow = (this.glowing.get(`${line.id}:${column.key}`) ?? 0) > Date.now() ? " changed" : "";
    const bad = failed !== undefined || isUncounted || (column.key === "amt" && line.pb.length > 0) ? " bad" : "";
    const why = failed?.why ?? (bad === "" ? "" : line.pb.map((code) => word(`problem-${code}`) || code).join(" "));
    const full = column.key === "d" || column.kind === "text" ? text : "";
    paint(cell, text, `gxc ${classes(line, column)}${frozenClass(place)}${bad}${glow}`, why || full);
    if (bad === "") cell.removeAttribute("aria-invalid");
    else cell.setAttribute("aria-invalid", "true");
    if (column.key === "d" && line.n > 0) {
      const mark = element("span", "cm", String(line.n));
      mark.title = counted("comment", line.n);
      mark.dataset["comments"] = String(line.id);
      cell.append(mark);
    }
  }

  private name(cell: HTMLElement, row: number, column: number): void {
    cell.id = `gc-${row}-${column}`;
    cell.dataset["r"] = String(row);
    cell.dataset["c"] = String(column);
    cell.setAttribute("aria-colindex", String(column + 2));
  }

  private drawFoot(): void {
    const { scope } = this.view;
    const account = scope.kind === "account" ? this.book.accounts.get(scope.number) : undefined;
    const ids = this.view.ids;
    const row = element("div", "gxr sum");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", String(this.view.rows.length + 2));
    const number = element("span", "gxc rn k0");
    number.setAttribute("role", "rowheader");
    row.append(number);
    this.columns.forEach((column, place) => {
      const sum = column.summed ? summed(this.book, ids, column) : 0;
      const text =
        column.key === "code" ? (account?.n ?? "") : column.key === "d" ? (account?.name ?? word("total")) : column.summed ? (column.key === "diff" ? signed(sum) : amount(sum)) : "";
      const cell = element("span", `gxc ${column.kind === "text" ? "" : "r"}${frozenClass(place)}`, text);
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-colindex", String(place + 2));
      if (column.summed) cell.dataset["foot"] = column.key;
      row.append(cell);
    });
    this.foot.replaceChildren(row);
  }

  /* -- selection -- */

  drawSelection(): void {
    const { top, bottom, left, right } = this.range;
    const isMany = top !== bottom || left !== right;
    for (const [row, drawn] of this.drawn) {
      const inRows = row >= top && row <= bottom;
      drawn.classList.toggle("at", row === this.active.row);
      for (let place = 1; place < drawn.childElementCount; place += 1) {
        const cell = drawn.children[place];
        if (cell === undefined) continue;
        const column = place - 1;
        const inside = inRows && ((column >= left && column <= right) || drawn.classList.contains("gx-account"));
        const isActive = row === this.active.row && column === Math.min(this.active.column, drawn.childElementCount - 2);
        cell.classList.toggle("rng", inside && isMany);
        cell.classList.toggle("on", isActive);
        if (inside) cell.setAttribute("aria-selected", "true");
        else cell.removeAttribute("aria-selected");
        if (isActive) this.grid.setAttribute("aria-activedescendant", cell.id);
      }
    }
    if (this.view.rows.length === 0) this.grid.removeAttribute("aria-activedescendant");
  }

  select(active: Place, anchor: Place = active): void {
    const rows = this.view.rows.length;
    const within = ({ row, column }: Place): Place => ({ row: clamp(row, 0, rows - 1), column: clamp(column, 0, this.columns.length - 1) });
    this.active = within(active);
    this.anchor = within(anchor);
    this.draw();
  }

  /** Bring the cursor into sight, past what is frozen. */
  reveal(): void {
    const { row, column } = this.active;
    const { scroller } = this;
    const [top, bottom] = [row * ROW, (row + 1) * ROW];
    const height = scroller.clientHeight - this.head.offsetHeight - this.foot.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + height) scroller.scrollTop = bottom - height;
    const frozen = this.columns.filter((one) => one.frozen).reduce((sum, one) => sum + one.width, NUMBERS);
    if (this.columns[column]?.frozen) {
      if (column === 0) scroller.scrollLeft = 0;
    } else {
      const left = this.starts[column] ?? 0;
      const right = left + (this.columns[column]?.width ?? 0);
      if (left - frozen < scroller.scrollLeft) scroller.scrollLeft = left - frozen;
      else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
    }
    this.draw();
  }

  cellAt({ row, column }: Place): HTMLElement | null {
    const drawn = this.drawn.get(row);
    return (drawn?.children[column + 1] as HTMLElement | undefined) ?? null;
  }

  placeOf(target: Element | null): Place | null {
    const cell = target?.closest<HTMLElement>("[data-c]");
    if (!cell) return null;
    return { row: Number(cell.dataset["r"]), column: Number(cell.dataset["c"]) };
  }

  /** A cell where nothing can be shown, but a name: "D1" or "D1:D3". */
  get selectionName(): string {
    const { top, bottom, left, right } = this.range;
    const first = `${letter(left)}${top + 1}`;
    return top === bottom && left === right ? first : `${first}:${letter(right)}${bottom + 1}`;
  }

  /* -- a wash over what changed -- */

  glow(cells: Iterable<string>): void {
    const until = Date.now() + GLOW;
    let some = false;
    for (const cell of cells) {
      const [id, field] = cell.split(":");
      const keys = field === "qv" ? ["q"] : field === "xv" ? ["x"] : field === "rv" ? ["r"] : field === "t" ? this.columns.map((one) => one.key).filter((key) => key.startsWith("t.")) : [field ?? ""];
      for (const key of keys) this.glowing.set(`${id}:${key}`, until);
      some = true;
    }
    if (!some) return;
    window.setTimeout(() => {
      for (const [key, when] of this.glowing) if (when <= Date.now()) this.glowing.delete(key);
      this.draw(true);
    }, GLOW + 50);
  }
}

function group(name: string): HTMLElement {
  const made = element("div", name);
  made.setAttribute("role", "rowgroup");
  return made;
}

export function element(tag: string, names: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = names;
  if (text !== "") made.textContent = text;
  return made;
}

function paint(cell: HTMLElement, text: string, names: string, title = ""): void {
  if (cell.textContent !== text || cell.childElementCount > 0) cell.textContent = text;
  const kept = [cell.classList.contains("rng") ? " rng" : "", cell.classList.contains("on") ? " on" : ""].join("");
  if (cell.className !== names + kept) cell.className = names + kept;
  if (cell.title !== title) cell.title = title;
}

function frozenClass(index: number): string {
  return index === 0 ? " k1" : index === 1 ? " k2" : "";
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
