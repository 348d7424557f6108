"""What people type into a cell, read into what a line keeps; a refusal says which cell, and what to do.

Fields have the short names of the grid: d description, q quantity, x multiplier, r rate, u unit, c currency,
f fringes, who, vat, note, and t.territory, t.group, t.location, t.set, t.funder for the cuts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from coulisse.desks.office.budget.models import FORMULA
from coulisse.engines.budget import FormulaProblem, canonical
from coulisse.kernel.language import Language
from coulisse.kernel.reading import UnreadableNumber, read_number
from coulisse.kernel.writing import write_number

CUTS: Final = ("territory", "group", "location", "set", "funder")
FORMULAS: Final = {"q": "quantity", "x": "multiplier", "r": "rate"}
TEXTS: Final = {"d": ("description", 200), "u": ("unit", 20), "who": ("person", 80), "note": ("note", 300)}
COLUMN_OF: Final = {
    **FORMULAS,
    **{field: column for field, (column, _most) in TEXTS.items()},
    "c": "currency",
    "f": "fringes",
    "vat": "vat",
    **{f"t.{kind}": "cuts" for kind in CUTS},
}
"""Which column of a line each field of the grid writes."""
LONG_NAMES: Final = {
    "description": "d",
    "quantity": "q",
    "multiplier": "x",
    "rate": "r",
    "unit": "u",
    "person": "who",
}
"""For whoever writes lines from another slice, and calls the columns by their names."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_SIGNS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}


