/* What the page and the server tell each other. Amounts are whole cents; numbers of formulas are texts with a dot. */

export type Line = {
  id: number;
  v: number;
  a: string;
  p: number;
  d: string;
  q: string;
  x: string;
  r: string;
  u: string;
  c: string;
  f: string[];
  who: string;
  t: Record<string, string>;
  vat: number | null;
  qv: string;
  xv: string;
  rv: string;
  note?: string;
  amt: number;
  fr: number;
  base: number | null;
  n: number;
  pb: string[];
};

export type Account = { n: string; name: string; parent: string; level: number; total: number; base: number | null; leaf: boolean };
export type Global = { id: number; v: number; name: string; label: string; formula: string; value: string | null; unit: string; was?: string | null; when?: string | null };
export type Fringe = {
  code: string;
  name: string;
  kind: string;
  value: string;
  cutoff?: string | number | null;
  total: number;
  confidence?: string;
  source?: string;
  to_confirm?: boolean;
  since?: string;
};
export type Charge = { code: string; name: string; percent?: string; value?: string; total: number; confidence?: string; source?: string; to_confirm?: boolean; since?: string };
export type Version = { id: number; number: number | string; name: string };

export type Urls = Record<"cells" | "insert" | "delete" | "move" | "paste" | "globals" | "undo" | "redo" | "changes" | "comment" | "lines" | "accounts" | "explain", string>;

export type Data = {
  budget: Version & { state: string; revision: number; currency: string; locked: boolean; mayChange: boolean; language: string };
  compare: Version | null;
  urls: Urls;
  accounts: Account[];
  lines: Line[];
  globals: Global[];
  fringes: Fringe[];
  charges: Charge[];
  total: number;
  fringesTotal: number;
  units?: string[];
  undo?: boolean;
  redo?: boolean;
  saved_at?: string;
};

export type Stale = { id: number; field: string; label: string; yours: string; theirs: string; who: string; when: string };
export type Where = { id?: number; row?: number; field?: string; why: string };

export type Patch = {
  revision: number;
  full?: boolean;
  lines?: Line[];
  gone?: number[];
  accounts?: (Partial<Account> & { n: string })[];
  globals?: Global[];
  fringes?: Fringe[];
  charges?: Charge[];
  total?: number;
  fringesTotal?: number;
  said?: string;
  who?: string;
  undo?: boolean;
  redo?: boolean;
  saved_at?: string;
  stale?: Stale[];
  refused?: string;
  where?: Where[];
};

/* One cell as somebody typed it; `base` is what stood there when the typing began. */
export type Edit = { id: number; field: string; text: string; base: string };
