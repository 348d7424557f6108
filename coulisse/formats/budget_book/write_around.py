"""The sheets beside the lines: globals, fringes and currencies."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from coulisse.formats.budget_book.formulas import ACCOUNT, accounts_in, rate_name
from coulisse.formats.budget_book.layout import (
    CEILING,
    FLOOR,
    FRINGE_TOTAL,
    FRINGE_VALUE,
    LINES_BELOW,
    Layout,
    fixed,
)
from coulisse.formats.budget_book.pen import DAY, NUMBER, Pen, is_exact
from coulisse.formats.budget_book.records import FringeRow, RateRow
from coulisse.formats.budget_book.words import FRINGE, GLOBAL, HEADS, RATE, WORDS, word

GLOBAL_HEADS: Final = ("name", "label", "value", "unit")
FRINGE_HEADS: Final = (
    *("code", "name", "kind", "value", "cutoff", "floor", "currency", "shown_on", "total"),
    *("in_budget", "floor"),
)
RATE_HEADS: Final = ("currency", "rate", "day", "source")


def heads(codes: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    return tuple(word(HEADS, code, layout.language) for code in codes)


def write_globals(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(GLOBAL_HEADS, layout), GLOBAL))
    for row, one in enumerate(layout.book.globals, start=1):
        pen.text(row, 0, one.name, bold=True)
        pen.text(row, 1, one.label)
        pen.text(row, 3, one.unit)
        pen.text(row, 4, one.formula)
        formula = layout.names.out(one.formula)
        value = layout.figures.globals.get(one.name)
        write_factor(pen, row, 2, one.formula, formula if value is not None else None, value or Decimal(0))
    pen.widths(28, 44, 16, 14)
    pen.hide(4, 4)
    return len(layout.book.globals) + 1, 4


def write_factor(pen: Pen, row: int, number: int, stored: str, formula: str | None, value: Decimal) -> None:
    """A stored number or formula: as a number, a living formula, or its text where neither can be."""
    if not stored:
        return
    if is_exact(stored):
        pen.number(row, number, Decimal(stored))
    elif formula is None:
        pen.text(row, number, stored)
    else:
        pen.formula(row, number, formula, value, shown=NUMBER)


def write_fringes(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(FRINGE_HEADS, layout), FRINGE))
    for row, fringe in enumerate(layout.book.fringes, start=1):
        _write_fringe(pen, layout, row, fringe)
    pen.widths(12, 34, 18, 12, 18, 18, 8, 14, 16)
    pen.hide(9, 11)
    return len(layout.book.fringes) + 1, 9


def _write_fringe(pen: Pen, layout: Layout, row: int, fringe: FringeRow) -> None:
    pen.text(row, 0, fringe.code, bold=True)
    pen.text(row, 1, fringe.name)
    pen.text(row, 2, word(WORDS, "flat" if fringe.is_flat else "percent", layout.language))
    write_factor(pen, row, FRINGE_VALUE, fringe.value, None, Decimal(0))
    for number, bound in ((4, fringe.cutoff), (5, fringe.floor)):
        if bound is not None:
            pen.cents(row, number, bound)
    pen.text(row, 6, fringe.currency)
    pen.text(row, 7, fringe.account)
    pen.text(row, 11, fringe.value)
    total = layout.figures.fringes.get(fringe.code)
    place = layout.fringe_places[fringe.code]
    last = max(layout.end_of_detail - 1, 1)
    column = f"{layout.sheet('detail')}{fixed(1, place)}:{fixed(last, place)}"
    pen.sum(row, FRINGE_TOTAL, f"SUM({column})", total or 0)
    if total is not None:
        _write_bounds(pen, layout, row, fringe)


def _write_bounds(pen: Pen, layout: Layout, row: int, fringe: FringeRow) -> None:
    """The ceiling (or the flat amount) and the floor in the budget's currency."""
    rate = rate_of(layout, fringe.currency)
    first = FRINGE_VALUE if fringe.is_flat else 4
    if fringe.is_flat or fringe.cutoff is not None:
        pen.formula(row, CEILING, f"ROUND({fixed(row, first)}*{rate},2)", Decimal(0))
    if fringe.floor is not None and not fringe.is_flat:
        pen.formula(row, FLOOR, f"ROUND({fixed(row, 5)}*{rate},2)", Decimal(0))


def rate_of(layout: Layout, currency: str) -> str:
    """The named cell of a currency's rate, or 1."""
    known = {rate.currency for rate in layout.book.rates}
    own = currency in ("", layout.book.currency) or currency not in known
    return "1" if own else rate_name(currency)


def write_rates(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(RATE_HEADS, layout), RATE))
    pen.text(1, 0, layout.book.currency, bold=True)
    pen.number(1, 1, Decimal(1))
    pen.text(1, 4, "=")
    for row, rate in enumerate(layout.book.rates, start=2):
        pen.text(row, 0, rate.currency)
        write_factor(pen, row, 1, rate.rate, None, Decimal(0))
        pen.sheet.write_datetime(row, 2, rate.day, pen.styles.get(num_format=DAY))
        pen.text(row, 3, rate.source)
        pen.text(row, 4, rate.rate)
    pen.widths(10, 14, 14, 44)
    pen.hide(4, 4)
    return len(layout.book.rates) + 2, 4


def named_cells(layout: Layout) -> Iterator[tuple[str, str]]:
    """What the formulas refer to by name: globals, the last rate of each currency, accounts."""
    for row, one in enumerate(layout.book.globals, start=1):
        if one.name in layout.names.cells:
            yield layout.names.cells[one.name], f"{layout.sheet('globals')}{fixed(row, 2)}"
    for currency, row in _last_rates(layout.book.rates).items():
        if len(currency) == 3 and currency.isascii() and currency.isalpha():
            yield rate_name(currency), f"{layout.sheet('rates')}{fixed(row, 1)}"
    texts = [one.formula for one in layout.book.globals]
    texts += [text for line in layout.book.lines for text in (line.quantity, line.multiplier, line.rate)]
    used = {number for text in texts for number in accounts_in(text)}
    for number in sorted(used & layout.summary_rows.keys()):
        place = fixed(layout.summary_rows[number], LINES_BELOW)
        yield f"{ACCOUNT}{number}", f"{layout.sheet('summary')}{place}"


def _last_rates(rates: tuple[RateRow, ...]) -> dict[str, int]:
    """Row of the rate that counts, by currency."""
    placed = sorted(enumerate(rates, start=2), key=lambda one: one[1].day)
    return {rate.currency: row for row, rate in placed}
