/* The columns of the grid: what they show, what may be typed, what is summed. */
import { type Book, fieldOf, isFormula } from "./book";
import { type Ratio, ratioOf } from "./rational";
import { isPlain } from "./reading";
import type { Line } from "./types";
import { amount, bare, figure, plainCents, signed } from "./writing";
import { word } from "./words";

export type Column = {
  key: string;
  label: string;
  width: number;
  /** Under which field the server keeps it; null: computed, nobody types here. */
  field: string | null;
  kind: "text" | "number" | "money";
  frozen?: boolean;
  /** The sum row adds it up. */
  summed?: boolean;
};

export function columnsOf(book: Book): Column[] {
  const { budget, compare } = book.data;
  const own = compare === null ? word("amount") : `v${budget.number}`;
  const compared: Column[] =
    compare === null
      ? []
      : [
          { key: "base", label: `v${compare.number}`, width: 92, field: null, kind: "money", summed: true },
          { key: "diff", label: word("difference"), width: 88, field: null, kind: "money", summed: true },
        ];
  return [
    { key: "code", label: word("account"), width: 52, field: null, kind: "text", frozen: true },
    { key: "d", label: word("description"), width: 206, field: "d", kind: "text", frozen: true },
    { key: "x", label: word("multiplier"), width: 46, field: "x", kind: "number" },
    { key: "q", label: word("quantity"), width: 50, field: "q", kind: "number" },
    { key: "u", label: word("unit"), width: 56, field: "u", kind: "text" },
    { key: "r", label: word("rate"), width: 78, field: "r", kind: "number" },
    { key: "amt", label: own, width: 96, field: null, kind: "money", summed: true },
    ...compared,
    { key: "fr", label: word("fringes-amount"), width: 84, field: null, kind: "money", summed: true },
    { key: "f", label: word("fringes"), width: 120, field: "f", kind: "text" },
    { key: "who", label: word("person"), width: 140, field: "who", kind: "text" },
    { key: "note", label: word("note"), width: 160, field: "note", kind: "text" },
    { key: "vat", label: word("vat"), width: 64, field: "vat", kind: "number" },
    { key: "c", label: word("currency"), width: 60, field: "c", kind: "text" },
    { key: "t.territory", label: word("territory"), width: 130, field: "t.territory", kind: "text" },
    { key: "t.group", label: word("group"), width: 110, field: "t.group", kind: "text" },
    { key: "t.location", label: word("location"), width: 110, field: "t.location", kind: "text" },
    { key: "t.set", label: word("set"), width: 110, field: "t.set", kind: "text" },
    { key: "t.funder", label: word("funder"), width: 110, field: "t.funder", kind: "text" },
  ];
}

/** What a cell shows. */
export function shown(book: Book, line: Line, column: Column): string {
  switch (column.key) {
    case "code":
      return book.codeOf(line);
    case "q":
    case "x":
      return fieldOf(line, column.key) === "" ? "" : figure(column.key === "q" ? line.qv : line.xv);
    case "r":
      return line.r === "" ? "" : figure(line.rv);
    case "vat":
      return line.vat === null ? "" : figure(fieldOf(line, "vat"));
    case "amt":
      return amount(line.amt);
    case "fr":
      return line.fr === 0 ? "" : amount(line.fr);
    case "base":
      return amount(line.base ?? 0);
    case "diff":
      return signed(line.amt - (line.base ?? 0));
    default:
      return column.field === null ? "" : fieldOf(line, column.field);
  }
}

/** What a cell gives to another program. */
export function copied(book: Book, line: Line, column: Column): string {
  const plain = plainValue(line, column);
  return plain === null ? shown(book, line, column) : bare(plain);
}

function plainValue(line: Line, column: Column): string | null {
  switch (column.key) {
    case "q":
      return line.q === "" ? "" : line.qv;
    case "x":
      return line.x === "" ? "" : line.xv;
    case "r":
      return line.r === "" ? "" : isPlain(line.r) ? line.r : line.rv;
    case "vat":
      return fieldOf(line, "vat");
    case "amt":
    case "fr":
      return plainCents(line[column.key]);
    case "base":
      return plainCents(line.base ?? 0);
    case "diff":
      return plainCents(line.amt - (line.base ?? 0));
    default:
      return null;
  }
}

/** The number in a cell, for sums and sorting; null where there is none. */
export function numberIn(line: Line, column: Column): Ratio | null {
  if (column.kind === "text") return null;
  const plain = plainValue(line, column);
  return plain === null || plain === "" ? null : ratioOf(plain);
}

export function summed(book: Book, ids: readonly number[], column: Column): number {
  return ids.reduce((sum, id) => {
    const line = book.line(id);
    if (line === undefined) return sum;
    if (column.key === "base") return sum + (line.base ?? 0);
    if (column.key === "diff") return sum + line.amt - (line.base ?? 0);
    return sum + (column.key === "fr" ? line.fr : line.amt);
  }, 0);
}

export function classes(line: Line, column: Column): string {
  let names = column.kind === "text" ? "" : "r";
  if (column.field !== null && isFormula(line, column.field)) names += " f";
  if (column.key === "base") names += " mut";
  if (column.key === "diff") names += line.amt === (line.base ?? 0) ? " mut3" : " b";
  if (column.key === "fr") names += " mut";
  return names;
}

/** A, B, … Z, AA: the name of a column in the formula bar. */
export function letter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}

