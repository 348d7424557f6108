"""A budget that this house wrote, come back: every record again, and what somebody changed in the spreadsheet.

A number or formula whose cell still says what was written is taken letter for letter from the hidden column beside
it; one that was changed is read from the cell. So nothing is lost on the way, and nothing that was edited either.

Codes: `formula-as-value` (a formula that the house does not know was taken as what it came to), `bad-number`,
`bad-share`, `bad-day`, `account-unknown`, `code-twice`, `line-twice` are told with sheet and row.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Final

from coulisse.formats.budget_book.cells import File, Grid
from coulisse.formats.budget_book.cuts import read_cuts
from coulisse.formats.budget_book.formulas import Names
from coulisse.formats.budget_book.pen import is_exact
from coulisse.formats.budget_book.records import (
    AccountRow,
    Book,
    ChargeRow,
    FringeRow,
    GlobalRow,
    LineRow,
    RateRow,
)
from coulisse.formats.budget_book.words import (
    ACCOUNT,
    CHARGE,
    CUT_PREFIX,
    FRINGE,
    GLOBAL,
    HEADS,
    LINE,
    RATE,
    STORED,
    TECHNICAL,
    WORDS,
    code_of,
)
from coulisse.formats.problems import Problem, Reading, problem
from coulisse.formats.tabular import Cell
from coulisse.formats.tabular.mapping import heading_key

_NUMBER: Final = re.compile(r"(?<![\w@.])[0-9]+(?:\.[0-9]+)?")
_FIFTEEN: Final = Context(prec=15)
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    LINE: (
        *("account", "description", "quantity", "unit", "multiplier", "rate", "currency", "fringes", "person"),
        *("vat", "note", "cut.territory", "cut.group", "cut.location", "cut.set", "cut.funder"),
    ),
    ACCOUNT: ("account", "account_name", "parent"),
    GLOBAL: ("name", "label", "value", "unit"),
    FRINGE: ("code", "name", "kind", "value", "cutoff", "floor", "currency", "shown_on"),
    CHARGE: ("code", "name", "percent", "bases", "excluded", "on_fringes", "shown_on"),
    RATE: ("currency", "rate", "day", "source"),
}


@dataclass(slots=True)
class Table:
    """One of our sheets: where its columns stand now, whatever was moved."""

    grid: Grid
    columns: Mapping[str, int]
    names: Names
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[int]:
        """Rows below the head that hold something."""
        return (at for at, cells in enumerate(self.grid.rows) if at and any(cell is not None for cell in cells))

    def cell(self, row: int, name: str) -> Cell:
        place = self.columns.get(name)
        cells = self.grid.rows[row]
        return cells[place] if place is not None and place < len(cells) else None

    def text(self, row: int, name: str) -> str:
        return text_of(self.cell(row, name))

    def cents(self, row: int, name: str) -> int | None:
        value = self.cell(row, name)
        if value is None:
            return None
        if isinstance(value, int | Decimal):
            return round(Decimal(value) * 100)
        self.tell("bad-number", row, name, value=str(value)[:40])
        return None

    def factor(self, row: int, name: str, stored: str) -> str:
        """A number or formula: the stored text while the cell still says so, else what the cell says."""
        value = self.cell(row, name)
        formula = self.grid.formulas.get((row, self.columns.get(name, -1)))
        if formula is not None:
            return self._formula(row, name, formula, stored, value)
        if value is None:
            return ""
        if isinstance(value, int | Decimal):
            same = is_exact(stored) and Decimal(stored) == Decimal(value)
            return stored if same else f"{Decimal(value):f}"
        return stored if str(value) == stored else str(value).strip().removeprefix("=")

    def _formula(self, row: int, name: str, formula: str, stored: str, value: Cell) -> str:
        found = self.names.back(formula)
        written = self.names.out(stored) if stored else None
        if found is not None:
            same = written is not None and comparable(self.names.back(written) or "") == comparable(found)
            return stored if same else found
        if isinstance(value, int | Decimal):
            self.tell("formula-as-value", row, name, value=formula[:60])
            return f"{Decimal(value):f}"
        self.tell("bad-number", row, name, value=formula[:60])
        return ""

    def tell(self, code: str, row: int, name: str = "", **detail: str | int) -> None:
        self.problems.append(problem(code, file="", line=row + 1, field=name, sheet=self.grid.name, **detail))


def is_own(file: File) -> bool:
    """Whether the file is a budget that this house wrote."""
    return any(LINE in _titles(grid) for grid in file.grids) and any(ACCOUNT in _titles(g) for g in file.grids)


def read_own(file: File) -> Reading[Book]:
    """The whole budget. Sheets that somebody took away count as empty."""
    grids = {mark: grid for grid in file.grids for mark in TECHNICAL.values() if mark in _titles(grid)}
    nobody = Names(())
    globals_at = _table(grids, GLOBAL, nobody)
    names = Names(globals_at.text(row, "name") for row in globals_at.rows() if globals_at.text(row, "name"))
    tables = {mark: _table(grids, mark, names) for mark in FIELDS}
    book = Book(
        currency=_currency(tables[RATE]),
        globals=tuple(_globals(tables[GLOBAL])),
        fringes=tuple(_fringes(tables[FRINGE])),
        charges=tuple(_charges(tables[CHARGE])),
        rates=tuple(_rates(tables[RATE])),
        accounts=tuple(_accounts(tables[ACCOUNT])),
        lines=tuple(_lines(tables[LINE])),
    )
    problems = [one for table in tables.values() for one in table.problems]
    return Reading(book, (*file.problems, *problems))


def text_of(value: Cell) -> str:
    """A cell as text: a number of account that a spreadsheet took for a number is one again."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).strip()


