/* Names of globals and functions under a formula being typed: arrows choose, Tab takes. */
import { folded } from "../dom";
import { element } from "./sheet";

const MOST = 8;
const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u;

export class Hints {
  private readonly list = element("ul", "gx-hints");
  private input: HTMLInputElement | null = null;
  private names: string[] = [];
  private chosen = -1;
  private isWhole = false;

  constructor(private readonly all: () => { name: string; note: string }[]) {
    this.list.id = "gx-hints";
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    document.body.append(this.list);
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const item = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (item !== null) this.take([...this.list.children].indexOf(item));
    });
  }

  holds(target: Element | null): boolean {
    return target !== null && this.list.contains(target);
  }

  show(input: HTMLInputElement): void {
    this.input = input;
    const before = input.value.slice(0, input.selectionStart ?? 0);
    const word = WORD.exec(before)?.[0] ?? "";
    const isFormula = input.value.startsWith("=") || /[*+/×÷(]/.test(input.value);
    const found = isFormula && word !== "" && !/@[\p{L}\p{N}_.]*$/u.test(before) ? this.all().filter((one) => folded(one.name).includes(folded(word)) && one.name !== word) : [];
    this.isWhole = this.all().some((one) => one.name === word);
    found.sort((one, other) => Number(folded(other.name).startsWith(folded(word))) - Number(folded(one.name).startsWith(folded(word))));
    this.names = found.slice(0, MOST).map((one) => one.name);
    this.list.replaceChildren(...found.slice(0, MOST).map(({ name, note }, index) => this.item(name, note, index)));
    this.chosen = -1;
    this.mark();
    this.list.hidden = this.names.length === 0;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", String(!this.list.hidden));
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-autocomplete", "list");
    const at = input.getBoundingClientRect();
    this.list.style.left = `${Math.min(at.left, window.innerWidth - 320)}px`;
    this.list.style.top = `${at.bottom + 2}px`;
  }

  hide(): void {
    this.list.hidden = true;
    this.names = [];
    this.input?.setAttribute("aria-expanded", "false");
    this.input?.removeAttribute("aria-activedescendant");
  }

  /** True where the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.list.hidden || this.names.length === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.chosen = (this.chosen + step + this.names.length) % this.names.length;
      if (this.chosen < 0) this.chosen = this.names.length - 1;
      this.mark();
      return true;
    }
    if (event.key === "Tab" && !event.shiftKey && (this.chosen >= 0 || !this.isWhole)) return this.take(Math.max(this.chosen, 0));
    if (event.key === "Enter" && this.chosen >= 0) return this.take(this.chosen);
    if (event.key !== "Escape" || this.chosen < 0) return false;
    this.hide();
    return true;
  }

  private take(index: number): boolean {
    const { input } = this;
    const name = this.names[index];
    if (input === null || name === undefined) return false;
    const caret = input.selectionStart ?? input.value.length;
    const word = WORD.exec(input.value.slice(0, caret))?.[0] ?? "";
    input.setRangeText(name, caret - word.length, caret, "end");
    this.hide();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    this.hide();
    return true;
  }

  private item(name: string, note: string, index: number): HTMLElement {
    const item = element("li", "");
    item.id = `gx-hint-${index}`;
    item.setAttribute("role", "option");
    item.append(element("b", "", name), element("span", "", note));
    return item;
  }

  private mark(): void {
    for (const [index, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(index === this.chosen));
    if (this.chosen >= 0) this.input?.setAttribute("aria-activedescendant", `gx-hint-${this.chosen}`);
    else this.input?.removeAttribute("aria-activedescendant");
  }
}
