/* The menu of the cells: with the right button, Shift F10 or the menu key; a letter chooses. */
import { all, one } from "../dom";

export class Menu {
  private back: HTMLElement | null = null;

  constructor(
    private readonly menu: HTMLElement,
    private readonly act: (name: string) => void,
  ) {
    menu.addEventListener("click", (event) => {
      const item = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]") : null;
      if (item !== null) this.choose(item);
    });
    menu.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => {
      if (!menu.hidden && !menu.contains(event.target as Node)) this.close(false);
    });
  }

  open(x: number, y: number, back: HTMLElement): void {
    this.back = back;
    this.menu.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.menu;
    this.menu.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
    this.menu.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
    this.items[0]?.focus();
  }

  private get items(): HTMLButtonElement[] {
    return all<HTMLButtonElement>("[data-act]:not([disabled])", this.menu);
  }

  private choose(item: HTMLElement): void {
    this.close(true);
    this.act(item.dataset["act"] ?? "");
  }

  private close(isBack: boolean): void {
    this.menu.hidden = true;
    if (isBack) this.back?.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    const { items } = this;
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    const to = steps[event.key];
    if (to !== undefined) items[to % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close(true);
    else {
      const item = event.key.length === 1 ? one<HTMLButtonElement>(`[data-letter="${CSS.escape(event.key.toLowerCase())}"]:not([disabled])`, this.menu) : null;
      if (item === null) return;
      this.choose(item);
    }
    event.preventDefault();
  }
}
