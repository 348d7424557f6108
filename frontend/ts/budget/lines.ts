/* Whole lines: inserted, taken out, moved. */
import type { Book } from "./book";
import type { Sheet } from "./sheet";
import type { Line } from "./types";
import type { View } from "./view";
import { word } from "./words";
import type { Writer } from "./writer";

export class Lines {
  constructor(
    private readonly book: Book,
    private readonly view: View,
    private readonly sheet: Sheet,
    private readonly writer: () => Writer,
    private readonly ways: { say: (text: string) => void },
  ) {}

  private get mayChange(): boolean {
    return this.book.data.budget.mayChange;
  }

  private chosen(): Line[] {
    const { top, bottom } = this.sheet.range;
    const lines: Line[] = [];
    for (let row = top; row <= bottom; row += 1) {
      const line = this.sheet.lineAt(row);
      if (line !== undefined) lines.push(line);
    }
    return lines;
  }

  insert(): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    const lines = this.chosen();
    const last = lines.at(-1);
    const row = this.view.at(this.sheet.active.row);
    const account = last?.a ?? (row?.kind === "head" ? row.account : this.view.account);
    if (account === null || this.book.accounts.get(account)?.leaf === false) return this.ways.say(word("no-account"));
    this.writer().insert(account, last?.id ?? this.book.order.get(account)?.at(-1) ?? null, Math.max(lines.length, 1));
  }

  remove(): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    const lines = this.chosen();
    if (lines.length === 0) return;
    this.sheet.select({ row: this.sheet.range.top, column: this.sheet.active.column });
    this.writer().remove(lines.map((line) => line.id));
  }

  move(step: 1 | -1): void {
    if (!this.mayChange) return this.ways.say(word("locked"));
    if (this.view.order !== null) return this.ways.say(word("sorted-no-move"));
    const lines = this.chosen();
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined || first.a !== last.a) return;
    const order = this.book.order.get(first.a) ?? [];
    const at = order.indexOf(step === 1 ? last.id : first.id);
    if ((step === 1 && at >= order.length - 1) || (step === -1 && at <= 0)) return;
    // One up: the line above comes below them.
    const neighbour = order[at + step];
    if (neighbour === undefined) return;
    if (step === 1) this.writer().move(lines.map((line) => line.id), first.a, neighbour);
    else this.writer().move([neighbour], first.a, last.id);
  }
}
