"""Ratings beside posts, spikes of mentions, and how far an objective is."""

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.reach import (
    BroadcastTwice,
    DayTwice,
    NoWayToGo,
    Pace,
    Spiking,
    Target,
    Together,
    Warn,
    cross,
    progress,
    spikes,
)
from coulisse.engines.reach.ranks import chance_of_same, correlation
from coulisse.kernel.period import OpenPeriod, Period

FIRST = date(2027, 1, 1)


def _night(number: int) -> str:
    return f"PJ{number:02}"


# ---- D19


def test_programmes_and_posts_that_rise_together() -> None:
    ratings = [(_night(n), 300_000 + 10_000 * n + (n % 3) * 15_000) for n in range(20)]
    found = cross(ratings, {_night(n): 50 + 7 * n for n in range(20)})
    assert found.verdict is Together.RISE_TOGETHER
    assert found.rho is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < found.rho < found.high < 1
    assert (found.n, found.cautions) == (20, (Warn.NOT_A_CAUSE,))


def test_chance_is_called_nothing() -> None:
    chance = random.Random(4)
    found = cross(
        [(_night(n), chance.randrange(10**6)) for n in range(12)],
        {_night(n): chance.randrange(500) for n in range(12)},
    )
    assert found.verdict is Together.NOTHING_SEEN
    assert Warn.NOT_A_CAUSE in found.cautions
    assert Warn.FEW_PAIRS in found.cautions


def test_few_pairs_and_one_value_give_no_number() -> None:
    few = cross([(_night(n), n) for n in range(7)], {_night(n): n for n in range(7)})
    assert (few.verdict, few.rho, few.low, few.high) == (Together.NOT_ENOUGH_DATA, None, None, None)
    flat = cross([(_night(n), 5) for n in range(9)], {_night(n): n for n in range(9)})
    assert (flat.verdict, flat.rho) == (Together.NO_VARIATION, None)


def test_what_one_side_does_not_know_is_left_out_and_named() -> None:
    ratings: list[tuple[str, int | None]] = [(_night(n), n) for n in range(9)]
    posted: dict[str, int | None] = {_night(n): -n % 9 for n in range(9)}
    found = cross(
        [*ratings, ("unposted", 3), ("unrated", None)], {**posted, "unrated": 4, "extra": 5, "PJ00": None}
    )
    assert found.only_rated == ("PJ00", "unposted", "unrated")
    assert found.only_posted == ("extra",)
    assert found.n == 8
    assert Warn.SOME_LEFT_OUT in found.cautions
    assert found.verdict is Together.OPPOSED


def test_a_perfect_order_is_not_a_certainty() -> None:
    found = cross([(_night(n), n) for n in range(8)], {_night(n): n * n for n in range(8)})
    assert found.rho == pytest.approx(1)
    assert found.low is not None
    assert 0.5 < found.low < 0.98


def test_a_broadcast_is_rated_once() -> None:
    with pytest.raises(BroadcastTwice, match="PJ01"):
        cross([("PJ01", 3), ("PJ01", 4)], {})


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=8, max_size=30), st.randoms())
def test_neither_order_nor_side_changes_it(values: list[tuple[int, int]], chance: random.Random) -> None:
    ratings = [(_night(n), one) for n, (one, _) in enumerate(values)]
    posted = [(_night(n), other) for n, (_, other) in enumerate(values)]
    expected = cross(ratings, dict(posted))
    chance.shuffle(ratings)
    chance.shuffle(posted)
    assert cross(ratings, dict(posted)) == expected
    turned = cross(posted, dict(ratings))
    assert (turned.rho, turned.verdict) == (expected.rho, expected.verdict)
    if expected.rho is not None and expected.low is not None and expected.high is not None:
        assert -1 <= expected.low <= expected.rho + 1e-9
        assert expected.rho - 1e-9 <= expected.high <= 1


def test_the_correlation_is_that_of_the_formula() -> None:
    # Without ties: 1 − 6 Σd² ÷ (n³ − n).
    for order in permutations(range(5)):
        squares = sum((at - rank) ** 2 for at, rank in enumerate(order))
        assert correlation(list(range(5)), list(order)) == pytest.approx(1 - 6 * squares / (5**3 - 5))


def test_two_samples_of_one_kind() -> None:
    assert chance_of_same([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]) == pytest.approx(1, abs=0.1)
    assert chance_of_same([*range(20)], [*range(20, 40)]) < 1e-6
    assert chance_of_same([7, 7, 7], [7, 7]) == 1.0


# ---- spikes of mentions


