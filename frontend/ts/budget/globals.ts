/* The side pane: globals to be changed in place, what a change moves, and the charges with how sure they are. */
import { all, one } from "../dom";
import type { Book } from "./book";
import { FormulaProblem } from "./formula";
import { canonical, isPlain, localise } from "./reading";
import { element } from "./sheet";
import { write } from "./topsheet";
import type { Charge, Fringe, Global } from "./types";
import { amount, figure, isEnglish, money } from "./writing";
import { counted, word } from "./words";

export type Effect = { title: string; lines: ReadonlySet<number>; fringes: number; total: number };

export type PanelActs = {
  drafted: () => void;
  changed: (global: Global | null, name: string, formula: string) => void;
  showLines: (ids: ReadonlySet<number>, title: string) => void;
};

export class Panel {
  effect: Effect | null = null;
  private seen: Global | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly book: Book,
    private readonly acts: PanelActs,
  ) {
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusin", (event) => this.entered(event.target));
    root.addEventListener("focusout", (event) => this.left(event.target));
    root.addEventListener("submit", (event) => this.added(event));
    one("[data-show-moved]", root)?.addEventListener("click", () => {
      if (this.effect !== null) this.acts.showLines(this.effect.lines, this.effect.title);
    });
    this.drawGlobals();
    this.drawCharges();
    this.drawEffect();
  }

  draw(): void {
    this.drawGlobals();
    this.drawCharges();
    this.drawEffect();
  }

  /* -- globals -- */

  /* What was read when the typing began: somebody else's change meanwhile is a conflict. */
  private entered(target: EventTarget | null): void {
    const global = this.globalOf(target);
    if (global !== null && target instanceof HTMLInputElement) this.seen = { ...global };
  }

  private drawGlobals(): void {
    const list = one<HTMLElement>("[data-globals]", this.root);
    if (list === null) return;
    for (const written of all("[data-static]", list)) written.remove();
    const known = new Map(all<HTMLElement>("[data-global]", list).map((row) => [row.dataset["global"], row]));
    for (const one of this.book.data.globals) {
      const row = known.get(String(one.id)) ?? list.appendChild(this.globalRow(one));
      known.delete(String(one.id));
      this.fillGlobal(row, one);
    }
    for (const gone of known.values()) gone.remove();
  }

  private globalRow(of: Global): HTMLElement {
    const row = element("li", "gx-global");
    row.dataset["global"] = String(of.id);
    const name = element("label", "");
    name.append(element("span", "gx-name"), element("span", "mut t-xs"));
    const mayChange = this.book.data.budget.mayChange;
    const value = element(mayChange ? "input" : "span", mayChange ? "inp num" : "num r");
    value.id = `global-${of.id}`;
    if (mayChange) name.setAttribute("for", value.id);
    if (value instanceof HTMLInputElement) {
      value.autocomplete = "off";
      value.spellcheck = false;
      value.inputMode = "text";
    }
    row.append(name, value);
    return row;
  }

  private fillGlobal(row: HTMLElement, of: Global): void {
    write(one(".gx-name", row), of.name);
    const was = of.was ? word("was", { value: localise(of.was, isEnglish()), when: of.when ?? "" }) : "";
    const note = [was, of.label, of.unit === "" ? "" : `(${of.unit})`].filter(Boolean);
    write(one(".mut", row), (of.was ? [was] : note).join(" "));
    row.classList.toggle("was", Boolean(of.was));
    const place = row.lastElementChild;
    if (place instanceof HTMLInputElement) {
      if (place === document.activeElement) return;
      place.value = this.valueText(of);
      place.title = isPlain(of.formula) ? "" : `= ${localise(of.formula, isEnglish())}`;
      place.classList.toggle("f", !isPlain(of.formula));
    } else write(place, this.valueText(of));
  }

  private valueText(of: Global): string {
    return isPlain(of.formula) ? localise(of.formula, isEnglish()) : of.value === null ? word("uncounted") : figure(of.value);
  }

  private globalOf(target: EventTarget | null): Global | null {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-global]") : null;
    return this.book.data.globals.find((one) => String(one.id) === row?.dataset["global"]) ?? null;
  }

  private typed(target: EventTarget | null): void {
    const global = this.globalOf(target);
    if (global === null || !(target instanceof HTMLInputElement)) return;
    const formula = canonical(target.value, isEnglish());
    this.book.globalDraft = formula === global.formula ? null : { name: global.name, formula };
    let why = "";
    try {
      this.book.recount();
      if (target.value.trim() !== "") this.book.count(formula);
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      why = word(`problem-${problem.code}`, { name: problem.word });
      this.book.globalDraft = null;
    }
    target.setAttribute("aria-invalid", String(why !== ""));
    target.title = why;
    this.book.recount();
    this.preview(global, formula);
    this.acts.drafted();
  }

  private preview(global: Global, formula: string): void {
    const moved = this.book.moved();
    this.effect = this.book.globalDraft === null ? null : { title: this.titleOf(global, formula), lines: moved.lines, fringes: moved.fringes, total: moved.total };
    this.drawEffect();
  }

  titleOf(global: Global, formula: string): string {
    const unit = global.unit === "" ? "" : ` ${global.unit}`;
    return word("effect-of", { name: global.name, from: localise(global.formula, isEnglish()), to: localise(formula, isEnglish()) + unit });
  }

  private key(event: KeyboardEvent): void {
    const { target } = event;
    const global = this.globalOf(target);
    if (global === null || !(target instanceof HTMLInputElement)) return;
    if (event.key === "Enter") this.keep(target, global);
    else if (event.key === "Escape") {
      this.book.globalDraft = null;
      target.value = this.valueText(global);
      target.removeAttribute("aria-invalid");
      this.book.recount();
      this.effect = null;
      this.drawEffect();
      this.acts.drafted();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const inputs = all<HTMLInputElement>("[data-global] input", this.root);
      inputs[inputs.indexOf(target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private left(target: EventTarget | null): void {
    const global = this.globalOf(target);
    if (global !== null && target instanceof HTMLInputElement) this.keep(target, global);
  }

  private keep(input: HTMLInputElement, global: Global): void {
    const text = input.value.trim();
    const isChanged = text !== this.valueText(global) && canonical(text, isEnglish()) !== global.formula;
    if (!isChanged || text === "") {
      this.book.globalDraft = null;
      this.book.recount();
      input.value = this.valueText(global);
      input.removeAttribute("aria-invalid");
      return;
    }
    const isTheirs = this.seen?.id === global.id && this.seen.formula !== global.formula;
    this.acts.changed(isTheirs ? this.seen : global, global.name, text);
    this.seen = null;
  }

  private added(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-new-global]")) return;
    event.preventDefault();
    const body = new FormData(form);
    this.acts.changed(null, String(body.get("name") ?? ""), String(body.get("formula") ?? ""));
    form.reset();
    form.closest("details")?.removeAttribute("open");
  }

  /* -- what it moves -- */

  private drawEffect(): void {
    const section = one<HTMLElement>("[data-effect]", this.root);
    if (section === null) return;
    section.hidden = this.effect === null;
    if (this.effect === null) return;
    const { title, lines, fringes, total } = this.effect;
    write(one("h3", section), title);
    write(one("[data-moved-lines]", section), String(lines.size));
    write(one("[data-moved-fringes]", section), String(fringes));
    write(one("[data-moved-total]", section), (total > 0 ? "+" : "") + money(total, this.book.data.budget.currency));
    const button = one<HTMLElement>("[data-show-moved]", section);
    if (button !== null) {
      button.hidden = lines.size === 0;
      write(button, counted("see-line", lines.size));
    }
  }

  /* -- charges -- */

  private drawCharges(): void {
    const list = one<HTMLElement>("[data-fringes]", this.root);
    if (list === null) return;
    const rows = [...this.book.data.fringes.map((fringe) => this.chargeRow(fringe, rateOf(fringe))), ...this.book.data.charges.map((charge) => this.chargeRow(charge, rateOf(charge)))];
    list.replaceChildren(...rows);
    write(one("[data-fringes-total]", this.root), money(this.book.data.fringesTotal, this.book.data.budget.currency));
  }

  private chargeRow(of: Fringe | Charge, rate: string): HTMLElement {
    const row = element("li", "");
    const name = element("span", "", of.name || of.code);
    name.title = of.source ?? "";
    if (of.to_confirm) name.append(" ", element("span", "badge warn", word("to-confirm")));
    else if (of.confidence) name.append(" ", element("span", "badge ok", word("verified", { day: shortDay(of.since ?? "") })));
    const value = element("span", "r num", rate);
    value.append(element("span", "mut t-xs", amount(of.total)));
    row.append(name, value);
    return row;
  }
}

function rateOf(of: Fringe | Charge): string {
  const value = "kind" in of ? of.value : (of.percent ?? of.value ?? "");
  if (value === "") return "";
  if ("kind" in of && of.kind === "flat") return figure(value);
  return isEnglish() ? `${figure(value)}%` : `${figure(value)}\u00a0%`;
}


/* "2027-01-02" → "02/01/2027" */
function shortDay(day: string): string {
  return day.split("-").reverse().join("/");
}
