/* The cursor of a list: J and K move it, Enter opens what it stands on. */
import { all, one } from "./dom";

function visibleRows(): HTMLElement[] {
  return all<HTMLElement>("main [data-rows] > [data-row], main table[data-table] > tbody > tr").filter((row) => !row.hidden);
}

export function moveCursor(step: 1 | -1): boolean {
  const rows = visibleRows();
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.classList.contains("at"));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (next === undefined) return false;
  for (const row of rows) row.classList.toggle("at", row === next);
  const link = one<HTMLElement>("a[href], button", next);
  link?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

export function openCursor(): boolean {
  const row = one<HTMLElement>("main .at");
  const link = row === null ? null : one<HTMLAnchorElement>("a[href]", row);
  link?.click();
  return link !== null;
}
