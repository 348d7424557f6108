/* The words of the grid: translated by the server, in the page. */
import { all } from "../dom";

let words: Map<string, string> | null = null;

export function word(name: string, values: Record<string, string | number> = {}): string {
  words ??= new Map(all<HTMLElement>("[data-words] > [data-word]").map((one) => [one.dataset["word"] ?? "", (one.textContent ?? "").trim()]));
  let text = words.get(name) ?? "";
  for (const [key, value] of Object.entries(values)) text = text.replaceAll(`{${key}}`, String(value));
  return text;
}

/* `name` for one, `name-many` for more. */
export function counted(name: string, count: number, values: Record<string, string | number> = {}): string {
  return word(count === 1 ? name : `${name}-many`, { count, ...values });
}
