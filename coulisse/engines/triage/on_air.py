"""Which programme, episode and minute a message speaks of: from its words, when it came, and what was on air.

Signs add up: the time said falls in a broadcast (4), the day or the part of the day does (2), its title is named
(3), its channel (1), its episode (2), an item of its running order (1). A time or a day said that misses takes 3
away. Below 4 points, or without a lead on the next programme, nothing is proposed. Wall times are those of
Brussels: an hour that happens twice is tried both ways, one that the clocks skip an hour later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from coulisse.engines.triage.clock_words import Clock, clocks, lowered
from coulisse.engines.triage.day_words import PARTS, Day, days
from coulisse.engines.triage.kinds import plain
from coulisse.kernel.times import Never, Twice, elapsed, in_brussels, to_brussels

LEAST: Final = 4.0
FORGOTTEN: Final = timedelta(days=60)
"""Older broadcasts are spoken of by date only."""
RECENT: Final = timedelta(days=8)
_MINUTE: Final = re.compile(
    r"\b(?:a la |de |at |after |apres |na )?(?:minute (?P<a>\d{1,3})|(?P<b>\d{1,3})(?:e|eme|th|ste|"
    r"de|st|nd|rd) minu(?:te|ut)|"
    r"(?<=na )(?P<c>\d{1,3}) minuten|(?<=after )(?P<d>\d{1,3}) minutes)\b"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the running order, `minute` whole minutes after the start."""

    minute: int
    title: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One slot of the grid; times with an offset, `titles` in any language, `key` the caller's."""

    key: str
    channel: str
    programme: str
    titles: tuple[str, ...]
    start: datetime
    stop: datetime
    episode: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A code (clock, day, title, channel, episode, item, minute, missed, latest) and the words that gave it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class OnAir:
    """`minute` counts whole minutes of real time from the start; None where only the broadcast is known."""

    broadcast: Broadcast
    minute: int | None
    item: str
    confidence: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    clocks: tuple[Clock, ...]
    days: tuple[Day, ...]
    minute: int | None
    text: str


def spoken_of(text: str, received: datetime, broadcasts: Sequence[Broadcast]) -> OnAir | None:
    """The broadcast that the message speaks of, or None when unsure. Raises NaiveTime for times without offset."""
    arrived = to_brussels(received)
    low = lowered(text)
    minute = _MINUTE.search(low)
    said = _Said(
        tuple(clocks(low)),
        tuple(days(low, arrived.date(), arrived.hour * 60 + arrived.minute)),
        int(next(filter(None, minute.groups()))) if minute else None,
        f" {plain(text)} ",
    )
    ranked = sorted(
        (
            (points, -elapsed(one.start, received).total_seconds(), one.channel, one.key, one, signs, at)
            for one in broadcasts
            if _may_be(one, received)
            for points, signs, at in (_scored(one, said, received),)
        ),
        key=lambda row: row[:4],
        reverse=True,
    )
    if not ranked or ranked[0][0] < LEAST:
        return None
    best = ranked[0]
    rival = next((row for row in ranked[1:] if row[4].programme != best[4].programme), None)
    lead = best[0] - (rival[0] if rival else 0.0)
    if lead <= 0:
        return None
    return _found(best[4], best[5], best[6], said, min(best[0] / (best[0] + 2), lead / (lead + 0.5)))


def _may_be(one: Broadcast, received: datetime) -> bool:
    gone = elapsed(one.start, received)
    return timedelta(minutes=-5) <= gone <= timedelta(days=400)


