"""Where everything stands in the workbook: accounts in the order of their tree, lines below their heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coulisse.formats.budget_book.formulas import Names
from coulisse.formats.budget_book.records import AccountRow, Book, ChargeRow, Figures, FringeRow, LineRow
from coulisse.formats.budget_book.words import SHEETS, word
from coulisse.kernel.language import Language

DETAIL_HEADS = (
    *("account", "description", "quantity", "unit", "multiplier", "rate", "currency", "exchange"),
    *("amount", "own_fringes", "total", "fringes", "person", "vat"),
)
CUT_KINDS = ("territory", "group", "location", "set", "funder")
QUANTITY, MULTIPLIER, RATE, EXCHANGE, AMOUNT, FRINGES = 2, 4, 5, 7, 8, 9
CODE, FRINGE_VALUE, CEILING, FLOOR, FRINGE_TOTAL = 0, 3, 9, 10, 8
OWN_LINES, OWN_FRINGES, OWN_CHARGES, OWN, TOTAL, LINES_BELOW, LINE_FRINGES = 3, 4, 5, 6, 7, 8, 9
CHARGE_AMOUNT, POOL_SHARE = 8, 9


def column(number: int) -> str:
    """Letters of a column, from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell(row: int, number: int) -> str:
    return f"{column(number)}{row + 1}"


def fixed(row: int, number: int) -> str:
    return f"${column(number)}${row + 1}"


@dataclass(frozen=True, slots=True)
class Pool:
    """The lines of one person that carry one fringe, in the order of their keys, and the first of their rows."""

    fringe: FringeRow
    person: str
    lines: tuple[LineRow, ...]
    row: int


