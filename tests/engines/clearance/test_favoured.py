"""Most-favoured-nation: what one offer costs once the others are lifted to it."""

from fractions import Fraction

import pytest

from coulisse.engines.clearance import Favoured, Offer, ShareOutOfRange, cost_of_choosing, settle
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

HALF = Rate(Fraction(1, 2))


def offer(pk: int, euros: int, track: str = "Vedette", **values: object) -> Offer:
    return Offer(pk, track, Money(euros * 100), **values)  # type: ignore[arg-type]


def owed(*offers: Offer) -> list[int]:
    return [one.owed.cents // 100 for one in settle(offers)]


def test_without_a_clause_each_gets_what_it_asks() -> None:
    assert owed(offer(1, 900), offer(2, 1500)) == [900, 1500]


def test_the_other_side_of_the_track_is_lifted() -> None:
    publisher, label = offer(1, 900, favoured=Favoured.TRACK), offer(2, 1500)
    first, second = settle([publisher, label])
    assert (first.owed, first.extra, first.follows) == (Money(150000), Money(60000), 2)
    assert (second.extra, second.follows) == (Money(0), None)


def test_another_track_lifts_only_who_compares_with_the_whole_film() -> None:
    other = offer(3, 2000, "Fanfare")
    assert owed(offer(1, 900, favoured=Favoured.TRACK), other) == [900, 2000]
    assert owed(offer(1, 900, favoured=Favoured.FILM), other) == [2000, 2000]


def test_a_clause_lifts_a_clause() -> None:
    chain = (
        offer(1, 900, favoured=Favoured.TRACK),
        offer(2, 1000, favoured=Favoured.FILM),
        offer(3, 1500, "Fanfare"),
    )
    assert owed(*chain) == [1500, 1500, 1500]


def test_parts_are_compared_for_the_whole_right() -> None:
    half = offer(1, 500, share=HALF, favoured=Favoured.TRACK)
    assert owed(half, offer(2, 1000)) == [500, 1000]
    assert owed(half, offer(2, 1500)) == [750, 1500]


def test_the_cost_of_choosing_holds_what_it_lifts() -> None:
    chosen = [offer(1, 900, favoured=Favoured.TRACK)]
    assert cost_of_choosing(offer(2, 1500), chosen) == Money(210000)
    assert cost_of_choosing(offer(2, 800), chosen) == Money(80000)
    assert cost_of_choosing(offer(2, 800), []) == Money(80000)


def test_nobody_ever_gets_less_than_they_ask() -> None:
    for first in range(1, 12):
        for second in range(1, 12):
            pair = (
                offer(1, first * 100, favoured=Favoured.TRACK),
                offer(2, second * 100, share=HALF, favoured=Favoured.FILM),
            )
            for one in settle(pair):
                assert one.owed >= one.offer.asked


@pytest.mark.parametrize("ratio", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_part_lies_between_nothing_and_the_whole(ratio: Fraction) -> None:
    with pytest.raises(ShareOutOfRange):
        offer(1, 100, share=Rate(ratio))
