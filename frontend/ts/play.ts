/* The public's quiz: asks where it is every two seconds, and takes in the part of the page that has changed. */
import { one } from "./dom";

const EVERY = 2000;
const SPREAD = 400;

interface Quiz {
  stage: HTMLElement;
  state: string;
  part: string;
  tag: string;
  ahead: number;
}

/* The clock of the house, as far as its answers tell it: whoever plays may have a wrong one. */
function now(quiz: Quiz): number {
  return Date.now() + quiz.ahead;
}

async function ask(quiz: Quiz): Promise<void> {
  try {
    const answer = await fetch(quiz.state, { headers: { "If-None-Match": `"${quiz.tag}"` }, cache: "no-store" });
    const clock = Date.parse(answer.headers.get("Date") ?? "");
    if (!Number.isNaN(clock)) quiz.ahead = clock - Date.now();
    const tag = (answer.headers.get("ETag") ?? "").replaceAll('"', "");
    if (answer.ok && tag !== quiz.tag) {
      await new Promise((done) => setTimeout(done, Math.random() * SPREAD));
      const told = (await answer.json()) as { stage: string };
      if (await take(quiz, await fetch(quiz.part))) {
        quiz.tag = tag;
        if (told.stage === "published") return;
      }
    }
  } catch {
    /* The network is away: the next try asks again. */
  }
  setTimeout(() => void ask(quiz), EVERY);
}

async function take(quiz: Quiz, answer: Response): Promise<boolean> {
  if (!answer.ok) return false;
  quiz.stage.innerHTML = await answer.text();
  one<HTMLElement>("h2[tabindex]", quiz.stage)?.focus({ preventScroll: true });
  return true;
}

function listen(quiz: Quiz): void {
  quiz.stage.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-answer]")) return;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const said = new FormData(form);
    said.set(button.name, button.value);
    for (const other of form.querySelectorAll("button")) other.disabled = true;
    button.classList.add("chosen");
    void send(quiz, form, said);
  });
}

async function send(quiz: Quiz, form: HTMLFormElement, said: FormData): Promise<void> {
  try {
    const answer = await fetch(form.action, { method: "POST", body: said, headers: { "X-Requested-With": "fetch" } });
    if (await take(quiz, answer)) return;
  } catch {
    /* Said below. */
  }
  for (const button of form.querySelectorAll("button")) {
    button.disabled = false;
    button.classList.remove("chosen");
  }
}

function countDown(quiz: Quiz): void {
  const open = one<HTMLElement>("[data-closes]", quiz.stage);
  const shown = one<HTMLElement>(".countdown", quiz.stage);
  if (open === null || shown === null) return;
  const left = Math.ceil((Number(open.dataset["closes"]) - now(quiz)) / 1000);
  shown.textContent = left > 0 ? `${left} s` : "0 s";
}

function start(): void {
  const stage = one<HTMLElement>("#stage[data-state]");
  if (stage === null) return;
  const { state = "", part = "", tag = "" } = stage.dataset;
  const quiz: Quiz = { stage, state, part, tag, ahead: 0 };
  listen(quiz);
  setTimeout(() => void ask(quiz), EVERY);
  setInterval(() => countDown(quiz), 250);
}

start();
