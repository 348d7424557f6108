"""The top sheet: what each account comes to, from the lines up; and the contractual charges on it."""

from decimal import Decimal
from typing import Final

from coulisse.formats.budget_book.layout import (
    AMOUNT,
    CHARGE_AMOUNT,
    FRINGE_TOTAL,
    LINE_FRINGES,
    LINES_BELOW,
    OWN,
    OWN_CHARGES,
    OWN_FRINGES,
    OWN_LINES,
    TOTAL,
    Layout,
    cell,
    fixed,
    sum_of,
)
from coulisse.formats.budget_book.pen import Pen
from coulisse.formats.budget_book.records import AccountRow, ChargeRow, LineFigures
from coulisse.formats.budget_book.words import ACCOUNT, CHARGE, WORDS, word
from coulisse.formats.budget_book.write_around import heads, write_factor

SUMMARY_HEADS: Final = (
    *("account", "account_name", "parent", "lines", "own_fringes", "own_charges", "own", "total"),
    *("lines_below", "line_fringes"),
)
CHARGE_HEADS: Final = (
    *("code", "name", "percent", "bases", "excluded", "on_fringes", "shown_on", "base", "amount"),
)
NUMBER_OF_PLACE: Final = 10


def write_summary(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(SUMMARY_HEADS, layout), ACCOUNT))
    order = {account.number: place for place, account in enumerate(layout.book.accounts)}
    cents = _Cents(layout)
    for account, level in layout.accounts:
        row = layout.summary_rows[account.number]
        _write_account(pen, layout, cents, account, level)
        pen.number(row, NUMBER_OF_PLACE, Decimal(order[account.number]), shown="0")
        pen.sheet.set_row(row, None, None, {"level": min(level, 7)})
    end = len(layout.accounts) + 1
    _write_nowhere(pen, layout, cents, end)
    look = {"bold": True, "top": 1}
    pen.text(end + 1, 1, word(WORDS, "total", layout.language), **look)
    for number in (OWN_LINES, OWN_FRINGES, OWN_CHARGES, OWN, TOTAL):
        column = OWN if number == TOTAL else number
        shown = layout.figures.total if number == TOTAL else cents.sum(number)
        pen.sum(end + 1, number, sum_of(range(1, end + 1), column), shown, **look)
    pen.widths(10, 46, 12, 16, 16, 16, 16, 18)
    pen.hide(LINES_BELOW, NUMBER_OF_PLACE)
    return end + 2, TOTAL + 1


class _Cents:
    """What the cells show until a spreadsheet computes them."""

    def __init__(self, layout: Layout) -> None:
        figures, book = layout.figures, layout.book
        self.own: dict[str, dict[int, int]] = {account.number: {} for account in book.accounts}
        self.nowhere = 0
        elsewhere = {fringe.code for fringe in book.fringes if layout.shown_elsewhere(fringe)}
        for number, lines in layout.lines_of.items():
            counted = [figures.lines.get(line.key or 0, LineFigures((Decimal(0),) * 3, 0)) for line in lines]
            own = self.own.setdefault(number, {})
            own[OWN_LINES] = sum(one.amount for one in counted)
            own[LINE_FRINGES] = sum(sum(one.fringes.values()) for one in counted)
            own[OWN_FRINGES] = sum(
                cents for one in counted for code, cents in one.fringes.items() if code not in elsewhere
            )
        for fringe in book.fringes:
            if fringe.code in elsewhere:
                self._add(fringe.account, OWN_FRINGES, figures.fringes.get(fringe.code, 0))
        for charge in book.charges:
            self._add(charge.account, OWN_CHARGES, figures.charges.get(charge.code, 0))
        for own in self.own.values():
            own[OWN] = sum(own.get(column, 0) for column in (OWN_LINES, OWN_FRINGES, OWN_CHARGES))

    def _add(self, number: str, column: int, cents: int) -> None:
        if number in self.own:
            self.own[number][column] = self.own[number].get(column, 0) + cents
        else:
            self.nowhere += cents

    def sum(self, column: int) -> int:
        beside = self.nowhere if column in (OWN_CHARGES, OWN) else 0
        return sum(own.get(column, 0) for own in self.own.values()) + beside


