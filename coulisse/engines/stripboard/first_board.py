"""A first board for somebody to start from: scenes kept together by place, light and set, and cut into days.

It is greedy and says so: it keeps no availability, no rest and no price. It is what a first assistant would lay on
the table before thinking, to be moved about by hand or by `plan`. Same input, same board.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from coulisse.kernel.holidays import holidays

SATURDAY = 5


class NoRoomInADay(ValueError):
    """A day must hold at least one eighth."""


class NoDays(ValueError):
    """A board has at least one day."""


@dataclass(frozen=True, slots=True)
class FirstScene:
    """A scene as the first board sees it. `place` may be empty: then its set stands for it."""

    id: str
    eighths: int
    place: str
    set: str
    is_night: bool = False
    is_exterior: bool = False

    @property
    def where(self) -> str:
        return self.place or self.set


@dataclass(frozen=True, slots=True)
class FirstBoard:
    """The scenes of each day in order, and those that no day had room for."""

    days: tuple[tuple[str, ...], ...]
    reserve: tuple[str, ...]


def shooting_dates(
    first: date, days: int, *, weekends_off: bool = True, holidays_off: bool = True
) -> tuple[date, ...]:
    """So many dates from `first` on, without Saturdays, Sundays and the legal holidays of Belgium. Raises NoDays.

    >>> [day.isoformat() for day in shooting_dates(date(2027, 3, 25), 4)]
    ['2027-03-25', '2027-03-26', '2027-03-30', '2027-03-31']
    """
    if days < 1:
        raise NoDays(days)
    found: list[date] = []
    for offset in count():
        day = first + timedelta(days=offset)
        closed = (weekends_off and day.weekday() >= SATURDAY) or (holidays_off and day in holidays(day.year))
        if not closed:
            found.append(day)
        if len(found) == days:
            break
    return tuple(found)


def first_board(scenes: Sequence[FirstScene], *, days: int, most_eighths: int) -> FirstBoard:
    """Lay scenes, given in the order of the story, on so many days of at most so many eighths.

    Places follow each other in the order in which the story first goes there; within a place the day comes before
    the night, the exteriors before the interiors, and a set stays together. A scene longer than a day has one to
    itself. What is left when the days are full fills the room that earlier days kept, same place first, then any;
    the rest waits in the reserve. Raises NoDays, NoRoomInADay.

    >>> kitchen = [FirstScene(str(n), 8, "Liège", "Cuisine") for n in (1, 4)]
    >>> quay = [FirstScene(str(n), 10, "Huy", "Quai", is_exterior=True) for n in (2, 3)]
    >>> first_board([kitchen[0], *quay, kitchen[1]], days=2, most_eighths=20).days
    (('1', '4'), ('2', '3'))
    """
    if days < 1:
        raise NoDays(days)
    if most_eighths < 1:
        raise NoRoomInADay(most_eighths)
    laid: list[list[FirstScene]] = [[]]
    for block in _blocks(scenes):
        if laid[-1] and _opens_a_day(laid[-1], block, most_eighths):
            laid.append([])
        for scene in block:
            if laid[-1] and _length(laid[-1]) + scene.eighths > most_eighths:
                laid.append([])
            laid[-1].append(scene)
    kept, left = laid[:days], [scene for day in laid[days:] for scene in day]
    kept += [[] for _ in range(days - len(kept))]
    reserve = [scene for scene in left if not _fits_in(kept, scene, most_eighths)]
    return FirstBoard(
        tuple(tuple(scene.id for scene in day) for day in kept), tuple(scene.id for scene in reserve)
    )


def _blocks(scenes: Sequence[FirstScene]) -> Iterator[list[FirstScene]]:
    """The scenes of one place, in the order in which one would shoot them there."""
    places = list(dict.fromkeys(scene.where for scene in scenes))
    sets = {name: rank for rank, name in enumerate(dict.fromkeys(scene.set for scene in scenes))}
    for place in places:
        here = [scene for scene in scenes if scene.where == place]
        yield sorted(here, key=lambda scene: (scene.is_night, not scene.is_exterior, sets[scene.set]))


def _opens_a_day(day: Iterable[FirstScene], block: Sequence[FirstScene], most: int) -> bool:
    """Another place begins on another day, unless all of it fits in the half of a day that is left."""
    used = _length(day)
    return used * 2 > most or used + _length(block) > most


def _fits_in(days: Sequence[list[FirstScene]], scene: FirstScene, most: int) -> bool:
    room = [day for day in days if _length(day) + scene.eighths <= most]
    beside = [day for day in room if any(other.where == scene.where for other in day)]
    for day in (beside or room)[:1]:
        day.append(scene)
    return bool(room)


def _length(scenes: Iterable[FirstScene]) -> int:
    return sum(scene.eighths for scene in scenes)
