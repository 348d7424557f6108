/* A toast says what was done and stays eight seconds, longer while somebody points at it or stands in it. */
import { all, one } from "./dom";

const LIFE = 8000;
const watched = new WeakSet<HTMLElement>();

export function watchToasts(): void {
  const region = one<HTMLElement>("#toasts");
  if (region === null) return;
  const adopt = (): void => {
    const toasts = all<HTMLElement>(".toast", region);
    for (const old of toasts.slice(0, -1)) old.remove();
    const last = toasts.at(-1);
    if (last !== undefined && !watched.has(last)) live(last);
  };
  new MutationObserver(adopt).observe(region, { childList: true });
  adopt();
}

function live(toast: HTMLElement): void {
  watched.add(toast);
  let left = LIFE;
  let since = 0;
  let timer = 0;
  const run = (): void => {
    since = Date.now();
    timer = window.setTimeout(() => toast.remove(), left);
  };
  const rest = (): void => {
    window.clearTimeout(timer);
    left = Math.max(left - (Date.now() - since), 1500);
  };
  toast.addEventListener("pointerenter", rest);
  toast.addEventListener("pointerleave", run);
  toast.addEventListener("focusin", rest);
  toast.addEventListener("focusout", run);
  one("[data-dismiss]", toast)?.addEventListener("click", () => toast.remove());
  run();
}

/* For islands that act without leaving the page. The words come translated from the server. */
export function say(text: string): void {
  const region = one<HTMLElement>("#toasts");
  const pattern = one<HTMLTemplateElement>("#toast-pattern");
  const toast = pattern?.content.firstElementChild?.cloneNode(true);
  if (region === null || !(toast instanceof HTMLElement)) return;
  const place = one("[data-text]", toast);
  if (place !== null) place.textContent = text;
  region.append(toast);
}
