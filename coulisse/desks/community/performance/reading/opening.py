"""Opening an export: where its head stands, and what stands above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Final

from coulisse.desks.community.performance.reading.cells import DayOrder, NotAMoment, day_of, text_of
from coulisse.formats.source import CHUNK
from coulisse.formats.tabular import Cell, Sheet, read_workbook
from coulisse.formats.tabular.csv_read import read_csv_rows
from coulisse.formats.tabular.grid import sheet_of
from coulisse.formats.tabular.workbook_read import looks_like_workbook
from coulisse.foundation.people.keys import plain

DEEPEST: Final = 15
"""Rows among which the head is looked for: some exports begin with a title and a period."""
DASHES: Final = (" - ", " – ", " — ", " au ", " to ", " tot ")


@dataclass(frozen=True, slots=True)
class Opened:
    """The table under its head; `above` the lines before it; `delimiter` of a CSV."""

    sheet: Sheet
    above: tuple[str, ...]

    def column(self, mapping: Iterable[str], *fields: str) -> Iterable[Cell]:
        """All cells of the columns that are read as these."""
        places = [at for at, field in enumerate(mapping) if field in fields]
        return (row.cells[at] for row in self.sheet.rows for at in places)


def open_table(content: bytes, known: Mapping[str, str], *, file: str = "") -> Opened:
    """`known` are the headings of the shape by key. Raises Unreadable."""
    if looks_like_workbook(content[:CHUNK]):
        return Opened(read_workbook(BytesIO(content), file=file).records, ())
    rows = read_csv_rows(content, file=file).records
    head = max(
        range(min(DEEPEST, len(rows))),
        key=lambda at: (_known(rows[at], known), -at),
        default=0,
    )
    if not _known(rows[head], known) if rows else True:
        head = 0
    above = tuple(text_of(cell) for row in rows[:head] for cell in row if cell is not None)
    # Empty rows stand for what is above: errors are told by the numbers that an editor shows.
    kept = chain(((),) * head, rows[head:])
    sheet = sheet_of(kept, file=file).records
    return Opened(replace(sheet, delimiter=_delimiter(content)), above)


def period_above(above: Iterable[str]) -> tuple[date, date] | None:
    """The period that a line above the table tells, such as « 1 April 2027 - 30 April 2027 »."""
    for line in above:
        for dash in DASHES:
            first, found, last = line.partition(dash)
            if not found:
                continue
            try:
                return day_of(first, DayOrder.DAY), day_of(last, DayOrder.DAY)
            except NotAMoment:
                continue
    return None


def _known(row: tuple[Cell, ...], known: Mapping[str, str]) -> int:
    return len({known[key] for cell in row if cell is not None and (key := plain(str(cell))) in known})


def _delimiter(content: bytes) -> str:
    head = content[:4096]
    return max((";", "\t", ","), key=lambda mark: head.count(mark.encode()))
