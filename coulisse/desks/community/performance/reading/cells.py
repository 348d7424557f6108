"""Cells of exports: counts, amounts and moments as networks write them, in three languages.

>>> count_of("12 400"), count_of("1.234"), count_of("1,234"), count_of("0"), count_of("--")
(12400, 1234, 1234, 0, None)
>>> cents_of("640,00", "comma"), cents_of("1,234.5", "dot"), cents_of("", "comma")
(64000, 123450, None)
>>> moment_of("16/04/2027 19:05", DayOrder.DAY)[0].isoformat()
'2027-04-16T19:05:00+02:00'
>>> moment_of("Fri, Apr 16, 2027", DayOrder.UNKNOWN)
(datetime.datetime(2027, 4, 16, 12, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/Brussels')), False)
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from coulisse.formats.tabular import Cell
from coulisse.kernel.language import Language
from coulisse.kernel.letters import without_accents
from coulisse.kernel.reading import UnreadableNumber, read_number
from coulisse.kernel.times import Never, Twice, in_brussels

NOTHING: Final = frozenset({"", "-", "--", "–", "—", "n/a", "na", "n.d.", "nd", "nvt", "n.v.t.", "null", "none"})
"""What exports write where they have no figure. That is never 0."""
NOON: Final = time(12)
SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
GROUPED: Final = re.compile(r"\d{1,3}(?:[ .,’']\d{3})+")
DIGITS: Final = re.compile(r"\d+")
WHOLE: Final = re.compile(r"(\d+)[.,]0+")
NUMERIC: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b(.*)", re.ASCII)
YEAR_FIRST: Final = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(.*)", re.ASCII)
WORDS_DAY: Final = re.compile(r"(\d{1,2})(?:er|e)? ([a-z]+)\.? (\d{4})(.*)", re.ASCII)
WORDS_MONTH: Final = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})(.*)", re.ASCII)
WEEKDAY: Final = re.compile(r"^[a-z]{2,9}\.?,? (?=[a-z0-9])", re.ASCII)
HOUR: Final = re.compile(r"\D*(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(am|pm)?.*", re.ASCII)
MONTHS: Final = (
    ("jan", "janv"),
    ("feb", "fev", "fevr"),
    ("mar", "mars", "mrt", "maa"),
    ("apr", "avr", "avri"),
    ("may", "mai", "mei"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou", "aout"),
    ("sep", "sept"),
    ("oct", "okt"),
    ("nov",),
    ("dec",),
)


class DayOrder(StrEnum):
    """Which comes first in `03/04/2027`."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be read, with its place."""

    line: int
    field: str
    code: str
    value: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "field": self.field, "code": self.code, "value": self.value}


class NotACount(ValueError):
    """Neither a whole number nor one of the signs for nothing."""


class NotAMoment(ValueError):
    """No day can be read in it, or its order is unknown."""


def text_of(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).replace("\x00", "").translate(SPACES).split())


def count_of(cell: Cell) -> int | None:
    """A whole number, however grouped; None where the export has nothing. Raises NotACount."""
    if isinstance(cell, bool | date):
        raise NotACount(str(cell))
    if isinstance(cell, int | Decimal):
        if cell != int(cell) or cell < 0:
            raise NotACount(str(cell))
        return int(cell)
    text = text_of(cell)
    if text.lower() in NOTHING:
        return None
    if DIGITS.fullmatch(text) or GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    if whole := WHOLE.fullmatch(text):
        return int(whole[1])
    raise NotACount(text)


