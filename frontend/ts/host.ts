/* Whoever leads a quiz: the space bar releases the next question or closes the open one, a number releases that one. */
import { isWriting, one } from "./dom";

const EVERY = 2000;

function listen(place: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isWriting(event.target) || (event.target instanceof Element && event.target.closest("button, a, summary") !== null)) return;
    const button = meant(place, event.key);
    if (button === null || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}

function meant(place: HTMLElement, key: string): HTMLButtonElement | null {
  if (key === " ") return one<HTMLButtonElement>("[data-space]", place);
  return /^[1-9]$/.test(key) ? one<HTMLButtonElement>(`[data-number="${key}"]`, place) : null;
}

/* What changes by itself: players, answers, a question whose time is over. Not under the finger of who presses. */
async function refresh(place: HTMLElement, address: string): Promise<void> {
  if (document.visibilityState !== "visible" || place.matches(":active") || place.contains(document.activeElement)) return;
  try {
    const answer = await fetch(address);
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } catch {
    /* The network is away: the next try asks again. */
  }
}

function countDown(place: HTMLElement): void {
  const shown = one<HTMLElement>("[data-closes]", place);
  if (shown === null) return;
  const left = Math.ceil(Number(shown.dataset["closes"]) - Date.now() / 1000);
  shown.textContent = left > 0 ? `${left} s` : "0 s";
}

function start(): void {
  const place = one<HTMLElement>("[data-host]");
  const address = place?.dataset["host"];
  if (place === null || address === undefined) return;
  listen(place);
  setInterval(() => void refresh(place, address), EVERY);
  setInterval(() => countDown(place), 250);
}

start();
