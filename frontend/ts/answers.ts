/* The editor of an answer: words to check are underlined while one writes, the draft is kept by itself.
   Everything here only helps: keeping, checking and sending work by the form alone. */
import { all, csrfToken, one } from "./dom";

const CHECK_AFTER = 700;
const KEEP_AFTER = 4000;
const ASK_AGAIN_AFTER = 1500;

interface Word {
  start: number;
  end: number;
  word: string;
  code: string;
  put: string[];
}

interface Checked {
  missing: boolean;
  words: Word[];
  mends: number;
  mended: string;
}

class Editor {
  private readonly text: HTMLTextAreaElement;
  private checking = 0;
  private keeping = 0;
  private busy = false;
  private checked: Checked | null = null;
  private said: string;
  private warmed = false;

  constructor(private readonly form: HTMLFormElement) {
    const text = one<HTMLTextAreaElement>("[data-text]", form);
    if (text === null) throw new Error("an editor without a text");
    this.text = text;
    this.said = text.value;
    text.addEventListener("input", () => this.typed());
    text.addEventListener("scroll", () => this.follow());
    text.addEventListener("blur", () => this.check());
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("click", (event) => this.click(event));
    one<HTMLSelectElement>("[name=language]", form)?.addEventListener("change", () => this.turned());
    form.addEventListener("submit", () => this.leave());
    this.grow();
    this.check(); // an empty text too: the dictionary is opened while one thinks
  }

  private word(name: string): string {
    return this.form.dataset[name] ?? "";
  }

  private typed(): void {
    this.grow();
    this.paint([]);
    window.clearTimeout(this.checking);
    window.clearTimeout(this.keeping);
    this.checking = window.setTimeout(() => this.check(), CHECK_AFTER);
    this.keeping = window.setTimeout(() => void this.keep(), KEEP_AFTER);
  }

  private turned(): void {
    const language = one<HTMLSelectElement>("[name=language]", this.form);
    if (language !== null) this.text.lang = language.value;
    this.check();
  }

  private grow(): void {
    this.text.style.setProperty("height", "auto");
    this.text.style.setProperty("height", `${Math.min(this.text.scrollHeight + 2, 520)}px`);
  }

  private data(): FormData {
    const data = new FormData(this.form);
    data.delete("next");
    return data;
  }

  private async post(address: string, data: FormData): Promise<Response | null> {
    try {
      const headers = { "X-CSRFToken": csrfToken(), "X-Island": "answers" };
      return await fetch(address, { method: "POST", body: data, headers, credentials: "same-origin" });
    } catch {
      return null; // the network is away: the form still holds everything
    }
  }

  private check(): void {
    window.clearTimeout(this.checking);
    void this.ask();
  }

  private async ask(): Promise<void> {
    const text = this.text.value;
    if (text.trim() === "" && this.warmed) {
      this.show({ missing: false, words: [], mends: 0, mended: "" });
      return;
    }
    this.warmed = true;
    const answer = await this.post(this.word("spelling"), this.data());
    if (answer === null || this.text.value !== text) return;
    if (answer.status === 202 && text.trim() !== "") {
      this.count(this.word("opening"), "");
      this.checking = window.setTimeout(() => this.check(), ASK_AGAIN_AFTER);
      return;
    }
    if (answer.status === 200) this.show((await answer.json()) as Checked);
  }

  private show(checked: Checked): void {
    this.checked = checked;
    this.paint(checked.words);
    this.list(checked);
    if (this.text.value.trim() === "") this.count("", "");
    else if (checked.missing) this.count(this.word("missing"), "");
    else if (checked.words.length === 0) this.count(this.word("none"), "ok");
    else if (checked.words.length === 1) this.count(this.word("one"), "warn");
    else this.count(this.word("many").replace("%n", String(checked.words.length)), "warn");
  }

  private count(words: string, tone: string): void {
    const badge = one<HTMLElement>("[data-count]", this.form);
    if (badge === null) return;
    badge.hidden = words === "";
    badge.className = `badge ${tone}`;
    badge.textContent = words;
  }

  /* The same letters lie under the field, and only the underlines of the words to check are seen. */
  private paint(words: Word[]): void {
    const under = one<HTMLElement>("[data-under]", this.form);
    if (under === null) return;
    const text = this.text.value;
    const parts: (string | HTMLElement)[] = [];
    let at = 0;
    for (const word of words) {
      if (text.slice(word.start, word.end) !== word.word) continue;
      const mark = document.createElement("span");
      mark.className = "spelt";
      mark.textContent = word.word;
      parts.push(text.slice(at, word.start), mark);
      at = word.end;
    }
    parts.push(`${text.slice(at)}\n`);
    under.replaceChildren(...parts);
    this.follow();
  }

