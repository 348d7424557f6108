/* The formula bar: where the cursor stands, what is written there, what it comes to; the names that may be written. */
import { all, folded, one } from "../dom";
import type { Book } from "./book";
import { editable, isFormula } from "./book";
import { shown } from "./columns";
import { FUNCTIONS, FormulaProblem } from "./formula";
import { canonical, isPlain, localise } from "./reading";
import { type Sheet, element } from "./sheet";
import { amount, isEnglish, ratio, signed } from "./writing";
import { word } from "./words";
import { write } from "./topsheet";

const NAME = /(@[\p{L}\p{N}_.]+|[\p{L}_][\p{L}\p{N}_]*)/u;

export class Bar {
  readonly input: HTMLInputElement;
  private readonly rich: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly book: Book,
    private readonly sheet: Sheet,
  ) {
    this.input = one<HTMLInputElement>("[data-formula]", root) as HTMLInputElement;
    this.rich = one<HTMLElement>("[data-rich]", root) as HTMLElement;
  }

  /** What stands at the cursor. */
  draw(): void {
    write(one("[data-cell]", this.root), this.sheet.selectionName.split(":")[0] ?? "");
    const line = this.sheet.lineAt(this.sheet.active.row);
    const column = this.sheet.columns[this.sheet.active.column];
    this.rich.replaceChildren();
    this.input.hidden = true;
    this.rich.hidden = false;
    if (line === undefined || column === undefined) return;
    const failed = column.field === null ? undefined : this.book.failed.get(`${line.id}:${column.field}`);
    if (failed !== undefined) this.rich.append(element("span", "stop", `${failed.text} `), element("span", "mut", failed.why));
    else if (column.field !== null && isFormula(line, column.field)) this.drawFormula(editable(line, column.field).slice(1), line.id, column.key, line.u);
    else this.rich.append(column.field === null ? shown(this.book, line, column) : editable(line, column.field));
  }

  private drawFormula(text: string, id: number, key: string, unit: string): void {
    this.rich.append(element("span", "mut3", "= "));
    for (const piece of text.split(NAME)) {
      const isName = NAME.test(piece) && !(FUNCTIONS as readonly string[]).includes(piece);
      this.rich.append(isName ? element("span", "g", piece) : piece);
    }
    const line = this.book.line(id);
    const value = line === undefined || (key !== "q" && key !== "x" && key !== "r") ? null : this.book.factor(line, key);
    const says = value === null ? word("uncounted") : `${word("comes-to")} ${ratio(value, key === "r" ? 2 : undefined)}${key === "q" && unit !== "" ? `\u00a0${unit}` : ""}`;
    this.rich.append(element("span", value === null ? "stop" : "mut3", ` ${says}`));
  }

  editing(): void {
    this.rich.hidden = true;
    this.input.hidden = false;
  }

  /** Line → account → group → total, while somebody types. */
  preview(id: number | null, field: string | null, text: string): void {
    const place = one<HTMLElement>("[data-preview]", this.root);
    if (place === null) return;
    const isFactor = field === "q" || field === "x" || field === "r";
    place.hidden = !isFactor || text.trim() === "";
    if (place.hidden) return;
    place.replaceChildren();
    const why = this.problem(text);
    if (why !== null) {
      place.append(element("span", "stop", why));
      return;
    }
    const value = this.book.count(canonical(text, isEnglish()));
    const stored = canonical(text, isEnglish());
    if (!isPlain(stored) || text.trim() !== localise(stored, isEnglish())) this.piece(place, word("comes-to"), ratio(value));
    const line = id === null ? undefined : this.book.line(id);
    if (line === undefined) return;
    this.piece(place, word("line"), amount(line.amt));
    for (const account of this.book.above(line.a).reverse()) this.piece(place, account.n, amount(this.book.accountTotal(account.n)));
    this.piece(place, word("total"), amount(this.book.total));
    const moved = this.book.moved().total;
    if (moved !== 0) place.append(element("span", "gx-moved num", signed(moved)));
  }

  stopPreview(): void {
    const place = one<HTMLElement>("[data-preview]", this.root);
    if (place !== null) place.hidden = true;
  }

  private piece(place: HTMLElement, name: string, figure: string): void {
    const piece = element("span", "", `${name} `);
    piece.append(element("b", "num", figure));
    place.append(piece);
  }

  problem(text: string): string | null {
    try {
      this.book.count(canonical(text, isEnglish()));
      return null;
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      return word(`problem-${problem.code}`, { name: problem.word }) || word("uncounted");
    }
  }

  /* -- the names -- */

  names(): { name: string; note: string }[] {
    const globals = this.book.data.globals.map((one) => ({ name: one.name, note: [one.label, localise(one.value ?? "", isEnglish()), one.unit].filter(Boolean).join(" · ") }));
    return [...globals, ...FUNCTIONS.map((name) => ({ name, note: word(`function-${name}`) }))];
  }

  drawNames(take: (name: string) => void): void {
    const list = one<HTMLElement>("[data-names]", this.root);
    const menu = list?.closest("details");
    const field = one<HTMLInputElement>("[data-names-filter]", this.root);
    if (list === null || menu === null || menu === undefined) return;
    const fill = (): void => {
      const wanted = folded(field?.value ?? "");
      const accounts = this.book.data.accounts.map((account) => ({ name: `@${account.n}`, note: account.name }));
      const found = [...this.names(), ...accounts].filter((one) => folded(`${one.name} ${one.note}`).includes(wanted));
      list.replaceChildren(
        ...found.map(({ name, note }) => {
          const button = element("button", "item") as HTMLButtonElement;
          button.type = "button";
          button.dataset["takes"] = name;
          button.append(element("b", "", name), element("span", "mut3", note));
          return button;
        }),
      );
    };
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      if (field !== null) field.value = "";
      fill();
      field?.focus();
    });
    field?.addEventListener("input", fill);
    menu.addEventListener("keydown", (event) => {
      const buttons = all<HTMLButtonElement>("button", list);
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      if (event.key === "ArrowDown") buttons[at + 1]?.focus();
      else if (event.key === "ArrowUp") (at <= 0 ? field : buttons[at - 1])?.focus();
      else if (event.key === "Enter" && event.target === field) buttons[0]?.click();
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const name = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-takes]")?.dataset["takes"] : undefined;
      if (name === undefined) return;
      menu.open = false;
      take(FUNCTIONS.some((one) => one === name) ? `${name}(` : name);
    });
  }
}
