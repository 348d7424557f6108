/* Who is calling: a field that completes itself from the people known, by name, address or number; and Enter saves. */
import { all, one } from "./dom";

interface Known {
  id: number;
  name: string;
  address: string;
  phone: string;
  minor: boolean;
}

const PATIENCE = 120;
const SHORTEST = 2;

class Callers {
  private timer = 0;
  private asked = 0;
  private found: Known[] = [];
  private at = -1;
  private readonly list: HTMLUListElement;

  constructor(
    private readonly form: HTMLElement,
    private readonly field: HTMLInputElement,
    private readonly address: string,
  ) {
    this.list = document.createElement("ul");
    this.list.className = "callers";
    this.list.id = `${field.id}-known`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.dataset["known"] ?? "");
    this.list.hidden = true;
    field.insertAdjacentElement("afterend", this.list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.typed(field));
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    const phone = one<HTMLInputElement>("[data-caller-phone]", form);
    phone?.addEventListener("input", () => this.typed(phone));
    phone?.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    // Whoever writes at once is ahead of this script.
    if (document.activeElement === field && field.value !== field.defaultValue) this.typed(field);
  }

  private typed(source: HTMLInputElement): void {
    if (source === this.field) this.forget();
    window.clearTimeout(this.timer);
    const words = source.value.trim();
    if (words.length < SHORTEST || (source !== this.field && words.replace(/\D/g, "").length < 5)) {
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.ask(words), PATIENCE);
  }

  private async ask(words: string): Promise<void> {
    const turn = ++this.asked;
    const answer = await fetch(`${this.address}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer === null || !answer.ok || turn !== this.asked) return;
    const known = ((await answer.json()) as { people: Known[] }).people;
    if (turn === this.asked) this.draw(known);
  }

  private draw(known: Known[]): void {
    this.found = known;
    this.at = -1;
    this.list.replaceChildren(
      ...known.map((person, index) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const name = document.createElement("b");
        name.textContent = person.name;
        const address = document.createElement("span");
        address.textContent = person.phone || person.address;
        item.append(name, address);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.choose(index);
        });
        return item;
      }),
    );
    this.list.hidden = known.length === 0;
    this.field.setAttribute("aria-expanded", String(known.length > 0));
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.mark(this.at + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter" && this.at >= 0) {
      this.choose(this.at);
      event.preventDefault();
    } else if (event.key === "Escape") {
      this.close();
      event.preventDefault();
    }
  }

  private mark(index: number): void {
    const items = all<HTMLLIElement>("li", this.list);
    this.at = (index + items.length) % items.length;
    items.forEach((item, position) => item.setAttribute("aria-selected", String(position === this.at)));
    this.field.setAttribute("aria-activedescendant", items[this.at]?.id ?? "");
  }

  private choose(index: number): void {
    const person = this.found[index];
    if (person === undefined) return;
    this.field.value = person.name;
    this.put("[data-caller-id]", String(person.id));
    const phone = one<HTMLInputElement>("[data-caller-phone]", this.form);
    if (phone !== null && phone.value.trim() === "") phone.value = person.phone;
    const minor = one<HTMLInputElement>("[name=is_minor]", this.form);
    if (minor !== null && person.minor) minor.checked = true;
    this.close();
  }

  private forget(): void {
    this.put("[data-caller-id]", "");
  }

  private put(selector: string, value: string): void {
    const hidden = one<HTMLInputElement>(selector, this.form);
    if (hidden !== null) hidden.value = value;
  }

  private close(): void {
    this.asked += 1;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

for (const form of all<HTMLElement>("[data-callers]")) {
  const field = one<HTMLInputElement>("[data-caller-name]", form);
  if (field !== null) new Callers(form, field, form.dataset["callers"] ?? "");
}

/* Enter saves from the text too; Shift and Enter begin a new line. */
document.addEventListener("keydown", (event) => {
  const field = event.target instanceof HTMLTextAreaElement ? event.target : null;
  if (field?.dataset["enterSaves"] === undefined || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form?.requestSubmit();
});
