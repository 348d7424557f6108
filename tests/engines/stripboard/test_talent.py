"""Orders of scenes: the least cost is found and proved, and what is not proved is bounded."""

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings

from coulisse.engines.stripboard.talent import BadCasting, Casting, Proposal, propose_order
from tests.engines.stripboard.castings import DINER, castings, least_cost, random_casting


def always() -> bool:
    return True


def asked(times: int) -> Callable[[], bool]:
    """Goes on so many times."""
    left = iter(range(times))
    return lambda: next(left, None) is not None


def sound(casting: Casting, proposal: Proposal) -> None:
    """What every proposal promises, however early it was stopped."""
    assert sorted(proposal.order) == list(range(len(casting.durations)))
    assert proposal.cost == casting.cost_of(proposal.order)
    assert casting.own_cost <= proposal.bound <= proposal.cost
    assert proposal.optimal == (proposal.cost == proposal.bound)


def test_a_short_film_is_ordered_and_proved() -> None:
    proposal = propose_order(DINER, keep_going=always)
    sound(DINER, proposal)
    assert proposal.optimal
    assert proposal.cost == least_cost(DINER)


def test_the_slow_way_agrees_with_trying_every_order() -> None:
    casting = random_casting(1, 6, 5, busiest=4)
    assert least_cost(casting) == min(map(casting.cost_of, permutations(range(6))))


@settings(max_examples=150, deadline=None)
@given(castings())
def test_small_castings_cost_the_least_that_is_possible(casting: Casting) -> None:
    proposal = propose_order(casting, keep_going=always)
    sound(casting, proposal)
    assert proposal.cost == proposal.bound == least_cost(casting)


@pytest.mark.parametrize(("scenes", "actors", "busiest"), [(11, 6, 3), (11, 8, 4), (11, 7, 9), (12, 10, 3)])
def test_seldom_and_often_met_actors_alike(scenes: int, actors: int, busiest: int) -> None:
    casting = random_casting(7, scenes, actors, busiest=busiest)
    proposal = propose_order(casting, keep_going=always)
    sound(casting, proposal)
    assert proposal.cost == proposal.bound == least_cost(casting)


@pytest.mark.parametrize(("scenes", "actors"), [(28, 12), (40, 12), (48, 10), (64, 14), (28, 22)])
def test_features_of_the_published_sizes_are_proved(scenes: int, actors: int) -> None:
    casting = random_casting(3, scenes, actors, busiest=scenes)
    proposal = propose_order(casting, keep_going=always)
    sound(casting, proposal)
    assert proposal.optimal


def test_the_same_question_gets_the_same_answer() -> None:
    casting = random_casting(5, 20, 8, busiest=6)
    assert propose_order(casting, keep_going=always) == propose_order(casting, keep_going=always)


@pytest.mark.parametrize("times", [0, 1, 2, 4, 9])
def test_a_search_that_is_stopped_keeps_its_order_and_a_true_bound(times: int) -> None:
    casting = random_casting(11, 24, 10, busiest=7)
    proposal = propose_order(casting, keep_going=asked(times))
    sound(casting, proposal)
    least = propose_order(casting, keep_going=always)
    assert least.optimal
    assert proposal.bound <= least.cost <= proposal.cost


def test_longer_searches_are_never_worse() -> None:
    casting = random_casting(11, 24, 10, busiest=7)
    short, longer = (propose_order(casting, keep_going=asked(times)) for times in (3, 12))
    assert longer.cost <= short.cost
    assert longer.bound >= short.bound


def test_a_very_large_film_gets_an_order_and_a_bound() -> None:
    casting = random_casting(13, 150, 66, busiest=40)
    proposal = propose_order(casting, keep_going=asked(30))
    sound(casting, proposal)
    assert not proposal.optimal
    assert proposal.bound > casting.own_cost
    assert proposal.cost < casting.cost_of(range(150))


def test_nothing_to_order() -> None:
    assert propose_order(Casting((), (), ()), keep_going=always) == Proposal((), Fraction(0), Fraction(0))
    alone = Casting((Fraction(2), Fraction(1)), (Fraction(5),), (frozenset({1}),))
    proposal = propose_order(alone, keep_going=always)
    assert proposal.optimal
    assert proposal.cost == 5
    assert proposal.gap == 0


def test_figures_too_large_to_be_added_up_are_refused() -> None:
    casting = Casting((Fraction(10**10),) * 3, (Fraction(10**9),) * 2, (frozenset({0, 1}), frozenset({1, 2})))
    with pytest.raises(BadCasting, match="too-large"):
        propose_order(casting, keep_going=always)


@pytest.mark.parametrize(
    ("durations", "rates", "scenes_of", "code", "where"),
    [
        ((1, -1), (1,), ({0},), "negative-duration", "duration[1]"),
        ((1, 1), (-3,), ({0},), "negative-rate", "cost[0]"),
        ((1, 1), (1, 1), ({0},), "sizes", "rates"),
        ((1, 1), (1,), ({2},), "sizes", "appears[0]"),
    ],
)
def test_a_casting_that_does_not_fit_together_is_refused(
    durations: tuple[int, ...], rates: tuple[int, ...], scenes_of: tuple[set[int], ...], code: str, where: str
) -> None:
    with pytest.raises(BadCasting) as refused:
        Casting(tuple(map(Fraction, durations)), tuple(map(Fraction, rates)), tuple(map(frozenset, scenes_of)))
    assert (refused.value.code, refused.value.where) == (code, where)
