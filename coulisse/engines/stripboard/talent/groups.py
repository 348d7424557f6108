"""A bound for pieces too large for the exact search: what groups of actors cost by themselves.

With each actor in one group, the groups' waits add up: an order of all the scenes makes each group wait at
least as long as the order that is best for that group alone. Groups grow from round to round, as each is
searched exactly.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from coulisse.engines.stripboard.talent.casting import Casting
from coulisse.engines.stripboard.talent.reduction import Piece, reduce_casting
from coulisse.engines.stripboard.talent.search import Explorer, Search, shakes_for

SIZES: Final = (4, 6, 8, 10, 12, 14, 17)
"""Actors in a group."""
PATIENCE: Final = 150
"""Steps that the search of one group may take before the next has its turn."""
LAST_SHAKES: Final = 300
"""Steps of improving the order once the groups have said what they can."""


def search_by_groups(explorer: Explorer) -> Iterator[None]:
    """Raise the bound of a large piece and improve its order, in turn; a chance to stop at each step."""
    for size in SIZES:
        known = 0
        for group in _groups(explorer.piece, size):
            for search in [Search(piece) for piece in _alone(explorer.piece, group)]:
                for _, _ in zip(range(PATIENCE), search.advance(), strict=False):
                    explorer.learn(known + search.bound - search.own)
                    yield
                known += search.bound - search.own
            explorer.learn(known)
            explorer.improve(shakes_for(explorer.piece))
            if explorer.done:
                return
            yield
    for _ in range(LAST_SHAKES):
        explorer.improve(shakes_for(explorer.piece))
        yield


def _alone(piece: Piece, group: frozenset[int]) -> tuple[Piece, ...]:
    """What is left of a piece when only this group is paid, in the piece's own units."""
    actors = sorted(group)
    played = tuple(frozenset(s for s, cast in enumerate(piece.casts) if actor in cast) for actor in actors)
    durations = tuple(map(Fraction, piece.durations))
    return reduce_casting(Casting(durations, tuple(Fraction(piece.rates[a]) for a in actors), played)).pieces


def _groups(piece: Piece, size: int) -> Iterator[frozenset[int]]:
    """The actors, in groups of those who make each other wait: the dearest first, then whom it hinders most."""
    waits = _waits(piece)
    left = set(range(len(piece.rates)))
    while left:
        first = max(left, key=lambda actor: (piece.rates[actor], -actor))
        group = {first}
        left.remove(first)
        while left and len(group) < size:
            nearest = max(left, key=lambda actor: (sum(waits[actor][other] for other in group), -actor))
            group.add(nearest)
            left.remove(nearest)
        yield frozenset(group)


def _waits(piece: Piece) -> list[list[int]]:
    """For each two actors who share a scene, what one of them at least waits for the other if they end apart."""
    actors = range(len(piece.rates))
    played = [{s for s, cast in enumerate(piece.casts) if actor in cast} for actor in actors]

    def wait(one: int, other: int) -> int:
        if played[one].isdisjoint(played[other]):
            return 0
        alone = sum(piece.durations[s] for s in played[one] - played[other])
        apart = sum(piece.durations[s] for s in played[other] - played[one])
        return min(alone * piece.rates[other], apart * piece.rates[one])

    return [[wait(one, other) for other in actors] for one in actors]