def test_a_spike_is_told_by_its_own_past() -> None:
    chance = random.Random(2)
    counts: list[tuple[date, int | None]] = [
        (FIRST + timedelta(days=n), 8 + chance.randrange(9)) for n in range(40)
    ]
    counts[35] = (counts[35][0], 90)
    found = spikes(counts)
    assert [one.day for one in found if one.verdict is Spiking.SPIKE] == [counts[35][0]]
    assert {one.verdict for one in found[:14]} == {Spiking.NOT_ENOUGH_DATA}
    spike = found[35]
    assert spike.expected == pytest.approx(12, abs=2)
    assert spike.surprise is not None
    assert spike.surprise > 10


def test_what_varies_much_must_rise_more() -> None:
    quiet: list[tuple[date, int | None]] = [(FIRST + timedelta(days=n), 20) for n in range(28)]
    wild: list[tuple[date, int | None]] = [
        (FIRST + timedelta(days=n), 80 if n % 7 == 0 else 10) for n in range(28)
    ]
    now = (FIRST + timedelta(days=28), 80)
    assert spikes([*quiet, now])[-1].verdict is Spiking.SPIKE
    assert spikes([*wild, now])[-1].verdict is Spiking.USUAL


def test_a_day_without_a_count_is_not_a_day_without_mentions() -> None:
    counts: list[tuple[date, int | None]] = [(FIRST + timedelta(days=n), 5 if n % 2 else None) for n in range(28)]
    found = spikes([*counts, (FIRST + timedelta(days=28), 6)])
    assert found[0].verdict is Spiking.NOT_AVAILABLE
    assert (found[-1].history, found[-1].verdict) == (14, Spiking.USUAL)
    assert found[-1].expected == pytest.approx(5.04, abs=0.01)


def test_two_mentions_after_silence_are_no_spike() -> None:
    silent: list[tuple[date, int | None]] = [(FIRST + timedelta(days=n), 0) for n in range(20)]
    assert spikes([*silent, (FIRST + timedelta(days=20), 2)])[-1].verdict is Spiking.USUAL
    assert spikes([*silent, (FIRST + timedelta(days=20), 9)])[-1].verdict is Spiking.SPIKE


def test_a_day_is_counted_once() -> None:
    with pytest.raises(DayTwice):
        spikes([(FIRST, 1), (FIRST, None)])


# ---- objectives

PASSES = Target(
    start=Fraction(0), goal=Fraction(1200), period=Period(date(2027, 4, 1), date(2027, 5, 10))
)  # forty days


@pytest.mark.parametrize(
    ("value", "on", "pace", "expected", "per_day"),
    [
        (480, date(2027, 4, 20), Pace.BEHIND, 600, 36),
        (600, date(2027, 4, 20), Pace.ON_LINE, 600, 30),
        (540, date(2027, 4, 20), Pace.ON_LINE, 600, 33),
        (720, date(2027, 4, 20), Pace.AHEAD, 600, 24),
        (1200, date(2027, 4, 20), Pace.REACHED, 600, 0),
        (1199, date(2027, 5, 10), Pace.MISSED, 1200, None),
        (0, date(2027, 3, 31), Pace.NOT_BEGUN, 0, 30),
        (None, date(2027, 4, 20), Pace.NOT_AVAILABLE, 600, None),
        (0, date(2027, 4, 20), Pace.BEHIND, 600, 60),
    ],
)
def test_pace(value: int | None, on: date, pace: Pace, expected: int, per_day: int | None) -> None:
    found = progress(PASSES, None if value is None else Fraction(value), on)
    assert (found.pace, found.expected, found.per_day_left) == (
        pace,
        Fraction(expected),
        None if per_day is None else Fraction(per_day),
    )


def test_less_may_be_the_goal() -> None:
    fewer = Target(start=Fraction(100), goal=Fraction(60), period=PASSES.period)
    assert progress(fewer, Fraction(70), date(2027, 4, 20)).pace is Pace.AHEAD
    assert progress(fewer, Fraction(110), date(2027, 4, 20)).pace is Pace.BEHIND


def test_targets_that_make_no_sense() -> None:
    with pytest.raises(NoWayToGo):
        Target(start=Fraction(5), goal=Fraction(5), period=PASSES.period)
    with pytest.raises(OpenPeriod):
        Target(start=Fraction(0), goal=Fraction(5), period=Period(FIRST))


@given(st.integers(0, 60), st.integers(0, 2000))
def test_bringing_what_is_left_each_day_reaches_the_goal(day: int, value: int) -> None:
    found = progress(PASSES, Fraction(value), date(2027, 3, 25) + timedelta(days=day))
    if found.per_day_left is not None:
        assert value + found.per_day_left * found.days_left == PASSES.goal
    assert 0 <= found.due <= 1
