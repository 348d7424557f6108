/* What went otherwise than typed: a refusal with its sentence, a change that came second with both values. */
import { all, one } from "../dom";
import { element } from "./sheet";
import type { Stale } from "./types";
import { word } from "./words";

type Act = { label: string; run: () => void };

export function refuse(text: string, acts: Act[] = []): void {
  show("stop", "warning-octagon", text, [], acts);
}

export function conflict(stale: Stale, again: () => void, keep: () => void): void {
  const facts: [string, string][] = [
    [word("theirs", { who: stale.who, when: stale.when }), stale.theirs || word("nothing")],
    [word("yours"), stale.yours || word("nothing")],
  ];
  show("warn", "warning", word("conflict", { who: stale.who, when: stale.when, label: stale.label }), facts, [
    { label: word("keep-theirs"), run: keep },
    { label: word("write-mine"), run: again },
  ]);
}

export function quiet(): void {
  for (const note of all("[data-notes] > .stop[data-said]")) note.remove();
}

function show(tone: string, icon: string, text: string, facts: readonly [string, string][], acts: readonly Act[]): void {
  const region = one<HTMLElement>("[data-notes]");
  if (region === null) return;
  if (tone === "stop") quiet();
  const note = element("div", `note ${tone}`);
  note.setAttribute("role", "alert");
  note.dataset["said"] = "";
  const pattern = one<HTMLTemplateElement>(`template[data-icon="${icon}"]`)?.content.firstElementChild?.cloneNode(true);
  if (pattern) note.append(pattern);
  const body = element("div", "gx-note");
  body.append(element("b", "", text));
  if (facts.length > 0) {
    const list = element("dl", "gx-both");
    for (const [name, value] of facts) list.append(element("dt", "", name), element("dd", "num", value));
    body.append(list);
  }
  const row = element("div", "row wrap");
  const close = (): void => {
    note.remove();
    one<HTMLElement>("[data-grid]")?.focus({ preventScroll: true });
  };
  const buttons = acts.length > 0 ? acts : [{ label: word("understood"), run: () => undefined }];
  for (const act of buttons) {
    const button = element("button", "btn", act.label) as HTMLButtonElement;
    button.type = "button";
    button.addEventListener("click", () => {
      close();
      act.run();
    });
    row.append(button);
  }
  body.append(row);
  note.append(body);
  region.append(note);
}
