"""Every sheet of a file as rows of cells, and the formulas behind them: XLSX, ODS, or a CSV as its only sheet.

The table reader of the house gives values; a budget needs the formulas too. They are read from the same measured
parts, so that no limit is passed twice. Hidden columns are cells like others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from lxml import etree

from coulisse.formats.problems import Problem, problem, unreadable
from coulisse.formats.tabular import Cell
from coulisse.formats.tabular.archive import Part
from coulisse.formats.tabular.csv_read import read_csv_rows
from coulisse.formats.tabular.workbook_read import RawWorkbook, looks_like_workbook, read_sheets

Place = tuple[int, int]
"""Row and column, both from 0."""

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `formulas` by place, as the file writes them."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    formulas: Mapping[Place, str] = field(default_factory=dict)
    from_text: bool = False
    """Numbers are texts, written in somebody's hand."""


@dataclass(frozen=True, slots=True)
class File:
    """What was handed in."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()


def read_file(data: bytes, *, file: str = "") -> File:
    """All sheets; raises Unreadable."""
    if not looks_like_workbook(data):
        return _csv(data, file=file)
    workbook = read_sheets(data, file=file)
    formulas = _formulas(workbook)
    grids = tuple(Grid(sheet.name, sheet.rows, formulas.get(sheet.name, {})) for sheet in workbook.sheets)
    in_error = (problem("cells-in-error", file=file, count=workbook.errors),) if workbook.errors else ()
    return File(grids, in_error)


def _csv(data: bytes, *, file: str) -> File:
    reading = read_csv_rows(data, file=file)
    if not any(reading.records):
        raise unreadable("empty", file=file)
    return File((Grid("", reading.records, from_text=True),), reading.problems)


def _formulas(workbook: RawWorkbook) -> dict[str, dict[Place, str]]:
    parts = {part.name: part for part in workbook.parts}
    if "content.xml" in parts:
        return _opendocument(parts["content.xml"])
    return {name: _spreadsheetml(parts[path]) for name, path in _sheet_parts(parts) if path in parts}


def _sheet_parts(parts: Mapping[str, Part]) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    relations, book = parts.get("xl/_rels/workbook.xml.rels"), parts.get("xl/workbook.xml")
    if relations is None or book is None:
        return
    targets = {one.get("Id"): one.get("Target") or "" for one in _parsed(relations).iter("{*}Relationship")}
    for sheet in _parsed(book).iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name") or "", path


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _parsed(part: Part) -> etree._Element:
    return etree.fromstring(part.data, parser=_parser())


def _spreadsheetml(part: Part) -> dict[Place, str]:
    """`<c r="B2"><f>SEM*2</f></c>`; a shared formula without cells of its own is the same everywhere."""
    found: dict[Place, str] = {}
    shared: dict[str, str] = {}
    for cell in _elements(part.data, "{*}c"):
        formula = next(cell.iterchildren("{*}f"), None)
        place = _REFERENCE.fullmatch(cell.get("r") or "")
        if formula is None or place is None:
            continue
        text, group = formula.text or "", formula.get("si") or ""
        if formula.get("t") == "shared":
            text = text or shared.get(group, "")
            shared.setdefault(group, text)
        found[int(place[2]) - 1, _column(place[1])] = text
    return found


def _opendocument(part: Part) -> dict[str, dict[Place, str]]:
    found: dict[str, dict[Place, str]] = {}
    for table in _elements(part.data, f"{_TABLE}table"):
        here = found.setdefault(table.get(f"{_TABLE}name") or "", {})
        row = 0
        for element in table.iter(f"{_TABLE}table-row"):
            column = 0
            for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                formula = cell.get(f"{_TABLE}formula")
                if formula:
                    here[row, column] = formula
                column += _times(cell.get(f"{_TABLE}number-columns-repeated"))
            row += _times(element.get(f"{_TABLE}number-rows-repeated"))
    return found


def _elements(data: bytes, tag: str) -> Iterator[etree._Element]:
    for _event, element in etree.iterparse(
        BytesIO(data), tag=tag, resolve_entities=False, no_network=True, huge_tree=False
    ):
        yield element
        element.clear()


def _times(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 9 else 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
