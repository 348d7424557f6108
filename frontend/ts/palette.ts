/* Ctrl K: one field over everything that one may see. The server finds and writes the options; here they are walked. */
import { all, folded, one, setting } from "./dom";

const PAUSE = 120;

class Palette {
  private readonly field: HTMLInputElement;
  private readonly found: HTMLElement;
  private readonly commands: HTMLElement[];
  private timer = 0;
  private asked: AbortController | null = null;

  constructor(private readonly dialog: HTMLDialogElement) {
    this.field = one<HTMLInputElement>("input", dialog) ?? document.createElement("input");
    this.found = one<HTMLElement>("[role=listbox]", dialog) ?? document.createElement("div");
    this.commands = all<HTMLElement>("[role=option]", this.found);
    this.number();
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.found.addEventListener("click", (event) => this.choose(event.target));
    this.found.addEventListener("pointermove", (event) => this.point(event.target));
    dialog.addEventListener("coulisse:opened", () => this.field.select());
  }

  private wait(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    const words = this.field.value.trim();
    const address = setting("search");
    const answer = words === "" || address === "" ? "" : await this.fetched(address, words);
    if (answer === null) return;
    const matching = this.commands.filter((command) => folded(command.textContent ?? "").includes(folded(words)));
    this.found.replaceChildren(document.createRange().createContextualFragment(answer), ...matching);
    if (this.options().length === 0) this.found.append(this.nothing());
    this.number();
  }

  /* The fragment found, or null where a newer question has overtaken this one. */
  private async fetched(address: string, words: string): Promise<string | null> {
    const asked = new AbortController();
    this.asked = asked;
    const url = new URL(address, location.href);
    url.searchParams.set("q", words);
    try {
      const response = await fetch(url, { signal: asked.signal, headers: { "HX-Request": "true", Accept: "text/html" } });
      return response.ok ? await response.text() : "";
    } catch {
      return asked.signal.aborted ? null : "";
    }
  }

  private nothing(): HTMLElement {
    const line = document.createElement("p");
    line.className = "nothing";
    line.textContent = this.dialog.dataset["nothing"] ?? "";
    return line;
  }

  private options(): HTMLElement[] {
    return all<HTMLElement>("[role=option]", this.found);
  }

  private number(): void {
    this.options().forEach((option, index) => {
      option.id = `found-${index}`;
      option.tabIndex = -1;
    });
    this.select(this.options()[0]);
  }

  private select(option: HTMLElement | undefined): void {
    for (const each of this.options()) each.setAttribute("aria-selected", String(each === option));
    if (option === undefined) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private press(event: KeyboardEvent): void {
    const options = this.options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
    const next = moves[event.key];
    if (next !== undefined && options.length > 0 && (event.ctrlKey || !["Home", "End"].includes(event.key))) {
      event.preventDefault();
      this.select(options[(next + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      options[at]?.click();
    }
  }

  private point(target: EventTarget | null): void {
    const option = target instanceof Element ? target.closest<HTMLElement>("[role=option]") : null;
    if (option !== null && option.getAttribute("aria-selected") !== "true") this.select(option);
  }

  private choose(target: EventTarget | null): void {
    if (target instanceof Element && target.closest("[role=option]") !== null) this.dialog.close();
  }
}

const dialog = one<HTMLDialogElement>("dialog#palette");
if (dialog !== null) new Palette(dialog);
