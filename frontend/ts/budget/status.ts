/* The line under the grid: what is chosen, its sum, and whether what was typed is kept. */
import { one } from "../dom";
import type { Book } from "./book";
import { type Column, numberIn } from "./columns";
import { type Ratio, ZERO, plus } from "./rational";
import type { Queue } from "./server";
import type { Sheet } from "./sheet";
import { write } from "./topsheet";
import { ratio } from "./writing";
import { counted, word } from "./words";

export class Status {
  savedAt = "";
  private message = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly sheet: Sheet,
    private readonly queue: Queue,
    private readonly book: Book,
  ) {}

  say(text: string): void {
    this.message = text;
    write(one("[data-said]", this.root), text);
  }

  drawSelection(): void {
    const { top, bottom, left, right } = this.sheet.range;
    write(one("[data-selection]", this.root), this.sheet.selectionName);
    let count = 0;
    let sum: Ratio = ZERO;
    let isMoney = true;
    let hasNumbers = false;
    const columns = this.sheet.columns.slice(left, right + 1);
    for (let row = top; row <= bottom; row += 1) {
      const line = this.sheet.lineAt(row);
      if (line === undefined) continue;
      for (const column of columns) {
        const number = numberIn(line, column);
        if (number === null) continue;
        count += 1;
        hasNumbers = true;
        isMoney &&= isAmount(column);
        sum = plus(sum, number);
      }
    }
    const isMany = top !== bottom || left !== right;
    const place = one<HTMLElement>("[data-sums]", this.root);
    if (place !== null) place.hidden = !isMany || !hasNumbers;
    if (!isMany) return;
    write(one("[data-sum]", this.root), ratio(sum, isMoney ? 2 : undefined));
    write(one("[data-count]", this.root), String(count));
    if (this.message !== "") this.say("");
  }

  drawSaved(): void {
    const place = one<HTMLElement>("[data-saved]", this.root);
    if (place === null) return;
    const waiting = this.queue.count + this.book.failed.size;
    place.className = "gx-saved";
    if (this.queue.trouble === "offline") {
      place.classList.add("warn");
      write(one("[data-saved-text]", place), counted("offline", Math.max(this.queue.count, 1)));
    } else if (this.queue.trouble === "signed-out") {
      place.classList.add("stop");
      write(one("[data-saved-text]", place), word("signed-out"));
    } else if (this.book.failed.size > 0) {
      place.classList.add("stop");
      write(one("[data-saved-text]", place), counted("refused-cell", this.book.failed.size));
    } else if (waiting > 0) write(one("[data-saved-text]", place), counted("saving", waiting));
    else write(one("[data-saved-text]", place), this.savedAt === "" ? word("all-saved") : word("saved-at", { time: this.savedAt }));
    place.classList.toggle("done", waiting === 0 && this.queue.trouble === "");
  }
}

function isAmount(column: Column): boolean {
  return column.kind === "money" || column.key === "r";
}