def _scored(one: Broadcast, said: _Said, received: datetime) -> tuple[float, list[Sign], datetime | None]:
    points, signs = 0.0, []
    moment, clock = _moment(one, said, received)
    day = _day(one, said)
    if moment is not None and clock is not None:
        points += 4
        signs.append(Sign("clock", clock.words))
    if day is not None:
        points += 2
        signs.append(Sign("day", day.words))
    if (said.clocks and moment is None) or (said.days and day is None):
        points -= 3
        signs.append(Sign("missed", (said.clocks or said.days)[0].words))
    for code, worth, names in (
        ("title", 3, (one.programme, *one.titles)),
        ("channel", 1, (one.channel,)),
        ("episode", 2, (one.episode,)),
        ("item", 1, tuple(item.title for item in one.items)),
    ):
        named = _named(names, said.text)
        if named:
            points += worth
            signs.append(Sign(code, named))
    gone = elapsed(one.start, received)
    if not said.days:
        if gone <= RECENT and any(sign.code == "title" for sign in signs):
            points += 1
            signs.append(Sign("latest", ""))
        points -= 2 if gone > FORGOTTEN else 0
    return points, signs, moment


def _moment(one: Broadcast, said: _Said, received: datetime) -> tuple[datetime | None, Clock | None]:
    """The first time said that falls in the broadcast, on the days said or on those around it."""
    for clock in said.clocks:
        off = timedelta(minutes=clock.off)
        for instant in _instants(clock, said, one):
            first, last = one.start.astimezone(UTC), one.stop.astimezone(UTC)
            if first - off <= instant < last + off and instant <= received.astimezone(UTC) + off:
                return min(max(instant, first), last), clock
    return None, None


def _instants(clock: Clock, said: _Said, one: Broadcast) -> Iterator[datetime]:
    begins = to_brussels(one.start).date()
    around = (begins, to_brussels(one.stop).date())
    dates = [day for named in said.days for day in _with_night(named)] or sorted(set(around))
    for day in dates:
        if not begins - timedelta(days=1) <= day <= around[1] + timedelta(days=1):
            continue
        for minutes in clock.minutes:
            yield from _both_ways(day, time(minutes // 60, minutes % 60))


def _with_night(named: Day) -> list[date]:
    """An evening or a night goes on past midnight."""
    late = named.part in {"evening", "night"}
    return [day + timedelta(days=more) for day in named.dates for more in ((0, 1) if late else (0,))]


def _both_ways(day: date, wall: time) -> Iterator[datetime]:
    """In UTC, since two datetimes of one zone are compared as wall clocks."""
    for twice in (Twice.EARLIER, Twice.LATER):
        yield in_brussels(day, wall, twice=twice, never=Never.SHIFT).astimezone(UTC)


def _day(one: Broadcast, said: _Said) -> Day | None:
    start, stop = to_brussels(one.start), to_brussels(one.stop)
    for named in said.days:
        first, last = PARTS.get(named.part, (0, 1440 + 120))
        for day in named.dates:
            begins = in_brussels(day, time(0), twice=Twice.EARLIER, never=Never.SHIFT)
            from_start = (start.replace(tzinfo=None) - begins.replace(tzinfo=None)).total_seconds() / 60
            from_stop = (stop.replace(tzinfo=None) - begins.replace(tzinfo=None)).total_seconds() / 60
            if from_start < last and from_stop > first:
                return named
    return None


def _named(names: Sequence[str], text: str) -> str:
    return next((name for name in names if len(plain(name)) > 2 and f" {plain(name)} " in text), "")


def _found(one: Broadcast, signs: list[Sign], at: datetime | None, said: _Said, confidence: float) -> OnAir:
    minute = None if at is None else int(elapsed(one.start, at).total_seconds() // 60)
    length = int(elapsed(one.start, one.stop).total_seconds() // 60)
    if minute is None and said.minute is not None and said.minute <= length:
        minute = said.minute
        signs = [*signs, Sign("minute", str(said.minute))]
    named = next((item for item in one.items if _named((item.title,), said.text)), None)
    if minute is None and named is not None:
        minute = named.minute
    running = named or next(
        (
            item
            for item in sorted(one.items, key=lambda item: -item.minute)
            if minute is not None and item.minute <= minute
        ),
        None,
    )
    return OnAir(one, minute, running.title if running else "", round(confidence, 2), tuple(signs))
