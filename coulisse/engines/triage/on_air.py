"""Which programme, episode and minute a message speaks of: from its words, when it came, and what was on air.

Signs add up: the time said falls in a broadcast (4), the day or the part of the day does (2), its title is named
(3), its channel (1), its episode (2), an item of its running order (1). A time or a day said that misses takes 3
away. Below 4 points, or without a lead on the next programme, nothing is proposed. Wall times are those of
Brussels: an hour that happens twice is tried both ways, one that the clocks skip an hour later.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

from coulisse.engines.triage.clock_words import Clock, clocks, lowered
from coulisse.engines.triage.day_words import PARTS, Day, days
from coulisse.engines.triage.folding import plain
from coulisse.kernel.times import Never, Twice, elapsed, in_brussels, to_brussels

LEAST: Final = 4.0
FORGOTTEN: Final = timedelta(days=60)
"""Older broadcasts are spoken of by date only."""
RECENT: Final = timedelta(days=8)
_DAY: Final = timedelta(days=1)
_MINUTES_OF_A_DAY: Final = 1440
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
    named: frozenset[str]
    """Of the names that anything on air has, those that the text holds, plain."""


_Names: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A broadcast with what each message would otherwise compute anew."""

    of: Broadcast
    names: tuple[tuple[str, int, _Names], ...]
    """Code and worth of a sign, and the names that give it, as written and plain."""
    items: _Names
    first: datetime
    last: datetime
    start: datetime
    """On the clocks of Brussels, as `stop`."""
    stop: datetime
    minutes: tuple[int, int]
    """Wall minutes of the first day between which a time may be said, with an hour more around a change of
    clocks."""


class Air:
    """What was on air: made once, asked for many messages. Raises NaiveTime for times without offset."""

    def __init__(self, broadcasts: Sequence[Broadcast]) -> None:
        self._slots = [_slot(one) for one in broadcasts]
        self._by_day: dict[date, list[_Slot]] = defaultdict(list)
        self._by_name: dict[str, list[_Slot]] = defaultdict(list)
        for slot in self._slots:
            self._by_day[slot.start.date()].append(slot)
            for _code, _worth, names in slot.names:
                for _written, name in names:
                    if slot not in self._by_name[name][-1:]:
                        self._by_name[name].append(slot)
        self._beginning: dict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            self._beginning[name.partition(" ")[0]].append(name)

    def spoken_of(self, text: str, received: datetime) -> OnAir | None:
        """The broadcast that the message speaks of, or None when unsure."""
        arrived = to_brussels(received)
        low = lowered(text)
        minute = _MINUTE.search(low)
        said = _Said(
            tuple(clocks(low)),
            tuple(days(low, arrived.date(), arrived.hour * 60 + arrived.minute)),
            int(next(filter(None, minute.groups()))) if minute else None,
            self._names_in(plain(text)),
        )
        likely = self._likely(said)
        if not likely:
            return None
        ranked = sorted(
            (
                (
                    points,
                    -elapsed(slot.of.start, received).total_seconds(),
                    slot.of.channel,
                    slot.of.key,
                    slot,
                    signs,
                    moment,
                )
                for slot in likely
                if _may_be(slot.of, received)
                for points, signs, moment in (_scored(slot, said, received),)
            ),
            key=lambda row: row[:4],
            reverse=True,
        )
        if not ranked or ranked[0][0] < LEAST:
            return None
        best = ranked[0]
        programme = best[4].of.programme
        rival = next((row[0] for row in ranked[1:] if row[4].of.programme != programme), 0.0)
        lead = best[0] - max(rival, self._of_others(programme, likely, said, received))
        if lead <= 0:
            return None
        return _found(best[4], best[5], best[6], said, min(best[0] / (best[0] + 2), lead / (lead + 0.5)))

    def _names_in(self, text: str) -> frozenset[str]:
        around = f" {text} "
        names = (name for word in set(text.split()) for name in self._beginning.get(word, ()))
        return frozenset(name for name in names if f" {name} " in around)

    def _likely(self, said: _Said) -> list[_Slot]:
        """Whatever is named, or runs at a time said: no other reaches LEAST."""
        found = {id(slot): slot for name in said.named for slot in self._by_name[name]}
        if said.clocks:
            around = {
                day + more * _DAY for named in said.days for day in named.dates for more in (-2, -1, 0, 1, 2)
            } or self._by_day.keys()
            for day in around & self._by_day.keys():
                for slot in self._by_day[day]:
                    if any(_runs_at(slot, clock) for clock in said.clocks):
                        found[id(slot)] = slot
        return list(found.values())

    def _of_others(self, programme: str, likely: Sequence[_Slot], said: _Said, received: datetime) -> float:
        """The points of whatever else was on air on a day said, which the day alone gives it."""
        if said.clocks or not said.days:
            return 0.0
        known = {id(slot) for slot in likely}
        days_said = {day + more * _DAY for named in said.days for day in named.dates for more in (-1, 0, 1)}
        others = (
            slot
            for day in days_said & self._by_day.keys()
            for slot in self._by_day[day]
            if id(slot) not in known and slot.of.programme != programme and _may_be(slot.of, received)
        )
        return 2.0 if any(_day(slot, said) is not None for slot in others) else 0.0


def spoken_of(text: str, received: datetime, broadcasts: Sequence[Broadcast]) -> OnAir | None:
    """The broadcast that one message speaks of; for many messages make `Air` once."""
    return Air(broadcasts).spoken_of(text, received)