  private follow(): void {
    const under = one<HTMLElement>("[data-under]", this.form);
    if (under !== null) under.scrollTop = this.text.scrollTop;
  }

  private list(checked: Checked): void {
    const place = one<HTMLElement>("[data-list]", this.form);
    if (place === null) return;
    const rows = checked.words.map((word, index) => this.row(word, index));
    const mending = one<HTMLButtonElement>("[data-mend-now]", this.form);
    if (mending !== null) mending.hidden = checked.mends === 0;
    place.replaceChildren(...rows);
    place.hidden = rows.length === 0;
  }

  private row(word: Word, index: number): HTMLElement {
    const row = document.createElement("p");
    const name = document.createElement("b");
    name.className = "spelt";
    name.textContent = word.word;
    row.append(name, " ");
    if (word.code === "repeated") {
      const why = document.createElement("span");
      why.className = "mut";
      why.textContent = this.word("twice");
      row.append(why, " ", this.button(this.word("takeOut"), { put: "", at: String(index) }));
      return row;
    }
    for (const put of word.put) row.append(this.button(put, { put, at: String(index) }), " ");
    row.append(this.button(this.word("add"), { learn: word.word }));
    return row;
  }

  private button(words: string, data: Record<string, string>): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn quiet";
    made.textContent = words;
    Object.assign(made.dataset, data);
    return made;
  }

  private click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
    if (button === null) return;
    const data = button.dataset;
    if (data["insert"] !== undefined) {
      event.preventDefault();
      this.insert(data["insert"], data["version"] ?? "");
    } else if (data["mendNow"] !== undefined) {
      event.preventDefault();
      void this.mend();
    } else if (data["learn"] !== undefined) void this.learn(data["learn"]);
    else if (data["at"] !== undefined) this.replace(Number(data["at"]), data["put"] ?? "");
  }

  private write(start: number, end: number, put: string): void {
    this.text.focus();
    this.text.setSelectionRange(start, end);
    // The one way by which Ctrl+Z takes it back.
    if (!document.execCommand("insertText", false, put)) this.text.setRangeText(put, start, end, "end");
    this.typed();
  }

  private replace(index: number, put: string): void {
    const word = this.checked?.words[index];
    if (word === undefined || this.text.value.slice(word.start, word.end) !== word.word) return;
    const start = put === "" ? word.start - 1 : word.start;
    this.write(Math.max(start, 0), word.end, put);
    this.check();
  }

  private insert(text: string, version: string): void {
    const held = this.text.value.trimEnd();
    const put = held === "" ? text : `${held}\n\n${text}`;
    this.write(0, this.text.value.length, put);
    const wording = one<HTMLInputElement>("[name=wording]", this.form);
    if (wording !== null) wording.value = version;
    this.check();
  }

  private async mend(): Promise<void> {
    await this.ask();
    const mended = this.checked?.mended ?? "";
    if (mended !== "" && mended !== this.text.value) this.write(0, this.text.value.length, mended);
    this.check();
  }

  private async learn(word: string): Promise<void> {
    const data = new FormData();
    data.set("word", word);
    data.set("language", one<HTMLSelectElement>("[name=language]", this.form)?.value ?? "");
    const answer = await this.post(this.word("words"), data);
    if (answer?.ok === true) this.check();
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    one<HTMLButtonElement>("[data-send]:not([disabled])", this.form)?.click();
  }

  private async keep(): Promise<void> {
    if (this.busy || this.text.value === this.said || !document.contains(this.form)) return;
    const text = this.text.value;
    this.busy = true;
    const answer = await this.post(this.form.action, this.data());
    this.busy = false;
    const saved = one<HTMLElement>("[data-saved]", this.form);
    if (answer?.status === 409 && saved !== null) saved.textContent = this.word("stale");
    if (answer?.ok !== true || answer.redirected) return;
    const { version } = (await answer.json()) as { version: number };
    this.said = text;
    const field = one<HTMLInputElement>("[name=version]", this.form);
    if (field !== null) field.value = String(version);
    const time = new Intl.DateTimeFormat("fr-BE", { hour: "2-digit", minute: "2-digit" }).format(new Date());
    if (saved !== null) saved.textContent = this.word("kept").replace("%t", time);
  }

  private leave(): void {
    window.clearTimeout(this.keeping);
    window.clearTimeout(this.checking);
    this.busy = true;
  }
}

function begin(within: ParentNode = document): void {
  for (const form of all<HTMLFormElement>("form[data-answer]:not([data-awake])", within)) {
    form.dataset["awake"] = "";
    new Editor(form);
  }
}

begin();
document.addEventListener("htmx:load", () => begin());
