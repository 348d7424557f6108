/* The grid as one works in it: cursor, typing, cut and paste, lines, and what follows from each. */
import { one } from "../dom";
import { Bar } from "./bar";
import { type Book, editable } from "./book";
import { Blocks } from "./blocks";
import { type Column, columnsOf } from "./columns";
import { Editor, type Typing } from "./editor";
import { Find } from "./find";
import { type Fresh, freshLine } from "./fresh";
import { type Acts, answer, writes } from "./keys";
import { Menu } from "./menu";
import { dragFrom } from "./drag";
import { Lines } from "./lines";
import { type Place, Sheet } from "./sheet";
import type { Line } from "./types";
import type { Scope, View } from "./view";
import { word } from "./words";
import type { Writer } from "./writer";

const SPARE = 6;
const NUMBERS: readonly string[] = ["q", "x", "r", "vat"];

export type GridActs = {
  changed: () => void;
  moved: () => void;
  say: (text: string) => void;
  step: (which: "undo" | "redo") => void;
  comments: (line: Line) => void;
};

export class Grid implements Acts {
  readonly sheet: Sheet;
  readonly bar: Bar;
  readonly editor: Editor;
  private readonly find_: Find;
  private readonly menu_: Menu;
  private readonly blocks: Blocks;
  private readonly lines: Lines;
  private tabbedFrom: number | null = null;
  private isLeaving = false;

  constructor(
    root: HTMLElement,
    private readonly book: Book,
    private readonly view: View,
    private readonly fresh: Fresh[],
    private readonly writer: () => Writer,
    private readonly acts: GridActs,
  ) {
    const frame = one<HTMLElement>("[data-frame]", root) as HTMLElement;
    this.sheet = new Sheet(one<HTMLElement>("[data-scroller]", root) as HTMLElement, one<HTMLElement>("[data-grid]", root) as HTMLElement, book, view, fresh);
    this.bar = new Bar(one<HTMLElement>("[data-fx]", root) as HTMLElement, book, this.sheet);
    this.editor = new Editor(
      frame,
      this.bar.input,
      {
        cellAt: (place) => this.sheet.cellAt(place),
        labelOf: (place) => word("cell-label", { column: this.sheet.columns[place.column]?.label ?? "", row: place.row + 1 }),
        typed: (typing) => this.typed(typing),
        ended: (typing, move, isKept) => this.ended(typing, move, isKept),
      },
      () => this.bar.names(),
    );
    this.find_ = new Find(one<HTMLElement>("[data-find-bar]", root) as HTMLElement, book, view, this.sheet, (place) => this.go(place), () => this.focus());
    this.menu_ = new Menu(one<HTMLElement>("[data-cell-menu]") as HTMLElement, (act) => this.fromMenu(act));
    const ways = { say: acts.say, changed: () => this.changed() };
    this.blocks = new Blocks(book, view, this.sheet, writer, ways);
    this.lines = new Lines(book, view, this.sheet, writer, ways);
    this.bar.drawNames((name) => this.insertText(name));
    this.sheet.setColumns(columnsOf(book));
    this.sheet.scroller.addEventListener("scroll", () => this.editor.follow(), { passive: true });
    this.listen(root);
    this.arrange();
    this.sheet.select({ row: this.firstLine, column: this.columnOf("q") });
  }

  private get mayChange(): boolean {
    return this.book.data.budget.mayChange;
  }

  private get firstLine(): number {
    return Math.max(this.view.rows.findIndex((row) => row.kind !== "head"), 0);
  }

  private columnOf(key: string): number {
    return Math.max(this.sheet.columns.findIndex((column) => column.key === key), 0);
  }

  focus(): void {
    this.sheet.grid.focus({ preventScroll: true });
  }

  /* -- rows -- */

