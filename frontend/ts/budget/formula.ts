/* The small language of quantities, multipliers, rates and globals: the same grammar as engines/budget/formula.py.

   sum = product {(+|−) product} · product = signed {(×|÷) signed} · signed = {+|−} atom
   atom = number | name | @account | min|max|round "(" sum {, sum} ")" | "(" sum ")" */
import { type Ratio, floor, isLess, minus, over, plus, ratioOf, rounded, times } from "./rational";

export const FUNCTIONS = ["min", "max", "round"] as const;
const TOKEN = /[ \t\u00a0\u202f\u2009]*(?:([0-9]+(?:\.[0-9]+)?)|([\p{L}_][\p{L}\p{N}_]*)|@([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*)|([-+−*×/÷(),;])|($)|([\s\S]))/uy;
const SAME: Record<string, string> = { "−": "-", "×": "*", "÷": "/", ";": "," };
const KINDS = ["number", "name", "account", "mark", "end", "other"] as const;
const DEEPEST = 40;
const LONGEST = 500;

export type Names = (name: string) => Ratio;
type Run = (names: Names) => Ratio;
export type Formula = { run: Run; names: ReadonlySet<string> };

export class FormulaProblem extends Error {
  constructor(
    readonly code: string,
    readonly place = 0,
    readonly word = "",
  ) {
    super(`${code} at ${place} ${word}`);
  }
}

const kept = new Map<string, Formula | FormulaProblem>();

/* Read a stored formula (decimal dot). Accounts are among the names as "@31". */
export function read(text: string): Formula {
  let found = kept.get(text);
  if (found === undefined) {
    try {
      found = new Reader(text).read();
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      found = problem;
    }
    if (kept.size > 20000) kept.clear();
    kept.set(text, found);
  }
  if (found instanceof FormulaProblem) throw found;
  return found;
}

export function evaluate(text: string, names: Names): Ratio {
  return read(text).run(names);
}

/* The names in a formula, or none where it cannot be read. */
export function namesIn(text: string): ReadonlySet<string> {
  try {
    return read(text).names;
  } catch {
    return NO_NAMES;
  }
}
const NO_NAMES: ReadonlySet<string> = new Set();

class Reader {
  private readonly names = new Set<string>();
  private kind: (typeof KINDS)[number] = "end";
  private word = "";
  private place = 0;
  private next = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    if (text.length > LONGEST) throw new FormulaProblem("too-long", LONGEST);
    this.advance();
    if (this.kind === "other" && this.word === "=") this.advance();
  }

  read(): Formula {
    if (this.isAtEnd()) throw new FormulaProblem("empty", this.place);
    const run = this.sum();
    if (!this.isAtEnd()) this.unexpected();
    return { run, names: this.names };
  }

  private advance(): void {
    TOKEN.lastIndex = this.next;
    const found = TOKEN.exec(this.text);
    const at = found === null ? 4 : found.slice(1).findIndex((piece) => piece !== undefined);
    this.kind = KINDS[at] ?? "end";
    this.word = found?.[at + 1] ?? "";
    this.next = found === null ? this.text.length : TOKEN.lastIndex;
    this.place = this.next - this.word.length - (this.kind === "account" ? 1 : 0);
    if (this.kind === "mark") this.word = SAME[this.word] ?? this.word;
  }

  private is(...marks: string[]): boolean {
    return this.kind === "mark" && marks.includes(this.word);
  }

  private isAtEnd(): boolean {
    return this.kind === "end";
  }

  private unexpected(): never {
    throw this.isAtEnd() ? new FormulaProblem("unfinished", this.place) : new FormulaProblem("unexpected", this.place, this.word);
  }

  private take(mark: string): void {
    if (!this.is(mark)) this.unexpected();
    this.advance();
  }

  private sum(): Run {
    let left = this.product();
    while (this.is("+", "-")) {
      const isMinus = this.word === "-";
      this.advance();
      const [first, second] = [left, this.product()];
      left = isMinus ? (names) => plus(first(names), minus(second(names))) : (names) => plus(first(names), second(names));
    }
    return left;
  }

  private product(): Run {
    let left = this.signed();
    while (this.is("*", "/")) {
      const [isOver, place] = [this.word === "/", this.place];
      this.advance();
      const [first, second] = [left, this.signed()];
      left = isOver ? (names) => divide(first(names), second(names), place) : (names) => times(first(names), second(names));
    }
    return left;
  }

  private signed(): Run {
    let negative = false;
    while (this.is("+", "-")) {
      negative = negative !== (this.word === "-");
      this.advance();
    }
    const run = this.atom();
    return negative ? (names) => minus(run(names)) : run;
  }

  private atom(): Run {
    const { kind, word, place } = this;
    if (kind === "number" || kind === "name" || kind === "account") this.advance();
    else this.take("(");
    if (kind === "number") {
      const value = ratioOf(word);
      return () => value;
    }
    if (kind === "account" || (kind === "name" && !isFunction(word))) {
      const name = kind === "account" ? `@${word}` : word.normalize("NFC");
      this.names.add(name);
      return (names) => names(name);
    }
    this.depth += 1;
    if (this.depth > DEEPEST) throw new FormulaProblem("too-deep", this.place);
    const run = kind === "name" ? this.call(word, place) : this.sum();
    this.take(")");
    this.depth -= 1;
    return run;
  }

  private call(name: string, place: number): Run {
    this.take("(");
    const inner = [this.sum()];
    while (this.is(",")) {
      this.advance();
      inner.push(this.sum());
    }
    if (name === "round") return round(inner, place);
    return (names) => inner.map((one) => one(names)).reduce((best, other) => (isLess(best, other) === (name === "max") ? other : best));
  }
}

function isFunction(word: string): boolean {
  return (FUNCTIONS as readonly string[]).includes(word);
}

function divide(first: Ratio, second: Ratio, place: number): Ratio {
  if (second[0] === 0n) throw new FormulaProblem("division-by-zero", place);
  return over(first, second);
}

function round(inner: Run[], place: number): Run {
  const [value, places] = inner;
  if (value === undefined || inner.length > 2) throw new FormulaProblem("arguments", place, "round");
  return (names) => {
    const [a, b] = value(names);
    const [c, d] = places === undefined ? [0n, 1n] : places(names);
    const count = floor(c, d);
    if (c % d !== 0n || count > 10n || count < -10n) throw new FormulaProblem("places", place, "round");
    const unit = 10n ** (count < 0n ? -count : count);
    return count > 0n ? [rounded(a * unit, b), unit] : [rounded(a, b * unit) * unit, 1n];
  };
}
