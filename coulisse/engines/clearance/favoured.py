"""Most-favoured-nation: whoever holds the clause gets as much as the best paid beside them, for the same part.

What is compared is the price of the whole right: 500.00 € for half of a song and 1 000.00 € for all of it are the
same price. The clause looks at the other side of the same track (publishing and master), or at every music of the
film.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.rounding import round_half_away

WHOLE: Final = Rate(Fraction(1))


class Favoured(StrEnum):
    """What the clause of an offer compares itself with."""

    NONE = ""
    TRACK = "track"
    FILM = "film"


class ShareOutOfRange(ValueError):
    """A part of a right lies above nothing and goes up to the whole."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody asks for their part of a track; the sides of one song bear the same name in `track`."""

    id: int
    track: str
    asked: Money
    share: Rate = WHOLE
    favoured: Favoured = Favoured.NONE

    def __post_init__(self) -> None:
        if not 0 < self.share.ratio <= 1:
            raise ShareOutOfRange(str(self.share))


@dataclass(frozen=True, slots=True)
class Settled:
    """What an offer comes to beside the others. `follows`: whose price the clause takes up, None where it adds
    nothing."""

    offer: Offer
    owed: Money
    follows: int | None = None

    @property
    def extra(self) -> Money:
        return self.owed - self.offer.asked


def settle(offers: Sequence[Offer]) -> tuple[Settled, ...]:
    """What all these offers come to when they are taken together, in the order given.

    >>> from coulisse.kernel.money import Money
    >>> song = Offer(1, "Vedette", Money.parse("900.00"), favoured=Favoured.TRACK)
    >>> [str(one.owed) for one in settle([song, Offer(2, "Vedette", Money.parse("1500.00"))])]
    ['1500.00 EUR', '1500.00 EUR']
    """
    prices = {offer.id: Fraction(offer.asked.cents) / offer.share.ratio for offer in offers}
    follows: dict[int, int | None] = {offer.id: None for offer in offers}
    # A clause may lift another one's: until nothing moves. Prices only rise, and only to one that is there.
    moved = True
    while moved:
        moved = False
        for offer in offers:
            best = _best_beside(offer, offers, prices)
            if best is not None and prices[best] > prices[offer.id]:
                prices[offer.id], follows[offer.id], moved = prices[best], best, True
    return tuple(
        Settled(
            offer,
            Money(round_half_away(prices[offer.id] * offer.share.ratio), offer.asked.currency),
            follows[offer.id],
        )
        for offer in offers
    )


def cost_of_choosing(offer: Offer, chosen: Sequence[Offer]) -> Money:
    """By how much everything chosen becomes dearer with this one: its own price, and what it lifts beside it."""
    before = Money.total(one.owed for one in settle(chosen))
    return Money.total(one.owed for one in settle([*chosen, offer])) - before


def _best_beside(offer: Offer, offers: Sequence[Offer], prices: dict[int, Fraction]) -> int | None:
    if offer.favoured is Favoured.NONE:
        return None
    beside = [one for one in offers if one.id != offer.id]
    if offer.favoured is Favoured.TRACK:
        beside = [one for one in beside if one.track == offer.track]
    return max(beside, key=lambda one: prices[one.id]).id if beside else None
