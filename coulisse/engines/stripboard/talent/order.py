"""An order of scenes that makes actors wait little, and how far from the least it can be."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from coulisse.engines.stripboard.talent.casting import BadCasting, Casting, Proposal
from coulisse.engines.stripboard.talent.reduction import Piece, reduce_casting

if TYPE_CHECKING:
    from coulisse.engines.stripboard.talent.search import Search

LARGEST = 1 << 55
"""What a piece may cost at most, in its smallest unit of money × time."""


def propose_order(casting: Casting, *, keep_going: Callable[[], bool]) -> Proposal:
    """The cheapest order of all the scenes found while `keep_going()`, and a figure that no order goes under.

    Without being stopped it ends with the proof on what the exact search can hold (some tens of actors, or
    fewer who seldom meet), and with a bound by groups of actors on the rest. `keep_going` is asked several
    times a second; the same casting with the same answers gets the same proposal. Raises BadCasting
    (`too-large`) when the figures cannot be added up in 64 bits.
    """
    reduced = reduce_casting(casting)
    for piece in reduced.pieces:
        if piece.dearest >= LARGEST:
            raise BadCasting("too-large", "cost")
    searches = _searched(reduced.pieces, keep_going)
    order = [
        member for search in searches for scene in search.order.tolist() for member in search.piece.members[scene]
    ]
    order.extend(reduced.loose)
    waits = sum((Fraction(s.bound - s.own, s.piece.unit) for s in searches), Fraction(0))
    return Proposal(tuple(order), casting.cost_of(order), casting.own_cost + waits)


def _searched(pieces: tuple[Piece, ...], keep_going: Callable[[], bool]) -> "list[Search]":
    """Each piece searched in turn, a step at a time, until all are done or nobody wants to go on."""
    if not pieces:
        return []
    # Loading the compiler takes a second that only a search is worth.
    from coulisse.engines.stripboard.talent.groups import search_by_groups
    from coulisse.engines.stripboard.talent.search import Search

    def steps(search: Search) -> Iterator[None]:
        yield from search.advance()
        if not search.fits:
            yield from search_by_groups(search)

    searches = [Search(piece) for piece in pieces]
    running = [steps(search) for search in searches]
    while running and keep_going():
        for one in list(running):
            if next(one, StopIteration) is StopIteration:
                running.remove(one)
            if not keep_going():
                break
    return searches
