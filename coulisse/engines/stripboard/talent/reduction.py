"""Making a casting smaller without changing which orders cost least.

To a fixpoint: actors who cost nothing are left out, and those who play in one scene only, for they never wait;
actors always together become one, paid the sum; scenes with the same actors become one, shot in a row; a scene
without duration joins one that has all its actors. Scenes left without actors wait for nobody and go last. What
shares no actor falls into pieces, and pieces follow each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from coulisse.engines.stripboard.talent.casting import Casting

Cast = frozenset[int]
Members = tuple[int, ...]
"""Scenes of the casting, shot in a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A casting that falls into no smaller one. Durations and rates are whole numbers: divide costs by `unit`."""

    members: tuple[Members, ...]
    """What each scene stands for."""
    casts: tuple[Cast, ...]
    """The actors of each scene, counted from 0."""
    durations: tuple[int, ...]
    rates: tuple[int, ...]
    unit: int

    @property
    def grain(self) -> int:
        """The costs of any two orders differ by a multiple of this."""
        return gcd(*self.durations) * gcd(*self.rates)

    @property
    def dearest(self) -> int:
        """No order costs more than this."""
        return sum(self.durations) * sum(self.rates)


@dataclass(frozen=True, slots=True)
class Reduced:
    """The pieces, and the scenes for which nobody waits."""

    pieces: tuple[Piece, ...]
    loose: Members


@dataclass(frozen=True, slots=True)
class _Scene:
    members: Members
    duration: Fraction


_Scenes = dict[Cast, _Scene]
_Rates = dict[int, Fraction]


def reduce_casting(casting: Casting) -> Reduced:
    """The pieces that the order of a casting hangs on."""
    scenes = _gathered(_as_cast(casting))
    rates = {actor: rate for actor, rate in enumerate(casting.rates) if rate}
    size = (-1, -1)
    while size != (len(scenes), len(rates)):
        size = (len(scenes), len(rates))
        stands_for = _stand_ins(scenes, rates)
        rates = _summed(rates, stands_for)
        scenes = _gathered(
            (frozenset(stands_for[actor] for actor in cast if actor in stands_for), scene)
            for cast, scene in scenes.items()
        )
        _absorb_instants(scenes)
    loose = scenes.pop(frozenset(), _Scene((), Fraction(0))).members
    pieces = []
    for part in _parts(scenes):
        if any(scene.duration for scene in part.values()):
            pieces.append(_piece(part, rates))
        else:
            loose += tuple(member for scene in part.values() for member in scene.members)
    return Reduced(tuple(pieces), loose)


def _as_cast(casting: Casting) -> Iterator[tuple[Cast, _Scene]]:
    casts: list[set[int]] = [set() for _ in casting.durations]
    for actor, scenes in enumerate(casting.scenes_of):
        for scene in scenes:
            casts[scene].add(actor)
    for number, duration in enumerate(casting.durations):
        yield frozenset(casts[number]), _Scene((number,), duration)


def _gathered(scenes: Iterable[tuple[Cast, _Scene]]) -> _Scenes:
    """One scene for each set of actors."""
    gathered: _Scenes = {}
    for cast, scene in scenes:
        known = gathered.get(cast, _Scene((), Fraction(0)))
        gathered[cast] = _Scene(known.members + scene.members, known.duration + scene.duration)
    return gathered


def _stand_ins(scenes: _Scenes, rates: _Rates) -> dict[int, int]:
    """Who speaks for each actor that matters: the first of those who are always together."""
    played: dict[int, list[int]] = {actor: [] for actor in rates}
    for number, cast in enumerate(scenes):
        for actor in cast:
            if actor in played:
                played[actor].append(number)
    first: dict[tuple[int, ...], int] = {}
    return {
        actor: first.setdefault(tuple(numbers), actor) for actor, numbers in played.items() if len(numbers) > 1
    }


def _summed(rates: _Rates, stands_for: dict[int, int]) -> _Rates:
    summed = dict.fromkeys(stands_for.values(), Fraction(0))
    for actor, first in stands_for.items():
        summed[first] += rates[actor]
    return summed


def _absorb_instants(scenes: _Scenes) -> None:
    """Let each scene without duration follow one that has all its actors, if there is one."""
    for cast in sorted((cast for cast, scene in scenes.items() if not scene.duration), key=len):
        host = next((other for other in scenes if cast < other), None)
        if host is not None and cast:
            instant = scenes.pop(cast)
            scenes[host] = _Scene(scenes[host].members + instant.members, scenes[host].duration)


def _parts(scenes: _Scenes) -> Iterator[_Scenes]:
    """The scenes, apart when no chain of shared actors joins them."""
    left = dict(scenes)
    while left:
        cast = next(iter(left))
        part = {cast: left.pop(cast)}
        reach = set(cast)
        while joined := [other for other in left if not reach.isdisjoint(other)]:
            for other in joined:
                part[other] = left.pop(other)
                reach |= other
        yield part


def _piece(part: _Scenes, rates: _Rates) -> Piece:
    actors = sorted(frozenset[int]().union(*part))
    numbers = {actor: number for number, actor in enumerate(actors)}
    paid = [rates[actor] for actor in actors]
    by_duration = lcm(*(scene.duration.denominator for scene in part.values()))
    by_rate = lcm(*(rate.denominator for rate in paid))
    return Piece(
        tuple(scene.members for scene in part.values()),
        tuple(frozenset(numbers[actor] for actor in cast) for cast in part),
        tuple(int(scene.duration * by_duration) for scene in part.values()),
        tuple(int(rate * by_rate) for rate in paid),
        by_duration * by_rate,
    )
