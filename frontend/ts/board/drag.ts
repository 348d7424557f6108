/* Strips dragged with the mouse: they follow the pointer exactly and settle in 120 ms. */
import { all } from "../dom";
import { type Target, board, dayOf, frameOf, keyOf, mayChange, moveInPage } from "./place";

const SLACK = 5;
const EDGE = 48;
const SETTLES = 120;
const SHOWN = 3;

export class Drag {
  private pressed: HTMLElement | null = null;
  private from = { x: 0, y: 0 };
  private at = { x: 0, y: 0 };
  private pressedAt = 0;
  private carried: HTMLElement | null = null;
  private moved: HTMLElement[] = [];
  private readonly drop = document.createElement("div");
  private target: Target | null = null;
  private frame = 0;
  private justDropped = false;

  constructor(
    private readonly chosen: (pressed: HTMLElement) => HTMLElement[],
    private readonly dropped: (moved: HTMLElement[], target: Target) => void,
  ) {
    this.drop.className = "drop-line";
    this.drop.setAttribute("aria-hidden", "true");
    board().addEventListener("pointerdown", (event) => this.press(event));
    document.addEventListener("pointermove", (event) => this.follow(event));
    document.addEventListener("pointerup", () => this.release());
    document.addEventListener("pointercancel", () => this.cancel());
    // The click that ends a drag chooses nothing.
    board().addEventListener("click", (event) => this.swallow(event), { capture: true });
    board().addEventListener("dragstart", (event) => event.preventDefault());
  }

  get isOn(): boolean {
    return this.carried !== null;
  }

  cancel(): boolean {
    const was = this.isOn;
    this.end();
    return was;
  }

  private press(event: PointerEvent): void {
    this.justDropped = false;
    const strip = event.target instanceof Element ? event.target.closest<HTMLElement>(".strip[data-strip]") : null;
    if (strip === null || event.button !== 0 || event.pointerType === "touch" || !mayChange()) return;
    this.pressed = strip;
    this.from = { x: event.clientX, y: event.clientY };
    this.pressedAt = event.clientY;
  }

  private follow(event: PointerEvent): void {
    if (this.pressed === null) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (this.carried === null) {
      if (Math.hypot(this.at.x - this.from.x, this.at.y - this.from.y) < SLACK) return;
      this.lift(this.pressed);
    }
    event.preventDefault();
    this.show();
  }

  private lift(pressed: HTMLElement): void {
    this.moved = this.chosen(pressed);
    const box = pressed.getBoundingClientRect();
    const carried = document.createElement("div");
    carried.className = "carried";
    carried.setAttribute("aria-hidden", "true");
    carried.style.width = `${box.width}px`;
    for (const strip of this.moved.slice(0, SHOWN)) carried.append(bare(strip));
    if (this.moved.length > 1) {
      const count = document.createElement("span");
      count.className = "more";
      count.textContent = String(this.moved.length);
      carried.append(count);
    }
    this.from = { x: this.from.x - box.left, y: this.from.y - box.top };
    board().append(carried);
    this.carried = carried;
    for (const strip of this.moved) strip.classList.add("lifted");
    this.roll();
  }

  private show(): void {
    if (this.carried === null) return;
    this.carried.style.transform = `translate(${this.at.x - this.from.x}px, ${this.at.y - this.from.y}px)`;
    this.aim();
  }

  /* Where it would fall: before or after the strip under the pointer, or at the end of a day. */
  private aim(): void {
    const under = document.elementFromPoint(this.at.x, this.at.y);
    const day = under === null ? null : dayOf(under);
    if (day === null || !board().contains(day)) return;
    const strip = under?.closest<HTMLElement>(".strip[data-strip]") ?? null;
    const next = strip === null ? null : this.below(strip) ? following(strip) : strip;
    const frame = frameOf(day);
    const end = frame.querySelector(":scope > .dayend");
    frame.insertBefore(this.drop, next ?? end);
    const before = next === null ? null : this.notMoved(next);
    this.target = { day: day.dataset["day"] ?? "", before: before === null ? null : keyOf(before) };
    for (const other of all(".day.aimed", board())) other.classList.toggle("aimed", other === frame);
    frame.classList.add("aimed");
  }

  private below(strip: HTMLElement): boolean {
    const box = strip.getBoundingClientRect();
    return this.at.y > box.top + box.height / 2;
  }

  private notMoved(strip: HTMLElement): HTMLElement | null {
    let found: HTMLElement | null = strip;
    while (found !== null && this.moved.includes(found)) found = following(found);
    return found;
  }

  /* Near the edge of the board it rolls along, faster the nearer. */
  private roll(): void {
    const grid = board();
    const step = (): void => {
      if (this.carried === null) return;
      const box = grid.getBoundingClientRect();
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      // Only towards the edge: a strip taken up near it doesn't run away under the hand.
      const up = this.at.y < top + EDGE && this.at.y < this.pressedAt - SLACK;
      const down = this.at.y > bottom - EDGE && this.at.y > this.pressedAt + SLACK;
      const over = up ? this.at.y - top - EDGE : down ? this.at.y - bottom + EDGE : 0;
      if (over !== 0) {
        if (grid.scrollHeight > grid.clientHeight) grid.scrollTop += over / 3;
        else window.scrollBy(0, over / 3);
        this.aim();
      }
      this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  private release(): void {
    const { carried, target, moved } = this;
    if (carried === null || target === null || moved.length === 0) return this.end();
    this.justDropped = true;
    this.carried = null;
    this.end();
    moveInPage(moved, target);
    settle(carried, moved[0] as HTMLElement);
    this.dropped(moved, target);
  }

  private end(): void {
    cancelAnimationFrame(this.frame);
    this.carried?.remove();
    this.carried = null;
    this.drop.remove();
    for (const strip of this.moved) strip.classList.remove("lifted");
    for (const day of all(".day.aimed", board())) day.classList.remove("aimed");
    this.moved = [];
    this.pressed = null;
    this.target = null;
  }

  private swallow(event: Event): void {
    if (!this.justDropped) return;
    this.justDropped = false;
    event.stopPropagation();
    event.preventDefault();
  }
}

function following(strip: HTMLElement): HTMLElement | null {
  let next = strip.nextElementSibling;
  while (next !== null && !next.matches(".strip[data-strip]")) next = next.nextElementSibling;
  return next as HTMLElement | null;
}

/* A picture of a strip: nothing of it may be found by its key. */
function bare(strip: HTMLElement): HTMLElement {
  const copy = strip.cloneNode(true) as HTMLElement;
  copy.removeAttribute("id");
  copy.removeAttribute("data-strip");
  copy.removeAttribute("role");
  copy.removeAttribute("tabindex");
  return copy;
}

function settle(carried: HTMLElement, landed: HTMLElement): void {
  const box = landed.getBoundingClientRect();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return carried.remove();
  carried.classList.add("settling");
  carried.style.transform = `translate(${box.left}px, ${box.top}px)`;
  window.setTimeout(() => carried.remove(), SETTLES);
}
