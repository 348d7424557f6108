"""CSV out, as a Belgian spreadsheet opens it: semicolons, UTF-8 with its mark, CR LF, no formula."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from coulisse.formats.tabular.escaping import protect
from coulisse.formats.tabular.records import Formula, OutCell, Table


def write_csv(table: Table, *, delimiter: str = ";", decimal: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """The table as CSV. A formula gives its value, amounts have the `decimal` sign, dates are ISO 8601."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([protect(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_text(cell, decimal) for cell in row])
    return out.getvalue().encode(encoding, errors="replace")


def _text(cell: OutCell, decimal: str) -> str:
    match cell:
        case None:
            return ""
        case Formula():
            return _text(cell.value, decimal)
        case Decimal():
            return format(cell, "f").replace(".", decimal)
        case datetime():
            return cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case str():
            return protect(cell)
