/* What leaves for the server: cells, pastes, lines, globals, steps back; and what its answers do to the page. */
import type { Book } from "./book";
import { type Fresh, newIn } from "./fresh";
import { conflict, refuse } from "./notes";
import { changes, type Queue } from "./server";
import type { Edit, Global, Patch, Stale, Urls } from "./types";
import { word } from "./words";

export type WriterActs = {
  /** The book changed; `mine` where this page asked for it. */
  taken: (patch: Patch, changed: ReadonlySet<string>, mine: boolean) => void;
  redraw: () => void;
  /** Lines that this page asked for are there. */
  came: (ids: readonly number[]) => void;
  correct: (id: number, field: string) => void;
};

export class Writer {
  /** What this page last wrote into a cell, so that its own earlier change is no conflict. */
  private readonly mine = new Map<string, string>();

  constructor(
    private readonly book: Book,
    private readonly queue: Queue,
    private readonly fresh: Fresh[],
    private readonly acts: WriterActs,
  ) {}

  private get urls(): Urls {
    return this.book.data.urls;
  }

  private send(address: string, body: () => object | null, done: (patch: Patch, status: number) => void): void {
    this.queue.add({ address, body: () => withRevision(body(), this.book.revision), done });
  }

  private take(patch: Patch, isMine: boolean): Set<string> {
    const changed = this.book.take(patch);
    this.acts.taken(patch, changed, isMine);
    return changed;
  }

  /* -- cells -- */

  cells(typed: readonly Edit[]): void {
    const edits = typed.filter((edit) => this.book.lines.has(edit.id));
    if (edits.length === 0) return;
    const versions = new Map(edits.map((edit) => [edit, this.book.lines.get(edit.id)?.v ?? 0]));
    this.book.pend(edits);
    this.acts.redraw();
    const body = (): object | null => {
      const left = edits.filter((edit) => this.book.lines.has(edit.id));
      return left.length === 0 ? null : { changes: left.map((edit) => ({ id: edit.id, v: this.version(edit, versions.get(edit) ?? 0), field: edit.field, value: edit.text })) };
    };
    this.send(this.urls.cells, body, (patch, status) => this.cellsAnswered(edits, patch, status));
  }

  /* The version now, unless somebody else changed this cell since it was read: then the one that was read. */
  private version(edit: Edit, read: number): number {
    const now = this.book.stored(edit.id, edit.field);
    const isKnown = now === edit.base || now === this.mine.get(`${edit.id}:${edit.field}`);
    return isKnown ? (this.book.lines.get(edit.id)?.v ?? read) : read;
  }

  private cellsAnswered(edits: readonly Edit[], patch: Patch, status: number): void {
    const stale = patch.stale ?? [];
    if (status === 200) {
      this.book.settle(edits);
      this.take(patch, true);
      for (const edit of edits) this.mine.set(`${edit.id}:${edit.field}`, this.book.stored(edit.id, edit.field));
    } else if (stale.length > 0) {
      this.take(patch, true);
      this.book.settle(edits);
      this.cells(edits.filter((edit) => !stale.some((one) => one.id === edit.id && one.field === edit.field) && this.book.stored(edit.id, edit.field) === edit.base));
      for (const one of stale) this.late(one, edits.find((edit) => edit.id === one.id && edit.field === one.field));
    } else {
      const where = patch.where ?? [];
      const sentence = patch.refused ?? word("failed");
      const refused = where.length === 0 ? edits : edits.filter((edit) => where.some((one) => one.id === edit.id && (one.field ?? edit.field) === edit.field));
      this.book.fail(refused, (edit) => where.find((one) => one.id === edit.id && (one.field ?? edit.field) === edit.field)?.why ?? sentence);
      this.book.settle(edits);
      this.cells(edits.filter((edit) => !refused.includes(edit)));
      const first = refused[0];
      refuse(sentence, first === undefined ? [] : this.waysOut(first, refused));
    }
    this.acts.redraw();
  }

  private waysOut(first: Edit, refused: readonly Edit[]): { label: string; run: () => void }[] {
    return [
      {
        label: word("give-up"),
        run: () => {
          for (const edit of refused) this.book.forget(edit.id, edit.field);
          this.acts.redraw();
        },
      },
      { label: word("correct"), run: () => this.acts.correct(first.id, first.field) },
    ];
  }

  private late(stale: Stale, edit: Edit | undefined): void {
    const again = (): void => {
      if (edit !== undefined) this.cells([{ ...edit, base: this.book.stored(edit.id, edit.field) }]);
    };
    const line = this.book.lines.get(stale.id);
    const label = line === undefined ? stale.label : [`${this.book.codeOf(line)} ${line.d}`.trim(), stale.label].join(", ");
    conflict({ ...stale, label, yours: stale.yours || (edit?.text ?? "") }, again, () => this.acts.redraw());
  }

