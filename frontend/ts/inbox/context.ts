/* The third pane is a drawer where there is no room for it: its button opens it, Escape closes it. */
import { one } from "../dom";

export function listenToContext(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-context]")) show(true);
    else if (target?.closest("[data-context-closes]")) show(false);
    else if (one(".ctx.shown") !== null && target?.closest(".ctx") === null) show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && one(".ctx.shown") !== null) {
      show(false);
      event.preventDefault();
    }
  });
}

function show(isShown: boolean): void {
  const pane = one<HTMLElement>("#context");
  const opener = one<HTMLElement>("[data-context]");
  pane?.classList.toggle("shown", isShown);
  opener?.setAttribute("aria-expanded", String(isShown));
  if (isShown) pane?.focus();
  else opener?.focus();
}
