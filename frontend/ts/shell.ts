/* What every page of the house has: keys, dialogs, menus, toasts, theme, and htmx under a strict policy. */
import htmx from "htmx.org";
import { listenToTheme } from "./appearance";
import { listenToDialogs, listenToMenus } from "./dialogs";
import { all, csrfToken, one } from "./dom";
import { enhanceFields } from "./fields";
import { listenToKeys } from "./keyboard";
import { sendOnce } from "./once";
import { watchToasts } from "./toasts";

listenToKeys();
listenToDialogs();
listenToMenus();
listenToTheme();
watchToasts();
sendOnce();
enhanceFields();
watchConnection();
one('.slices a[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
for (const button of all<HTMLElement>("[data-prints]")) button.addEventListener("click", () => window.print());

document.body.addEventListener("htmx:configRequest", (event) => {
  (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-CSRFToken"] = csrfToken();
});
htmx.onLoad((element) => enhanceFields(element as Element));

function watchConnection(): void {
  const bar = one<HTMLElement>("#offline");
  if (bar === null) return;
  const show = (): void => {
    bar.hidden = navigator.onLine;
  };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
