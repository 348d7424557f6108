/* Numbers and formulas between people and the store, read as the server reads them (kernel/reading.py and
   engines/budget/writing.py): two marks, the last is decimal; one mark, the language decides. */

const SPACES = " \\u00a0\\u202f\\u2009";
const LONGEST = 40;
const SHAPE = new RegExp(`^([-+−]?)([0-9.,${SPACES}]+)$`, "u");
const SPACED = new RegExp(`^[0-9]{1,3}(?:[${SPACES}][0-9]{3})+(?:[.,][0-9]+)?$`, "u");
const ONE_GROUP = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/;
const GROUPED = /^(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?)$/;
const BARE = /^[0-9]*(?:[.,][0-9]+)?$/;
const NUMBER = new RegExp(`[0-9]{1,3}(?:[${SPACES}][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*`, "uy");
const ENGLISH_ARGUMENT = /[0-9]+(?:\.[0-9]+)?/y;
const WORD = /@[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*|[\p{L}_][\p{L}\p{N}_]*/uy;
const STORED = /[0-9]+(?:\.[0-9]+)?|@[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*|[\p{L}_][\p{L}\p{N}_]*|[\s\S]/gu;
const SIGNS: Record<string, string> = { "−": "-", "×": "*", "÷": "/", ";": "," };
const BLANK = " \u00a0\u202f\u2009\t";

/* A plain number with a dot, or null where it cannot be read. */
export function readNumber(text: string, isEnglish: boolean): string | null {
  const typed = text.trim();
  if (typed === "" || typed.length > LONGEST) return null;
  const shape = SHAPE.exec(typed);
  if (shape === null || !/[0-9]/.test(typed)) return null;
  const plain = plainBody((shape[2] ?? "").trim(), isEnglish);
  if (plain === null) return null;
  const trimmed = plain.replace(/^0+(?=[0-9])/, "").replace(/^\./, "0.");
  return /^[-−]/.test(shape[1] ?? "") && /[1-9]/.test(trimmed) ? `-${trimmed}` : trimmed;
}

function plainBody(body: string, isEnglish: boolean): string | null {
  if (SPACED.test(body)) return body.replace(new RegExp(`[${SPACES}]`, "gu"), "").replace(",", ".");
  if (GROUPED.test(body) && !isDecimal(body, isEnglish)) {
    const decimal = Math.max(body.lastIndexOf(","), body.lastIndexOf("."));
    const both = body.includes(",") && body.includes(".");
    const [whole, rest] = both ? [body.slice(0, decimal), body.slice(decimal)] : [body, ""];
    return whole.replace(/[.,]/g, "") + rest.replace(",", ".");
  }
  return BARE.test(body) ? body.replace(",", ".") : null;
}

function isDecimal(body: string, isEnglish: boolean): boolean {
  const marks = [...body].filter((mark) => mark === "," || mark === ".");
  if (marks.length !== 1) return false;
  return marks[0] === (isEnglish ? "." : ",") || !ONE_GROUP.test(body);
}

/* What the server will keep of what is typed: the decimal dot, no spaces, no "=". Names are not looked up. */
export function canonical(typed: string, isEnglish: boolean): string {
  const number = readNumber(typed.trim().replace(/^€+|€+$/g, "").trim(), isEnglish);
  return number ?? rewritten(typed.trimEnd(), isEnglish);
}

function rewritten(text: string, isEnglish: boolean): string {
  let written = "";
  let at = 0;
  let operand = false;
  const functions: boolean[] = [];
  while (at < text.length) {
    const number = matchAt(isEnglish && functions.some(Boolean) ? ENGLISH_ARGUMENT : NUMBER, text, at);
    const word = number === null ? matchAt(WORD, text, at) : null;
    const found = number ?? word;
    let piece: string;
    if (found !== null) {
      piece = (operand ? " " : "") + (number === null ? found : (readNumber(found, isEnglish) ?? found));
      at += found.length;
      operand = true;
    } else {
      const mark = text.charAt(at);
      const isNothing = BLANK.includes(mark) || (mark === "=" && text.slice(0, at).trim() === "");
      piece = isNothing ? "" : (SIGNS[mark] ?? mark);
      at += 1;
      if (piece === "(") functions.push(operand);
      else if (piece === ")") functions.pop();
      if (piece !== "") operand = false;
    }
    written += piece;
  }
  return written;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/* A stored formula as people of a language write it. */
export function localise(stored: string, isEnglish: boolean): string {
  if (isEnglish) return stored;
  return stored.replace(STORED, (piece) => (/^[0-9]/.test(piece) ? piece.replace(".", ",") : piece === "," ? ";" : piece));
}

export function isPlain(stored: string): boolean {
  return /^-?[0-9]{1,40}(?:\.[0-9]{1,40})?$/.test(stored);
}
