/* Many cells at once: cleared, filled, copied, pasted; each is one step that one undo takes back. */
import { type Book, editable } from "./book";
import { read as readCells, written } from "./clipboard";
import { type Column, copied } from "./columns";
import { refuse } from "./notes";
import { type Place, type Sheet, clamp } from "./sheet";
import type { Edit, Line } from "./types";
import type { View } from "./view";
import { counted, word } from "./words";
import type { Writer } from "./writer";

const MOST = 4000;

export class Blocks {
  private clip: { text: string; cells: string[][] } | null = null;

  constructor(
    private readonly book: Book,
    private readonly view: View,
    private readonly sheet: Sheet,
    private readonly writer: () => Writer,
    private readonly ways: { say: (text: string) => void; changed: () => void },
  ) {}

  private get mayChange(): boolean {
    return this.book.data.budget.mayChange;
  }

  private chosenCells(): { line: Line; column: Column; field: string }[] {
    const { top, bottom, left, right } = this.sheet.range;
    const cells: { line: Line; column: Column; field: string }[] = [];
    for (let row = top; row <= bottom; row += 1) {
      const line = this.sheet.lineAt(row);
      if (line === undefined) continue;
      for (const column of this.sheet.columns.slice(left, right + 1)) if (column.field !== null) cells.push({ line, column, field: column.field });
    }
    return cells;
  }

  private editOf(id: number, field: string, text: string): Edit {
    return { id, field, text, base: this.book.stored(id, field) };
  }

  private send(edits: readonly Edit[]): void {
    const changed = edits.filter((edit) => {
      const line = this.book.line(edit.id);
      return line !== undefined && (editable(line, edit.field) !== edit.text || this.book.edit(edit.id, edit.field) !== undefined);
    });
    if (changed.length > MOST) return refuse(word("too-many", { count: MOST }));
    this.writer().cells(changed);
    this.ways.changed();
  }

  clear(): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    this.send(this.chosenCells().map(({ line, field }) => this.editOf(line.id, field, "")));
  }

  fillDown(): void {
    const { top, bottom } = this.sheet.range;
    const row = top === bottom ? top - 1 : top;
    this.fill((_, column) => ({ row, column }), true);
  }

  fillRight(): void {
    const { left, right } = this.sheet.range;
    const column = left === right ? left - 1 : left;
    this.fill((row) => ({ row, column }), false);
  }

  private fill(from: (row: number, column: number) => Place, isDown: boolean): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    const { top, bottom, left, right } = this.sheet.range;
    const edits: Edit[] = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const source = from(row, column);
        if (source.row === row && source.column === column) continue;
        const [line, model] = [this.sheet.lineAt(row), this.sheet.lineAt(source.row)];
        const [target, origin] = [this.sheet.columns[column]?.field, this.sheet.columns[source.column]?.field];
        if (line === undefined || model === undefined || !target || !origin || (isDown && target !== origin)) continue;
        edits.push(this.editOf(line.id, target, editable(model, origin)));
      }
    }
    this.send(edits);
  }

  copy(isCut: boolean): string {
    const { top, bottom, left, right } = this.sheet.range;
    const texts: string[][] = [];
    const cells: string[][] = [];
    for (let row = top; row <= bottom; row += 1) {
      const line = this.sheet.lineAt(row);
      if (line === undefined) continue;
      const columns = this.sheet.columns.slice(left, right + 1);
      texts.push(columns.map((column) => copied(this.book, line, column)));
      cells.push(columns.map((column) => (column.field === null ? copied(this.book, line, column) : editable(line, column.field))));
    }
    const text = written(texts);
    this.clip = { text, cells };
    this.ways.say(counted("copied", texts.length * (texts[0]?.length ?? 0)));
    if (isCut && this.mayChange) this.clear();
    return text;
  }

  paste(text: string): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    if (text === "") return;
    const isOwn = this.clip !== null && this.clip.text.replaceAll("\r\n", "\n") === text.replaceAll("\r\n", "\n");
    const cells = isOwn && this.clip !== null ? this.clip.cells : readCells(text);
    const { top, bottom, left, right } = this.sheet.range;
    const isOne = cells.length === 1 && cells[0]?.length === 1;
    if (isOne && (top !== bottom || left !== right)) {
      this.send(this.chosenCells().map(({ line, field }) => this.editOf(line.id, field, cells[0]?.[0] ?? "")));
      return;
    }
    this.pasteBlock(cells, top, left);
  }

  private pasteBlock(cells: readonly (readonly string[])[], top: number, left: number): void {
    const width = cells[0]?.length ?? 0;
    const columns = this.sheet.columns.slice(left, left + width).map((column, index) => ({ field: column.field, index }));
    const kept = columns.filter((column): column is { field: string; index: number } => column.field !== null);
    if (kept.length === 0) return this.ways.say(word("computed"));
    if (cells.length > MOST / 2) return refuse(word("too-many-rows", { count: MOST / 2 }));
    const rows = cells.map((row) => kept.map(({ index }) => row[index] ?? ""));
    const fields = kept.map(({ field }) => field);
    const first = this.view.at(top);
    if (this.view.account !== null && this.view.order === null) this.writer().paste(this.view.account, first?.kind === "line" ? first.id : null, fields, rows);
    else this.pasteOver(rows, fields, top);
    this.sheet.select({ row: clamp(top + rows.length - 1, 0, Math.max(this.view.rows.length - 1, 0)), column: left + width - 1 }, { row: top, column: left });
    this.ways.changed();
  }

  /* Where rows of several accounts, or in another order, stand under one another: only over lines that are there. */
  private pasteOver(rows: readonly (readonly string[])[], fields: readonly string[], top: number): void {
    const edits: Edit[] = [];
    let at = top;
    for (const row of rows) {
      while (this.view.at(at)?.kind === "head") at += 1;
      const line = this.sheet.lineAt(at);
      if (line === undefined) return refuse(word("paste-too-long"));
      row.forEach((text, index) => edits.push(this.editOf(line.id, fields[index] ?? "", text)));
      at += 1;
    }
    this.send(edits);
  }
}
