"""Ratings of broadcasts and admissions of screenings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from coulisse.desks.community.performance.reading.cells import (
    NOTHING,
    DayOrder,
    NotACount,
    NotAMoment,
    Trouble,
    count_of,
    hour_of,
    moment_of,
    text_of,
)
from coulisse.desks.community.performance.reading.posts import TOTALS
from coulisse.formats.tabular import Cell, Row
from coulisse.kernel.language import Language
from coulisse.kernel.reading import UnreadableNumber, read_number


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One broadcast or screening; `viewers` None where the file does not tell. `share` in thousandths."""

    line: int
    title: str
    channel: str
    aired_at: datetime
    has_hour: bool
    viewers: int | None
    share: int | None


def read_ratings(
    rows: Sequence[Row], mapping: Sequence[str], *, order: DayOrder
) -> Iterator[RatingRow | Trouble | None]:
    """Each row as a rating or as what is wrong with it; None for a row of totals."""
    for row in rows:
        cells = {code: cell for code, cell in zip(mapping, row.cells, strict=False) if code}
        title = text_of(cells.get("title"))
        if TOTALS.fullmatch(title) or not any(cell is not None for cell in row.cells):
            yield None
            continue
        if not title:
            yield Trouble(row.number, "title", "title-missing")
            continue
        try:
            moment, has_hour = moment_of(cells.get("aired_on"), order)
        except NotAMoment:
            yield Trouble(row.number, "aired_on", "date", text_of(cells.get("aired_on"))[:80])
            continue
        wall = hour_of(cells.get("starts_at"))
        if wall is not None:
            moment, has_hour = moment.replace(hour=wall.hour, minute=wall.minute, second=0), True
        try:
            viewers = _viewers(cells)
        except NotACount as refused:
            yield Trouble(row.number, "viewers", "number", str(refused)[:80])
            continue
        share = _share(cells.get("share"))
        channel = text_of(cells.get("channel"))[:80]
        yield RatingRow(row.number, title[:200], channel, moment, has_hour, viewers, share)


def _viewers(cells: dict[str, Cell]) -> int | None:
    """Thousands keep their decimals: « 412,5 » of a panel are 412 500 people."""
    if "thousands" not in cells:
        return count_of(cells.get("viewers"))
    thousands = _number(cells["thousands"])
    return None if thousands is None else int(thousands * 1000)


def _share(cell: Cell) -> int | None:
    try:
        found = _number(str(cell).replace("%", "").strip() if isinstance(cell, str) else cell)
    except NotACount:
        return None
    return int(found * 10) if found is not None and 0 <= found <= 100 else None


def _number(cell: Cell) -> Decimal | None:
    text = text_of(cell)
    if text.lower() in NOTHING:
        return None
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    try:
        # A panel's thousands have at most one or two decimals, in a Belgian file after a comma, else after a dot.
        return read_number(text, Language.EN if "." in text and "," not in text else Language.FR)
    except UnreadableNumber:
        raise NotACount(text) from None
