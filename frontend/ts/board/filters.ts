/* Which strips are shown: of a role, of a set or with some words, or with a red light. */
import { all, folded, isWriting, one } from "../dom";
import { board, strips } from "./place";

export class Filters {
  private readonly form = one<HTMLFormElement>("[data-filters]");

  constructor() {
    this.form?.addEventListener("input", () => this.apply());
    this.form?.addEventListener("submit", (event) => event.preventDefault());
    this.form?.addEventListener("reset", () => window.setTimeout(() => this.apply()));
    document.addEventListener("keydown", (event) => this.open(event), { capture: true });
  }

  apply(): void {
    if (this.form === null) return;
    const asked = new FormData(this.form);
    const role = String(asked.get("role") ?? "");
    const words = folded(String(asked.get("words") ?? "")).split(/\s+/).filter(Boolean);
    const red = asked.has("red");
    const isOn = role !== "" || words.length > 0 || red;
    for (const strip of strips()) strip.hidden = !matches(strip, role, words, red);
    for (const day of all<HTMLElement>(".days > .day", board())) {
      day.classList.toggle("empty-by-filter", isOn && strips(day).every((strip) => strip.hidden));
    }
    this.form.closest("details")?.querySelector("summary")?.classList.toggle("acc", isOn);
  }

  private open(event: KeyboardEvent): void {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const menu = this.form?.closest("details");
    if (menu === undefined || menu === null || menu.offsetParent === null) return;
    menu.open = true;
    one<HTMLInputElement>("[name=words]", menu)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

function matches(strip: HTMLElement, role: string, words: readonly string[], red: boolean): boolean {
  if (role !== "" && !(strip.dataset["roles"] ?? "").split(" ").includes(role)) return false;
  if (red && !strip.classList.contains("bad")) return false;
  const text = words.length === 0 ? "" : folded(strip.textContent ?? "");
  return words.every((word) => text.includes(word));
}
