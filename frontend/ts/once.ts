/* A form is sent once, and for the production that its page shows: not twice by a double click, and not to the
   production that was opened meanwhile in another tab. */
import { one } from "./dom";

const PAUSE = 4000; // after it, a form may be sent again: some answer with a file, and the page stays
const DESKS = /^\/(office|floor)\//;
const sent = new WeakMap<HTMLFormElement, number>();

export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (event.timeStamp - (sent.get(form) ?? -PAUSE) < PAUSE) {
      event.preventDefault();
      return;
    }
    sayWhere(form, event.submitter);
    setTimeout(() => {
      if (!event.defaultPrevented) sent.set(form, event.timeStamp);
    });
  });
}

function sayWhere(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const production = shownProduction();
  const asks = submitter?.hasAttribute("formaction") ? submitter : form;
  const name = asks === form ? "action" : "formaction";
  const address = new URL(asks.getAttribute(name) || location.href, location.href);
  if (production === null || !DESKS.test(address.pathname) || address.searchParams.has("production")) return;
  address.searchParams.set("production", production);
  asks.setAttribute(name, address.pathname + address.search);
}

/* The switch in the bar knows it: each of its links asks for one production. */
function shownProduction(): string | null {
  const current = one<HTMLAnchorElement>('.bar .menu a[aria-current="true"]');
  return current === null ? null : new URL(current.href).searchParams.get("production");
}
