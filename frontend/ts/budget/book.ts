/* The budget as the browser holds it: what the server said, and over it what is typed and not yet kept.

   `line()`, `total()` and the like answer with both; the server's answer to each change takes over. */
import { type Formula, FormulaProblem, evaluate, namesIn, read } from "./formula";
import { type Ratio, ZERO, cents, ofCents, plainOf, ratioOf, times } from "./rational";
import { canonical, isPlain, localise } from "./reading";
import type { Account, Data, Edit, Global, Line, Patch } from "./types";
import { isEnglish } from "./writing";

const FACTORS = ["q", "x", "r"] as const;
type Factor = (typeof FACTORS)[number];
export type Moved = { lines: ReadonlySet<number>; fringes: number; total: number };

export class Book {
  readonly lines = new Map<number, Line>();
  readonly accounts = new Map<string, Account>();
  /** The numbers of the lines of each account, in the order of the budget. */
  readonly order = new Map<string, number[]>();
  readonly pending = new Map<string, Edit>();
  readonly failed = new Map<string, Edit & { why: string }>();
  draft: Edit | null = null;
  globalDraft: { name: string; formula: string } | null = null;
  revision: number;
  /** Accounts came or were renamed: the page has to be read again. */
  hasOtherAccounts = false;

  private readonly places = new Map<number, number>();
  private shown = new Map<number, Line>();
  private byAccount = new Map<string, number>();
  private difference = 0;
  private values = new Map<string, Ratio>();

  constructor(readonly data: Data) {
    this.revision = data.budget.revision;
    for (const account of data.accounts) this.accounts.set(account.n, account);
    for (const line of data.lines) this.lines.set(line.id, line);
    this.arrange();
  }

  line(id: number): Line | undefined {
    return this.shown.get(id) ?? this.lines.get(id);
  }

  /** What stands in a field, as the server keeps it: a text with a decimal dot. */
  stored(id: number, field: string): string {
    const line = this.lines.get(id);
    return line === undefined ? "" : fieldOf(line, field);
  }

  edit(id: number, field: string): Edit | undefined {
    const key = `${id}:${field}`;
    return this.failed.get(key) ?? this.pending.get(key);
  }

  accountTotal(number: string): number {
    return (this.accounts.get(number)?.total ?? 0) + (this.byAccount.get(number) ?? 0);
  }

  isMoved(number: string): boolean {
    return (this.byAccount.get(number) ?? 0) !== 0;
  }

  get total(): number {
    return this.data.total + this.difference;
  }

  get isPreview(): boolean {
    return this.draft !== null || this.globalDraft !== null || this.pending.size > 0;
  }

  children(number: string): Account[] {
    return this.data.accounts.filter((account) => account.parent === number);
  }

  /** An account and everything below it, in the order of the budget. */
  below(number: string): Account[] {
    const account = this.accounts.get(number);
    return account === undefined ? [] : [account, ...this.children(number).flatMap((child) => this.below(child.n))];
  }

  above(number: string): Account[] {
    const account = this.accounts.get(number);
    return account === undefined ? [] : [...this.above(account.parent), account];
  }

  codeOf(line: Line): string {
    return `${line.a}${String((this.places.get(line.id) ?? 0) + 1).padStart(2, "0")}`;
  }

  /* -- changes -- */

