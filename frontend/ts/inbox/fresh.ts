/* « 3 nouveaux »: told beside the head of the list, which stays as it is until somebody asks for it. */
import { one } from "../dom";

const EVERY = 30_000;

export function watchFreshness(inbox: HTMLElement): void {
  const where = inbox.dataset["fresh"];
  const since = inbox.dataset["since"];
  if (where === undefined || since === undefined) return;
  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    const address = new URL(where, window.location.href);
    address.searchParams.set("since", since);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()) as { count: number; words: string });
    } catch {
      /* No network: the next turn asks again. */
    }
  };
  window.setInterval(() => void ask(), EVERY);
}

function show(told: { count: number; words: string }): void {
  const link = one<HTMLAnchorElement>("#fresh");
  if (link === null) return;
  link.hidden = told.count === 0;
  link.textContent = told.words;
}
