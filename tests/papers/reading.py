"""What a test reads back from a paper: its pages, its words, the cells of its workbook."""

from io import BytesIO

import openpyxl
import pypdfium2


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def text_of(pdf: bytes) -> str:
    """The words of all the pages; lines are kept, no-break spaces are spaces."""
    document = pypdfium2.PdfDocument(pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    return found.replace("\u00a0", " ").replace("\r", "")


def sheets_of(workbook: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(workbook))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def cells_typed(workbook: bytes, kind: str) -> int:
    """How many cells have an openpyxl data type: `f` is a formula."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    return sum(cell.data_type == kind for sheet in book for row in sheet.iter_rows() for cell in row)
