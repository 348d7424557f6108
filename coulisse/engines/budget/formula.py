"""The small language of quantities, multipliers, rates and globals. Nothing of it is ever run as Python.

    formula  = ["="] sum
    sum      = product { ("+" | "-" | "−") product }
    product  = signed { ("*" | "×" | "/" | "÷") signed }
    signed   = { "+" | "-" | "−" } atom
    atom     = number | name | "@" account | function "(" sum { ("," | ";") sum } ")" | "(" sum ")"
    number   = digits [ "." digits ]            function = min | max | round

A formula is read once, and kept by its text as a row of steps over exact ratios. `round(x)` and
`round(x, places)` round half away from zero. `@31` is what the lines of account 31 and below come to, without
fringes. A name may hold letters with accents, digits and underscores, and never begins with a digit.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, NoReturn, TypeAlias

from coulisse.engines.budget.arithmetic import Ratio, fraction, is_too_large, ratio, rounded

LONGEST: Final = 500
DEEPEST: Final = 40
MOST_PLACES: Final = 10
FUNCTIONS: Final = frozenset({"min", "max", "round"})
KEPT: Final = 200_000

Names: TypeAlias = Mapping[str, Ratio]
Step: TypeAlias = tuple[str, str | int | Ratio]
"""An operation, and what it needs: a number, a name, its place, or how many values it takes."""

_PLAIN = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_TOKEN = re.compile(
    r"[ \t\u00a0\u202f\u2009]*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[^\W\d]\w*)"
    r"|@(?P<account>\w+(?:\.\w+)*)|(?P<mark>[-+−*×/÷(),;])|(?P<end>\Z)|(?P<other>.))",
    re.DOTALL,
)
_SAME: Final = {"−": "-", "×": "*", "÷": "/", ";": ","}


class FormulaProblem(ValueError):
    """A formula that cannot be read or counted: a code, the character (from 0), the word meant.

    Codes: empty, too-long, too-deep, unexpected, unfinished, arguments, places, unknown-name, unknown-account,
    division-by-zero, too-large, name-in-error, cycle; and from `writing` number.
    """

    def __init__(self, code: str, place: int = 0, name: str = "") -> None:
        super().__init__(f"{code} at {place}" + (f": {name}" if name else ""))
        self.code = code
        self.place = place
        self.name = name


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as read. `value` where it needs no name; `names` and `accounts` where it does, with places."""

    text: str
    steps: tuple[Step, ...]
    value: Ratio | None = None
    names: tuple[tuple[str, int], ...] = ()
    accounts: tuple[tuple[str, int], ...] = ()


def evaluate(text: str, names: Mapping[str, Fraction]) -> Fraction:
    """The exact value; `names` holds the globals, and accounts as "@31". Raises FormulaProblem.

    >>> evaluate("6.5*5", {}), evaluate("SEM × 5 ÷ 2", {"SEM": Fraction(13, 2)})
    (Fraction(65, 2), Fraction(65, 4))
    >>> evaluate("2*(1+", {})
    Traceback (most recent call last):
    coulisse.engines.budget.formula.FormulaProblem: unfinished at 5
    """
    formula = read_formula(text)
    needed = {name: value_of(names, name, place) for name, place in formula.names}
    needed |= {f"@{number}": value_of(names, f"@{number}", place) for number, place in formula.accounts}
    return fraction(run(formula, needed))


def value_of(names: Mapping[str, Fraction], name: str, place: int) -> Ratio:
    if name not in names:
        code = "unknown-account" if name.startswith("@") else "unknown-name"
        raise FormulaProblem(code, place, name.removeprefix("@"))
    return ratio(names[name])


def run(formula: Formula, names: Names) -> Ratio:
    """The value of a formula all of whose names are there. Raises FormulaProblem."""
    value = formula.value if formula.value is not None else _worked_out(formula.steps, names)
    if is_too_large(value):
        value = ratio(fraction(value))
        if is_too_large(value):
            raise FormulaProblem("too-large")
    return value


@lru_cache(maxsize=KEPT)
def plain(text: str) -> Ratio | None:
    """The value of a text that is nothing but a number with a dot, or None."""
    return _number(text) if _PLAIN.fullmatch(text) else None


def is_name(text: str) -> bool:
    """Whether a global may be called so."""
    found = _TOKEN.fullmatch(text)
    return bool(found and found["name"] == text) and text not in FUNCTIONS and len(text) <= LONGEST


