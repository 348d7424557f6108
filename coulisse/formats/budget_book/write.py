"""A budget as an XLSX workbook whose formulas live: globals are named cells, all totals follow them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coulisse.formats.budget_book import write_around, write_detail, write_summary
from coulisse.formats.budget_book.layout import Layout
from coulisse.formats.budget_book.pen import Pen, Styles
from coulisse.formats.budget_book.records import Book, Figures
from coulisse.formats.budget_book.words import SHEETS, WORDS, word
from coulisse.kernel.language import Language

Writer = Callable[[Pen, Layout], tuple[int, int]]
"""Writes a sheet, and says how many of its rows and columns are to be printed."""

WRITERS: Final[Mapping[str, Writer]] = {
    "summary": write_summary.write_summary,
    "detail": write_detail.write_detail,
    "globals": write_around.write_globals,
    "fringes": write_around.write_fringes,
    "charges": write_summary.write_charges,
    "pools": write_detail.write_pools,
    "rates": write_around.write_rates,
}


class _Sheet(Worksheet):  # type: ignore[misc]
    """Takes formulas as they are: looking in each for functions newer than 2007 costs half of the writing."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_book(book: Book, figures: Figures, *, title: str, language: Language, created: datetime) -> bytes:
    """The workbook. The same book, title and `created` give the same bytes."""
    out = BytesIO()
    workbook = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"title": title, "created": created.replace(tzinfo=None)})
    workbook.set_calc_mode("auto")
    layout = Layout(book, figures, language)
    styles = Styles(workbook)
    page = word(WORDS, "page", language)
    for code, writer in WRITERS.items():
        pen = Pen(workbook.add_worksheet(word(SHEETS, code, language), _Sheet), styles)
        rows, columns = writer(pen, layout)
        pen.print_on_a4(title=title, page=page, rows=rows, columns=columns)
    _name_cells(workbook, layout)
    workbook.close()
    return out.getvalue()


def _name_cells(workbook: "Workbook", layout: Layout) -> None:
    for name, place in write_around.named_cells(layout):
        workbook.define_name(name, f"={place}")
