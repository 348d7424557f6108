"""Anybody's budget: a sheet with a head, some rows that are headings, some that are lines, some that are sums.

A row with a number of account and no figures but a total is a heading; a row with a description and figures is a
line of its account, or else of the last heading; a row called total is left out, for it is computed. A line with
an amount only is 1 × that amount. `Seen` tells of every row what it was taken for, before anything is kept.

Codes, each with its row: `bad-number`, `bad-vat`, `bad-currency`, `bad-share`, `no-account`, `account-too-long`,
`text-cut`; `amount-differs` (quantity × rate is not what the file says it is) is told and not refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from coulisse.formats.budget_book.cells import Grid
from coulisse.formats.budget_book.cuts import read_cuts
from coulisse.formats.budget_book.read_numbers import NotANumber, factor_of, hand_of, number_of, plain
from coulisse.formats.budget_book.read_own import listed, text_of
from coulisse.formats.budget_book.records import AccountRow, Book, LineRow
from coulisse.formats.budget_book.targets import MOVIE_MAGIC, TARGETS
from coulisse.formats.problems import Problem, problem
from coulisse.formats.tabular import Cell
from coulisse.formats.tabular.grid import capped
from coulisse.formats.tabular.mapping import Target, match_columns
from coulisse.kernel.language import Language

HEAD_WITHIN: Final = 40
"""Rows among which the head is looked for."""
LIMITS: Final[Mapping[str, int]] = {"description": 200, "unit": 20, "person": 80, "note": 300, "account_name": 120}
LONGEST_NUMBER: Final = 16
FIGURES: Final = ("quantity", "multiplier", "rate")
_TOTAL: Final = re.compile(
    r"(?:sous[- ]?|grand[- ]?|sub[- ]?|general |eind)?tota?al?\b|above the line|below the line", re.I
)
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,6}(?:[.\-]\d{1,4})*)\s*[-–:.]?\s+(?P<name>\D.*)", re.S)
_ACCOUNT: Final = re.compile(r"\w+(?:\.\w+)*")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_SIGNS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a sheet: the row of its head (from 0), the field of each column, the hand of its numbers."""

    head: int
    columns: tuple[str, ...]
    hand: Language
    movie_magic: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What one row was taken for: `account`, `line`, `total`, or `refused`."""

    row: int
    kind: str
    account: str = ""
    text: str = ""
    quantity: str = ""
    rate: str = ""
    amount: int | None = None
    sheet: str = ""


@dataclass(slots=True)
class Found:
    """A budget in the making."""

    names: frozenset[str]
    accounts: dict[str, AccountRow] = field(default_factory=dict)
    lines: list[LineRow] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    current: str = ""

    def book(self) -> Book:
        return Book(accounts=_with_parents(self.accounts), lines=tuple(self.lines))

    def tell(self, code: str, row: int, name: str, sheet: str, **detail: str | int) -> None:
        self.problems.append(problem(code, file="", line=row, field=name, sheet=sheet, **detail))


def guess(grid: Grid, language: Language) -> Reading:
    """The head is the row that names the most columns; Movie Magic's is told by its `X` beside `Amount`."""
    best: tuple[str, ...] = ()
    head = 0
    for at, cells in enumerate(grid.rows[:HEAD_WITHIN]):
        columns = columns_of(cells, TARGETS)
        if sum(map(bool, columns)) > sum(map(bool, best)):
            best, head = columns, at
    titles = [text_of(cell).casefold() for cell in grid.rows[head]] if grid.rows else []
    movie_magic = {"x", "rate"} <= set(titles) and not {"amount", "amt"}.isdisjoint(titles)
    columns = columns_of(grid.rows[head], MOVIE_MAGIC) if movie_magic else best
    return Reading(head, columns, hand_in(grid, head, columns, language), movie_magic)


def columns_of(cells: Sequence[Cell], targets: Sequence[Target]) -> tuple[str, ...]:
    return match_columns([text_of(cell).replace("%", " percent ") for cell in cells], targets)