  /* -- lines -- */

  /** A line being written in an empty row: sent with its first cell. */
  write(line: Fresh, field: string, text: string, after: number | null): void {
    if (line.id !== null) {
      this.cells([{ id: line.id, field, text, base: this.book.stored(line.id, field) }]);
      return;
    }
    line.values[field] = text;
    line.why = "";
    if (line.isSent) {
      line.late[field] = text;
      this.acts.redraw();
      return;
    }
    line.isSent = true;
    this.acts.redraw();
    const known = new Set<number>();
    const body = (): object => {
      known.clear();
      for (const id of this.book.lines.keys()) known.add(id);
      return { account: line.account, after: this.lastOf(line.account) ?? after, count: 1, values: line.values };
    };
    this.send(this.urls.insert, body, (patch, status) => {
      if (status !== 200) {
        line.isSent = false;
        line.why = patch.where?.[0]?.why ?? patch.refused ?? word("failed");
        if (patch.revision > 0 && status === 409) this.take(patch, true);
        refuse(patch.refused ?? line.why);
        this.acts.redraw();
        return;
      }
      const before = new Set(known);
      line.id = newIn(patch, before)[0] ?? null;
      const at = this.fresh.indexOf(line);
      if (at >= 0) this.fresh.splice(at, 1);
      this.take(patch, true);
      const id = line.id;
      if (id !== null) this.cells(Object.entries(line.late).map(([late, value]) => ({ id, field: late, text: value, base: this.book.stored(id, late) })));
      this.acts.redraw();
    });
  }

  private lastOf(account: string): number | null {
    return (this.book.order.get(account) ?? []).at(-1) ?? null;
  }

  insert(account: string, after: number | null, count: number): void {
    const known = new Set<number>();
    const body = (): object => {
      for (const id of this.book.lines.keys()) known.add(id);
      return { account, after, count };
    };
    this.send(this.urls.insert, body, (patch, status) => {
      const came = newIn(patch, known);
      this.answered(patch, status);
      if (status === 200) this.acts.came(came);
    });
  }

  remove(ids: readonly number[]): void {
    const body = (): object | null => {
      const there = ids.filter((id) => this.book.lines.has(id));
      return there.length === 0 ? null : { ids: there.map((id) => [id, this.book.lines.get(id)?.v]) };
    };
    this.send(this.urls.delete, body, (patch, status) => this.answered(patch, status));
  }

  move(ids: readonly number[], account: string, after: number | null): void {
    const body = (): object => ({ ids: ids.map((id) => [id, this.book.lines.get(id)?.v]), account, after });
    this.send(this.urls.move, body, (patch, status) => this.answered(patch, status));
  }

  paste(account: string, at: number | null, fields: readonly string[], rows: readonly (readonly string[])[]): void {
    this.send(this.urls.paste, () => ({ account, at, fields, rows }), (patch, status) => this.answered(patch, status));
  }

  /* -- globals and steps -- */

  global(global: Global | null, name: string, formula: string, done: (patch: Patch | null, before: number) => void): void {
    const body = (): object => {
      const now = this.book.data.globals.find((one) => one.id === global?.id);
      const isRead = now === undefined || global === null || now.formula === global.formula;
      return { id: global?.id ?? null, v: isRead ? (now?.v ?? 0) : global.v, name, label: now?.label ?? "", formula, unit: now?.unit ?? "" };
    };
    this.send(this.urls.globals, body, (patch, status) => {
      const before = this.book.data.total;
      this.book.globalDraft = null;
      const stale = patch.stale?.[0];
      if (stale !== undefined) {
        this.take(patch, true);
        const fresh = this.book.data.globals.find((one) => one.id === global?.id) ?? null;
        conflict(stale, () => this.global(fresh === null ? null : { ...fresh }, name, formula, done), () => this.acts.redraw());
      } else this.answered(patch, status);
      done(status === 200 ? patch : null, before);
      this.acts.redraw();
    });
  }

  step(which: "undo" | "redo"): void {
    this.send(this.urls[which], () => ({}), (patch, status) => this.answered(patch, status));
  }

  private answered(patch: Patch, status: number): void {
    if (patch.revision > 0) this.take(patch, true);
    if (status !== 200) refuse([patch.refused ?? word("failed"), ...(patch.where ?? []).slice(0, 3).map((one) => one.why)].join(" "));
    for (const stale of patch.stale ?? []) conflict(stale, () => undefined, () => undefined);
    this.acts.redraw();
  }

  /* -- what others do -- */

  async look(): Promise<void> {
    const since = this.book.revision;
    const patch = await changes(this.urls.changes, since).catch(() => null);
    if (patch === null || this.queue.isBusy || this.book.revision !== since) return;
    this.take(patch, false);
  }
}

function withRevision(body: object | null, revision: number): object | null {
  return body === null ? null : { revision, ...body };
}
