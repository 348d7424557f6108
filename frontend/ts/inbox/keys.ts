/* Keys of the inbox. J, K, Enter and / are the house's; A, N, L and P press the button that carries them. */
import { isWriting, one } from "../dom";
import { openDialog } from "../dialogs";
import { singleKeysRest } from "../keyboard";
import { current, linkOf } from "./rows";

export function listenToInboxKeys(inbox: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      leave(inbox, event);
      return;
    }
    if (isWriting(event.target) || singleKeysRest() || one("dialog[open]") !== null) return;
    if (answers(inbox, event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
  document.addEventListener("toggle", (event) => {
    const pen = event.target;
    if (pen instanceof HTMLDetailsElement && pen.matches(".note-pen") && pen.open) one<HTMLElement>("textarea", pen)?.focus();
  }, { capture: true });
}

function answers(inbox: HTMLElement, key: string): boolean {
  switch (key.toLowerCase()) {
    case "o":
      return press(current(inbox));
    case "e":
      return focusAnswer();
    case "x":
      return pick(current(inbox));
    case "#":
      return openDialog("ask-spam");
    case "?":
      return openDialog("inbox-keys");
    default:
      return false;
  }
}

function press(row: HTMLElement | null): boolean {
  const link = row === null ? null : linkOf(row);
  link?.click();
  return link !== null;
}

function pick(row: HTMLElement | null): boolean {
  const box = row === null ? null : one<HTMLInputElement>(".pick", row);
  box?.click();
  return box !== null;
}

function focusAnswer(): boolean {
  const field = one<HTMLElement>("#answer [data-editor]:not([inert]) textarea, #answer [data-editor]:not([inert]) [contenteditable=true]");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
  return field !== null;
}

/* Escape leaves the field first, then goes back to the list. */
function leave(inbox: HTMLElement, event: KeyboardEvent): void {
  if (one("dialog[open], details.menu[open]") !== null || one(".ctx.shown") !== null) return;
  const target = event.target;
  if (!(target instanceof HTMLElement) || target.closest("#open") === null) return;
  const row = current(inbox);
  if (row === null) return;
  target.blur();
  linkOf(row)?.focus({ preventScroll: true });
  row.classList.add("at");
  event.preventDefault();
}
