"""What differs between two counts of the same period: who came, who left, what was relabelled since."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

from coulisse.engines.digest.records import Row

CAME: Final = "came"
LEFT: Final = "left"


@dataclass(frozen=True, slots=True)
class Move:
    """One conversation that is no longer counted as it was. `what`: `came`, `left`, or the field that changed."""

    key: int
    reference: str
    what: str
    was: str = ""
    now: str = ""


def moves(counted: Iterable[Row], again: Iterable[Row]) -> tuple[Move, ...]:
    """In the order of the numbers; nothing where both counts are of the same rows.

    >>> from datetime import datetime, UTC
    >>> one = Row(1, "2027-0315-01", datetime(2027, 3, 15, tzinfo=UTC), "mail", "house.schedule")
    >>> moves([one], [one])
    ()
    >>> [move.what for move in moves([one], [])]
    ['left']
    """
    then, now = {row.key: row for row in counted}, {row.key: row for row in again}
    found = [Move(row.key, row.reference, CAME) for key, row in now.items() if key not in then]
    found += [Move(row.key, row.reference, LEFT) for key, row in then.items() if key not in now]
    for key in then.keys() & now.keys():
        found += _changed(then[key], now[key])
    return tuple(sorted(found, key=lambda move: (move.reference, move.what)))


def _changed(was: Row, now: Row) -> list[Move]:
    return [
        Move(was.key, was.reference, field.name, _text(getattr(was, field.name)), _text(getattr(now, field.name)))
        for field in fields(Row)
        if getattr(was, field.name) != getattr(now, field.name)
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