def _slot(one: Broadcast) -> _Slot:
    start, stop = to_brussels(one.start), to_brussels(one.stop)
    changes = (start - _DAY).utcoffset() != (stop + _DAY).utcoffset()
    slack = 61 if changes else 0
    begins = start.hour * 60 + start.minute
    runs = int(elapsed(one.start, one.stop).total_seconds() // 60) + 1
    items = _named_as(item.title for item in one.items)
    return _Slot(
        of=one,
        names=(
            ("title", 3, _named_as((one.programme, *one.titles))),
            ("channel", 1, _named_as((one.channel,))),
            ("episode", 2, _named_as((one.episode,))),
            ("item", 1, items),
        ),
        items=items,
        first=one.start.astimezone(UTC),
        last=one.stop.astimezone(UTC),
        start=start,
        stop=stop,
        minutes=(begins - slack, begins + runs + slack),
    )


def _named_as(names: Iterable[str]) -> _Names:
    return tuple((name, folded) for name in names if len(folded := plain(name)) > 2)


def _runs_at(slot: _Slot, clock: Clock) -> bool:
    """Whether the clocks may have shown such a time while it ran, on whatever day."""
    first, last = slot.minutes[0] - clock.off, slot.minutes[1] + clock.off
    if last - first >= _MINUTES_OF_A_DAY:
        return True
    return any(first <= at + more <= last for at in clock.minutes for more in (-1440, 0, 1440, 2880))


def _may_be(one: Broadcast, received: datetime) -> bool:
    gone = elapsed(one.start, received)
    return timedelta(minutes=-5) <= gone <= timedelta(days=400)


def _scored(slot: _Slot, said: _Said, received: datetime) -> tuple[float, list[Sign], datetime | None]:
    points, signs = 0.0, []
    moment, clock = _moment(slot, said, received)
    day = _day(slot, said)
    if moment is not None and clock is not None:
        points += 4
        signs.append(Sign("clock", clock.words))
    if day is not None:
        points += 2
        signs.append(Sign("day", day.words))
    if (said.clocks and moment is None) or (said.days and day is None):
        points -= 3
        signs.append(Sign("missed", (said.clocks or said.days)[0].words))
    for code, worth, names in slot.names:
        named = _named(names, said)
        if named:
            points += worth
            signs.append(Sign(code, named))
    gone = elapsed(slot.of.start, received)
    if not said.days:
        if gone <= RECENT and any(sign.code == "title" for sign in signs):
            points += 1
            signs.append(Sign("latest", ""))
        points -= 2 if gone > FORGOTTEN else 0
    return points, signs, moment


def _moment(slot: _Slot, said: _Said, received: datetime) -> tuple[datetime | None, Clock | None]:
    """The first time said that falls in the broadcast, on the days said or on those around it."""
    arrived = received.astimezone(UTC)
    for clock in said.clocks:
        if not _runs_at(slot, clock):
            continue
        off = timedelta(minutes=clock.off)
        for instant in _instants(clock, said, slot):
            if slot.first - off <= instant < slot.last + off and instant <= arrived + off:
                return min(max(instant, slot.first), slot.last), clock
    return None, None


def _instants(clock: Clock, said: _Said, slot: _Slot) -> Iterator[datetime]:
    begins = slot.start.date()
    around = (begins, slot.stop.date())
    dates = [day for named in said.days for day in _with_night(named)] or sorted(set(around))
    for day in dates:
        if not begins - _DAY <= day <= around[1] + _DAY:
            continue
        for minutes in clock.minutes:
            yield from _both_ways(day, minutes)


def _with_night(named: Day) -> list[date]:
    """An evening or a night goes on past midnight."""
    late = named.part in {"evening", "night"}
    return [day + timedelta(days=more) for day in named.dates for more in ((0, 1) if late else (0,))]


@lru_cache(maxsize=20_000)
def _both_ways(day: date, minutes: int) -> tuple[datetime, ...]:
    """In UTC, since two datetimes of one zone are compared as wall clocks."""
    wall = time(minutes // 60, minutes % 60)
    return tuple(
        in_brussels(day, wall, twice=twice, never=Never.SHIFT).astimezone(UTC)
        for twice in (Twice.EARLIER, Twice.LATER)
    )


def _day(slot: _Slot, said: _Said) -> Day | None:
    start, stop = slot.start.replace(tzinfo=None), slot.stop.replace(tzinfo=None)
    for named in said.days:
        first, last = PARTS.get(named.part, (0, 1440 + 120))
        for day in named.dates:
            begins = datetime.combine(day, time(0))
            from_start = (start - begins).total_seconds() / 60
            from_stop = (stop - begins).total_seconds() / 60
            if from_start < last and from_stop > first:
                return named
    return None


def _named(names: _Names, said: _Said) -> str:
    return next((written for written, name in names if name in said.named), "")


def _found(slot: _Slot, signs: list[Sign], at: datetime | None, said: _Said, confidence: float) -> OnAir:
    one = slot.of
    minute = None if at is None else int(elapsed(one.start, at).total_seconds() // 60)
    length = int(elapsed(one.start, one.stop).total_seconds() // 60)
    if minute is None and said.minute is not None and said.minute <= length:
        minute = said.minute
        signs = [*signs, Sign("minute", str(said.minute))]
    spoken = _named(slot.items, said)
    named = next((item for item in one.items if item.title == spoken), None) if spoken else None
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
