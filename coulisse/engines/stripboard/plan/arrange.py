"""The order within each day, once it is known which scenes each day holds.

Scenes that share a set, a light and their children stay together as a block. The blocks of a day are put in every
order (past `MOST_BLOCKS`, in a few plausible ones), and one order is chosen for each day so that flags come first
and cost second, moves overnight and rests between days included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final

from coulisse.engines.stripboard.plan.flags import day_flags, rest_between
from coulisse.engines.stripboard.plan.records import Assignment, Effect, PlanDay, PlanScene, Shoot
from coulisse.engines.stripboard.plan.timeline import clock_of

MOST_BLOCKS: Final = 6
_LIGHTS: Final = (Effect.DAWN, Effect.DAY, Effect.DUSK, Effect.NIGHT)

Block = tuple[PlanScene, ...]
_Price = tuple[int, int]
"""Flags, then cents: a plan with fewer flags always comes first."""


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of one day, and what its neighbours have to know of it."""

    scenes: tuple[str, ...]
    first: str
    last: str
    call: int
    wrap: int
    price: _Price


class Arranger:
    """Remembers the orders of each set of scenes on each day: a search asks for the same ones again and again."""

    def __init__(self, shoot: Shoot) -> None:
        self._shoot = shoot
        self._rank = {scene.id: rank for rank, scene in enumerate(shoot.scenes)}
        self._known: dict[tuple[int, frozenset[str]], tuple[_Order, ...]] = {}

    def arrange(self, days: Sequence[Iterable[str]]) -> Assignment:
        """The scenes of each day, in the order that breaks least and then costs least."""
        found: list[tuple[str, ...]] = [()] * len(self._shoot.days)
        for unit in self._shoot.days_of_units:
            used = [(day, frozenset(days[day.index])) for day in unit]
            chosen = self._chain([(day, self._orders(day, scenes)) for day, scenes in used if scenes])
            for day, order in chosen:
                found[day.index] = order.scenes
        return tuple(found)

    def price_alone(self, day: int, scenes: Iterable[str]) -> tuple[int, int]:
        """The least that a day with these scenes breaks and costs, whatever its neighbours: flags, then cents."""
        orders = self._orders(self._shoot.days[day], frozenset(scenes))
        return min(order.price for order in orders)

    def price_together(self, one: int, scenes: Iterable[str], two: int, others: Iterable[str]) -> tuple[int, int]:
        """The least that two days which follow each other break and cost, what lies between them included."""
        first, second = self._shoot.days[one], self._shoot.days[two]
        return min(
            _plus(_plus(before.price, after.price), self._between(first, before, second, after))
            for before in self._orders(first, frozenset(scenes))
            for after in self._orders(second, frozenset(others))
        )

    def _chain(self, days: Sequence[tuple[PlanDay, tuple[_Order, ...]]]) -> list[tuple[PlanDay, _Order]]:
        """The cheapest order of each day, given what lies between two days: a shortest path."""
        if not days:
            return []
        reached: list[_Price] = [order.price for order in days[0][1]]
        steps: list[list[int]] = []
        for (one, earlier), (two, later) in pairwise(days):
            prices: list[_Price] = []
            back: list[int] = []
            for order in later:
                arriving = [
                    _plus(reached[position], self._between(one, before, two, order))
                    for position, before in enumerate(earlier)
                ]
                back.append(arriving.index(min(arriving)))
                prices.append(_plus(min(arriving), order.price))
            reached = prices
            steps.append(back)
        position = reached.index(min(reached))
        chosen = [(days[-1][0], days[-1][1][position])]
        for (day, orders), back in zip(reversed(days[:-1]), reversed(steps), strict=True):
            position = back[position]
            chosen.append((day, orders[position]))
        return chosen[::-1]

    def _between(self, one: PlanDay, before: _Order, two: PlanDay, after: _Order) -> _Price:
        rest = rest_between(self._shoot, one, before.wrap, two, after.call)
        broken = int(rest < self._shoot.rules.rest_minutes)
        return broken, self._shoot.weights.overnight_move * (before.last != after.first)

    def _orders(self, day: PlanDay, scenes: frozenset[str]) -> tuple[_Order, ...]:
        key = day.index, scenes
        if key not in self._known:
            blocks = self._blocks(scenes)
            self._known[key] = _undominated(self._order(day, blocks) for blocks in _permuted(blocks))
        return self._known[key]

    def _blocks(self, scenes: frozenset[str]) -> list[Block]:
        together: dict[tuple[object, ...], list[PlanScene]] = {}
        for scene in sorted((self._shoot.scene[one] for one in scenes), key=lambda one: self._rank[one.id]):
            children = frozenset(role for role in scene.roles if self._shoot.role[role].minor is not None)
            key = (scene.place, scene.set, scene.effect, scene.exterior, children)
            together.setdefault(key, []).append(scene)
        return [tuple(block) for block in together.values()]

    def _order(self, day: PlanDay, blocks: Sequence[Block]) -> _Order:
        shoot, weights = self._shoot, self._shoot.weights
        scenes = [scene for block in blocks for scene in block]
        clock = clock_of(day, scenes, shoot.rules)
        cents = weights.overtime_minute * max(clock.work - day.normal_minutes, 0)
        for one, two in pairwise(scenes):
            cents += weights.move if one.place != two.place else weights.set_change * (one.set != two.set)
            cents += weights.switch * (one.is_night != two.is_night)
        flags = sum(1 for _ in day_flags(shoot, day, scenes, clock))
        return _Order(
            tuple(scene.id for scene in scenes),
            scenes[0].place,
            scenes[-1].place,
            clock.call,
            clock.wrap,
            (flags, cents),
        )


def _plus(one: _Price, two: _Price) -> _Price:
    return one[0] + two[0], one[1] + two[1]


def _permuted(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Every order of few blocks; of many, by place in every order of the places, light by light or not."""
    if len(blocks) <= MOST_BLOCKS:
        yield from permutations(blocks)
        return
    places = list(dict.fromkeys(block[0].place for block in blocks))
    orders = permutations(places) if len(places) <= MOST_BLOCKS else iter([tuple(places)])
    for order in orders:
        by_place = sorted(blocks, key=lambda block: (order.index(block[0].place), _light(block), block[0].set))
        yield tuple(by_place)
        yield tuple(sorted(by_place, key=_light))


def _light(block: Block) -> tuple[int, bool]:
    """Exteriors in the order in which their light comes, interiors of the same effect after them."""
    return _LIGHTS.index(block[0].effect), not block[0].exterior


def _undominated(orders: Iterable[_Order]) -> tuple[_Order, ...]:
    """The orders that no other of the same ends beats on all of flags and cost, later call and earlier wrap."""
    kept: list[_Order] = []
    for order in sorted(orders, key=lambda one: (one.price, one.wrap, -one.call)):
        if not any(_is_as_good(other, order) for other in kept):
            kept.append(order)
    return tuple(kept)


def _is_as_good(one: _Order, two: _Order) -> bool:
    same_ends = one.first == two.first and one.last == two.last
    return same_ends and one.price <= two.price and one.wrap <= two.wrap and one.call >= two.call
