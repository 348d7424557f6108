/* Which rows the grid shows, and in which order: an account, everything, or some lines; sorted only to the eye. */
import type { Book } from "./book";
import { type Column, numberIn, shown } from "./columns";
import { folded } from "../dom";
import { isLess } from "./rational";

export type Row = { kind: "line"; id: number } | { kind: "head"; account: string } | { kind: "blank"; key: number };
export type Scope = { kind: "account"; number: string } | { kind: "all" } | { kind: "some"; ids: ReadonlySet<number>; title: string };
export type Order = { key: string; falling: boolean } | null;

export class View {
  scope: Scope;
  order: Order = null;
  rows: Row[] = [];
  /** How many empty rows stand under the lines of an account, to be typed into. */
  blanks = 0;
  private places = new Map<number, number>();

  constructor(
    private readonly book: Book,
    account: string,
  ) {
    this.scope = { kind: "account", number: account };
  }

  /** The account that a new line goes to, where the view is of one. */
  get account(): string | null {
    return this.scope.kind === "account" && this.book.accounts.get(this.scope.number)?.leaf !== false ? this.scope.number : null;
  }

  get ids(): number[] {
    return this.rows.flatMap((row) => (row.kind === "line" ? [row.id] : []));
  }

  arrange(columns: readonly Column[]): void {
    const accounts = this.shownAccounts();
    const hasHeads = accounts.length > 1 && this.order === null;
    const rows: Row[] = [];
    for (const account of accounts) {
      const ids = this.idsOf(account);
      if (hasHeads && (ids.length > 0 || this.scope.kind === "account")) rows.push({ kind: "head", account });
      for (const id of ids) rows.push({ kind: "line", id });
    }
    if (this.order !== null) this.sort(rows, columns);
    if (this.account !== null && this.order === null) for (let key = 0; key < this.blanks; key += 1) rows.push({ kind: "blank", key });
    this.rows = rows;
    this.places = new Map(rows.flatMap((row, index) => (row.kind === "line" ? [[row.id, index] as const] : [])));
  }

  placeOf(id: number): number {
    return this.places.get(id) ?? -1;
  }

  at(index: number): Row | undefined {
    return this.rows[index];
  }

  private shownAccounts(): string[] {
    if (this.scope.kind === "account") return this.book.below(this.scope.number).map((account) => account.n);
    return this.book.data.accounts.map((account) => account.n);
  }

  private idsOf(account: string): number[] {
    const ids = this.book.order.get(account) ?? [];
    const { scope } = this;
    return scope.kind === "some" ? ids.filter((id) => scope.ids.has(id)) : ids;
  }

  private sort(rows: Row[], columns: readonly Column[]): void {
    const column = columns.find((one) => one.key === this.order?.key);
    if (column === undefined) return;
    const turn = this.order?.falling ? -1 : 1;
    const keys = new Map<Row, { number: ReturnType<typeof numberIn>; text: string }>();
    for (const row of rows) {
      const line = row.kind === "line" ? this.book.line(row.id) : undefined;
      if (line !== undefined) keys.set(row, { number: numberIn(line, column), text: folded(shown(this.book, line, column)) });
    }
    rows.sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      if (a === undefined || b === undefined) return 0;
      if (a.number !== null && b.number !== null) return turn * (isLess(a.number, b.number) ? -1 : isLess(b.number, a.number) ? 1 : 0);
      // What has no number comes last, whichever way.
      if (a.number !== null || b.number !== null) return a.number === null ? 1 : -1;
      return turn * a.text.localeCompare(b.text, "fr", { numeric: true });
    });
  }
}
