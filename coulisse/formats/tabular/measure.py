"""How large a workbook becomes once it is opened, counted from its XML without opening it.

Three things make a small file enormous: a rectangle spanned by two distant cells, a repeated row or column
(ODS), and one long text which a million cells share (XLSX).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from coulisse.formats.problems import unreadable
from coulisse.formats.tabular.archive import Part
from coulisse.formats.tabular.grid import MAX_CELLS

MAX_CHARACTERS = 256 * 1024 * 1024
REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,10})", re.ASCII)
SHARED = re.compile(r"\s*\+?\d{1,18}\s*", re.ASCII)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found on the way: `errors` counts cells that hold #DIV/0! and its like."""

    parts: tuple[Part, ...]
    errors: int = 0


@dataclass(slots=True)
class _Tally:
    """Running counts over all the parts."""

    texts: list[int] = field(default_factory=list)
    uses: Counter[int] = field(default_factory=Counter)
    cells: int = 0
    written: int = 0
    """Rows and cells as they stand in the file: one place written a million times is a million to walk through."""
    characters: int = 0
    errors: int = 0


@dataclass(slots=True)
class _Extent:
    """The rectangle spanned by the filled cells of one sheet so far."""

    first_row: int = 1 << 40
    last_row: int = 0
    first_column: int = 1 << 40
    last_column: int = 0

    def add(self, row: int, column: int) -> None:
        self.first_row, self.last_row = min(self.first_row, row), max(self.last_row, row)
        self.first_column, self.last_column = min(self.first_column, column), max(self.last_column, column)

    def cells(self) -> int:
        if not self.last_row:
            return 0
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


def measured(parts: tuple[Part, ...], *, file: str) -> Measure:
    """The well-formed parts of a workbook that is known to fit; refuses one that does not."""
    tally = _Tally()
    kept = tuple(part for part in parts if part.name == "mimetype" or _count(part, tally, file=file))
    shared = sum(
        times * tally.texts[index] for index, times in tally.uses.items() if 0 <= index < len(tally.texts)
    )
    if tally.characters + shared > MAX_CHARACTERS:
        raise unreadable("too-much-text", file=file, limit=MAX_CHARACTERS)
    return Measure(kept, tally.errors)


def _count(part: Part, tally: _Tally, *, file: str) -> bool:
    """Whether the part can be given on; what it holds is added up on the way.

    Which part is a sheet is told by other parts, so every part is counted as if it were one.
    """
    extent, row = _Extent(), 0
    try:
        for element in _elements(part.data):
            match _local(element):
                case "row":
                    tally.written += max(1, len(element))
                    row = _count_row(element, row, extent, tally)
                case "table-row":
                    tally.written += max(1, len(element))
                    row = _count_repeated_row(element, row, extent, tally)
                case "si":
                    tally.texts.append(_length(element))
                case "table":
                    tally.cells += extent.cells()
                    extent, row = _Extent(), 0
                case "c":
                    return False  # a cell outside every row: no spreadsheet writes it
            if max(tally.cells + extent.cells(), tally.written) > MAX_CELLS:
                raise unreadable("too-many-cells", file=file, limit=MAX_CELLS)
    except etree.XMLSyntaxError:
        return False
    tally.cells += extent.cells()
    return True


def _elements(data: bytes) -> Iterator[etree._Element]:
    """Rows, tables and shared texts as each ends, forgotten once looked at; at last any cell left over."""
    context = etree.iterparse(
        BytesIO(data),
        tag=("{*}row", "{*}si", "{*}table-row", "{*}table"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in context:
        yield element
        parent = element.getparent()
        element.clear()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]
    yield from context.root.iter("{*}c")


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _count_row(element: etree._Element, row: int, extent: _Extent, tally: _Tally) -> int:
    """SpreadsheetML: `<row r="2"><c r="B2" t="s"><v>0</v></c></row>`; a place left out follows the last."""
    row = _whole(element.get("r"), otherwise=row + 1)
    column = 0
    for cell in element.iter("{*}c"):
        column += 1
        place = REFERENCE.fullmatch(cell.get("r") or "")
        if place:
            column, row = _column_number(place[1]), int(place[2])
        if len(cell):
            extent.add(row, column)
            _count_cell(cell, tally)
    return row


def _count_cell(cell: etree._Element, tally: _Tally) -> None:
    kind = cell.get("t")
    tally.errors += kind == "e"
    for child in cell:
        value = child.text or ""
        if kind == "s" and _local(child) == "v" and SHARED.fullmatch(value):
            tally.uses[int(value)] += 1
        else:
            tally.characters += _length(child)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _count_repeated_row(element: etree._Element, row: int, extent: _Extent, tally: _Tally) -> int:
    """OpenDocument: `<table:table-row table:number-rows-repeated="9">`, and the same for its cells."""
    times = _whole(element.get(f"{TABLE}number-rows-repeated"), otherwise=1)
    column = filled = characters = 0
    for cell in element.iter(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        across = _whole(cell.get(f"{TABLE}number-columns-repeated"), otherwise=1)
        column += across
        if len(cell) or cell.get(f"{OFFICE}value-type"):
            filled = column
            characters += across * (_length(cell) + len(cell.get(f"{OFFICE}string-value") or ""))
    tally.characters += times * characters
    if filled:
        extent.add(1, 1)  # the library counts from the corner
        extent.add(row + times, filled)
    return row + times


def _length(element: etree._Element) -> int:
    return sum(len(str(piece)) for piece in element.itertext())


def _whole(written: str | None, *, otherwise: int) -> int:
    """A number of an attribute; one that cannot be read is taken for the worst."""
    if written is None:
        return otherwise
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 12 else MAX_CELLS + 1