  /** The rows anew, the cursor on the line where it was. */
  arrange(): void {
    const at = this.view.at(this.sheet.active.row);
    const anchorAway = this.sheet.anchor.row - this.sheet.active.row;
    this.view.blanks = this.mayChange && this.view.account !== null ? this.fresh.filter((one) => one.account === this.view.account).length + SPARE : 0;
    this.view.arrange(this.sheet.columns);
    if (at?.kind === "line") {
      const now = this.view.placeOf(at.id);
      if (now >= 0 && now !== this.sheet.active.row) {
        this.sheet.active = { ...this.sheet.active, row: now };
        this.sheet.anchor = { ...this.sheet.anchor, row: now + anchorAway };
        if (this.editor.typing !== null) this.editor.typing.place = { ...this.editor.typing.place, row: now };
      }
    }
    this.redraw();
  }

  redraw(): void {
    this.sheet.redraw();
    this.editor.follow();
    if (!this.editor.isOn) this.bar.draw();
  }

  show(scope: Scope): void {
    this.editor.end(null);
    this.view.scope = scope;
    this.view.order = null;
    this.view.arrange(this.sheet.columns);
    this.sheet.drawHead();
    this.sheet.scroller.scrollTop = 0;
    this.arrange();
    this.sheet.select({ row: this.firstLine, column: this.sheet.active.column });
    this.acts.changed();
    this.moved();
  }

  sortBy(key: string | null, falling?: boolean): void {
    const { order } = this.view;
    if (key === null) this.view.order = null;
    else if (falling !== undefined) this.view.order = { key, falling };
    else if (order?.key !== key) this.view.order = { key, falling: false };
    else this.view.order = order.falling ? null : { key, falling: true };
    this.sheet.drawHead();
    this.arrange();
    this.sheet.reveal();
    this.acts.changed();
  }

  /* -- listening -- */

  private listen(root: HTMLElement): void {
    const { grid, scroller } = this.sheet;
    grid.addEventListener("keydown", (event) => this.pressed(event));
    grid.addEventListener("pointerdown", (event) => this.startChoosing(event));
    grid.addEventListener("dblclick", (event) => {
      if (this.sheet.placeOf(event.target as Element) !== null) this.edit();
    });
    grid.addEventListener("contextmenu", (event) => this.contextMenu(event));
    grid.addEventListener("click", (event) => this.clicked(event));
    for (const name of ["copy", "cut", "paste"] as const) document.addEventListener(name, (event) => this.clipboard(event, name));
    root.addEventListener("focusin", () => root.classList.toggle("in-grid", document.activeElement === grid));
    one("[data-rich]", root)?.addEventListener("click", () => this.editInBar());
    // Before the keys of the house: Ctrl Z is this grid's wherever one stands in the page, but not in a field.
    document.addEventListener("keydown", (event) => this.everywhere(event), { capture: true });
    document.addEventListener("coulisse:insert", (event) => this.insertText(String((event as CustomEvent<{ text?: unknown }>).detail?.text ?? "")));
    scroller.addEventListener("pointerdown", (event) => {
      if (event.target === scroller) this.focus();
    });
  }

  private everywhere(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.matches("input, textarea, select") || document.querySelector("dialog[open]") !== null) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (command && key === "z") this.acts.step(event.shiftKey ? "redo" : "undo");
    else if (command && key === "y") this.acts.step("redo");
    else if (command && key === "f") this.find(0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Tab" && this.isLeaving) return;
    this.isLeaving = false;
    if (answer(event, this)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!writes(event)) return;
    event.stopPropagation();
    if (event.key === "Backspace") event.preventDefault();
    // The key itself goes on into the field that opens under it, so that dead accents and input methods work.
    this.replace();
  }

  private clicked(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const head = target?.closest<HTMLElement>("[data-sorts]");
    if (head) this.sortBy(head.dataset["sorts"] ?? null);
    const comments = target?.closest<HTMLElement>("[data-comments]");
    if (comments) this.comments();
  }

  /* -- choosing -- */