@dataclass(frozen=True)
class Layout:
    """A book, its figures, and the place of each of its parts."""

    book: Book
    figures: Figures
    language: Language

    def sheet(self, code: str) -> str:
        """The quoted name of a sheet, as formulas refer to it."""
        return f"'{word(SHEETS, code, self.language)}'!"

    @cached_property
    def names(self) -> Names:
        return Names(row.name for row in self.book.globals if row.name in self.figures.globals)

    @cached_property
    def cut_kinds(self) -> tuple[str, ...]:
        found = {kind for line in self.book.lines for kind in line.cuts}
        return (*CUT_KINDS, *sorted(found - set(CUT_KINDS)))

    @cached_property
    def fringe_column(self) -> int:
        """The first column of fringes in the detail; a column each, those shown on their line's account first."""
        return len(DETAIL_HEADS) + len(self.cut_kinds) + 1

    @cached_property
    def fringes(self) -> tuple[FringeRow, ...]:
        return tuple(sorted(self.book.fringes, key=lambda fringe: self.shown_elsewhere(fringe)))

    @cached_property
    def fringe_places(self) -> Mapping[str, int]:
        """Column in the detail by code."""
        return {fringe.code: self.fringe_column + place for place, fringe in enumerate(self.fringes)}

    @cached_property
    def fringe_rows(self) -> Mapping[str, int]:
        """Row on the sheet of fringes by code."""
        return {fringe.code: row for row, fringe in enumerate(self.book.fringes, start=1)}

    def shown_elsewhere(self, fringe: FringeRow) -> bool:
        return bool(fringe.account) and fringe.account in self.summary_rows

    @cached_property
    def technical_column(self) -> int:
        return self.fringe_column + len(self.fringes)

    @cached_property
    def children(self) -> dict[str, list[AccountRow]]:
        known = {account.number for account in self.book.accounts}
        found: dict[str, list[AccountRow]] = {}
        for account in self.book.accounts:
            found.setdefault(account.parent if account.parent in known else "", []).append(account)
        return found

    @cached_property
    def accounts(self) -> tuple[tuple[AccountRow, int], ...]:
        """Each account with its depth, parents first; a circle of accounts stands at the end, flat."""
        found = list(self._below("", 0))
        seen = {account.number for account, _level in found}
        return (*found, *((account, 0) for account in self.book.accounts if account.number not in seen))

    def _below(self, parent: str, level: int) -> Iterator[tuple[AccountRow, int]]:
        for account in self.children.get(parent, ()):
            yield account, level
            yield from self._below(account.number, level + 1)

    @cached_property
    def summary_rows(self) -> Mapping[str, int]:
        """Row on the summary by number of account."""
        return {account.number: row for row, (account, _level) in enumerate(self.accounts, start=1)}

    @cached_property
    def last_below(self) -> Mapping[str, int]:
        """The last row of the summary that is an account or below it."""
        levels = [level for _account, level in self.accounts]
        found = {}
        for place, (account, level) in enumerate(self.accounts):
            end = place
            while end + 1 < len(levels) and levels[end + 1] > level:
                end += 1
            found[account.number] = end + 1
        return found

    @cached_property
    def lines_of(self) -> Mapping[str, list[LineRow]]:
        found: dict[str, list[LineRow]] = {account.number: [] for account in self.book.accounts}
        for line in self.book.lines:
            found.setdefault(line.account, []).append(line)
        return found

    @cached_property
    def heading_rows(self) -> Mapping[str, int]:
        """Row in the detail of each account's heading; its lines follow."""
        found, row = {}, 1
        for account, _level in self.accounts:
            found[account.number] = row
            row += 1 + len(self.lines_of[account.number])
        return found

    @cached_property
    def line_rows(self) -> Mapping[int, int]:
        """Row in the detail by the key of a line."""
        return {
            line.key or 0: self.heading_rows[number] + place
            for number, lines in self.lines_of.items()
            for place, line in enumerate(lines, start=1)
        }

    @cached_property
    def end_of_detail(self) -> int:
        """The row of its total."""
        return 1 + len(self.accounts) + len(self.book.lines)

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """Pools of more than one line, below each other with a row for each line."""
        members: dict[tuple[str, str], list[LineRow]] = {}
        for line in self.book.lines:
            for code in dict.fromkeys(line.fringes) if line.person else ():
                members.setdefault((code, line.person), []).append(line)
        found, row = [], 1
        for fringe in self.book.fringes:
            if fringe.is_flat or fringe.code not in self.figures.fringes:
                continue
            for (code, person), lines in members.items():
                if code == fringe.code and len(lines) > 1:
                    ordered = tuple(sorted(lines, key=lambda line: line.key or 0))
                    found.append(Pool(fringe, person, ordered, row))
                    row += len(lines)
        return tuple(found)

    @cached_property
    def pool_cells(self) -> Mapping[tuple[str, int], str]:
        """The cell of a line's share, by code and key."""
        sheet = self.sheet("pools")
        return {
            (pool.fringe.code, line.key or 0): f"{sheet}{cell(pool.row + place, POOL_SHARE)}"
            for pool in self.pools
            for place, line in enumerate(pool.lines)
        }

    def is_living(self, line: LineRow) -> bool:
        """Whether its amount may be a formula."""
        figures = self.figures.lines.get(line.key or 0)
        texts = (line.quantity, line.multiplier, line.rate)
        return bool(figures and not figures.faulty) and all(not text or self.names.out(text) for text in texts)

    def accounts_under(self, charge: ChargeRow) -> list[int]:
        """Rows of the summary that a charge counts on."""
        inside = self._rows_of(charge.bases) if charge.bases else set(self.summary_rows.values())
        return sorted(inside - self._rows_of(charge.excluded))

    def _rows_of(self, numbers: Iterable[str]) -> set[int]:
        known = [number for number in numbers if number in self.summary_rows]
        return {row for number in known for row in range(self.summary_rows[number], self.last_below[number] + 1)}


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows in order as stretches from–to."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def sum_of(rows: Sequence[int], number: int, sheet: str = "") -> str:
    """A formula over some rows of one column; a spreadsheet takes no more than 255 stretches at once."""
    stretches = [f"{sheet}{fixed(start, number)}:{fixed(end, number)}" for start, end in runs(rows)]
    parts = [f"SUM({','.join(stretches[at : at + 200])})" for at in range(0, len(stretches), 200)]
    return "+".join(parts) or "0"
