"""The lines with their amounts and fringes, and the ceilings that lines of one person fill together."""

from decimal import Decimal
from typing import Final

from coulisse.formats.budget_book.cuts import write_cuts
from coulisse.formats.budget_book.layout import (
    AMOUNT,
    CEILING,
    CUT_KINDS,
    DETAIL_HEADS,
    EXCHANGE,
    FLOOR,
    FRINGE_VALUE,
    FRINGES,
    MULTIPLIER,
    QUANTITY,
    RATE,
    Layout,
    Pool,
    cell,
    fixed,
    sum_of,
)
from coulisse.formats.budget_book.pen import Pen
from coulisse.formats.budget_book.records import AccountRow, FringeRow, LineFigures, LineRow
from coulisse.formats.budget_book.words import CUT_PREFIX, HEADS, LINE, POOL, STORED, WORDS, word
from coulisse.formats.budget_book.write_around import heads, rate_of, write_factor

POOL_HEADS: Final = (
    "fringes",
    "person",
    "account",
    "description",
    "amount",
    "pool",
    "due",
    "part",
    "rest",
    "share",
)
NOTHING: Final = LineFigures((Decimal(0), Decimal(0), Decimal(0)), 0, faulty=True)


def write_detail(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head(detail_titles(layout))
    for account, level in layout.accounts:
        row = layout.heading_rows[account.number]
        _write_heading(pen, layout, row, account, level)
        for place, line in enumerate(layout.lines_of[account.number], start=1):
            write_line(pen, layout, row + place, line)
    _write_total(pen, layout)
    pen.widths(10, 46, 12, 10, 10, 14, 8, 10, 16, 16, 16, 16, 22, 8)
    first = layout.fringe_column
    pen.sheet.set_column(len(DETAIL_HEADS), first - 1, 16)
    pen.sheet.set_column(first, max(first, layout.technical_column - 1), 12)
    pen.hide(layout.technical_column, layout.technical_column + 3)
    return layout.end_of_detail + 1, FRINGES + 2


def detail_titles(layout: Layout) -> tuple[str, ...]:
    kinds = tuple(
        word(HEADS, f"cut.{kind}", layout.language) if kind in CUT_KINDS else f"{CUT_PREFIX}{kind}"
        for kind in layout.cut_kinds
    )
    codes = tuple(f"{word(HEADS, 'own_fringes', layout.language)} {fringe.code}" for fringe in layout.fringes)
    return (*heads(DETAIL_HEADS, layout), *kinds, word(HEADS, "note", layout.language), *codes, LINE, *STORED)


def _write_heading(pen: Pen, layout: Layout, row: int, account: AccountRow, level: int) -> None:
    look = {"bold": True, "bg_color": "#F6F6F6" if level else "#EDEDED"}
    pen.text(row, 0, account.number, **look)
    pen.text(row, 1, account.name, **look)
    pen.text(row, layout.technical_column, "=")


def write_line(pen: Pen, layout: Layout, row: int, line: LineRow) -> None:
    key = line.key or 0
    figures = layout.figures.lines.get(key, NOTHING)
    texts = (line.quantity, line.multiplier, line.rate)
    for number, stored, value in zip((QUANTITY, MULTIPLIER, RATE), texts, figures.values, strict=True):
        write_factor(pen, row, number, stored, None if figures.faulty else layout.names.out(stored), value)
    for number, text in ((0, line.account), (1, line.description), (3, line.unit), (6, line.currency)):
        pen.text(row, number, text)
    pen.text(row, 11, ", ".join(line.fringes))
    pen.text(row, 12, line.person)
    if line.vat:
        pen.number(row, 13, Decimal(line.vat) / 100)
    for place, kind in enumerate(layout.cut_kinds, start=len(DETAIL_HEADS)):
        pen.text(row, place, write_cuts(line.cuts.get(kind, {})))
    pen.text(row, layout.fringe_column - 1, line.note)
    _write_amounts(pen, layout, row, line, figures)
    technical = layout.technical_column
    pen.number(row, technical, Decimal(key), shown="0")
    for place, stored in enumerate(texts, start=technical + 1):
        pen.text(row, place, stored)


def _write_amounts(pen: Pen, layout: Layout, row: int, line: LineRow, figures: LineFigures) -> None:
    q, x, r, c = (cell(row, number) for number in (QUANTITY, MULTIPLIER, RATE, EXCHANGE))
    if layout.is_living(line):
        pen.formula(row, EXCHANGE, rate_of(layout, line.currency), Decimal(1), shown="0.0000##")
        pen.sum(row, AMOUNT, f"ROUND({q}*IF(ISBLANK({x}),1,{x})*{r}*{c},2)", figures.amount)
    else:
        pen.cents(row, AMOUNT, figures.amount)
    for code in dict.fromkeys(line.fringes):
        if code in layout.fringe_places:
            share = figures.fringes.get(code, 0)
            pen.sum(row, layout.fringe_places[code], _share(layout, row, line, code), share)
    owed = sum(figures.fringes.values())
    first, last = layout.fringe_column, layout.technical_column - 1
    fringes = f"SUM({cell(row, first)}:{cell(row, last)})" if layout.fringes else "0"
    pen.sum(row, FRINGES, fringes, owed)
    pen.sum(row, FRINGES + 1, f"{cell(row, AMOUNT)}+{cell(row, FRINGES)}", figures.amount + owed)


def _share(layout: Layout, row: int, line: LineRow, code: str) -> str:
    """What a fringe puts on a line: alone, from its person's pool, or flat."""
    if code not in layout.figures.fringes:
        return "0"
    fringe = next(one for one in layout.book.fringes if one.code == code)
    amount = cell(row, AMOUNT)
    if fringe.is_flat:
        place = f"{layout.sheet('fringes')}{fixed(layout.fringe_rows[code], CEILING)}"
        return f"IF({amount}=0,0,{place})"
    return layout.pool_cells.get((code, line.key or 0)) or due(layout, fringe, amount)


def due(layout: Layout, fringe: FringeRow, base: str) -> str:
    """The percent fringe of a base, rounded once."""
    sheet, row = layout.sheet("fringes"), layout.fringe_rows[fringe.code]
    if fringe.cutoff is not None:
        base = f"MIN({base},{sheet}{fixed(row, CEILING)})"
    if fringe.floor is not None:
        base = f"MAX(0,{base}-{sheet}{fixed(row, FLOOR)})"
    return f"ROUND({base}*{sheet}{fixed(row, FRINGE_VALUE)}/100,2)"


def _write_total(pen: Pen, layout: Layout) -> None:
    row, look = layout.end_of_detail, {"bold": True, "top": 1}
    pen.text(row, 1, word(WORDS, "total", layout.language), **look)
    lines = sum(one.amount for one in layout.figures.lines.values())
    fringes = sum(sum(one.fringes.values()) for one in layout.figures.lines.values())
    rows = range(1, row)
    for number, cents in ((AMOUNT, lines), (FRINGES, fringes), (FRINGES + 1, lines + fringes)):
        pen.sum(row, number, sum_of(rows, number), cents, **look)
    pen.text(row, layout.technical_column, "=")


def write_pools(pen: Pen, layout: Layout) -> tuple[int, int]:
    pen.head((*heads(POOL_HEADS, layout), POOL))
    for pool in layout.pools:
        _write_pool(pen, layout, pool)
    pen.widths(16, 24, 10, 40, 14, 16, 14, 14, 14, 14)
    pen.hide(10, 10)
    return 1 + sum(len(pool.lines) for pool in layout.pools), 10


def _write_pool(pen: Pen, layout: Layout, pool: Pool) -> None:
    """Shares by largest remainder, ties to the line that came first into the budget; all in whole cents."""
    first, last = pool.row, pool.row + len(pool.lines) - 1
    amounts = f"{fixed(first, 4)}:{fixed(last, 4)}"
    parts, rests = f"{fixed(first, 7)}:{fixed(last, 7)}", f"{fixed(first, 8)}:{fixed(last, 8)}"
    total, owed = fixed(first, 5), fixed(first, 6)
    cents = [layout.figures.lines.get(line.key or 0, NOTHING) for line in pool.lines]
    for row, (line, figures) in enumerate(zip(pool.lines, cents, strict=True), start=first):
        pen.text(row, 0, pool.fringe.code)
        pen.text(row, 1, pool.person)
        pen.text(row, 2, line.account)
        pen.text(row, 3, line.description)
        place = cell(layout.line_rows[line.key or 0], AMOUNT)
        pen.sum(row, 4, f"{layout.sheet('detail')}{place}", figures.amount)
        if row == first:
            pen.sum(row, 5, f"SUM({amounts})", sum(one.amount for one in cents))
            shares = sum(one.fringes.get(pool.fringe.code, 0) for one in cents)
            pen.sum(row, 6, due(layout, pool.fringe, total), shares)
        # |due| × weight, the sign of the pool's sum being that of its weights.
        weight = f"ROUND(ABS({owed})*100,0)*ROUND({cell(row, 4)}*100,0)*SIGN({total})"
        whole = f"ROUND(ABS({total})*100,0)"
        rest = cell(row, 8)
        pen.formula(row, 8, f"IF({total}=0,0,MOD({weight},{whole}))", Decimal(0), shown="0")
        pen.formula(row, 7, f"IF({total}=0,0,ROUND(({weight}-{rest})/{whole},0))", Decimal(0), shown="0")
        left = f"IF({total}=0,0,ROUND(ABS({owed})*100,0)-SUM({parts}))"
        above = f"SUMPRODUCT(--({fixed(first, 8)}:{cell(row, 8)}={rest}))-1"
        rank = f"SUMPRODUCT(--({rests}>{rest}))+{above}"
        share = f"SIGN({owed})*({cell(row, 7)}+IF({rank}<{left},1,0))/100"
        pen.sum(row, 9, share, figures.fringes.get(pool.fringe.code, 0))