class Unreadable(Exception):
    """A cell that cannot be read: why, in the reader's words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Where:
    """A refused cell: the key of its line, or its row in what was pasted (from 0), its field, and why."""

    why: str
    field: str = ""
    id: int | None = None
    row: int | None = None

    def told(self) -> dict[str, Any]:
        place = {"id": self.id} if self.row is None else {"row": self.row}
        return {**place, "field": self.field, "why": self.why}


class Refused(Exception):
    """Nothing was written: which cells cannot be read."""

    def __init__(self, where: Iterable[Where]) -> None:
        self.where = tuple(where)
        super().__init__("; ".join(one.why for one in self.where))


def read_cell(field: str, text: str, language: Language, fringes: Mapping[str, str]) -> Any:
    """The value of a column. `fringes`: codes of the budget by their lower case. Raises Unreadable."""
    typed = text.strip()
    if field in FORMULAS:
        return read_formula(typed, language)
    if field in TEXTS:
        return _text(typed, TEXTS[field][1])
    if field == "c":
        return read_currency(typed)
    if field == "f":
        return read_codes(typed, fringes)
    if field == "vat":
        return read_vat(typed, language)
    if field.startswith("t.") and field[2:] in CUTS:
        return read_weights(typed, language, upper=field == "t.territory")
    raise Unreadable(_("There is no column “%(name)s”.") % {"name": field[:20]})


def read_formula(typed: str, language: Language) -> str:
    """A number or a formula, as it is kept."""
    if typed in {"", "="}:
        return ""
    try:
        stored = canonical(typed, language)
    except FormulaProblem as problem:
        raise Unreadable(formula_words(problem.code, problem.place, problem.name)) from None
    if len(stored) > FORMULA:
        raise Unreadable(_("This formula is too long. Put a part of it into a global."))
    return stored


def formula_words(code: str, place: int = 0, name: str = "") -> str:
    """Why a formula was refused or counts 0, and where."""
    words = {"place": place + 1, "name": name}
    known = {
        "empty": _("There is nothing to count here."),
        "too-long": _("This formula is too long. Put a part of it into a global."),
        "too-deep": _("This formula has too many parentheses one in the other."),
        "unfinished": _("The formula stops too early: something is missing at character %(place)s."),
        "arguments": _("A function has the wrong number of values at character %(place)s."),
        "places": _("Round to 0 to 10 decimals."),
        "number": _("“%(name)s” is not a number. Write it like 1.234,56."),
        "unknown-name": _("There is no global “%(name)s”. Add it, or correct its name."),
        "unknown-account": _("There is no account %(name)s."),
        "division-by-zero": _("The formula divides by zero."),
        "too-large": _("This comes to more than any budget. Check its zeros."),
        "amount-too-large": _("This comes to more than any budget. Check its zeros."),
        "name-in-error": _("The global “%(name)s” cannot be counted."),
        "cycle": _("“%(name)s” is counted from itself."),
        "missing-rate": _("There is no exchange rate for this currency. Add it."),
        "unknown-fringe": _("There is no fringe “%(name)s”. Add it, or take it off the line."),
    }
    return known.get(code, _("This is neither a number nor a formula: see character %(place)s.")) % words


def read_currency(typed: str) -> str:
    code = _SIGNS.get(typed, typed.upper())
    if code and not _CURRENCY.fullmatch(code):
        raise Unreadable(_("Write the currency as three letters: EUR, USD, GBP."))
    return code


def read_codes(typed: str, known: Mapping[str, str]) -> list[str]:
    """Codes of fringes: `EMP, VAC` or `EMP VAC` or `EMP+VAC`."""
    found: list[str] = []
    for word in re.split(r"[\s,;+]+", typed):
        if not word:
            continue
        code = known.get(word.lower())
        if code is None:
            words = {"name": word[:20], "known": ", ".join(known.values()) or "–"}
            raise Unreadable(_("There is no fringe “%(name)s”. Known here: %(known)s.") % words)
        if code not in found:
            found.append(code)
    return found


def read_vat(typed: str, language: Language) -> int:
    """A percentage, as basis points."""
    if not typed:
        return 0
    try:
        percent = read_number(typed.rstrip("% \u00a0\u202f"), language)
    except UnreadableNumber:
        raise Unreadable(_("Write the VAT as a percentage: 21 or 6.")) from None
    points = percent * 100
    if points != points.to_integral_value() or not 0 <= points <= Decimal(10_000):
        raise Unreadable(_("Write the VAT as a percentage between 0 and 100."))
    return int(points)


def read_weights(typed: str, language: Language, *, upper: bool = False) -> dict[str, str]:
    """`BE 51 FR 34 LU 15`, `BE 51 %, FR 34 %`, or one code alone. Weights are kept as exact text."""
    typed = " ".join(typed.split())  # no pattern below has to walk through a thousand spaces
    if not typed:
        return {}
    found: dict[str, str] = {}
    for name, weight in _pairs(typed):
        code = name.upper() if upper else name
        if code in found:
            raise Unreadable(_("“%(name)s” stands there twice.") % {"name": code[:30]})
        found[code] = _weight(weight, language)
    if not any(Fraction(weight) for weight in found.values()):
        raise Unreadable(_("At least one share must be above zero."))
    return found


def _pairs(typed: str) -> list[tuple[str, str]]:
    parts = [part for part in re.split(r"[;/]|,(?!\d)", typed) if part.strip()]
    words = typed.split()
    if len(parts) == 1 and len(words) > 2 and _alternate(words):
        return list(zip(words[::2], words[1::2], strict=True))
    return [_pair(part.strip()) for part in parts]


def _alternate(words: list[str]) -> bool:
    return len(words) % 2 == 0 and all(_is_number(word) != (at % 2 == 0) for at, word in enumerate(words))


def _is_number(word: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:[.,]\d+)?%?", word))


def _pair(part: str) -> tuple[str, str]:
    found = re.fullmatch(r"(?P<name>.*?)\s*[:=]?\s+(?P<weight>\d+(?:[.,]\d+)?)\s*%?", part)
    name, weight = (found["name"], found["weight"]) if found else (part, "1")
    if not name or len(name) > 40:
        raise Unreadable(_("Write a code and its share: BE 51 FR 34 LU 15."))
    return name, weight


def _weight(text: str, language: Language) -> str:
    try:
        number = read_number(text.rstrip("%"), language)
    except UnreadableNumber:
        raise Unreadable(_("Write a code and its share: BE 51 FR 34 LU 15.")) from None
    return f"{number:f}"


def write_weights(codes: Mapping[str, str], language: Language) -> str:
    """As people write them, and may type them again."""
    if len(codes) == 1 and set(codes.values()) == {"1"}:
        return next(iter(codes))
    mark = " " if all(len(code.split()) == 1 and not _is_number(code) for code in codes) else "; "
    return mark.join(f"{code} {write_number(Fraction(weight), language)}" for code, weight in codes.items())


def _text(typed: str, most: int) -> str:
    text = re.sub(r"\s+", " ", typed)
    if len(text) > most:
        raise Unreadable(_("At most %(most)s characters.") % {"most": most})
    return text