def same_name(name: str) -> str:
    """A name as it is compared: an accent is one with its letter."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


@lru_cache(maxsize=KEPT)
def read_formula(text: str) -> Formula:
    """Read a formula. Raises FormulaProblem."""
    value = plain(text)
    if value is not None:
        return Formula(text, (("number", value),), value)
    if len(text) > LONGEST:
        raise FormulaProblem("too-long", LONGEST)
    return _Reader(text).read()


class _Reader:
    """A recursive descent over the tokens; what is written down is the formula in Polish notation, backwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[Step] = []
        self.names: dict[str, int] = {}
        self.accounts: dict[str, int] = {}
        self.depth = 0
        self.next = 0
        self._advance()
        if self.kind == "other" and self.word == "=":
            self._advance()

    def read(self) -> Formula:
        if self.kind == "end":
            raise FormulaProblem("empty", self.place)
        self._sum()
        if self.kind != "end":
            self._unexpected()
        steps = tuple(self.steps)
        value = None if self.names or self.accounts else _worked_out(steps, {})
        return Formula(self.text, steps, value, tuple(self.names.items()), tuple(self.accounts.items()))

    def _advance(self) -> None:
        found = _TOKEN.match(self.text, self.next)
        assert found is not None, "any character is a token"
        self.kind = found.lastgroup or "end"
        self.word = found[self.kind]
        self.place = found.start(self.kind) - (self.kind == "account")
        if self.kind == "mark":
            self.word = _SAME.get(self.word, self.word)
        self.next = found.end()

    def _unexpected(self) -> NoReturn:
        if self.kind == "end":
            raise FormulaProblem("unfinished", self.place)
        raise FormulaProblem("unexpected", self.place, self.word)

    def _take(self, mark: str) -> None:
        if self.word != mark or self.kind != "mark":
            self._unexpected()
        self._advance()

    def _sum(self) -> None:
        self._product()
        while self.kind == "mark" and self.word in ("+", "-"):
            mark, place = self.word, self.place
            self._advance()
            self._product()
            self.steps.append((mark, place))

    def _product(self) -> None:
        self._signed()
        while self.kind == "mark" and self.word in ("*", "/"):
            mark, place = self.word, self.place
            self._advance()
            self._signed()
            self.steps.append((mark, place))

    def _signed(self) -> None:
        minus = False
        while self.kind == "mark" and self.word in ("+", "-"):
            minus ^= self.word == "-"
            self._advance()
        self._atom()
        if minus:
            self.steps.append(("negate", 0))

    def _atom(self) -> None:
        kind, word, place = self.kind, self.word, self.place
        if kind == "number":
            self.steps.append(("number", _number(word)))
        elif kind == "account":
            self.accounts.setdefault(word, place)
            self.steps.append(("name", f"@{word}"))
        elif kind == "name" and word not in FUNCTIONS:
            name = same_name(word)
            self.names.setdefault(name, place)
            self.steps.append(("name", name))
        else:
            self._nested(word if kind == "name" else "", place)
            return
        self._advance()

    def _nested(self, function: str, place: int) -> None:
        """Parentheses, or a function with its arguments."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaProblem("too-deep", place)
        if function:
            self._advance()
        self._take("(")
        self._sum()
        count = 1
        while function and self.kind == "mark" and self.word == ",":
            self._advance()
            self._sum()
            count += 1
        self._take(")")
        self.depth -= 1
        if function == "round":
            if count > 2:
                raise FormulaProblem("arguments", place, function)
            self.steps.append((function if count == 2 else "whole", place))
        elif function:
            self.steps.append((function, count))


def _number(word: str) -> Ratio:
    whole, _, decimals = word.partition(".")
    return int(whole + decimals), 10 ** len(decimals)


def _worked_out(steps: tuple[Step, ...], names: Names) -> Ratio:
    """Go through the steps with a pile of values. Raises FormulaProblem."""
    pile: list[Ratio] = []
    for what, given in steps:
        if what == "number":
            pile.append(given)  # type: ignore[arg-type]
        elif what == "name":
            pile.append(names[given])  # type: ignore[index]
        elif what == "*":  # by far the most frequent: the call is spared
            c, d = pile.pop()
            a, b = pile[-1]
            pile[-1] = a * c, b * d
        else:
            _STEPS[what](pile, given)  # type: ignore[arg-type]
    return pile[0]


def _add(pile: list[Ratio], place: int) -> None:
    c, d = pile.pop()
    a, b = pile[-1]
    pile[-1] = (a + c, b) if b == d else (a * d + c * b, b * d)


def _subtract(pile: list[Ratio], place: int) -> None:
    c, d = pile.pop()
    a, b = pile[-1]
    pile[-1] = (a - c, b) if b == d else (a * d - c * b, b * d)


def _divide(pile: list[Ratio], place: int) -> None:
    c, d = pile.pop()
    a, b = pile[-1]
    if c == 0:
        raise FormulaProblem("division-by-zero", place)
    pile[-1] = (a * d, b * c) if c > 0 else (-a * d, -b * c)


def _negate(pile: list[Ratio], place: int) -> None:
    a, b = pile[-1]
    pile[-1] = -a, b


def _least(pile: list[Ratio], count: int) -> None:
    for _ in range(count - 1):
        c, d = pile.pop()
        a, b = pile[-1]
        pile[-1] = (c, d) if c * b < a * d else (a, b)


def _greatest(pile: list[Ratio], count: int) -> None:
    for _ in range(count - 1):
        c, d = pile.pop()
        a, b = pile[-1]
        pile[-1] = (c, d) if c * b > a * d else (a, b)


def _round_whole(pile: list[Ratio], place: int) -> None:
    pile[-1] = rounded(*pile[-1]), 1


def _round(pile: list[Ratio], place: int) -> None:
    count, unit_of_count = pile.pop()
    places, rest = divmod(count, unit_of_count)
    if rest or abs(places) > MOST_PLACES:
        raise FormulaProblem("places", place, "round")
    a, b = pile[-1]
    unit = 10 ** abs(places)
    pile[-1] = (rounded(a * unit, b), unit) if places > 0 else (rounded(a, b * unit) * unit, 1)


_STEPS: Final[dict[str, Callable[[list[Ratio], int], None]]] = {
    "+": _add,
    "-": _subtract,
    "/": _divide,
    "negate": _negate,
    "min": _least,
    "max": _greatest,
    "whole": _round_whole,
    "round": _round,
}
