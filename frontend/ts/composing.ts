/* The composer: the server measures the words while one writes, and says what stands in their way. And a picture is
   cut by a frame that follows the fields. Everything works by the forms alone. */
import { all, csrfToken, one } from "./dom";

const ASK_AFTER = 350;

interface Finding {
  tone: string;
  text: string;
}

interface Measured {
  length: number;
  limit: number;
  size: number;
  bytes: number | null;
  valid: boolean;
  findings: Finding[];
  pieces: { text: string; kind: string }[];
  alts: Record<string, string>;
}

const numbers = new Intl.NumberFormat(document.documentElement.lang);

class Composer {
  private readonly text: HTMLTextAreaElement;
  private timer = 0;
  private asked = 0;

  constructor(private readonly form: HTMLFormElement) {
    const text = one<HTMLTextAreaElement>("[name=text]", form);
    if (text === null) throw new Error("a composer without a text");
    this.text = text;
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", (event) => void this.measure(fieldOf(event)));
    form.addEventListener("click", (event) => this.click(event));
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.measure(), ASK_AFTER);
  }

  private async measure(changed = ""): Promise<void> {
    window.clearTimeout(this.timer);
    const turn = ++this.asked;
    try {
      const headers = { "X-CSRFToken": csrfToken(), "X-Island": "composing" };
      const body = new FormData(this.form);
      const answer = await fetch(this.form.dataset["measure"] ?? "", { method: "POST", body, headers, credentials: "same-origin" });
      if (turn !== this.asked) return; // something newer was asked meanwhile
      if (!answer.ok) throw new Error(String(answer.status));
      this.show((await answer.json()) as Measured, changed);
    } catch {
      if (turn === this.asked) this.list([{ tone: "warn", text: this.form.dataset["lost"] ?? "" }]);
    }
  }

  private show(found: Measured, changed: string): void {
    const length = one<HTMLElement>("[data-length]", this.form);
    if (length !== null) {
      length.textContent = `${numbers.format(found.length)} / ${numbers.format(found.limit)}`;
      length.classList.toggle("stop", !found.valid);
    }
    const bytes = one<HTMLElement>("[data-bytes]", this.form);
    if (bytes !== null && found.bytes !== null) {
      bytes.textContent = `${numbers.format(found.size)} / ${numbers.format(found.bytes)}`;
    }
    this.list(found.findings);
    this.preview(found);
    this.offer(found.alts, changed);
  }

  private list(findings: Finding[]): void {
    const place = one<HTMLElement>("[data-findings]", this.form);
    const rows = findings.map((finding) => {
      const row = document.createElement("li");
      row.className = finding.tone;
      row.textContent = finding.text;
      return row;
    });
    place?.replaceChildren(...rows);
  }

  private preview(found: Measured): void {
    const place = one<HTMLElement>("[data-preview]");
    const parts = found.pieces.map((piece) => {
      if (piece.kind === "") return piece.text;
      const part = document.createElement("span");
      part.className = `post-${piece.kind}`;
      part.textContent = piece.text;
      return part;
    });
    place?.replaceChildren(...parts);
  }

  /* A file that was just chosen gets the words that are usually said of it. */
  private offer(alts: Record<string, string>, changed: string): void {
    if (!changed.startsWith("file_")) return;
    const name = changed.replace("file_", "alt_");
    const field = one<HTMLInputElement>(`[name=${name}]`, this.form);
    const usual = alts[name];
    if (field !== null && usual !== undefined && field.value.trim() === "") field.value = usual;
  }

  private click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
    if (button === null) return;
    const words = button.dataset["insert"];
    if (words !== undefined) this.insert(words);
    if (button.dataset["tag"] === undefined) return;
    event.preventDefault();
    this.tag(this.form.dataset["link"] ?? "", this.form.dataset["plainLink"] ?? "");
  }

  private tag(link: string, plain: string): void {
    if (link === "" || this.text.value.includes(link)) return;
    const at = plain === "" ? -1 : this.text.value.indexOf(plain);
    if (at < 0) this.insert(link);
    else this.write(at, at + plain.length, link);
  }

  private insert(words: string): void {
    const before = this.text.value.slice(0, this.text.selectionStart);
    const gap = before === "" || /\s$/.test(before) ? "" : " ";
    this.write(this.text.selectionStart, this.text.selectionEnd, gap + words);
  }

  private write(start: number, end: number, put: string): void {
    this.text.focus();
    this.text.setSelectionRange(start, end);
    // The one way by which Ctrl+Z takes it back.
    if (!document.execCommand("insertText", false, put)) this.text.setRangeText(put, start, end, "end");
    void this.measure();
  }
}

function fieldOf(event: Event): string {
  return event.target instanceof HTMLSelectElement ? event.target.name : "";
}

/* The frame over the whole picture, where the fields say that it lies. */
class Cutting {
  private at: Record<string, number> = {};

  constructor(
    private readonly form: HTMLFormElement,
    private readonly whole: HTMLImageElement,
    private readonly frame: HTMLElement,
  ) {
    form.addEventListener("input", () => {
      this.at = {};
      this.draw();
    });
    window.addEventListener("resize", () => this.draw());
    if (whole.complete) this.draw();
    else whole.addEventListener("load", () => this.draw());
    frame.addEventListener("pointermove", (event) => this.drag(event));
    frame.addEventListener("pointerdown", (event) => frame.setPointerCapture(event.pointerId));
  }

  private field(name: string): HTMLInputElement | null {
    return one<HTMLInputElement>(`[data-crop=${name}]`, this.form);
  }

  private value(name: string): number {
    return Number(this.field(name)?.value ?? 0);
  }

  private sides(): [number, number] {
    const ratio = new FormData(this.form).get("ratio");
    const [wide = 1, high = 1] = (typeof ratio === "string" ? ratio : "1:1").split(":").map(Number);
    const most = Math.min(this.whole.clientWidth, (this.whole.clientHeight * wide) / high);
    const width = (most * this.value("part")) / 100;
    return [width, (width * high) / wide];
  }

  private draw(): void {
    const [width, height] = this.sides();
    const left = ((this.whole.clientWidth - width) * this.value("across")) / 100;
    const top = ((this.whole.clientHeight - height) * this.value("down")) / 100;
    for (const [name, value] of Object.entries({ left, top, width, height })) {
      this.frame.style.setProperty(name, `${value}px`);
    }
    this.frame.hidden = false;
  }

  private drag(event: PointerEvent): void {
    if (!this.frame.hasPointerCapture(event.pointerId)) return;
    const [width, height] = this.sides();
    this.move("across", event.movementX, this.whole.clientWidth - width);
    this.move("down", event.movementY, this.whole.clientHeight - height);
    this.draw();
  }

  private move(name: string, by: number, room: number): void {
    const field = this.field(name);
    if (field === null || room <= 0) return;
    const at = Math.min(100, Math.max(0, (this.at[name] ?? Number(field.value)) + (by / room) * 100));
    this.at[name] = at; // the field holds whole numbers: small steps add up here
    field.value = String(Math.round(at));
  }
}

for (const form of all<HTMLFormElement>("form[data-composer]")) new Composer(form);
for (const form of all<HTMLFormElement>("form[data-cutting]")) {
  const whole = one<HTMLImageElement>("[data-whole]", form);
  const frame = one<HTMLElement>("[data-frame]", form);
  if (whole !== null && frame !== null) new Cutting(form, whole, frame);
}
