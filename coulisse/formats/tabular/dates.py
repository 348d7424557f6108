"""Dates as people type them in a column, day first as in Belgium.

>>> as_date("18/03/2027"), as_date("2027-03-18"), as_date("18.3.27")
(datetime.date(2027, 3, 18), datetime.date(2027, 3, 18), datetime.date(2027, 3, 18))
>>> as_date("31/02/2027") is None
True
"""

import re
from datetime import date, datetime

from coulisse.formats.tabular.records import Cell

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
# A two-digit year up to this one lies in our century: births of 1970 and deadlines of 2069.
LAST_SHORT_YEAR = 69


def as_date(cell: Cell) -> date | None:
    """The day that a cell means, or None where it means none. A date with an hour gives its day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _from_text(cell.strip()) if isinstance(cell, str) else None


def _from_text(text: str) -> date | None:
    if found := YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := DAY_FIRST.fullmatch(text):
        return _day(_full_year(found[4]), found[3], found[1])
    if found := COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    return None


def _full_year(year: str) -> str:
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) <= LAST_SHORT_YEAR else f"19{year}"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
