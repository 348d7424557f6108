"""The grid counts while one types: what it reads and counts is, text for text, what the server does."""

import json
import random
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from coulisse.engines.budget import FormulaProblem, canonical, evaluate, localise
from coulisse.house.assets import find_node
from coulisse.kernel.language import Language
from coulisse.kernel.reading import UnreadableNumber, read_number

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = {"sem": Fraction(13, 2), "été": Fraction(3), "@31": Fraction(34536)}
CHOSEN: Final = ("=sem*5", "1 234,56 €", "", "=", "max(6,7)", "max(6;7,5)", "round(6,456;1)", "=2*(1+", "sem/0")
PIECES: Final = (
    *("6,5", "1.234,56", "1 234,56", "1.234", "1,234", "12.5", "0,125", "007", ".5", "5.", "1.2.3", "12 34"),
    *("sem", "été", "@31", "@9", "max(", "min(", "round(", ")", "(", "+", "-", "−", "*", "×", "/", "÷", ",", ";"),
    *(" ", "=", "€", "\u00a0", "_a", "x²"),
)
PROGRAM: Final = """
import { canonical, localise, readNumber } from "%(ts)s/reading";
import { FormulaProblem, read } from "%(ts)s/formula";
import { ratioOf } from "%(ts)s/rational";
const names = { sem: ratioOf("6.5"), "été": ratioOf("3"), "@31": ratioOf("34536") };
const named = (name) => {
  if (!(name in names)) throw new FormulaProblem("unknown", 0, name);
  return names[name];
};
const count = (stored) => { try { return read(stored).run(named).map(String); } catch { return null; } };
const told = %(cases)s.map(([text, english]) => {
  const stored = canonical(text, english), value = count(stored);
  return [readNumber(text, english), value, value && stored, value && localise(stored, english)];
});
console.log(JSON.stringify(told));
"""


def in_the_browser_s_words(cases: list[tuple[str, bool]], folder: Path) -> list[Any]:
    node, _npm = find_node()
    written, bundled = folder / "told.js", folder / "bundled.js"
    written.write_text(PROGRAM % {"ts": ROOT / "frontend" / "ts" / "budget", "cases": json.dumps(cases)})
    esbuild = [*node, str(ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"), str(written), "--bundle"]
    subprocess.run([*esbuild, f"--outfile={bundled}", "--log-level=error"], check=True)
    told = subprocess.run([*node, str(bundled)], check=True, capture_output=True, text=True)
    found: list[Any] = json.loads(told.stdout)
    return found


def in_the_server_s_words(text: str, language: Language) -> list[Any]:
    try:
        number = f"{read_number(text, language):f}"
    except UnreadableNumber:
        number = None
    try:
        stored = canonical(text, language)
        return [number, evaluate(stored, NAMES), stored, localise(stored, language)]
    except FormulaProblem:
        return [number, None, None, None]


def test_formulas_are_read_in_the_browser_as_on_the_server(tmp_path: Path) -> None:
    chance = random.Random(4)  # the same texts at each run
    texts = [*CHOSEN, *("".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _case in range(3000))]
    cases = [(text, english) for text in texts for english in (False, True)]

    told = in_the_browser_s_words(cases, tmp_path)

    for (text, english), (number, value, stored, written) in zip(cases, told, strict=True):
        counted = None if value is None else Fraction(int(value[0]), int(value[1]))
        language = Language.EN if english else Language.FR
        assert [number, counted, stored, written] == in_the_server_s_words(text, language), (text, language)
    assert sum(value is not None for _number, value, _stored, _written in told) > 200
