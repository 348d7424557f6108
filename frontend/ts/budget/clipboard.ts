/* Cells as every spreadsheet exchanges them: tabs between, quotes round a cell that holds a tab, a line or a quote. */

export function written(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t")).join("\r\n");
}

export function read(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let at = 0;
  const close = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  while (at < text.length) {
    const mark = text.charAt(at);
    if (mark === '"' && cell === "") {
      const end = quoted(text, at);
      if (end !== null) {
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        at = end + 1;
        continue;
      }
    }
    if (mark === "\t") close();
    else if (mark === "\n" || mark === "\r") {
      if (mark === "\r" && text.charAt(at + 1) === "\n") at += 1;
      close();
      if (at < text.length - 1) rows.push([]);
      else return tidy(rows);
    } else cell += mark;
    at += 1;
  }
  close();
  return tidy(rows);
}

/* Where the quote that opens at `from` closes, if it does before a tab or an end: 15" is no quoted cell. */
function quoted(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) !== '"') continue;
    if (text.charAt(at + 1) === '"') at += 1;
    else return at + 1 >= text.length || "\t\r\n".includes(text.charAt(at + 1)) ? at : null;
  }
  return null;
}

/* All rows as wide as the widest; a cell is one line of text here. */
function tidy(rows: string[][]): string[][] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, index) => (row[index] ?? "").replace(/[\r\n\t]+/g, " ").trim()));
}
