"""XLSX and ODS in: at most 32 MB packed, 256 MB unpacked, 4 million cells.

Codes: `too-large`, `too-many-parts`, `too-large-unpacked`, `too-many-cells`, `too-much-text`, `encrypted`,
`old-or-encrypted` (a file of Excel 97, or one with a password), `not-a-workbook`, `sheet-missing`, `empty`
refuse the file; `cells-in-error` (formulas that gave #REF! and its like, read as empty) and those of the
header and rows are reported.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TypeAlias

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from coulisse.formats.problems import Reading, Unreadable, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.tabular.archive import Part, packed, unpacked
from coulisse.formats.tabular.grid import RawRow, capped, sheet_of
from coulisse.formats.tabular.measure import Measure, measured
from coulisse.formats.tabular.records import Cell, Sheet

MAX_BYTES = 32 * 1024 * 1024
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0"
# A spreadsheet's number is a double: beyond this a whole number is not exact any more.
EXACT = 2**53

RawCell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


def looks_like_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of an archive, or of the older format that we name and refuse."""
    return head.startswith((ZIP_MARK, OLE_MARK))


def read_workbook(source: Source, *, file: str = "", sheet: str = "") -> Reading[Sheet]:
    """The named sheet, else the first visible one that holds something."""
    measure = _measured(source, file=file)
    workbook = _opened(measure, file=file)
    names = _visible(workbook)
    if sheet and sheet not in names:
        raise unreadable("sheet-missing", file=file, field=sheet)
    reading = _first_filled(workbook, [sheet] if sheet else names, file=file)
    in_error = (problem("cells-in-error", file=file, count=measure.errors),) if measure.errors else ()
    return Reading(reading.records, capped((*in_error, *reading.problems)))


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One visible sheet, every row from the first on, as it came."""

    name: str
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """All visible sheets, and the measured parts that they were read from."""

    sheets: tuple[RawSheet, ...]
    parts: tuple[Part, ...]
    errors: int


def read_sheets(source: Source, *, file: str = "") -> RawWorkbook:
    """Every visible sheet in its order, for whoever looks for more than one table."""
    measure = _measured(source, file=file)
    workbook = _opened(measure, file=file)
    names = _visible(workbook)
    sheets = tuple(RawSheet(name, tuple(_rows(workbook, name, file=file))) for name in names)
    return RawWorkbook(sheets, measure.parts, measure.errors)


def sheet_names(source: Source, *, file: str = "") -> tuple[str, ...]:
    """The visible sheets, in their order."""
    return tuple(_visible(_opened(_measured(source, file=file), file=file)))


def _measured(source: Source, *, file: str) -> Measure:
    data = bounded(source, limit=MAX_BYTES, file=file)
    if data.startswith(OLE_MARK):
        raise unreadable("old-or-encrypted", file=file)
    return measured(unpacked(data, file=file), file=file)


def _opened(measure: Measure, *, file: str) -> CalamineWorkbook:
    try:
        return load_workbook(BytesIO(packed(measure.parts)))
    except BaseException as error:
        raise _refusal(error, file=file) from error


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _first_filled(workbook: CalamineWorkbook, names: list[str], *, file: str) -> Reading[Sheet]:
    for name in names:
        try:
            return sheet_of(_rows(workbook, name, file=file), file=file, name=name)
        except Unreadable as refusal:
            if refusal.code != "empty":
                raise
    raise unreadable("empty", file=file)


def _rows(workbook: CalamineWorkbook, name: str, *, file: str) -> list[RawRow]:
    try:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        raise _refusal(error, file=file) from error
    return [tuple(_cell(cell) for cell in row) for row in rows]


def _refusal(error: BaseException, *, file: str) -> Unreadable:
    """A panic of the library is no `Exception`; an interruption by its user is none of ours."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error
    return unreadable("not-a-workbook", file=file)


def _cell(cell: RawCell) -> Cell:
    match cell:
        case str():
            return cell if cell.strip() else None
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return _number(cell)
        case time():
            return cell.isoformat()
        case timedelta():
            return _duration(cell)
        case _:
            return cell


def _number(value: float) -> Cell:
    if not isfinite(value):
        return None
    if value.is_integer() and abs(value) < EXACT:
        return int(value)
    return Decimal(repr(value))


def _duration(value: timedelta) -> str:
    """Hours may pass 24, as on a time sheet."""
    seconds = round(abs(value).total_seconds())
    sign = "-" if value < timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
