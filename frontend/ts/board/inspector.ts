/* The pane beside the board: the strip that was chosen last, or the board as a whole. */
import { one } from "../dom";
import { enhanceFields } from "../fields";
import { keyOf, work } from "./place";
import { fragment } from "./server";

const PATIENCE = 110;

export class Inspector {
  private readonly pane = one<HTMLElement>("[data-inspector]") as HTMLElement;
  private timer = 0;
  private shown = "";
  private asked = 0;

  constructor() {
    this.pane.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-close-inspector]") !== null) this.close();
    });
  }

  /* Null shows the whole board. Walking fast asks only for the strip where one stops. */
  show(strip: HTMLElement | null): void {
    const address = strip === null ? work()?.dataset["summary"] : `${location.pathname.replace(/\/$/, "")}/strips/${keyOf(strip)}`;
    if (address === undefined) return;
    this.shown = address;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.fill(address), PATIENCE);
  }

  refresh(): void {
    if (this.shown !== "") void this.fill(this.shown);
    else this.show(null);
  }

  open(): void {
    this.pane.classList.add("open");
    work()?.classList.remove("closed");
  }

  enter(): void {
    this.open();
    this.pane.focus();
  }

  close(): boolean {
    const pane = this.pane;
    const floats = getComputedStyle(pane).position === "fixed";
    const was = floats ? pane.classList.contains("open") : pane.contains(document.activeElement);
    pane.classList.remove("open");
    if (!floats && document.activeElement instanceof Element && document.activeElement.closest("[data-close-inspector]") !== null) work()?.classList.add("closed");
    return was;
  }

  private async fill(address: string): Promise<void> {
    const turn = ++this.asked;
    const writing = this.pane.contains(document.activeElement) && document.activeElement?.matches("input, select, textarea");
    const html = await fragment(address).catch(() => null);
    // An older answer, or one that would wipe out what somebody types.
    if (html === null || turn !== this.asked || writing) return;
    this.pane.innerHTML = html;
    enhanceFields(this.pane);
  }
}
