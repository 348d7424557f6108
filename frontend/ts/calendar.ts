/* The calendar: a publication opens beside the week where there is room, and is dropped on another day. */
import { all, csrfToken } from "./dom";

const WIDE = "(min-width:1181px)";
const place = document.querySelector<HTMLElement>("[data-calendar]");
const pane = document.querySelector<HTMLElement>("[data-pane-place]");
let carried: HTMLElement | null = null;

function cards(): HTMLElement[] {
  return all<HTMLElement>("[data-post]");
}

async function open(card: HTMLElement): Promise<void> {
  if (pane === null || card.dataset["pane"] === undefined) return;
  const answer = await fetch(card.dataset["pane"], { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) {
    location.assign((card as HTMLAnchorElement).href);
    return;
  }
  pane.innerHTML = await answer.text();
  pane.hidden = false;
  for (const one of cards()) one.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  pane.focus();
}

function close(): void {
  if (pane === null || pane.hidden) return;
  pane.hidden = true;
  const open = document.querySelector<HTMLElement>("[data-post][aria-current]");
  open?.removeAttribute("aria-current");
  open?.focus();
}

function drop(day: HTMLElement): void {
  const card = carried;
  if (card === null || card.closest("[data-day]") === day) return;
  const form = document.createElement("form");
  form.method = "post";
  form.action = card.dataset["move"] ?? "";
  form.hidden = true;
  const values = {
    csrfmiddlewaretoken: csrfToken(),
    day: day.dataset["day"] ?? "",
    hour: card.dataset["hour"] ?? "",
    version: card.dataset["version"] ?? "",
    back: location.pathname + location.search,
  };
  for (const [name, value] of Object.entries(values)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function dayAt(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>("[data-day]") : null;
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-close]") !== null) close();
  const card = event.target.closest<HTMLElement>("[data-post]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (card === null || !plain || !matchMedia(WIDE).matches) return;
  event.preventDefault();
  void open(card);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
place?.addEventListener("dragstart", (event) => {
  carried = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-move]") : null;
  if (carried === null) {
    event.preventDefault();
    return;
  }
  carried.classList.add("carried");
  event.dataTransfer?.setData("text/plain", carried.dataset["post"] ?? "");
});
place?.addEventListener("dragover", (event) => {
  const day = dayAt(event);
  for (const one of all<HTMLElement>("[data-day].over")) if (one !== day) one.classList.remove("over");
  if (carried === null || day === null) return;
  event.preventDefault();
  day.classList.add("over");
});
place?.addEventListener("drop", (event) => {
  const day = dayAt(event);
  if (carried === null || day === null) return;
  event.preventDefault();
  drop(day);
});
place?.addEventListener("dragend", () => {
  for (const one of all<HTMLElement>("[data-day].over")) one.classList.remove("over");
  carried?.classList.remove("carried");
  carried = null;
});
