/* The few questions that every island asks of the page. */

export function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

export function one<T extends Element>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

/* What the server says to the scripts: words in the reader's language and addresses, never code. */
export function setting(name: string): string {
  return one<HTMLMetaElement>(`meta[name="coulisse:${name}"]`)?.content ?? "";
}

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "reset", "range", "file", "color"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

export function csrfToken(): string {
  return setting("csrf");
}

/* For filters: no case, no accents, so that « ecluse » finds « Écluse ». */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").replace(/æ/gi, "ae").toLowerCase();
}
