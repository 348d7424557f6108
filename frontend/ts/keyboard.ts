/* The keys of the house. Single letters rest while a field has focus and where the reader switched them off. */
import { all, isWriting, one } from "./dom";
import { openDialog, toggleDialog } from "./dialogs";
import { moveCursor, openCursor } from "./rows";

const SWITCH = "coulisse.single-keys";
const PATIENCE = 1200;

let goPressedAt = 0;

export function singleKeysRest(): boolean {
  const chosen = localStorage.getItem(SWITCH);
  return chosen === null ? document.body.dataset["singleKeys"] === "off" : chosen === "off";
}

export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isCommand(event, "k")) {
      event.preventDefault();
      toggleDialog("palette");
      return;
    }
    if (isCommand(event, "z") && !isWriting(event.target) && takeBack()) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || singleKeysRest()) return;
    if (one("dialog[open]") === null && answers(event)) event.preventDefault();
  });
  rememberSwitch();
}

function isCommand(event: KeyboardEvent, letter: string): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === letter;
}

/* What the last toast offers to take back. */
function takeBack(): boolean {
  const undo = one<HTMLButtonElement>("#toasts .toast form button");
  undo?.click();
  return undo !== null;
}

/* True if the key meant something here. */
function answers(event: KeyboardEvent): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (Date.now() - goPressedAt < PATIENCE) {
    goPressedAt = 0;
    return follow(`[data-go="${CSS.escape(key)}"]`);
  }
  switch (key) {
    case "?":
      return openDialog("keys");
    case "g":
      goPressedAt = Date.now();
      return true;
    case "j":
      return moveCursor(1);
    case "k":
      return moveCursor(-1);
    case "Enter":
      return event.target === document.body && openCursor();
    case "/":
      return focusFilter();
    default:
      return follow(`[data-key="${CSS.escape(key)}"]`);
  }
}

function follow(selector: string): boolean {
  const target = all<HTMLElement>(selector).find((element) => element.offsetParent !== null || element.closest("nav") !== null);
  target?.click();
  return target !== undefined;
}

function focusFilter(): boolean {
  const field = one<HTMLInputElement>("main [data-filter]");
  field?.focus();
  field?.select();
  return field !== null;
}

function rememberSwitch(): void {
  const box = one<HTMLInputElement>("#single-keys");
  if (box === null) return;
  box.checked = !singleKeysRest();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}
