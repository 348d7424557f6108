"""Budgets to and from a spreadsheet: XLSX with living formulas out; XLSX, ODS, CSV and Movie Magic exports in.

`write_book` writes what LibreOffice and Excel recompute to the same cent; `read_file` opens whatever was
handed in, `is_own` tells whether this house wrote it, `read_own` gives every record back without loss.
"""

from coulisse.formats.budget_book.cells import File, Grid, read_file
from coulisse.formats.budget_book.read_own import is_own, read_own
from coulisse.formats.budget_book.records import (
    AccountRow,
    Book,
    ChargeRow,
    Figures,
    FringeRow,
    GlobalRow,
    LineFigures,
    LineRow,
    RateRow,
)
from coulisse.formats.budget_book.write import write_book

__all__ = [
    "AccountRow",
    "Book",
    "ChargeRow",
    "Figures",
    "File",
    "FringeRow",
    "GlobalRow",
    "Grid",
    "LineFigures",
    "LineRow",
    "RateRow",
    "is_own",
    "read_file",
    "read_own",
    "write_book",
]
