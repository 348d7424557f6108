/* What people wrote beside a line, in a drawer. */
import { one } from "../dom";
import { say } from "../toasts";
import { openDialog } from "../dialogs";
import type { Book } from "./book";
import { reach } from "./server";
import { element } from "./sheet";
import type { Line } from "./types";
import { write } from "./topsheet";
import { word } from "./words";

type Comment = { text: string; by: string; at: string };
type Answer = { comments: Comment[]; n: number };

export class Comments {
  private readonly drawer = one<HTMLDialogElement>("#line-comments");
  private line: Line | null = null;

  constructor(
    private readonly book: Book,
    private readonly changed: () => void,
    private readonly back: () => void,
  ) {
    this.drawer?.addEventListener("close", () => this.back());
    const form = this.drawer === null ? null : one<HTMLFormElement>("form[data-comment]", this.drawer);
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send(form);
    });
  }

  open(line: Line): void {
    if (this.drawer === null) return;
    this.line = line;
    write(one("h2", this.drawer), `${this.book.codeOf(line)} ${line.d}`);
    this.draw([]);
    const whole = one<HTMLAnchorElement>("[data-whole-line]", this.drawer);
    if (whole !== null) whole.href = this.address();
    openDialog("line-comments");
    one<HTMLTextAreaElement>("textarea", this.drawer)?.focus();
    void this.read();
  }

  private address(): string {
    return this.book.data.urls.comment.replace(/\b0$/, String(this.line?.id ?? 0));
  }

  private async read(): Promise<void> {
    const response = await reach(this.address(), { headers: { Accept: "application/json" } }).catch(() => null);
    if (response?.ok) this.take((await response.json()) as Answer);
  }

  private async send(form: HTMLFormElement): Promise<void> {
    const field = one<HTMLTextAreaElement>("textarea", form);
    if (field === null || field.value.trim() === "") return;
    const response = await reach(this.address(), { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) {
      say(word("failed"));
      return;
    }
    field.value = "";
    this.take((await response.json()) as Answer);
  }

  private take(answer: Answer): void {
    this.draw(answer.comments);
    const line = this.line === null ? undefined : this.book.lines.get(this.line.id);
    if (line !== undefined) {
      line.n = answer.n;
      this.changed();
    }
  }

  private draw(comments: readonly Comment[]): void {
    const list = this.drawer === null ? null : one<HTMLElement>("[data-comments-list]", this.drawer);
    list?.replaceChildren(
      ...comments.map(({ text, by, at }) => {
        const item = element("li", "");
        item.append(element("p", "", text), element("p", "src", [by, at].filter(Boolean).join(" · ")));
        return item;
      }),
    );
  }
}
