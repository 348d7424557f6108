"""Ways out of a red light: which other day could exchange its strips with this one, and what would be red then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.flags import Flag, FlagCode, flags_of
from coulisse.desks.floor.schedule.queries.rows import BoardRows

MOST_TRIED: Final = 4
MOST_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two days that exchange their strips: how many red lights the board has before and after."""

    day_id: int
    number: int | None
    date: date
    unit: str
    red_before: int
    red_after: int

    @property
    def fewer(self) -> int:
        return self.red_before - self.red_after


def exchanges(rows: BoardRows, day: Day, today: date) -> tuple[Exchange, ...]:
    """The exchanges with a day to come that leave fewer red lights, the best first.

    Days without a light of their own are tried first, then those of like length, the nearest first.
    """
    flags = flags_of(rows)
    before = _red(flags)
    length = _length(rows, day)
    others = sorted(
        (one for one in rows.days if _may_swap(one, day) and one.date >= today),
        key=lambda one: (_is_red(flags, one), abs(_length(rows, one) - length) // 8, abs(one.date - day.date)),
    )
    free = [one for one in others if not _same_trouble(rows, day, one)]
    found = []
    for other in free[:MOST_TRIED]:
        after = _red(flags_of(exchanged(rows, day, other)))
        if after < before:
            found.append(Exchange(other.pk, other.number, other.date, other.unit, before, after))
    return tuple(sorted(found, key=lambda one: (one.red_after, abs(one.date - day.date)))[:MOST_SHOWN])


def exchanged(rows: BoardRows, one: Day, other: Day) -> BoardRows:
    """The board as it would be; nothing is written."""
    turned = {one.pk: other.pk, other.pk: one.pk}
    return BoardRows(
        rows.board,
        rows.days,
        [replace(strip, day_id=turned.get(strip.day_id or 0, strip.day_id)) for strip in rows.strips],
        rows.wants,
        crew=rows.crew,
        away=rows.away,
        events=rows.events,
        obstacles=rows.obstacles,
        taken=rows.taken,
        items=rows.items,
        rules=rows.rules,
    )


def _may_swap(one: Day, day: Day) -> bool:
    return one.pk != day.pk and one.unit == day.unit and one.kind == Day.Kind.SHOOT and one.cancelled_at is None


def _same_trouble(rows: BoardRows, day: Day, other: Day) -> bool:
    """What keeps somebody of this day away keeps them away on the other date too: cheap, and asked first."""
    wanted = {one.contact_id for strip in rows.by_day.get(day.pk, []) for one in rows.wanted_by(strip)} - {None}
    return any(
        absence.who in wanted and absence.covers(other.date) and absence.kind == "unavailable"
        for absence in rows.away
    ) or any(
        obstacle.contact_id in wanted
        and (obstacle.starts_on is None or obstacle.starts_on <= other.date)
        and (obstacle.ends_on is None or other.date <= obstacle.ends_on)
        for obstacle in rows.obstacles
    )


def _length(rows: BoardRows, day: Day) -> int:
    return sum(strip.eighths for strip in rows.by_day.get(day.pk, []))


def _red(flags: Iterable[Flag]) -> int:
    return sum(flag.is_red for flag in flags)


def _is_red(flags: Iterable[Flag], day: Day) -> bool:
    return any(flag.is_red and flag.day_id == day.pk and flag.code != FlagCode.EIGHTHS_OVER for flag in flags)