def _write_account(pen: Pen, layout: Layout, cents: _Cents, account: AccountRow, level: int) -> None:
    number, row = account.number, layout.summary_rows[account.number]
    own, look = cents.own[number], {"bold": not level}
    pen.text(row, 0, number, **look)
    pen.text(row, 1, account.name, indent=min(level, 10), **look)
    pen.text(row, 2, account.parent)
    lines = _lines(layout, number)
    sheet = layout.sheet("detail")
    pen.sum(row, OWN_LINES, sum_of(lines, AMOUNT, sheet), own.get(OWN_LINES, 0), **look)
    pen.sum(row, OWN_FRINGES, _fringes_here(layout, number, lines), own.get(OWN_FRINGES, 0), **look)
    pen.sum(row, OWN_CHARGES, _charges_here(layout, number), own.get(OWN_CHARGES, 0), **look)
    parts = "+".join(cell(row, column) for column in (OWN_LINES, OWN_FRINGES, OWN_CHARGES))
    pen.sum(row, OWN, parts, own.get(OWN, 0), **look)
    below = range(row, layout.last_below[number] + 1)
    numbers = [one.number for one, _level in layout.accounts[row - 1 : layout.last_below[number]]]
    pen.sum(row, TOTAL, sum_of(below, OWN), sum(cents.own[one].get(OWN, 0) for one in numbers), **look)
    amount = sum(cents.own[one].get(OWN_LINES, 0) for one in numbers)
    pen.sum(row, LINES_BELOW, sum_of(below, OWN_LINES), amount)
    block = _block(layout, lines, layout.fringe_column, layout.technical_column - 1)
    pen.sum(row, LINE_FRINGES, block, own.get(LINE_FRINGES, 0))


def _lines(layout: Layout, number: str) -> range:
    start = layout.heading_rows[number] + 1
    return range(start, start + len(layout.lines_of[number]))


def _block(layout: Layout, lines: range, first: int, last: int) -> str:
    """The fringes of some lines, in some columns."""
    if not lines or last < first:
        return "0"
    return f"SUM({layout.sheet('detail')}{fixed(lines[0], first)}:{fixed(lines[-1], last)})"


def _fringes_here(layout: Layout, number: str, lines: range) -> str:
    """Fringes of its own lines that are shown on them, and those of all lines that are shown here."""
    on_lines = sum(not layout.shown_elsewhere(fringe) for fringe in layout.fringes)
    parts = [_block(layout, lines, layout.fringe_column, layout.fringe_column + on_lines - 1)]
    sheet = layout.sheet("fringes")
    parts += [
        f"{sheet}{fixed(layout.fringe_rows[fringe.code], FRINGE_TOTAL)}"
        for fringe in layout.fringes
        if layout.shown_elsewhere(fringe) and fringe.account == number
    ]
    return "+".join(part for part in parts if part != "0") or "0"


def _charges_here(layout: Layout, number: str) -> str:
    sheet = layout.sheet("charges")
    rows = [row for row, charge in enumerate(layout.book.charges, start=1) if charge.account == number]
    return "+".join(f"{sheet}{fixed(row, CHARGE_AMOUNT)}" for row in rows) or "0"


def _write_nowhere(pen: Pen, layout: Layout, cents: _Cents, row: int) -> None:
    """Charges that are shown on no account."""
    known = layout.summary_rows
    rows = [row for row, charge in enumerate(layout.book.charges, start=1) if charge.account not in known]
    if not rows:
        return
    pen.text(row, 1, word(WORDS, "nowhere", layout.language))
    pen.sum(row, OWN_CHARGES, sum_of(rows, CHARGE_AMOUNT, layout.sheet("charges")), cents.nowhere)
    pen.sum(row, OWN, cell(row, OWN_CHARGES), cents.nowhere)
    pen.sum(row, TOTAL, cell(row, OWN_CHARGES), cents.nowhere)


def write_charges(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(CHARGE_HEADS, layout), CHARGE))
    for row, charge in enumerate(layout.book.charges, start=1):
        _write_charge(pen, layout, row, charge)
    pen.widths(12, 34, 12, 24, 24, 14, 14, 18, 18)
    pen.hide(9, 9)
    return len(layout.book.charges) + 1, 9


def _write_charge(pen: Pen, layout: Layout, row: int, charge: ChargeRow) -> None:
    pen.text(row, 0, charge.code, bold=True)
    pen.text(row, 1, charge.name)
    write_factor(pen, row, 2, charge.percent, None, Decimal(0))
    pen.text(row, 3, ", ".join(charge.bases))
    pen.text(row, 4, ", ".join(charge.excluded))
    pen.text(row, 5, word(WORDS, "yes" if charge.on_fringes else "no", layout.language))
    pen.text(row, 6, charge.account)
    pen.text(row, 9, charge.percent)
    rows, sheet = layout.accounts_under(charge), layout.sheet("summary")
    base = sum_of(rows, OWN_LINES, sheet)
    if charge.on_fringes and rows:
        base += "+" + sum_of(rows, LINE_FRINGES, sheet)
    pen.formula(row, 7, base, Decimal(0))
    amount = layout.figures.charges.get(charge.code)
    if amount is None:
        pen.cents(row, CHARGE_AMOUNT, 0)
    else:
        pen.sum(row, CHARGE_AMOUNT, f"ROUND({cell(row, 7)}*{cell(row, 2)}/100,2)", amount)
