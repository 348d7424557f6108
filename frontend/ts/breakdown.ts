/* The breakdown's page: words chosen with the mouse or the arrows get their category; J and K change the scene. */
import { all, isWriting, one } from "./dom";
import { singleKeysRest } from "./keyboard";

type Word = { node: Text; start: number; end: number };
type Chosen = { paragraph: HTMLElement; start: number; end: number; words: string };

const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
let first = -1;
let last = -1;
let kept = new Map<string, number>();

document.addEventListener("pointerup", () => setTimeout(offer));
document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.addEventListener("htmx:beforeSwap", () => {
  kept = new Map(all<HTMLElement>("[data-pane]").map((pane) => [pane.dataset["pane"] ?? "", pane.scrollTop]));
});
document.addEventListener("htmx:afterSwap", () => {
  first = last = -1;
  for (const pane of all<HTMLElement>("[data-pane]")) pane.scrollTop = kept.get(pane.dataset["pane"] ?? "") ?? 0;
});

function page(): HTMLElement | null {
  return one<HTMLElement>(".pg");
}

function picker(): HTMLFormElement | null {
  return one<HTMLFormElement>("form.picker");
}

/* Where a place of the page lies in its paragraph's own text: the server counts there. */
function offsetOf(node: Node, offset: number): number | null {
  const holder = node instanceof Element ? node : node.parentElement;
  const piece = holder?.closest<HTMLElement>("[data-start]");
  if (piece === null || piece === undefined) return null;
  return Number(piece.dataset["start"]) + (node.nodeType === Node.TEXT_NODE ? offset : 0);
}

function chosen(): Chosen | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = page();
  if (within === null || !within.contains(range.commonAncestorContainer)) return null;
  const start = range.startContainer.parentElement?.closest<HTMLElement>("p[data-paragraph]") ?? null;
  const end = range.endContainer.parentElement?.closest<HTMLElement>("p[data-paragraph]") ?? null;
  const words = all<HTMLElement>("sup", within).length > 0 ? withoutLetters(range) : range.toString();
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset);
  if (start === null || start !== end || from === null || to === null || !start.dataset["tag"]) return null;
  const lead = words.length - words.trimStart().length;
  const tail = words.length - words.trimEnd().length;
  return words.trim() === "" ? null : { paragraph: start, start: from + lead, end: to - tail, words: words.trim() };
}

/* The letters of the tags stand on the page, not in the text. */
function withoutLetters(range: Range): string {
  const copy = range.cloneContents();
  for (const letter of all("sup", copy)) letter.remove();
  return copy.textContent ?? "";
}

function offer(): void {
  const form = picker();
  if (form === null || form.contains(document.activeElement)) return;
  const found = chosen();
  if (found === null) {
    form.hidden = true;
    return;
  }
  const anchor = one<HTMLInputElement>("[name=anchor]", form);
  const words = one("[data-words]", form);
  if (anchor === null || words === null) return;
  anchor.value = JSON.stringify({ paragraph: Number(found.paragraph.dataset["paragraph"]), start: found.start, end: found.end });
  words.textContent = found.words;
  form.action = found.paragraph.dataset["tag"] ?? form.action;
  form.hidden = false;
  place(form);
}

/* Under the chosen words, or over them where the window ends. */
function place(form: HTMLElement): void {
  const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
  if (box === undefined) return;
  const height = form.offsetHeight;
  const below = box.bottom + 8;
  form.style.left = `${Math.max(12, Math.min(box.left, innerWidth - form.offsetWidth - 12))}px`;
  form.style.top = `${below + height > innerHeight ? Math.max(12, box.top - height - 8) : below}px`;
}

/* The form was drawn for the scene of the sheet; the words may belong to its neighbour on the page. */
document.addEventListener("htmx:configRequest", (event) => {
  const detail = (event as CustomEvent<{ elt: Element; path: string }>).detail;
  if (detail.elt === picker()) detail.path = picker()?.action ?? detail.path;
});

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (one("dialog[open]") !== null) return;
  const form = picker();
  const open = form !== null && !form.hidden;
  if (open && event.key === "Escape") {
    close();
    event.preventDefault();
    return;
  }
  if (event.target === page() && moveWord(event)) {
    event.preventDefault();
    return;
  }
  if (open && event.key.length === 1) {
    const button = one<HTMLButtonElement>(`[data-letter="${CSS.escape(event.key.toLowerCase())}"]`, form);
    if (button !== null) {
      button.click();
      event.preventDefault();
    }
    return;
  }
  if (!singleKeysRest() && (event.key === "j" || event.key === "k")) {
    const link = one<HTMLAnchorElement>(`[data-step="${event.key === "j" ? "1" : "-1"}"]`);
    link?.click();
    event.preventDefault();
  }
}

function close(): void {
  const form = picker();
  if (form !== null) form.hidden = true;
  getSelection()?.removeAllRanges();
  page()?.focus({ preventScroll: true });
}

/* Arrows choose the next word, with Shift they take one more. */
function moveWord(event: KeyboardEvent): boolean {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return false;
  const words = wordsOfPage();
  if (words.length === 0) return false;
  const step = event.key === "ArrowRight" ? 1 : -1;
  last = last < 0 ? Math.max(words.findIndex(isHere), 0) : Math.min(Math.max(last + step, 0), words.length - 1);
  if (!event.shiftKey || first < 0) first = last;
  const from = words[Math.min(first, last)];
  const to = words[Math.max(first, last)];
  if (from === undefined || to === undefined) return false;
  getSelection()?.setBaseAndExtent(from.node, from.start, to.node, to.end);
  to.node.parentElement?.scrollIntoView({ block: "nearest" });
  offer();
  return true;
}

function isHere(word: Word): boolean {
  const paragraph = word.node.parentElement?.closest("p");
  return paragraph !== null && paragraph !== undefined && !paragraph.matches(".other, .heading");
}

function wordsOfPage(): Word[] {
  const found: Word[] = [];
  for (const piece of all<HTMLElement>(".pg [data-start]")) {
    const node = piece.firstChild;
    if (!(node instanceof Text)) continue;
    for (const match of node.data.matchAll(WORD)) found.push({ node, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function onClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const adds = target?.closest<HTMLElement>("[data-adds]");
  const mark = target?.closest<HTMLElement>("mark[data-chip]");
  if (adds !== null && adds !== undefined) {
    event.preventDefault();
    startAdding(adds.dataset["adds"] ?? "");
  } else if (mark !== null && mark !== undefined && getSelection()?.isCollapsed !== false) {
    showChip(mark.dataset["chip"] ?? "");
  }
}

function startAdding(category: string): void {
  const choice = one<HTMLSelectElement>("#add [name=category]");
  const name = one<HTMLInputElement>("#add [name=name]");
  if (choice !== null) choice.value = category;
  name?.scrollIntoView({ block: "nearest" });
  name?.focus();
}

function showChip(tag: string): void {
  for (const lit of all(".chip.lit")) lit.classList.remove("lit");
  const chip = one<HTMLElement>(`#chip-${CSS.escape(tag)}`);
  chip?.classList.add("lit");
  chip?.scrollIntoView({ block: "nearest" });
}
