/* Yesterday's spending by the keyboard: J and K are the house's; V validates, R refuses the row that one stands on. */
import { all, isWriting, one } from "./dom";
import { openDialog } from "./dialogs";
import { singleKeysRest } from "./keyboard";

const PLACE = "coulisse.spending.row";

function rows(): HTMLElement[] {
  return all<HTMLElement>("#tickets > tbody > tr");
}

/* The row of the cursor; without one, the first. */
function current(): HTMLElement | null {
  return one<HTMLElement>("#tickets tr.at") ?? rows()[0] ?? null;
}

/* The list is drawn anew after each decision: the cursor then stands where the decided row stood. */
function rememberPlace(row: HTMLElement): void {
  sessionStorage.setItem(PLACE, String(rows().indexOf(row)));
}

function returnToPlace(): void {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  const found = rows();
  const row = kept === null ? undefined : found[Math.min(Number(kept), found.length - 1)];
  if (row === undefined) return;
  row.classList.add("at");
  one<HTMLElement>("a.row-link", row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function validate(row: HTMLElement): boolean {
  const form = one<HTMLFormElement>("form[data-validate]", row);
  if (form === null) return false;
  form.requestSubmit();
  return true;
}

function refuse(row: HTMLElement): boolean {
  const opener = one<HTMLAnchorElement>("[data-refuse]", row);
  const form = one<HTMLFormElement>("#refuse form");
  if (opener === null || form === null) return false;
  form.action = opener.dataset["action"] ?? "";
  const version = one<HTMLInputElement>("[name=version]", form);
  const reason = one<HTMLInputElement>("[name=reason]", form);
  const what = one<HTMLElement>("[data-what]", form);
  if (version !== null) version.value = opener.dataset["version"] ?? "";
  if (reason !== null) reason.value = opener.dataset["why"] ?? "";
  if (what !== null) what.textContent = opener.dataset["what"] ?? "";
  form.dataset["row"] = row.id;
  const opened = openDialog("refuse");
  reason?.select();
  return opened;
}

function listen(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isWriting(event.target) || singleKeysRest() || one("dialog[open]") !== null) return;
    const row = current();
    if (row === null) return;
    const key = event.key.toLowerCase();
    if ((key === "v" && validate(row)) || (key === "r" && refuse(row))) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-refuse]") : null;
    const row = opener?.closest<HTMLElement>("tr");
    if (row !== null && row !== undefined && refuse(row)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const row = form?.closest<HTMLElement>("tr") ?? (form?.dataset["row"] ? document.getElementById(form.dataset["row"]) : null);
    if (row instanceof HTMLElement) rememberPlace(row);
  });
}

listen();
returnToPlace();
