"""The workbook: what it looks like, what it says, and that its bytes do not change by themselves."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from coulisse.formats.budget_book import read_file, read_own, write_book
from coulisse.formats.budget_book.write_csv import write_book_csv
from coulisse.kernel.language import Language
from tests.formats.budget_book.books import SMALL, counted, large, without_rows

AT = datetime(2027, 3, 16)


def written(language: Language = Language.FR) -> bytes:
    return write_book(SMALL, counted(SMALL), title="La Drache — v11", language=language, created=AT)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert written() == written()


@pytest.mark.parametrize("language", [Language.FR, Language.NL, Language.EN])
def test_every_record_comes_back_in_every_language(language: Language) -> None:
    reading = read_own(read_file(written(language)))
    assert without_rows(reading.records) == SMALL
    assert reading.problems == ()


def test_a_large_book_comes_back() -> None:
    book = large(600)
    data = write_book(book, counted(book), title="", language=Language.EN, created=AT)
    assert without_rows(read_own(read_file(data)).records) == book


def test_sheets_are_frozen_printed_on_a4_landscape_and_hide_what_is_technical() -> None:
    workbook = openpyxl.load_workbook(BytesIO(written()))
    assert workbook.sheetnames == [
        *("Récapitulatif", "Détail", "Globales", "Charges", "Frais contractuels", "Plafonds", "Devises"),
    ]
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.print_title_rows == "$1:$1"
        hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
        assert hidden
    assert {"SEM", "JOURS", "SEM1_", "sem_", "équipe_déco", "marge", "RATE_USD", "ACC_21"} <= set(
        workbook.defined_names
    )


def test_text_that_looks_like_a_formula_stays_text() -> None:
    workbook = openpyxl.load_workbook(BytesIO(written()))
    cells = [cell for row in workbook["Détail"] for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert [cell.data_type for cell in cells] == ["s"] and cells[0].quotePrefix
    plain = write_book_csv(SMALL, counted(SMALL), language=Language.FR).decode("utf-8-sig")
    assert "'=HYPERLINK" in plain and "'+32 470" in plain


def test_amounts_are_formulas_over_the_named_cells() -> None:
    sheet = openpyxl.load_workbook(BytesIO(written()))["Détail"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "Régisseur adjoint")
    assert row[2].value == "=JOURS"
    assert str(row[8].value).startswith("=ROUND(C")
    crane = next(row for row in sheet.iter_rows() if row[1].value == "Grue")
    assert crane[7].value == "=RATE_USD"
