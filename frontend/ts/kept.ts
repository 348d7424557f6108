/* What the page and its worker agree on: where pages are kept, and which. */

export const SHELF = "coulisse-call-sheets-1";
export const SYNC = "coulisse-receipts";

/** The addresses of call sheets; whether one is kept is said by the house, in a header of its answer. */
export function mayBeKept(path: string): boolean {
  return /^\/g\/[^/]+\/$/.test(path) || /^\/floor\/callsheets\/\d+\/read$/.test(path);
}

export function isAsset(path: string): boolean {
  return path.startsWith("/static/coulisse/");
}

export function asksToBeKept(response: Response): boolean {
  return response.ok && !response.redirected && response.headers.get("X-Coulisse-Offline") === "keep";
}
