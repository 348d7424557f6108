"""Posts of an account as a network exports them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from coulisse.desks.community.performance.reading.cells import (
    DayOrder,
    NotACount,
    NotAMoment,
    Trouble,
    count_of,
    hour_of,
    moment_of,
    text_of,
)
from coulisse.formats.tabular import Cell, Row

PARTS: Final = ("likes", "comments", "shares", "saves")
METRICS: Final = ("impressions", "reach", "views", "complete_views", "interactions", "clicks")
TOTALS: Final = re.compile(r"(?:grand )?tota(?:l|ux|al|len)\b.*|gesamt.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post. `values`: by (metric, side), None where the export has the column and no figure."""

    line: int
    remote_id: str
    address: str
    text: str
    format: str
    published_at: datetime
    has_hour: bool
    values: Mapping[tuple[str, str], int | None]
    parts: Mapping[str, int] = field(default_factory=dict)


def read_posts(
    rows: Sequence[Row], mapping: Sequence[str], *, side: str, order: DayOrder
) -> Iterator[PostRow | Trouble | None]:
    """Each row as a post or as what is wrong with it; None for a row of totals.

    A figure that cannot be read is told and counts as not available; the post stays.
    """
    seen: dict[str, int] = {}
    for row in rows:
        cells = {code: cell for code, cell in zip(mapping, row.cells, strict=False) if code}
        identity = text_of(cells.get("remote_id")) or text_of(cells.get("address"))
        text = text_of(cells.get("text")) or text_of(cells.get("title"))
        if _is_total(identity, text, cells.get("published_at")):
            yield None
            continue
        if not identity:
            yield Trouble(row.number, "remote_id", "identity-missing")
            continue
        try:
            moment, has_hour = moment_of(cells.get("published_at"), order)
        except NotAMoment:
            code = "date" if text_of(cells.get("published_at")) else "date-missing"
            yield Trouble(row.number, "published_at", code, text_of(cells.get("published_at"))[:80])
            continue
        if identity in seen:
            yield Trouble(row.number, "remote_id", "repeated", identity[:80])
            continue
        seen[identity] = row.number
        figures: dict[str, int | None] = {}
        for code, cell in cells.items():
            if code.partition(".")[0] in (*METRICS, *PARTS):
                try:
                    figures[code] = count_of(cell)
                except NotACount:
                    figures[code] = None
                    yield Trouble(row.number, code, "number", text_of(cell)[:80])
        yield PostRow(
            row.number,
            identity[:300],
            _address(cells),
            text[:5000],
            text_of(cells.get("format")).lower()[:60],
            moment,
            has_hour or hour_of(cells.get("published_time")) is not None,
            _values(figures, side),
            {code: value for code in PARTS if (value := figures.get(code)) is not None},
        )


def _values(figures: Mapping[str, int | None], side: str) -> dict[tuple[str, str], int | None]:
    """By metric and side; interactions from their parts where the export gives no sum of its own.

    Where organic and paid both stand, the column without a side is their sum, and is left out: one view is never
    counted twice.
    """
    found: dict[tuple[str, str], int | None] = {}
    for code, value in figures.items():
        metric, _dot, own = code.partition(".")
        if metric in METRICS and not (not own and {f"{metric}.organic", f"{metric}.paid"} <= figures.keys()):
            found[metric, own or side] = value
    present = [code for code in PARTS if code in figures]
    if ("interactions", side) not in found and present:
        known = [value for code in present if (value := figures[code]) is not None]
        found["interactions", side] = sum(known) if known else None
    return found


def _is_total(identity: str, text: str, moment: Cell) -> bool:
    return not text_of(moment) and bool(TOTALS.fullmatch(identity) or TOTALS.fullmatch(text))


def _address(cells: Mapping[str, Cell]) -> str:
    found = text_of(cells.get("address"))
    return found[:500] if found.startswith(("https://", "http://")) else ""
