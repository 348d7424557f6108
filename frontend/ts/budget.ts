/* The budget in the browser: topsheet, grid, globals; typed here, kept by the server, shared with whoever else is in it.
   Without this script, and on the phone, the page is a topsheet and the lines of an account, to be read. */
import { Book } from "./budget/book";
import { Comments } from "./budget/comments";
import type { Fresh } from "./budget/fresh";
import { Grid } from "./budget/grid";
import { Panel } from "./budget/globals";
import { Queue } from "./budget/server";
import { Status } from "./budget/status";
import { Topsheet, write } from "./budget/topsheet";
import type { Data, Global, Patch } from "./budget/types";
import { View } from "./budget/view";
import { canonical } from "./budget/reading";
import { isEnglish, readerIs } from "./budget/writing";
import { counted, word } from "./budget/words";
import { Writer } from "./budget/writer";
import { all, one } from "./dom";
import { say } from "./toasts";

const EVERY = 2000;
const PHONE = "(max-width: 720px)";

function start(root: HTMLElement, data: Data): void {
  readerIs(data.budget.language);
  const book = new Book(data);
  const fresh: Fresh[] = [];
  const view = new View(book, root.dataset["opened"] ?? data.accounts.find((account) => account.leaf)?.n ?? "");
  if (root.dataset["all"] === "yes") view.scope = { kind: "all" };
  const queue = new Queue(() => drawQueue());
  let steps = { undo: data.undo ?? data.budget.mayChange, redo: data.redo ?? false };

  const grid = new Grid(root, book, view, fresh, () => writer, {
    changed: () => draw(),
    moved: () => status.drawSelection(),
    say: (text) => status.say(text),
    step,
    comments: (line) => comments.open(line),
  });
  const status = new Status(one<HTMLElement>("[data-status]", root) as HTMLElement, grid.sheet, queue, book);
  status.savedAt = data.saved_at ?? "";
  const writer = new Writer(book, queue, fresh, {
    taken,
    redraw: () => {
      grid.arrange();
      draw();
    },
    came: (ids) => grid.came(ids),
    correct: (id, field) => grid.correct(id, field),
  });
  const topsheet = new Topsheet(one<HTMLElement>("[data-topsheet]", root) as HTMLElement, book, view, open);
  const panel = new Panel(one<HTMLElement>("[data-panel]", root) as HTMLElement, book, {
    drafted: () => {
      grid.redraw();
      topsheet.draw();
    },
    changed: changeGlobal,
    showLines: (ids, title) => grid.show({ kind: "some", ids, title }),
  });
  const comments = new Comments(book, () => grid.redraw(), () => grid.focus());

  function open(account: string): void {
    grid.show(account === "" ? { kind: "all" } : { kind: "account", number: account });
    const address = new URL(location.href);
    address.searchParams.delete("all");
    if (account === "") address.searchParams.set("all", "1");
    else address.searchParams.set("account", account);
    history.replaceState(null, "", address);
    if (!matchMedia(PHONE).matches) grid.focus();
  }

  function step(which: "undo" | "redo"): void {
    if (!data.budget.mayChange) return status.say(word("locked"));
    writer.step(which);
  }

  /* -- what the server says -- */

  function taken(patch: Patch, changed: ReadonlySet<string>, isMine: boolean): void {
    if (patch.undo !== undefined) steps = { undo: patch.undo, redo: patch.redo ?? false };
    if (patch.saved_at !== undefined && isMine) status.savedAt = patch.saved_at;
    if (book.hasOtherAccounts && !queue.isBusy && !grid.editor.isOn) location.reload();
    grid.arrange();
    grid.sheet.glow(changed);
    topsheet.glow(changed);
    panel.draw();
    draw();
    if (patch.said) {
      status.say(patch.said);
      if (!isMine) say(patch.said);
    }
  }

  function changeGlobal(global: Global | null, name: string, formula: string): void {
    const title = global === null ? "" : panel.titleOf(global, canonical(formula, isEnglish()));
    const before = { total: data.total, fringes: new Map(data.fringes.map((one) => [one.code, one.total])), lines: new Map([...book.lines].map(([id, line]) => [id, line.amt])) };
    writer.global(global, name, formula, (patch) => {
      panel.effect = null;
      if (patch !== null && global !== null) {
        const lines = new Set([...book.lines.values()].filter((line) => line.amt !== before.lines.get(line.id)).map((line) => line.id));
        const fringes = data.fringes.filter((one) => one.total !== before.fringes.get(one.code)).length;
        panel.effect = { title, lines, fringes, total: data.total - before.total };
      }
      panel.draw();
    });
  }

  /* -- drawing -- */

  function draw(): void {
    topsheet.draw();
    drawHead();
    drawQueue();
    status.drawSelection();
  }

  function drawHead(): void {
    const { scope, order } = view;
    const account = scope.kind === "account" ? book.accounts.get(scope.number) : undefined;
    write(one("[data-title]", root), account !== undefined ? `${account.n} ${account.name}` : scope.kind === "some" ? scope.title : word("all-lines"));
    const touched = grid.countOnGlobals().size;
    const badge = one<HTMLElement>("[data-touched]", root);
    if (badge !== null) {
      badge.hidden = touched === 0 || scope.kind !== "account";
      write(badge, counted("touched", touched));
    }
    const sorted = one<HTMLElement>("[data-sorted]", root);
    if (sorted !== null) {
      sorted.hidden = order === null;
      const column = grid.sheet.columns.find((one) => one.key === order?.key);
      write(one("[data-sorted-text]", sorted), word("sorted", { column: column?.label ?? "" }));
    }
    const empty = one<HTMLElement>("[data-empty]", root);
    if (empty !== null) empty.hidden = view.rows.some((row) => row.kind !== "head") || data.budget.mayChange;
  }

  function drawQueue(): void {
    status?.drawSaved();
    for (const name of ["undo", "redo"] as const) {
      const button = one<HTMLButtonElement>(`[data-${name}]`, root);
      if (button !== null) button.disabled = !steps[name] && !queue.isBusy;
    }
  }

  /* -- the page -- */

  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-undo]")) step("undo");
    else if (target?.closest("[data-redo]")) step("redo");
    else if (target?.closest("[data-unsort]")) grid.sortBy(null);
    else if (target?.closest("[data-touched]")) grid.show({ kind: "some", ids: grid.countOnGlobals(), title: word("on-globals", { account: one("[data-title]", root)?.textContent ?? "" }) });
    else if (target?.closest("[data-find-open]")) grid.find(0);
    else if (target?.closest("[data-panel-open]")) root.classList.toggle("with-panel");
    else if (target?.closest("[data-panel-close]")) root.classList.remove("with-panel");
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("with-panel") && !event.defaultPrevented) {
      root.classList.remove("with-panel");
      one<HTMLElement>("[data-panel-open]", root)?.focus();
    }
    if (event.key === "F6") {
      event.preventDefault();
      nextPane(event.shiftKey ? -1 : 1);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (queue.isBusy || book.failed.size > 0 || grid.editor.isOn || fresh.some((line) => line.why !== "")) event.preventDefault();
  });
  window.setInterval(() => {
    if (!document.hidden && navigator.onLine && !queue.isBusy) void writer.look();
  }, EVERY);

  function nextPane(way: 1 | -1): void {
    const panes = all<HTMLElement>("[data-pane]", root).filter((pane) => pane.offsetParent !== null);
    const at = panes.findIndex((pane) => pane.contains(document.activeElement));
    const pane = panes[(at + way + panes.length) % panes.length];
    if (pane?.matches(".mid")) grid.focus();
    else if (pane !== undefined) (one<HTMLElement>('a[aria-current="true"], input, a[href], button', pane) ?? pane).focus();
  }

  root.classList.add("is-live");
  grid.arrange();
  draw();
  grid.sheet.reveal();
  if (!matchMedia(PHONE).matches) grid.focus();
}

const root = one<HTMLElement>("[data-budget]");
const data = one<HTMLScriptElement>("#budget-data")?.textContent;
// On the phone the grid is to be read only: the server's tables are enough.
if (root !== null && data !== undefined && data !== null && !matchMedia(PHONE).matches) start(root, JSON.parse(data) as Data);
