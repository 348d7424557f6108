"""The budget of the bench as a spreadsheet with living formulas, in two ways of writing it.

`living`: totals by account and pools by person are SUMIFS over their columns, and each line shows its fringes, so
that rows may be added, moved and sorted. Without: an account is the SUM of its rows, a pool adds up its cells one
by one, and the shares of lines are left out: nobody could keep that, but a spreadsheet has nothing quicker.
What the house does besides, sharing each pool to the cent, both are spared.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from coulisse.engines.budget import Budget, Fringe, Line

ACCOUNT, QUANTITY, MULTIPLIER, RATE, AMOUNT, PERSON, FIRST_FLAG, FIRST_FRINGE = 0, 1, 2, 3, 4, 5, 6, 16
Pool = dict[str, list[int]]


@dataclass
class _Book:
    budget: Budget
    living: bool
    rows: int
    lines: Any
    pools: Any
    formulas: int = 0
    pool_rows: int = 0
    pool_of: dict[tuple[str, str], int] = field(default_factory=dict)

    def formula(self, sheet: Any, row: int, column: int, text: str) -> None:
        sheet.write_formula(row, column, f"={text}")
        self.formulas += 1

    def column(self, column: int, first: int = 0, last: int = -1) -> str:
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
        return f"Lines!${letter}${first + 1}:${letter}${(self.rows if last < 0 else last)}"


def write_workbook(budget: Budget, path: Path, *, living: bool) -> int:
    """Write it; gives the number of formulas. The sheet `Top` has accounts, then fringes, then the total."""
    file = xlsxwriter.Workbook(str(path))
    top, names, lines, pools = (file.add_worksheet(name) for name in ("Top", "Globals", "Lines", "Pools"))
    rows = sum(len(account.lines) for account in budget.accounts)
    book = _Book(budget, living, rows, lines, pools)
    for row, one in enumerate(budget.globals):
        names.write_string(row, 0, one.name)
        book.formula(names, row, 1, one.formula)
        file.define_name(one.name, f"=Globals!$B${row + 1}")
    members = _members(budget)
    _write_pools(book, members)
    row = 0
    for place, account in enumerate(budget.accounts):
        first = row
        for line in account.lines:
            lines.write_string(row, ACCOUNT, account.number)
            _write_line(book, row, line)
            row += 1
        top.write_string(place, 0, account.number)
        by_number = f"SUMIFS({book.column(AMOUNT)},{book.column(ACCOUNT)},A{place + 1})"
        book.formula(top, place, 1, by_number if living else f"SUM({book.column(AMOUNT, first, row)})")
    _write_fringes(book, top, members)
    heads = len(budget.accounts) + len(budget.fringes)
    book.formula(top, heads, 1, f"SUM(B1:B{heads})")
    file.close()
    return book.formulas


def _members(budget: Budget) -> dict[str, Pool]:
    """By fringe and person, the rows that fill one ceiling together."""
    found: dict[str, Pool] = {one.code: defaultdict(list) for one in budget.fringes}
    percent = {one.code for one in budget.fringes if one.kind == "percent"}
    for row, line in enumerate(line for account in budget.accounts for line in account.lines):
        for code in line.fringes:
            if line.person and code in percent:
                found[code][line.person].append(row)
    return found


def _write_pools(book: _Book, members: dict[str, Pool]) -> None:
    for at, fringe in enumerate(book.budget.fringes):
        for person, rows in members[fringe.code].items():
            row = book.pool_rows
            book.pools.write_string(row, 0, person)
            flags, people = book.column(FIRST_FLAG + at), book.column(PERSON)
            wired = "+".join(f"Lines!E{one + 1}" for one in rows)
            summed = f"SUMIFS({book.column(AMOUNT)},{people},A{row + 1},{flags},1)"
            book.formula(book.pools, row, 1, summed if book.living else wired)
            book.formula(book.pools, row, 2, _due(fringe, f"B{row + 1}"))
            book.pool_of[fringe.code, person] = row
            book.pool_rows += 1


def _write_line(book: _Book, row: int, line: Line) -> None:
    sheet = book.lines
    book.formula(sheet, row, QUANTITY, line.quantity)
    sheet.write_number(row, MULTIPLIER, int(line.multiplier))
    book.formula(sheet, row, RATE, line.rate)
    book.formula(sheet, row, AMOUNT, f"ROUND(B{row + 1}*C{row + 1}*D{row + 1},2)")
    sheet.write_string(row, PERSON, line.person)
    for at, fringe in enumerate(book.budget.fringes):
        if fringe.code not in line.fringes:
            continue
        sheet.write_number(row, FIRST_FLAG + at, 1)
        pool = book.pool_of.get((fringe.code, line.person))
        if pool is None:
            book.formula(sheet, row, FIRST_FRINGE + at, _due(fringe, f"E{row + 1}"))
        elif book.living:
            share = f"IF(Pools!B{pool + 1}=0,0,Pools!C{pool + 1}*E{row + 1}/Pools!B{pool + 1})"
            book.formula(sheet, row, FIRST_FRINGE + at, share)


def _write_fringes(book: _Book, top: Any, members: dict[str, Pool]) -> None:
    first = 0
    for at, fringe in enumerate(book.budget.fringes):
        row, last = len(book.budget.accounts) + at, first + len(members[fringe.code])
        top.write_string(row, 0, fringe.code)
        summed = f"SUM({book.column(FIRST_FRINGE + at)})"
        if not book.living and last > first:
            summed += f"+SUM(Pools!C{first + 1}:C{last})"
        book.formula(top, row, 1, summed)
        first = last


def _due(fringe: Fringe, pool: str) -> str:
    if fringe.kind == "flat":
        return f"IF({pool}=0,0,{fringe.value})"
    base = f"MIN({pool},{fringe.cutoff.plain()})" if fringe.cutoff else pool
    return f"ROUND({base}*{fringe.value}/100,2)"
