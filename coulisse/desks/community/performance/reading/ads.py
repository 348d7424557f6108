"""Lines of an ad manager: what was spent, and what it brought."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.desks.community.performance.reading.cells import (
    DayOrder,
    NotACount,
    NotAMoment,
    Trouble,
    cents_of,
    count_of,
    day_of,
    text_of,
)
from coulisse.desks.community.performance.reading.posts import TOTALS
from coulisse.formats.tabular import Cell, Row

COUNTS: Final = ("impressions", "reach", "clicks", "views", "complete_views", "results")


@dataclass(frozen=True, slots=True)
class AdRow:
    """One line: `spend` in cents; what the export leaves empty is None, never 0."""

    line: int
    name: str
    first_on: date
    last_on: date
    spend: int | None
    currency: str
    counts: dict[str, int | None]
    result_kind: str


def read_ads(
    rows: Sequence[Row],
    mapping: Sequence[str],
    *,
    order: DayOrder,
    decimal: str,
    period: tuple[date, date] | None,
) -> Iterator[AdRow | Trouble | None]:
    """Each row as a line or as what is wrong with it; None for a row of totals.

    `period` stands for lines that tell none of their own. An amount that cannot be read refuses its line: money
    is not guessed.
    """
    for row in rows:
        cells = {code: cell for code, cell in zip(mapping, row.cells, strict=False) if code}
        name = text_of(cells.get("name"))
        if TOTALS.match(name) or TOTALS.match(text_of(row.cells[0] if row.cells else None)) or not name:
            # Meta sums its lines in one without a name; Google in one that begins with « Total ».
            yield None
            continue
        try:
            days = _days(cells, order) or period
        except NotAMoment as refused:
            yield Trouble(row.number, "first_on", "date", str(refused)[:80])
            continue
        if days is None:
            yield Trouble(row.number, "first_on", "date-missing")
            continue
        try:
            spend = cents_of(cells.get("spend"), decimal)
        except NotACount:
            yield Trouble(row.number, "spend", "amount", text_of(cells.get("spend"))[:80])
            continue
        counts: dict[str, int | None] = {}
        for code in COUNTS:
            try:
                counts[code] = count_of(cells.get(code))
            except NotACount:
                counts[code] = None
                yield Trouble(row.number, code, "number", text_of(cells.get(code))[:80])
        ad = text_of(cells.get("ad"))
        yield AdRow(
            row.number,
            (f"{name} · {ad}" if ad else name)[:300],
            *days,
            spend,
            text_of(cells.get("currency")).upper()[:3] or "EUR",
            counts,
            text_of(cells.get("result_kind"))[:120],
        )


def _days(cells: Mapping[str, Cell], order: DayOrder) -> tuple[date, date] | None:
    if text_of(cells.get("day")):
        day = day_of(cells["day"], order)
        return day, day
    if not text_of(cells.get("first_on")):
        return None
    first = day_of(cells["first_on"], order)
    last = day_of(cells["last_on"], order) if text_of(cells.get("last_on")) else first
    if last < first:
        raise NotAMoment(f"{first} > {last}")
    return first, last
