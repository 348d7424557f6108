/* The board of the plan de travail: drag, keys, undo, and what others move meanwhile. Without this script the strips
   are links, and the inspector's forms move them. */
import { all, one } from "./dom";
import { Drag } from "./board/drag";
import { draw } from "./board/draw";
import { Filters } from "./board/filters";
import { Inspector } from "./board/inspector";
import { listenToBoardKeys } from "./board/keys";
import { quiet, refuse, toast, tooLate } from "./board/notes";
import { type Target, board, days, keyOf, mayChange, moveInPage, stripOf, word, work } from "./board/place";
import { Selection, focusOn } from "./board/selection";
import { type Answer, changes, inTurn, isBusy, post } from "./board/server";

const EVERY = 2000;
const PHONE = "(max-width: 720px)";

function start(root: HTMLElement): void {
  const inspector = new Inspector();
  const filters = new Filters();
  const selection = new Selection((strip) => inspector.show(strip));
  const drag = new Drag(chosen, (moved, target) => void send(moved, target));

  function chosen(pressed: HTMLElement): HTMLElement[] {
    if (!selection.has(pressed)) selection.only(pressed);
    return selection.strips;
  }

  function take(answer: Answer): void {
    draw(answer);
    selection.show();
    filters.apply();
    inspector.refresh();
  }

  /* Send a change; what is refused is said, and the board is shown as it is. */
  function change(address: string, body: () => FormData, again: (() => void) | null = null): Promise<void> {
    quiet();
    return inTurn(async () => {
      try {
        const answer = await post(address, body());
        take(answer);
        if (answer.stale !== undefined) tooLate(answer.stale, again ?? (() => undefined));
        else if (answer.refused !== undefined) refuse(answer.refused);
        else if (answer.said) toast(answer.said, answer.undo ? undo : null);
      } catch {
        refuse(word("lost"));
        await look(true);
      }
    });
  }

  function send(moved: readonly HTMLElement[], target: Target): Promise<void> {
    const keys = moved.map(keyOf);
    const body = (): FormData => {
      const form = new FormData();
      // The version is read when the turn comes: an earlier move of the same strip has counted it on.
      for (const key of keys) form.append("strips", `${key}:${stripOf(key)?.dataset["version"] ?? ""}`);
      form.append("day", target.day);
      form.append("before", target.before ?? "");
      return form;
    };
    return change(root.dataset["move"] ?? "", body, () => void send(keys.map(stripOf).filter((strip) => strip !== null), target));
  }

  function move(moved: HTMLElement[], target: Target): void {
    if (!mayChange()) return;
    moveInPage(moved, target);
    moved[0]?.scrollIntoView({ block: "nearest" });
    moved[0]?.focus({ preventScroll: true });
    void send(moved, target);
  }

  function undo(): void {
    if (mayChange()) void change(root.dataset["undo"] ?? "", () => new FormData());
  }

  function redo(): void {
    if (mayChange()) void change(root.dataset["redo"] ?? "", () => new FormData());
  }

  async function look(anew = false): Promise<void> {
    const since = anew ? 0 : Number(root.dataset["revision"] ?? 0);
    if (anew) for (const day of days()) day.dataset["mark"] = "";
    const answer = await changes(root.dataset["changes"] ?? "", since).catch(() => null);
    if (answer === null || drag.isOn) return;
    take(answer);
    if (answer.said) toast(answer.said, null);
  }

  board().addEventListener("click", (event) => {
    const strip = event.target instanceof Element ? event.target.closest<HTMLElement>(".strip[data-strip]") : null;
    if (strip === null) return;
    event.preventDefault();
    focusOn(strip);
    if (event.shiftKey) selection.runTo(strip);
    else if (event.ctrlKey || event.metaKey) selection.toggle(strip);
    else selection.only(strip);
    if (matchMedia(PHONE).matches || (event.target as Element).closest(".no a") !== null) inspector.open();
  });
  board().addEventListener("dblclick", () => inspector.enter());

  listenToBoardKeys(selection, {
    move,
    undo,
    redo,
    cut: () => toast(word("cut").replace("{count}", String(selection.cutChosen())), null),
    open: () => inspector.enter(),
    close: () => {
      if (selection.forgetCut()) return true;
      const closed = inspector.close();
      if (closed) selection.last?.focus();
      return closed;
    },
    cancelDrag: () => drag.cancel(),
  });

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.matches("[data-undo-form]")) undo();
    else if (form.matches("[data-redo-form]")) redo();
    else if (form.matches("[data-answers], [data-move-form]")) {
      const body = new FormData(form);
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      void change(form.action, () => body);
    } else return;
    event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-goes-to]") : null;
    if (link === null) return;
    event.preventDefault();
    const day = days().find((one) => one.dataset["day"] === link.dataset["goesTo"]);
    const first = day === undefined ? undefined : (one<HTMLElement>(".strip.bad", day) ?? one<HTMLElement>(".strip", day) ?? one<HTMLElement>(".dayend .d", day));
    day?.scrollIntoView({ block: "center" });
    if (first) focusOn(first);
    if (first?.matches(".strip")) selection.only(first);
  });

  window.setInterval(() => {
    if (!document.hidden && navigator.onLine && !isBusy() && !drag.isOn) void look();
  }, EVERY);

  const asked = new URLSearchParams(location.search).get("strip");
  const first = asked === null ? null : stripOf(asked);
  selection.show();
  if (first !== null) {
    selection.only(first);
    first.scrollIntoView({ block: "center" });
  }
}

const root = work();
if (root !== null && all(".board", root).length > 0) start(root);
