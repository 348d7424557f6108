"""Somebody is late: which scenes that touches, and an order of what remains of the day that waits the least.

>>> day = [Remaining("12", 150, frozenset({1, 2}), "A"), Remaining("14", 75, frozenset({2}), "A"),
...        Remaining("17", 60, frozenset({1}), "A")]
>>> found = around(day, missing=frozenset({2}), free_after=70)
>>> found.order, found.touched, found.waiting
(('17', '12', '14'), ('12', '14'), 10)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final

MOST_TRIED: Final = 7
"""Up to this many scenes every order is looked at (5,040); a longer rest of the day keeps the written order."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """A scene still to be shot today: its length in minutes, its roles, its place."""

    key: str
    minutes: int
    roles: frozenset[int]
    place: str


@dataclass(frozen=True, slots=True)
class Around:
    """What is proposed. `starts` are minutes from now; `waiting` is the time in which nothing can be shot.

    It waits the least; among those orders it moves the unit the least, then keeps closest to the order written.
    """

    order: tuple[str, ...]
    starts: tuple[int, ...]
    touched: tuple[str, ...]
    waiting: int
    moves: int
    moved: tuple[str, ...]
    """The scenes that go before one that was written before them; none where the order stays."""


def around(scenes: Sequence[Remaining], *, missing: frozenset[int], free_after: int) -> Around:
    """An order in which no scene of the `missing` roles starts before `free_after` minutes from now."""
    touched = tuple(scene.key for scene in scenes if scene.roles & missing)
    orders = permutations(range(len(scenes))) if len(scenes) <= MOST_TRIED else _two_orders(scenes, missing)
    best = min(orders, key=lambda order: _badness(order, scenes, missing, free_after))
    starts, waiting = _starts(best, scenes, missing, free_after)
    return Around(
        order=tuple(scenes[place].key for place in best),
        starts=starts,
        touched=touched,
        waiting=waiting,
        moves=_moves(best, scenes),
        moved=tuple(scenes[place].key for at, place in enumerate(best) if place > min(best[at:])),
    )


def _two_orders(scenes: Sequence[Remaining], missing: frozenset[int]) -> Iterable[tuple[int, ...]]:
    """As written, and what can be shot without the missing first."""
    yield tuple(range(len(scenes)))
    yield tuple(sorted(range(len(scenes)), key=lambda place: bool(scenes[place].roles & missing)))


def _badness(
    order: Sequence[int], scenes: Sequence[Remaining], missing: frozenset[int], free_after: int
) -> tuple[int, int, int]:
    waiting = _starts(order, scenes, missing, free_after)[1]
    return waiting, _moves(order, scenes), sum(abs(at - place) for at, place in enumerate(order))


def _starts(
    order: Sequence[int], scenes: Sequence[Remaining], missing: frozenset[int], free_after: int
) -> tuple[tuple[int, ...], int]:
    clock, waited, found = 0, 0, []
    for place in order:
        scene = scenes[place]
        if scene.roles & missing and clock < free_after:
            waited += free_after - clock
            clock = free_after
        found.append(clock)
        clock += scene.minutes
    return tuple(found), waited


def _moves(order: Sequence[int], scenes: Sequence[Remaining]) -> int:
    return sum(scenes[before].place != scenes[after].place for before, after in pairwise(order))
