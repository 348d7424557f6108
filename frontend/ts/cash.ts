export {};
/* The cash: another scenario, week or span takes the place of the one shown at once, and says what it finds. */
import { all, one } from "./dom";

const HELD = 12;
const held = new Map<string, Promise<string>>();

function read(address: string): Promise<string> {
  const known = held.get(address);
  if (known) return known;
  const asked = fetch(address, { headers: { Accept: "text/html" } }).then((answer) => {
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.text();
  });
  asked.catch(() => held.delete(address));
  if (held.size < HELD) held.set(address, asked);
  return asked;
}

async function show(address: string, link: Element | null, remember: boolean): Promise<void> {
  let text: string;
  try {
    text = await read(withoutAnchor(address));
  } catch {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const [fresh, old] = [one("#cash", page), one("#cash")];
  if (!fresh || !old) {
    location.assign(address);
    return;
  }
  const focus = link?.getAttribute("data-focus") ?? "";
  const to = link?.getAttribute("data-to") ?? "";
  old.replaceWith(document.adoptNode(fresh));
  document.title = page.title;
  if (remember) history.pushState(null, "", address);
  settle(focus, to);
  say();
  prefetch();
}

/* The focus stays on what was pressed, or goes to what it opened. */
function settle(focus: string, to: string): void {
  if (to !== "") {
    const title = one<HTMLElement>(`#${CSS.escape(to)}-title`);
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (focus !== "") one<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

function say(): void {
  const words = all(".hl h1, .hl .deck").map((element) => element.textContent?.trim() ?? "");
  const voice = one("#cash-said");
  if (voice) voice.textContent = words.join(". ");
}

/* The scenarios of the switch are asked for before anybody presses one. */
function prefetch(): void {
  for (const link of all<HTMLAnchorElement>(".scenarios a[data-at-once]:not([aria-current])").slice(0, 5)) {
    void read(withoutAnchor(link.href)).catch(() => undefined);
  }
}

function withoutAnchor(address: string): string {
  const found = new URL(address, location.href);
  found.hash = "";
  return found.href;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("#cash a[data-at-once]") : null;
  const address = link?.getAttribute("href") ?? "";
  if (!link || !address.startsWith("?")) return;
  event.preventDefault();
  void show(new URL(address, location.href).href, link, true);
});
window.addEventListener("popstate", () => void show(location.href, null, false));
if (document.readyState === "complete") prefetch();
else window.addEventListener("load", prefetch);
