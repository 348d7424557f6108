/* The list stays where it is while the two panes beside it change. */
import { all, one } from "../dom";
import { following, rows } from "./rows";

const WIDE = "(min-width: 721px)";
const PEEK = "peek=1";

/* What was asked for last: an answer that comes later than its successor's is let go. */
let wanted = "";

interface Asked {
  pathInfo: { requestPath: string };
  shouldSwap?: boolean;
}

export function openPk(): string {
  return one<HTMLElement>("#open")?.dataset["pk"] ?? "";
}

export function watchPanes(inbox: HTMLElement): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target;
    if (!(link instanceof HTMLAnchorElement) || link.closest("#rows .m, #peek") === null) return;
    /* On a telephone a thread is a page of its own. */
    if (!window.matchMedia(WIDE).matches && link.closest("#rows .m") !== null) {
      event.preventDefault();
      window.location.assign(link.href);
      return;
    }
    wanted = (event as CustomEvent<Asked>).detail.pathInfo.requestPath;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asked = (event as CustomEvent<Asked>).detail;
    if (isPanes(event.target) && asked.pathInfo.requestPath !== wanted) asked.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isPanes(event.target)) settled(inbox);
  });
  /* Links are taken over once the page is read to its end; before, a click would leave it. */
  if (document.readyState === "complete") peek(inbox);
  else document.addEventListener("DOMContentLoaded", () => peek(inbox));
}

export function isPanes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.id === "panes";
}

function settled(inbox: HTMLElement): void {
  inbox.classList.remove("list-first");
  inbox.classList.add("thread-first");
  document.dispatchEvent(new CustomEvent("coulisse:thread"));
  markOpen(inbox);
  if (!wanted.includes(PEEK)) rowOf(inbox, openPk())?.classList.remove("un");
}

/* The row of the open thread is told, to eyes and to screen readers; acts that end it lead to the next one. */
export function markOpen(inbox: HTMLElement): void {
  const pk = openPk();
  for (const row of rows(inbox)) {
    const isOpen = pk !== "" && row.dataset["pk"] === pk;
    row.classList.toggle("on", isOpen);
    if (isOpen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (isOpen && one("#rows .m.at", inbox) === null) {
      row.classList.add("at");
      row.scrollIntoView({ block: "nearest" });
    }
  }
  const next = pk === "" ? null : following(inbox, pk);
  if (next === null) return;
  const target = new URL(next.href);
  for (const field of all<HTMLInputElement>("#open [data-next]")) field.value = target.pathname + target.search;
}

function rowOf(inbox: HTMLElement, pk: string): HTMLElement | null {
  return pk === "" ? null : one<HTMLElement>(`#rows [data-pk="${CSS.escape(pk)}"]`, inbox);
}

/* Where there is room, the first message that isn't folded is shown at once; it stays new until somebody opens it. */
function peek(inbox: HTMLElement): void {
  if (window.matchMedia(WIDE).matches) one<HTMLAnchorElement>("#peek", inbox)?.click();
}