  pend(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const key = `${edit.id}:${edit.field}`;
      this.failed.delete(key);
      this.pending.set(key, edit);
    }
    this.recount();
  }

  settle(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const key = `${edit.id}:${edit.field}`;
      if (this.pending.get(key) === edit) this.pending.delete(key);
    }
    this.recount();
  }

  fail(edits: readonly Edit[], why: (edit: Edit) => string): void {
    for (const edit of edits) this.failed.set(`${edit.id}:${edit.field}`, { ...edit, why: why(edit) });
    this.settle(edits);
  }

  forget(id: number, field: string): boolean {
    return this.failed.delete(`${id}:${field}`);
  }

  /** Take the server's word; tells which cells changed by it, as "id:field". */
  take(patch: Patch): Set<string> {
    const changed = new Set<string>();
    if (patch.full) for (const id of this.lines.keys()) if (!(patch.lines ?? []).some((line) => line.id === id)) this.lines.delete(id);
    for (const line of patch.lines ?? []) {
      const before = this.line(line.id);
      for (const field of Object.keys(line) as (keyof Line)[]) {
        if (before === undefined || JSON.stringify(before[field]) !== JSON.stringify(line[field])) changed.add(`${line.id}:${field}`);
      }
      this.lines.set(line.id, line);
    }
    for (const id of patch.gone ?? []) this.lines.delete(id);
    for (const account of patch.accounts ?? []) this.takeAccount(account, changed);
    if (patch.globals !== undefined) this.takeGlobals(patch.globals);
    for (const fringe of patch.fringes ?? []) replace(this.data.fringes, fringe, (one) => one.code === fringe.code);
    for (const charge of patch.charges ?? []) replace(this.data.charges, charge, (one) => one.code === charge.code);
    if (patch.total !== undefined) this.data.total = patch.total;
    if (patch.fringesTotal !== undefined) this.data.fringesTotal = patch.fringesTotal;
    this.revision = Math.max(this.revision, patch.revision);
    for (const key of [...this.pending.keys(), ...this.failed.keys()]) if (!this.lines.has(Number.parseInt(key, 10))) this.drop(key);
    if ((patch.lines?.length ?? 0) + (patch.gone?.length ?? 0) > 0) this.arrange();
    this.recount();
    return changed;
  }

  private drop(key: string): void {
    this.pending.delete(key);
    this.failed.delete(key);
  }

  private takeAccount(fresh: Partial<Account> & { n: string }, changed: Set<string>): void {
    const account = this.accounts.get(fresh.n);
    if (account === undefined) {
      this.hasOtherAccounts = true;
      return;
    }
    if (fresh.name !== undefined && fresh.name !== account.name) this.hasOtherAccounts = true;
    if (fresh.total !== undefined && fresh.total !== account.total) changed.add(`@${fresh.n}`);
    Object.assign(account, fresh);
  }

  private takeGlobals(fresh: readonly Global[]): void {
    this.data.globals.splice(0, this.data.globals.length, ...fresh);
  }

  private arrange(): void {
    this.order.clear();
    for (const line of this.lines.values()) {
      const list = this.order.get(line.a);
      if (list === undefined) this.order.set(line.a, [line.id]);
      else list.push(line.id);
    }
    const place = (id: number): number => this.lines.get(id)?.p ?? 0;
    this.places.clear();
    for (const list of this.order.values()) {
      list.sort((one, other) => place(one) - place(other) || one - other);
      for (const [index, id] of list.entries()) this.places.set(id, index);
    }
  }

  /* -- figures -- */

  /** Count again what is typed and not kept yet. */
  recount(): void {
    this.values.clear();
    this.shown.clear();
    this.byAccount.clear();
    this.difference = 0;
    const edits = new Map<number, Edit[]>();
    const all = this.draft === null ? [...this.pending.values()] : [...this.pending.values(), this.draft];
    for (const edit of all) edits.set(edit.id, [...(edits.get(edit.id) ?? []), edit]);
    const touched = this.globalDraft === null ? [] : this.linesWith(this.globalDraft.name);
    for (const id of new Set([...edits.keys(), ...touched])) this.show(id, edits.get(id) ?? []);
  }

  private show(id: number, edits: readonly Edit[]): void {
    const line = this.lines.get(id);
    if (line === undefined) return;
    const shown: Line = { ...line, t: { ...line.t } };
    for (const edit of edits) write(shown, edit);
    const factors = FACTORS.map((field) => this.factor(shown, field));
    for (const [index, field] of FACTORS.entries()) {
      const value = factors[index];
      if (value !== null && value !== undefined) shown[`${field}v`] = plainOf(value, field === "r" ? 2 : undefined);
    }
    const isOwnCurrency = line.c === "" || line.c === this.data.budget.currency;
    const movesFigures = this.globalDraft !== null || edits.some((edit) => (FACTORS as readonly string[]).includes(edit.field));
    if (movesFigures && isOwnCurrency && factors.every((factor) => factor !== null)) {
      shown.amt = cents((factors as Ratio[]).reduce(times));
      this.spread(line.a, shown.amt - line.amt);
    }
    this.shown.set(id, shown);
  }

  private spread(account: string, difference: number): void {
    this.difference += difference;
    for (const above of this.above(account)) this.byAccount.set(above.n, (this.byAccount.get(above.n) ?? 0) + difference);
  }

  /** The value of a factor, or null where it cannot be counted. */
  factor(line: Line, field: Factor): Ratio | null {
    const text = line[field];
    if (text.trim() === "") return field === "x" ? [1n, 1n] : ZERO;
    if (isPlain(text)) return ratioOf(text);
    try {
      return evaluate(text, (name) => this.valueOf(name));
    } catch (problem) {
      if (problem instanceof FormulaProblem) return null;
      throw problem;
    }
  }

  /** The value of a formula as stored; throws FormulaProblem. */
  count(stored: string): Ratio {
    return evaluate(stored, (name) => this.valueOf(name));
  }

  valueOf(name: string, asking: readonly string[] = []): Ratio {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    if (asking.includes(name)) throw new FormulaProblem("cycle", 0, name);
    const value = name.startsWith("@") ? this.sumOf(name.slice(1)) : this.globalValue(name, [...asking, name]);
    this.values.set(name, value);
    return value;
  }

  private sumOf(number: string): Ratio {
    if (!this.accounts.has(number)) throw new FormulaProblem("unknown-account", 0, number);
    const ids = this.below(number).flatMap((account) => this.order.get(account.n) ?? []);
    return ofCents(ids.reduce((sum, id) => sum + (this.line(id)?.amt ?? 0), 0));
  }

  private globalValue(name: string, asking: readonly string[]): Ratio {
    const formula = this.globalFormula(name);
    if (formula === null) throw new FormulaProblem("unknown-name", 0, name);
    return evaluate(formula, (other) => this.valueOf(other, asking));
  }

  private globalFormula(name: string): string | null {
    if (this.globalDraft?.name === name) return this.globalDraft.formula;
    return this.data.globals.find((one) => one.name.normalize("NFC") === name)?.formula ?? null;
  }

  /** The lines whose figures hang on a global, also by way of other globals. */
  linesWith(name: string): number[] {
    const names = new Set([name]);
    for (let before = 0; before !== names.size; ) {
      before = names.size;
      for (const one of this.data.globals) if (meets(namesIn(one.formula), names)) names.add(one.name);
    }
    return [...this.lines.values()].filter((line) => FACTORS.some((field) => !isPlain(line[field]) && meets(namesIn(line[field]), names))).map((line) => line.id);
  }

  /** Whether a line is counted with a global. */
  hangsOnGlobal(line: Line): boolean {
    return FACTORS.some((field) => !isPlain(line[field]) && [...namesIn(line[field])].some((name) => !name.startsWith("@")));
  }

  /** What is typed and not kept moves these. */
  moved(): Moved {
    const lines = new Set([...this.shown.values()].filter((line) => line.amt !== this.lines.get(line.id)?.amt).map((line) => line.id));
    const fringes = new Set([...lines].flatMap((id) => this.lines.get(id)?.f ?? []));
    return { lines, fringes: fringes.size, total: this.difference };
  }
}