  private startChoosing(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.button > 1 || (event.button === 0 && target?.closest("[data-sorts]"))) return;
    const row = target?.closest<HTMLElement>(".gxr");
    const isNumber = target?.closest(".gx-body .rn") !== null && target?.closest(".gx-body .rn") !== undefined;
    const place = isNumber && row ? { row: Number(row.getAttribute("aria-rowindex")) - 2, column: 0 } : this.sheet.placeOf(target);
    if (place === null) return;
    event.preventDefault();
    this.editor.end(null);
    this.focus();
    const end = isNumber ? this.lastColumn : place.column;
    if (event.shiftKey) this.choose({ row: place.row, column: isNumber ? 0 : place.column }, isNumber ? { row: this.sheet.anchor.row, column: end } : this.sheet.anchor);
    else this.choose(place, { row: place.row, column: end });
    if (event.button === 0) dragFrom(this.sheet, isNumber, (active, anchor) => this.choose(active, anchor));
  }

  private choose(active: Place, anchor: Place = active): void {
    this.sheet.select(active, anchor);
    this.moved();
  }

  private changed(): void {
    this.redraw();
    this.acts.changed();
    this.moved();
  }

  private moved(): void {
    if (!this.editor.isOn) this.bar.draw();
    this.acts.moved();
  }

  go(place: Place): void {
    this.sheet.select(place);
    this.sheet.reveal();
    this.moved();
  }

  /* -- Acts: moving -- */

  get lastRow(): number {
    const blanks = this.view.rows.filter((row) => row.kind === "blank").length;
    return Math.max(this.view.rows.length - blanks - 1, 0);
  }

  get lastColumn(): number {
    return this.sheet.columns.length - 1;
  }

  get page(): number {
    return this.sheet.pageRows;
  }

  step(rows: number, columns: number, grows: boolean): void {
    const { row, column } = this.sheet.active;
    this.to({ row: row + rows, column: column + columns }, grows);
  }

  to(place: Partial<Place>, grows: boolean): void {
    this.tabbedFrom = null;
    const active = { ...this.sheet.active, ...place };
    this.sheet.select(active, grows ? this.sheet.anchor : active);
    this.sheet.reveal();
    this.moved();
  }

  jump(rows: number, columns: number, grows: boolean): void {
    const { row, column } = this.sheet.active;
    if (columns !== 0) this.to({ column: columns < 0 ? 0 : this.lastColumn }, grows);
    else this.to({ row: rows < 0 ? 0 : row >= this.lastRow ? this.view.rows.length - 1 : this.lastRow, column }, grows);
  }

  tab(columns: 1 | -1): void {
    const from = this.tabbedFrom ?? this.sheet.active.column;
    let { row, column } = this.sheet.active;
    column += columns;
    if (column < 0 && row > 0) [row, column] = [row - 1, this.lastColumn];
    else if (column > this.lastColumn && row < this.view.rows.length - 1) [row, column] = [row + 1, 0];
    this.to({ row, column }, false);
    this.tabbedFrom = from;
  }

  enter(rows: 1 | -1): void {
    const column = this.tabbedFrom ?? this.sheet.active.column;
    this.to({ row: this.sheet.active.row + rows, column }, false);
  }

  all(): void {
    this.choose({ row: 0, column: 0 }, { row: this.lastRow, column: this.lastColumn });
  }

  rows(): void {
    const { top, bottom } = this.sheet.range;
    this.choose({ row: bottom, column: 0 }, { row: top, column: this.lastColumn });
  }

  columns(): void {
    const { left, right } = this.sheet.range;
    this.choose({ row: 0, column: right }, { row: this.lastRow, column: left });
  }

  escape(): boolean {
    const id = this.lineHere?.id;
    const field = this.columnHere?.field;
    if (id !== undefined && field && this.book.forget(id, field)) {
      this.redraw();
      this.acts.changed();
      return true;
    }
    this.isLeaving = true;
    this.acts.say(word("tab-leaves"));
    return true;
  }

  /* -- Acts: typing -- */

  private get lineHere(): Line | undefined {
    return this.sheet.lineAt(this.sheet.active.row);
  }

  private get columnHere(): Column | undefined {
    return this.sheet.columns[this.sheet.active.column];
  }

  /** Whether somebody may type here; says why not. */
  private mayType(): boolean {
    const row = this.view.at(this.sheet.active.row);
    if (!this.mayChange) this.acts.say(word("locked"));
    else if (row?.kind === "head") this.acts.say(word("computed"));
    else if (this.columnHere?.field === null) this.acts.say(word("computed"));
    else return row !== undefined;
    return false;
  }

  edit(): void {
    this.begin(null, false);
  }

  replace(): void {
    this.begin("", false);
  }

  private editInBar(): void {
    this.begin(null, true);
  }

  private begin(text: string | null, isInBar: boolean): void {
    if (!this.mayType()) return;
    this.toFirstBlank();
    this.sheet.select(this.sheet.active);
    this.sheet.reveal();
    const { row } = this.sheet.active;
    const line = this.lineHere;
    const field = this.columnHere?.field ?? "";
    const blank = this.freshAt(row);
    const before = line === undefined ? (blank?.values[field] ?? "") : (this.book.edit(line.id, field)?.text ?? editable(line, field));
    if (isInBar) this.bar.editing();
    this.editor.open({ ...this.sheet.active }, before, text, isInBar);
    this.bar.editing();
  }

  /* An empty row is written from the top: the others under it stay empty. */
  private toFirstBlank(): void {
    const row = this.view.at(this.sheet.active.row);
    if (row?.kind !== "blank") return;
    const written = this.freshHere.length;
    if (row.key > written) this.sheet.select({ row: this.sheet.active.row - (row.key - written), column: this.sheet.active.column });
  }

  private get freshHere(): Fresh[] {
    return this.fresh.filter((one) => one.account === this.view.account);
  }

  private freshAt(index: number): Fresh | undefined {
    const row = this.view.at(index);
    return row?.kind === "blank" ? this.freshHere[row.key] : undefined;
  }

  private typed(typing: Typing): void {
    const line = this.sheet.lineAt(typing.place.row);
    const field = this.sheet.columns[typing.place.column]?.field ?? null;
    this.book.draft = line === undefined || field === null || typing.text === typing.before ? null : { id: line.id, field, text: typing.text, base: "" };
    this.book.recount();
    this.sheet.redraw();
    this.bar.editing();
    this.bar.preview(line?.id ?? null, field, typing.text);
    this.acts.changed();
  }

  private ended(typing: Typing, move: { rows: number; columns: number } | null, isKept: boolean): void {
    this.book.draft = null;
    this.book.recount();
    this.bar.stopPreview();
    if (isKept && typing.text !== typing.before) this.keep(typing);
    if (move !== null) {
      this.focus();
      if (move.columns === 1 || move.columns === -1) this.tab(move.columns);
      else if (move.rows === 1 || move.rows === -1) this.enter(move.rows);
    }
    this.redraw();
    this.acts.changed();
    this.moved();
  }

  private keep({ place, text }: Typing): void {
    const field = this.sheet.columns[place.column]?.field;
    const row = this.view.at(place.row);
    if (!field || row === undefined) return;
    if (row.kind === "line") this.writer().cells([{ id: row.id, field, text, base: this.book.stored(row.id, field) }]);
    else if (row.kind === "blank" && this.view.account !== null && text.trim() !== "") {
      let line = this.freshHere[row.key];
      if (line === undefined) {
        line = freshLine(this.view.account);
        this.fresh.push(line);
      }
      this.writer().write(line, field, text, null);
    }
  }

  insertText(text: string): void {
    if (text === "") return;
    if (!this.editor.isOn) {
      const isName = /^[\p{L}_@]/u.test(text);
      const field = this.columnHere?.field ?? "";
      this.begin(isName && NUMBERS.includes(field) ? "=" : "", false);
    }
    this.editor.insert(text);
  }

  /* -- Acts: many cells -- */

  clear(): void {
    this.blocks.clear();
  }

  fillDown(): void {
    this.blocks.fillDown();
  }

  fillRight(): void {
    this.blocks.fillRight();
  }

  /* -- Acts: lines -- */

  insertLine(): void {
    this.lines.insert();
  }

  deleteLines(): void {
    this.lines.remove();
  }

  moveLines(step: 1 | -1): void {
    this.lines.move(step);
  }

  came(ids: readonly number[]): void {
    const row = this.view.placeOf(ids[0] ?? -1);
    if (row >= 0) this.go({ row, column: this.columnOf("d") });
  }

  /* -- Acts: find, comments, menu -- */

  find(again: 0 | 1 | -1): void {
    if (again === 0) this.find_.open();
    else this.find_.again(again);
  }

  comments(): void {
    const line = this.lineHere;
    if (line !== undefined) this.acts.comments(line);
  }

  menu(): void {
    const cell = this.sheet.cellAt(this.sheet.active)?.getBoundingClientRect();
    this.openMenu(cell?.left ?? 200, cell?.bottom ?? 200);
  }

  private contextMenu(event: MouseEvent): void {
    const place = this.sheet.placeOf(event.target as Element);
    if (place === null) return;
    event.preventDefault();
    const { top, bottom, left, right } = this.sheet.range;
    const isInside = place.row >= top && place.row <= bottom && place.column >= left && place.column <= right;
    if (!isInside) this.choose(place);
    this.focus();
    this.openMenu(event.clientX, event.clientY);
  }

  private openMenu(x: number, y: number): void {
    this.menu_.open(x, y, this.sheet.grid);
  }

  private fromMenu(act: string): void {
    const key = this.columnHere?.key ?? "d";
    const run: Record<string, () => void> = {
      edit: () => this.edit(),
      copy: () => void this.copyByHand(false),
      cut: () => void this.copyByHand(true),
      paste: () => void this.pasteByHand(),
      clear: () => this.clear(),
      "fill-down": () => this.fillDown(),
      insert: () => this.insertLine(),
      delete: () => this.deleteLines(),
      up: () => this.moveLines(-1),
      down: () => this.moveLines(1),
      comments: () => this.comments(),
      "sort-up": () => this.sortBy(key, false),
      "sort-down": () => this.sortBy(key, true),
      unsort: () => this.sortBy(null),
      find: () => this.find(0),
    };
    run[act]?.();
  }

  /* -- cut, copy, paste -- */

  private clipboard(event: ClipboardEvent, name: "copy" | "cut" | "paste"): void {
    if (document.activeElement !== this.sheet.grid || event.clipboardData === null) return;
    event.preventDefault();
    if (name === "paste") this.blocks.paste(event.clipboardData.getData("text/plain"));
    else event.clipboardData.setData("text/plain", this.blocks.copy(name === "cut"));
  }

  private async copyByHand(isCut: boolean): Promise<void> {
    await navigator.clipboard.writeText(this.blocks.copy(isCut));
  }

  private async pasteByHand(): Promise<void> {
    try {
      this.blocks.paste(await navigator.clipboard.readText());
    } catch {
      this.acts.say(word("paste-by-key"));
    }
  }

  /** Open the cell of a line, wherever it is shown. */
  correct(id: number, field: string): void {
    const row = this.view.placeOf(id);
    const column = this.sheet.columns.findIndex((one) => one.field === field);
    if (row < 0 || column < 0) return;
    this.go({ row, column });
    this.edit();
  }

  /** How many lines in sight hang on a global. */
  countOnGlobals(): Set<number> {
    return new Set(this.view.ids.filter((id) => {
      const line = this.book.line(id);
      return line !== undefined && this.book.hangsOnGlobal(line);
    }));
  }
}