def cents_of(cell: Cell, decimal: str) -> int | None:
    """An amount in cents, `decimal` being comma or dot; None where there is nothing. Raises NotACount."""
    text = text_of(cell)
    if text.lower() in NOTHING:
        return None
    if isinstance(cell, int | Decimal):
        amount = Decimal(cell)
    else:
        bare = re.sub(r"^(?:€|EUR)\s*|\s*(?:€|EUR)$", "", text)
        try:
            amount = read_number(bare, Language.EN if decimal == "dot" else Language.FR)
        except UnreadableNumber:
            raise NotACount(text) from None
    cents = (amount * 100).to_integral_value()
    # Ad managers write more decimals than they bill: half a cent goes up, as on their invoice.
    rounded = (amount * 100 - cents).copy_abs()
    whole = int((amount * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP")) if rounded else int(cents)
    if whole < 0:
        raise NotACount(text)
    return whole


def decimal_of(cells: Iterable[Cell], delimiter: str) -> str:
    """Which mark is decimal in a column of amounts; a semicolon between columns leaves the comma for it."""
    for cell in cells:
        text = text_of(cell)
        if found := re.search(r"([.,])\d{1,2}\D*$", text):
            return "comma" if found[1] == "," else "dot"
    return "dot" if delimiter == "," else "comma"


def order_of(cells: Iterable[Cell]) -> tuple[DayOrder, bool]:
    """The order that the days of a column prove, and whether it has to be asked."""
    asked = False
    found = set()
    for cell in cells:
        if not isinstance(cell, str) or not (numeric := NUMERIC.match(text_of(cell))):
            continue
        first, second = int(numeric[1]), int(numeric[2])
        if first > 12:
            found.add(DayOrder.DAY)
        elif second > 12:
            found.add(DayOrder.MONTH)
        elif first != second:
            asked = True
    if len(found) == 1:
        return found.pop(), False
    # Both proved: the column is a mixture, and a person says what to believe; the others are then refused.
    return DayOrder.UNKNOWN, asked or len(found) > 1


def moment_of(cell: Cell, order: DayOrder) -> tuple[datetime, bool]:
    """The instant, and whether the cell gave an hour (noon stands for none). Raises NotAMoment."""
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            return cell, True
        has_hour = (cell.hour, cell.minute, cell.second) != (0, 0, 0)
        return _instant(cell.date(), cell.time() if has_hour else NOON), has_hour
    if isinstance(cell, date):
        return _instant(cell, NOON), False
    day, rest = _day(_folded(cell), order)
    wall = hour_of(rest)
    return _instant(day, wall or NOON), wall is not None


def day_of(cell: Cell, order: DayOrder) -> date:
    """Raises NotAMoment."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _day(_folded(cell), order)[0]


def hour_of(cell: Cell) -> time | None:
    """The hour of a cell of its own, or what follows a day; None without any, or out of the clock."""
    if isinstance(cell, datetime):
        return cell.time().replace(tzinfo=None)
    found = HOUR.fullmatch(text_of(cell).lower())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _folded(cell: Cell) -> str:
    return without_accents(unicodedata.normalize("NFKD", text_of(cell).lower()))


def _day(text: str, order: DayOrder) -> tuple[date, str]:
    bare = WEEKDAY.sub("", text) if not WORDS_MONTH.match(text) else text
    if found := YEAR_FIRST.match(bare):
        return _date(int(found[1]), int(found[2]), int(found[3])), found[4]
    if found := NUMERIC.match(bare):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if order is DayOrder.UNKNOWN and first != second:
            raise NotAMoment(text)
        day, month = (second, first) if order is DayOrder.MONTH else (first, second)
        return _date(year + 2000 if year < 100 else year, month, day), found[4]
    if found := WORDS_DAY.match(bare):
        return _date(int(found[3]), _month(found[2]), int(found[1])), found[4]
    if found := WORDS_MONTH.match(bare):
        return _date(int(found[3]), _month(found[1]), int(found[2])), found[4]
    raise NotAMoment(text)


def _month(word: str) -> int:
    for number, starts in enumerate(MONTHS, start=1):
        if any(word == one or (len(word) > 3 and word.startswith(one)) for one in starts):
            return number
    raise NotAMoment(word)


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotAMoment(f"{year}-{month}-{day}") from None
    if not 2000 <= year <= 2099:
        raise NotAMoment(str(year))
    return found


def _instant(day: date, wall: time) -> datetime:
    return in_brussels(day, wall.replace(microsecond=0), twice=Twice.EARLIER, never=Never.SHIFT)