function meets(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

function replace<T>(list: T[], fresh: T, isIt: (one: T) => boolean): void {
  const at = list.findIndex(isIt);
  if (at < 0) list.push(fresh);
  else list[at] = fresh;
}

/** The stored text of one field of a line. */
export function fieldOf(line: Line, field: string): string {
  if (field.startsWith("t.")) return line.t[field.slice(2)] ?? "";
  if (field === "f") return line.f.join(", ");
  if (field === "vat") return line.vat === null ? "" : plainOf([BigInt(line.vat), 100n]);
  const value = line[field as keyof Line];
  return typeof value === "string" ? value : String(value ?? "");
}

function write(line: Line, edit: Edit): void {
  const { field, text } = edit;
  if (field.startsWith("t.")) line.t[field.slice(2)] = text.trim();
  else if (field === "f") line.f = text.split(/[,;\s]+/).filter(Boolean);
  else if (field === "q" || field === "x" || field === "r") line[field] = canonical(text, isEnglish());
  else if (field === "vat") {
    const plain = canonical(text.replace("%", ""), isEnglish());
    line.vat = isPlain(plain) ? cents(ratioOf(plain)) : null;
  } else if (field === "d" || field === "u" || field === "c" || field === "who" || field === "note") line[field] = text.trim();
}

/** A field as it is put into an editor: formulas with their sign, numbers as the reader writes them. */
export function editable(line: Line, field: string): string {
  const stored = fieldOf(line, field);
  if (field === "vat") return localise(stored, isEnglish());
  if (!(FACTORS as readonly string[]).includes(field) || stored === "") return stored;
  return isPlain(stored) ? localise(stored, isEnglish()) : `=${localise(stored, isEnglish())}`;
}

export function isFormula(line: Line, field: string): boolean {
  return (FACTORS as readonly string[]).includes(field) && !isPlain(fieldOf(line, field)) && fieldOf(line, field) !== "";
}

export function parsed(text: string): Formula {
  return read(canonical(text, isEnglish()));
}
