"""The lines of a PDF as the eye reads them: signs of one height are a line, wide gaps part its cells.

The order in which a PDF was written says little: a table comes out column by column. Places are in points, from
the left of the page. Codes: `too-large`, `not-a-pdf`, `pdf-locked`, `too-many-pages`, `no-text`.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, NamedTuple

from coulisse.formats.problems import unreadable
from coulisse.formats.source import Source, bounded

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_PAGES: Final = 400
MAX_SIGNS: Final = 20_000
"""Of one page: the rest of it isn't looked at."""
SAME_LINE: Final = 0.35
WORD_GAP: Final = 0.13
CELL_GAP: Final = 1.3
"""All three in heights of the sign."""
ONE_AT_A_TIME: Final = Lock()
"""PDFium may not be entered by two threads."""


class Cell(NamedTuple):
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """`page` and `number` count from 1."""

    page: int
    number: int
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


class _Sign(NamedTuple):
    left: float
    right: float
    base: float
    height: float
    text: str


def read_lines(source: Source, *, file: str = "") -> tuple[Line, ...]:
    """Every line of text of the PDF. Raises Unreadable."""
    data = bounded(source, limit=MAX_BYTES, file=file)
    with ONE_AT_A_TIME:
        lines = tuple(_lines_of(data, file))
    if not lines:
        raise unreadable("no-text", file=file)
    return lines


def _lines_of(data: bytes, file: str) -> Iterator[Line]:
    import pypdfium2  # a native library that few requests need

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise unreadable("pdf-locked" if locked else "not-a-pdf", file=file) from None
    with document:
        if len(document) > MAX_PAGES:
            raise unreadable("too-many-pages", file=file, limit=MAX_PAGES)
        for index in range(len(document)):
            try:
                signs = _signs(pypdfium2.raw, document[index].get_textpage())
            except pypdfium2.PdfiumError:
                continue  # a broken page has no text; the others keep theirs
            for number, row in enumerate(_rows(signs), start=1):
                yield Line(index + 1, number, tuple(_cells(row)))


def _signs(raw: Any, page: Any) -> list[_Sign]:
    found = []
    x, base = ctypes.c_double(), ctypes.c_double()
    for index in range(min(page.count_chars(), MAX_SIGNS)):
        code = raw.FPDFText_GetUnicode(page, index)
        # Blanks are told from the gaps: a PDF writes or leaves out its own as it likes.
        if not 0 < code < 0x110000 or chr(code).isspace() or not chr(code).isprintable():
            continue
        left, bottom, right, top = page.get_charbox(index, loose=True)
        if raw.FPDFText_GetCharOrigin(page, index, x, base) and top > bottom:
            found.append(_Sign(left, right, base.value, top - bottom, chr(code)))
    return found


def _rows(signs: list[_Sign]) -> Iterator[list[_Sign]]:
    row: list[_Sign] = []
    for sign in sorted(signs, key=lambda sign: -sign.base):
        if row and row[0].base - sign.base > SAME_LINE * max(row[0].height, sign.height):
            yield sorted(row, key=lambda sign: sign.left)
            row = []
        row.append(sign)
    if row:
        yield sorted(row, key=lambda sign: sign.left)


def _cells(row: list[_Sign]) -> Iterator[Cell]:
    start, text, before = row[0].left, row[0].text, row[0]
    for sign in row[1:]:
        gap = (sign.left - before.right) / before.height
        if gap > CELL_GAP:
            yield Cell(start, text)
            start, text = sign.left, sign.text
        else:
            text += f" {sign.text}" if gap > WORD_GAP else sign.text
        before = sign
    yield Cell(start, text)
