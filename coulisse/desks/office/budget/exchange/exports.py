"""A budget out: a workbook whose formulas live, or its lines as CSV."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from coulisse.desks.office.budget.exchange.carrying import book_of
from coulisse.desks.office.budget.models import Budget
from coulisse.formats.budget_book import write_book
from coulisse.formats.budget_book.write_csv import write_book_csv
from coulisse.kernel.language import Language

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_xlsx(budget: Budget, *, language: Language, at: datetime) -> bytes:
    book, figures = book_of(budget)
    title = f"{budget.production.title} — {budget}"
    return write_book(book, figures, title=title, language=language, created=at)


def as_csv(budget: Budget, *, language: Language, at: datetime) -> bytes:
    return write_book_csv(*book_of(budget), language=language)


Writer = Callable[..., bytes]
FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "xlsx": (XLSX, as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
}
"""Content type and writer of each way out."""
