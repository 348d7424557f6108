/* The accounts at the left: totals that follow what is typed, and the account that the grid shows. */
import { all, one } from "../dom";
import type { Book } from "./book";
import type { View } from "./view";
import { amount, signed } from "./writing";

export class Topsheet {
  private readonly rows = new Map<string, HTMLElement>();

  constructor(
    private readonly root: HTMLElement,
    private readonly book: Book,
    private readonly view: View,
    open: (account: string) => void,
  ) {
    for (const row of all<HTMLElement>("[data-account]", root)) this.rows.set(row.dataset["account"] ?? "", row);
    root.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("button, summary, .pop")) return;
      const row = target?.closest<HTMLElement>("[data-account]");
      if (!row) return;
      event.preventDefault();
      open(row.dataset["account"] ?? "");
    });
  }

  draw(): void {
    const { scope } = this.view;
    for (const [number, row] of this.rows) {
      const account = this.book.accounts.get(number);
      const isOn = number === "" ? scope.kind === "all" : scope.kind === "account" && scope.number === number;
      if (row.classList.toggle("on", isOn)) one("a", row)?.setAttribute("aria-current", "true");
      else one("a", row)?.removeAttribute("aria-current");
      if (account === undefined) continue;
      write(one("[data-total]", row), amount(this.book.accountTotal(number)));
      const base = account.base;
      const difference = base === null ? 0 : this.book.accountTotal(number) - base;
      write(one("[data-delta]", row), difference === 0 ? "" : signed(difference));
      row.classList.toggle("moves", this.book.isMoved(number));
    }
    write(one("[data-grand-total]", this.root), amount(this.book.total));
  }

  glow(changed: ReadonlySet<string>): void {
    for (const key of changed) {
      const place = key.startsWith("@") ? one<HTMLElement>("[data-total]", this.rows.get(key.slice(1)) ?? document.createElement("i")) : null;
      if (place === null) continue;
      place.classList.remove("changed");
      void place.offsetWidth;
      place.classList.add("changed");
      window.setTimeout(() => place.classList.remove("changed"), 1200);
    }
  }
}

export function write(place: Element | null, text: string): void {
  if (place !== null && place.textContent !== text) place.textContent = text;
}