def _titles(grid: Grid) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in grid.rows[0]) if grid.rows else ()


def _table(grids: Mapping[str, Grid], mark: str, names: Names) -> Table:
    grid = grids.get(mark, Grid("", ()))
    columns: dict[str, int] = {}
    for place, title in enumerate(_titles(grid)):
        technical = title.startswith("coulisse:")
        name = title if technical else code_of(HEADS, title, FIELDS[mark])
        if name:
            columns.setdefault(name, place)
    return Table(grid, columns, names)


def _globals(table: Table) -> Iterator[GlobalRow]:
    for row in table.rows():
        name = table.text(row, "name")
        if name:
            formula = table.factor(row, "value", table.text(row, GLOBAL))
            yield GlobalRow(name, formula, table.text(row, "label"), table.text(row, "unit"))


def _fringes(table: Table) -> Iterator[FringeRow]:
    for row in table.rows():
        code = table.text(row, "code")
        if code:
            yield FringeRow(
                code=code,
                value=table.factor(row, "value", table.text(row, FRINGE)),
                is_flat=code_of(WORDS, table.text(row, "kind"), ("percent", "flat")) == "flat",
                cutoff=table.cents(row, "cutoff"),
                floor=table.cents(row, "floor"),
                currency=table.text(row, "currency"),
                name=table.text(row, "name"),
                account=table.text(row, "shown_on"),
            )


def _charges(table: Table) -> Iterator[ChargeRow]:
    for row in table.rows():
        code = table.text(row, "code")
        if code:
            yield ChargeRow(
                code=code,
                percent=table.factor(row, "percent", table.text(row, CHARGE)),
                name=table.text(row, "name"),
                bases=listed(table.text(row, "bases")),
                excluded=listed(table.text(row, "excluded")),
                on_fringes=code_of(WORDS, table.text(row, "on_fringes"), ("yes", "no")) == "yes",
                account=table.text(row, "shown_on"),
            )


def _rates(table: Table) -> Iterator[RateRow]:
    for row in table.rows():
        if table.text(row, RATE) == "=":
            continue
        day = table.cell(row, "day")
        if not isinstance(day, date):
            table.tell("bad-day", row, "day", value=text_of(day))
            continue
        on = day.date() if isinstance(day, datetime) else day
        rate = table.factor(row, "rate", table.text(row, RATE))
        yield RateRow(table.text(row, "currency"), rate, on, table.text(row, "source"))


def _currency(table: Table) -> str:
    own = [table.text(row, "currency") for row in table.rows() if table.text(row, RATE) == "="]
    return own[0] if own else "EUR"


def _accounts(table: Table) -> Iterator[AccountRow]:
    """In the order that the house keeps; rows that somebody added stand where they were put."""
    found: list[tuple[Decimal, AccountRow]] = []
    for row in table.rows():
        number = table.text(row, "account")
        if not number:
            continue
        place = table.cell(row, ACCOUNT)
        before = found[-1][0] if found else Decimal(-1)
        at = Decimal(place) if isinstance(place, int | Decimal) else before + Decimal("0.000001")
        account = AccountRow(number, table.text(row, "account_name"), table.text(row, "parent"))
        found.append((at, account))
    return (account for _place, account in sorted(found, key=lambda one: one[0]))


def _lines(table: Table) -> Iterator[LineRow]:
    kinds = [name for name in table.columns if name.startswith(("cut.", CUT_PREFIX))]
    seen: set[int] = set()
    account = ""
    for row in table.rows():
        mark = table.cell(row, LINE)
        if text_of(mark) == "=":
            account = table.text(row, "account") or account
            continue
        key = int(mark) if isinstance(mark, int) and mark > 0 else None
        if key in seen:
            key = None  # a row that was copied in the spreadsheet: a new line
        elif key is not None:
            seen.add(key)
        line = _line(table, row, key, account, kinds)
        if line is not None:
            yield line


def _line(table: Table, row: int, key: int | None, account: str, kinds: list[str]) -> LineRow | None:
    quantity, multiplier, rate = (
        table.factor(row, name, table.text(row, stored))
        for name, stored in zip(("quantity", "multiplier", "rate"), STORED, strict=True)
    )
    description = table.text(row, "description")
    if key is None and not (description or quantity or rate):
        return None
    if key is None and heading_key(description) in {heading_key(one) for one in WORDS["total"].values()}:
        return None
    return LineRow(
        account=table.text(row, "account") or account,
        description=description,
        quantity=quantity,
        multiplier=multiplier,
        rate=rate,
        unit=table.text(row, "unit"),
        currency=table.text(row, "currency"),
        fringes=listed(table.text(row, "fringes")),
        person=table.text(row, "person"),
        cuts=dict(_cuts(table, row, kinds)),
        vat=table.cents(row, "vat") or 0,
        note=table.text(row, "note"),
        key=key,
        row=row + 1,
    )


def _cuts(table: Table, row: int, kinds: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for name in kinds:
        text = table.text(row, name)
        if not text:
            continue
        codes = read_cuts(text)
        if codes is None:
            table.tell("bad-share", row, name, value=text[:40])
        else:
            yield name.removeprefix(CUT_PREFIX).removeprefix("cut."), codes


def comparable(formula: str) -> str:
    """With the fifteen digits that a spreadsheet keeps of each number.

    >>> comparable("A*3.14159265358979323846+2.50"), comparable("G1+1")
    ('A*3.14159265358979+2.5', 'G1+1')
    """
    return _NUMBER.sub(lambda found: f"{Decimal(found[0]).normalize(_FIFTEEN):f}", formula)


def listed(text: str) -> tuple[str, ...]:
    """`31, 32` as two."""
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