def hand_in(grid: Grid, head: int, columns: Sequence[str], language: Language) -> Language:
    places = [place for place, code in enumerate(columns) if code in (*FIGURES, "amount")]
    rows = grid.rows[head + 1 :]
    return hand_of((cells[place] for cells in rows for place in places if place < len(cells)), language)


def read_rows(
    grid: Grid, how: Reading, found: Found, rows: range | None = None, watch: Callable[[int], None] | None = None
) -> None:
    """Add what a sheet (or some rows of it) holds to what was found."""
    reader = _Rows(grid, how, found)
    for at in rows if rows is not None else range(how.head + 1, len(grid.rows)):
        if any(cell is not None for cell in grid.rows[at]):
            reader.take(at)
        if watch is not None and at % 500 == 0:
            watch(at)


def told(found: Found) -> tuple[Problem, ...]:
    return capped(found.problems)


class _Rows:
    def __init__(self, grid: Grid, how: Reading, found: Found) -> None:
        self.grid, self.how, self.found = grid, how, found
        self.places = {code: place for place, code in reversed(list(enumerate(how.columns))) if code}

    def cell(self, at: int, name: str) -> Cell:
        place = self.places.get(name)
        cells = self.grid.rows[at]
        return cells[place] if place is not None and place < len(cells) else None

    def text(self, at: int, name: str) -> str:
        text = re.sub(r"\s+", " ", text_of(self.cell(at, name)))
        if len(text) > LIMITS.get(name, len(text)):
            self._tell("text-cut", at, name, value=text[:40])
            return text[: LIMITS[name]]
        return text

    def take(self, at: int) -> None:
        number, text = self._account(at)
        has_figures = any(self.cell(at, name) not in (None, "") for name in FIGURES)
        if _TOTAL.match(text) and not has_figures:
            self._see(at, "total", number, text)
        elif number and text and not has_figures:
            self._heading(at, number, text)
        elif not (text or has_figures or self.cell(at, "amount") is not None):
            self._see(at, "refused", number, text)
            self._tell("nothing-read", at, "")
        else:
            self._line(at, number, text, has_figures)

    def _account(self, at: int) -> tuple[str, str]:
        """The number of account and the text of a row; of « 31 Décors » in one cell too."""
        text = self.text(at, "description") or self.text(at, "account_name")
        number = text_of(self.cell(at, "account"))
        numbered = _NUMBERED.fullmatch(number or ("" if "account" in self.places else text))
        if numbered:
            number, text = numbered["number"], text if number else numbered["name"]
            text = text or numbered["name"]
        return number.replace("-", "."), text

    def _heading(self, at: int, number: str, text: str) -> None:
        if len(number) > LONGEST_NUMBER or not _ACCOUNT.fullmatch(number):
            self._see(at, "refused", number, text)
            self._tell("account-unreadable", at, "account", value=number[:40])
            return
        name = self.text(at, "account_name") or text
        self.found.current = number
        known = self.found.accounts.get(number)
        if known is None or not known.name:
            self.found.accounts[number] = AccountRow(number, name[:120], self.text(at, "parent"))
        self._see(at, "account", number, name, amount=self._cents(at, quiet=True))

    def _line(self, at: int, number: str, text: str, has_figures: bool) -> None:
        account = number or self.found.current
        before = len(self.found.problems)
        if not account or len(account) > LONGEST_NUMBER or not _ACCOUNT.fullmatch(account):
            self._tell("no-account" if not account else "account-unreadable", at, "account", value=account[:40])
        line = self._read_line(at, account, text, has_figures)
        refused = any(one.code not in TOLD for one in self.found.problems[before:])
        kind = "refused" if refused else "line"
        amount = self._cents(at, quiet=True)
        self._see(at, kind, account, text, quantity=line.quantity, rate=line.rate, amount=amount)
        if not refused:
            self.found.lines.append(line)
            if account not in self.found.accounts:
                self.found.accounts[account] = AccountRow(account, self.text(at, "account_name"))
            self.found.current = account
            self._compare(at, line, amount)

    def _read_line(self, at: int, account: str, text: str, has_figures: bool) -> LineRow:
        quantity, multiplier, rate = (self._factor(at, name) for name in FIGURES)
        amount = self._cents(at)
        if amount is not None and not rate:
            quantity, multiplier, rate = "1", "", plain(Decimal(amount) / 100)
        elif rate and not quantity:
            quantity = "1"
        return LineRow(
            account=account,
            description=text,
            quantity=quantity,
            multiplier=multiplier,
            rate=rate,
            unit=self.text(at, "unit"),
            currency=self._currency(at),
            fringes=listed(self.text(at, "fringes")),
            person=self.text(at, "person"),
            cuts=dict(self._cuts(at)),
            vat=self._vat(at),
            note=self.text(at, "note"),
            row=at + 1,
        )

    def _factor(self, at: int, name: str) -> str:
        try:
            return factor_of(self.cell(at, name), self.how.hand, self.found.names)
        except NotANumber as refused:
            self._tell("bad-number", at, name, value=str(refused))
            return ""

    def _cents(self, at: int, *, quiet: bool = False) -> int | None:
        try:
            value = number_of(self.cell(at, "amount"), self.how.hand)
        except NotANumber as refused:
            if not quiet:
                self._tell("bad-number", at, "amount", value=str(refused))
            return None
        return None if value is None else int((value * 100).to_integral_value("ROUND_HALF_UP"))

    def _vat(self, at: int) -> int:
        cell = self.cell(at, "vat")
        try:
            value = number_of(cell.strip("% ") if isinstance(cell, str) else cell, self.how.hand) or Decimal(0)
        except NotANumber:
            value = Decimal(-1)
        points = value * (10_000 if 0 < value < 1 else 100)
        if not 0 <= points <= 10_000 or points != points.to_integral_value():
            self._tell("bad-vat", at, "vat", value=text_of(cell)[:40])
            return 0
        return int(points)

    def _currency(self, at: int) -> str:
        text = self.text(at, "currency")
        code = _SIGNS.get(text, text.upper())
        if code and not _CURRENCY.fullmatch(code):
            self._tell("bad-currency", at, "currency", value=text[:40])
            return ""
        return code

    def _cuts(self, at: int) -> Iterator[tuple[str, dict[str, str]]]:
        for name in self.places:
            text = self.text(at, name) if name.startswith("cut.") else ""
            codes = read_cuts(text) if text else {}
            if codes is None:
                self._tell("bad-share", at, name, value=text[:40])
            elif codes:
                yield name.removeprefix("cut."), codes

    def _compare(self, at: int, line: LineRow, amount: int | None) -> None:
        """What the file says the line comes to, beside what its figures come to."""
        try:
            factors = [Decimal(text or "1") for text in (line.quantity, line.multiplier, line.rate)]
        except ArithmeticError:
            return
        if amount is None or not (line.quantity or line.rate):
            return
        cents = int((factors[0] * factors[1] * factors[2] * 100).to_integral_value("ROUND_HALF_UP"))
        if cents != amount and not line.currency:
            self._tell("amount-differs", at, "amount", computed=cents, said=amount)

    def _tell(self, code: str, at: int, name: str, **detail: str | int) -> None:
        self.found.tell(code, at + 1, name, self.grid.name, **detail)

    def _see(self, at: int, kind: str, account: str, text: str, **more: str | int | None) -> None:
        seen = Seen(at + 1, kind, account[:40], text[:120], sheet=self.grid.name, **more)  # type: ignore[arg-type]
        self.found.seen.append(seen)


TOLD: Final = frozenset({"amount-differs", "text-cut"})
"""Problems that do not keep a row out."""


def _with_parents(accounts: Mapping[str, AccountRow]) -> tuple[AccountRow, ...]:
    """Each below the heading whose number begins its own: 31.2 below 31, 1101 below 1100."""
    made = []
    for number, account in accounts.items():
        above = account.parent or next((one for one in _above(number) if one in accounts and one != number), "")
        made.append(replace(account, parent=above))
    return tuple(made)


def _above(number: str) -> Iterator[str]:
    head, dot, _tail = number.rpartition(".")
    if dot:
        yield head
    if number.isdecimal() and len(number) >= 3:
        for zeros in range(1, len(number)):
            yield number[:-zeros] + "0" * zeros
    for length in range(len(number) - 1, 0, -1):
        yield number[:length]
