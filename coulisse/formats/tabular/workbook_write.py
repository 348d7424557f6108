"""XLSX out: bold frozen header, filter, widths, typed cells; a text stays a text whatever it looks like."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from coulisse.formats.tabular.records import Formula, OutCell, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CELL = 32_767
# A double holds fifteen digits; a longer number (an account, a long reference) is kept as text.
EXACT_DIGITS = 15
MIN_WIDTH, MAX_WIDTH = 8, 60
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
MAX_NAME = 31


class CellTooLong(Exception):
    """A text over Excel's 32,767 characters, which it would cut without a word."""

    def __init__(self, *, table: str, row: int, column: int) -> None:
        super().__init__(table, row, column)
        self.table, self.row, self.column = table, row, column


def write_xlsx(tables: Sequence[Table], *, created: datetime) -> bytes:
    """One sheet a table, in order. The same tables and `created` give the same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(out, options)
    workbook.set_properties({"created": created.replace(tzinfo=None)})
    styles = _Styles(workbook)
    for name, table in zip(_names(tables), tables, strict=True):
        _write_table(workbook.add_worksheet(name), table, styles)
    workbook.close()
    return out.getvalue()


class _Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: "Workbook") -> None:
        self.header: Format = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.amount: Format = workbook.add_format({"num_format": "#,##0.00"})
        self.day: Format = workbook.add_format({"num_format": "dd/mm/yyyy"})
        self.moment: Format = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.lines: Format = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.text: Format = workbook.add_format({"num_format": "@"})


def _write_table(sheet: "Worksheet", table: Table, styles: _Styles) -> None:
    for column, heading in enumerate(table.columns):
        sheet.write_string(0, column, heading.title, styles.header)
        width = heading.width or _fitting(heading.title, (row[column] for row in table.rows))
        sheet.set_column(column, column, width)
    for number, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > MAX_CELL:
                raise CellTooLong(table=table.name, row=number + 1, column=column + 1)
            _write_cell(sheet, number, column, cell, styles)
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write_cell(sheet: "Worksheet", row: int, column: int, cell: OutCell, styles: _Styles) -> None:
    match cell:
        case None:
            pass
        case Formula():
            shown = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            sheet.write_formula(row, column, cell.text, styles.amount, shown)
        case str():
            # Without wrapping, a spreadsheet shows the lines of a cell as one, run together.
            sheet.write_string(row, column, cell, styles.lines if "\n" in cell else None)
        case date():
            _write_date(sheet, row, column, cell, styles)
        case int() | Decimal():
            _write_number(sheet, row, column, cell, styles)


def _write_date(sheet: "Worksheet", row: int, column: int, cell: date, styles: _Styles) -> None:
    day = cell.date() if isinstance(cell, datetime) else cell
    if day < FIRST_DAY:
        sheet.write_string(row, column, cell.isoformat(), styles.text)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), styles.moment)
    else:
        sheet.write_datetime(row, column, cell, styles.day)


def _write_number(sheet: "Worksheet", row: int, column: int, cell: int | Decimal, styles: _Styles) -> None:
    digits = str(cell).lstrip("-").replace(".", "")
    if len(digits) > EXACT_DIGITS or not digits.isdecimal():
        sheet.write_string(row, column, str(cell), styles.text)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), styles.amount)
    else:
        sheet.write_number(row, column, cell)


def _fitting(title: str, cells: Iterable[OutCell]) -> int:
    widest = max((_width(cell) for cell in cells), default=0)
    return min(max(len(title) + 3, widest + 2, MIN_WIDTH), MAX_WIDTH)


def _width(cell: OutCell) -> int:
    if cell is None:
        return 0
    if isinstance(cell, Formula):
        return len(str(cell.value)) + 4
    return max(len(line) for line in str(cell).split("\n"))


def _names(tables: Sequence[Table]) -> list[str]:
    """Names that Excel accepts: 31 characters, none of []:*?/\\, no apostrophe at an end, each once."""
    names: list[str] = []
    taken: set[str] = set()
    for number, table in enumerate(tables, start=1):
        plain = table.name.translate(FORBIDDEN_IN_NAME).strip(" '")[:MAX_NAME].strip(" '") or f"Sheet{number}"
        name, again = plain, 1
        while name.casefold() in taken:
            again += 1
            ending = f" ({again})"
            name = plain[: MAX_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names
