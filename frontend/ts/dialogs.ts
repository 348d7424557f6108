/* Native dialogs: `data-opens="id"` opens one, `data-closes` closes it, focus starts on the safe choice. */
import { one } from "./dom";

export function openDialog(id: string): boolean {
  const dialog = one<HTMLDialogElement>(`dialog#${CSS.escape(id)}`);
  if (dialog === null) return false;
  if (!dialog.open) dialog.showModal();
  one<HTMLElement>("[data-safe], [autofocus]", dialog)?.focus();
  dialog.dispatchEvent(new CustomEvent("coulisse:opened"));
  return true;
}

export function toggleDialog(id: string): boolean {
  const dialog = one<HTMLDialogElement>(`dialog#${CSS.escape(id)}`);
  if (dialog?.open) {
    dialog.close();
    return true;
  }
  return openDialog(id);
}

export function listenToDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest<HTMLElement>("[data-opens]");
    if (opener !== null && opener !== undefined && openDialog(opener.dataset["opens"] ?? "")) event.preventDefault();
    target?.closest("[data-closes]")?.closest("dialog")?.close();
    if (target instanceof HTMLDialogElement && target.matches("[data-light]")) target.close();
  });
}

/* Menus are native disclosures; they close like menus. */
export function listenToMenus(): void {
  const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      one<HTMLElement>("summary", menu)?.focus();
    }
  });
}
