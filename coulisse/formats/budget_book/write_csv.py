"""The lines as CSV, for what takes nothing else: texts as stored, amounts to the cent, no formula."""

from decimal import Decimal

from coulisse.formats.budget_book.cuts import write_cuts
from coulisse.formats.budget_book.layout import CUT_KINDS, Layout
from coulisse.formats.budget_book.pen import is_exact
from coulisse.formats.budget_book.records import Book, Figures
from coulisse.formats.budget_book.words import HEADS, word
from coulisse.formats.tabular import Column, OutCell, Table, write_csv
from coulisse.kernel.language import Language

COLUMNS = (
    *("account", "description", "quantity", "unit", "multiplier", "rate", "currency", "amount", "own_fringes"),
    *("fringes", "person", "vat", *(f"cut.{kind}" for kind in CUT_KINDS), "note"),
)


def write_book_csv(book: Book, figures: Figures, *, language: Language) -> bytes:
    layout = Layout(book, figures, language)
    rows: list[tuple[OutCell, ...]] = []
    for account, _level in layout.accounts:
        rows.append((account.number, account.name, *[None] * (len(COLUMNS) - 2)))
        for line in layout.lines_of[account.number]:
            counted = figures.lines.get(line.key or 0)
            rows.append(
                (
                    *(account.number, line.description, _factor(line.quantity), line.unit),
                    *(_factor(line.multiplier), _factor(line.rate), line.currency),
                    Decimal(counted.amount if counted else 0) / 100,
                    Decimal(sum(counted.fringes.values()) if counted else 0) / 100,
                    *(", ".join(line.fringes), line.person, Decimal(line.vat) / 100 if line.vat else None),
                    *(write_cuts(line.cuts.get(kind, {})) for kind in CUT_KINDS),
                    line.note,
                )
            )
    heads = tuple(Column(word(HEADS, code, language)) for code in COLUMNS)
    decimal = "." if language is Language.EN else ","
    return write_csv(Table("", heads, tuple(rows)), decimal=decimal)


def _factor(stored: str) -> OutCell:
    return Decimal(stored) if is_exact(stored) else stored
