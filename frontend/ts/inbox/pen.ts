/* Who answers: writing takes the pen, a sign of life every 15 seconds keeps it, leaving lays it down. */
import { csrfToken, one } from "../dom";
import { isPanes } from "./panes";

const EVERY = 15_000;

interface Told {
  free: boolean;
  mine: boolean;
  words: string;
}

let holding = false;

export function watchPen(): void {
  document.addEventListener("focusin", (event) => {
    const field = event.target instanceof Element ? event.target.closest("#answer [data-editor]") : null;
    if (field !== null && !holding) void say({});
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-take]")) return;
    event.preventDefault();
    void say({ take: "1" });
  });
  document.addEventListener("coulisse:thread", () => {
    holding = false;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isPanes(event.target)) leave();
  });
  window.addEventListener("pagehide", leave);
  window.setInterval(() => {
    if (!document.hidden) void (holding ? say({}) : look());
  }, EVERY);
}

function address(): string {
  return one<HTMLElement>("#open")?.dataset["presence"] ?? "";
}

async function look(): Promise<void> {
  const where = address();
  if (where !== "") await read(where, fetch(where, { headers: { Accept: "application/json" } }));
}

async function say(fields: Record<string, string>): Promise<void> {
  const where = address();
  if (where === "") return;
  await read(where, fetch(where, { method: "POST", headers: { "X-CSRFToken": csrfToken() }, body: new URLSearchParams(fields) }));
}

async function read(where: string, asked: Promise<Response>): Promise<void> {
  try {
    const answer = await asked;
    if (answer.ok && where === address()) show((await answer.json()) as Told);
  } catch {
    /* No network: what was known stays on the screen, and the next turn asks again. */
  }
}

function show(told: Told): void {
  holding = told.mine;
  const isHeld = !told.free && !told.mine;
  const note = one<HTMLElement>("#answer [data-held]");
  const words = one<HTMLElement>("#answer [data-held-words]");
  const editor = one<HTMLElement>("#answer [data-editor]");
  if (note !== null) note.hidden = !isHeld;
  if (words !== null && words.textContent !== told.words) words.textContent = told.words;
  editor?.toggleAttribute("inert", isHeld);
}

function leave(): void {
  const where = address();
  if (!holding || where === "") return;
  holding = false;
  const body = new URLSearchParams({ leave: "1", csrfmiddlewaretoken: csrfToken() });
  navigator.sendBeacon(where, body);
}
