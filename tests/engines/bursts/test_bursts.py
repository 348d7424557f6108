"""Bursts: what is usual, what isn't, from when to when, and who is behind it."""

import random
from datetime import datetime, timedelta
from fractions import Fraction
from math import comb, log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.bursts import Arrival, Expectation, Observed, bursts, surprise

ON_AIR = datetime.fromisoformat("2027-03-14T20:25:00+01:00")
USUAL = Expectation(
    [Observed("Plein Jour", topic, hour, 4, 60.0) for topic in ("sound", "truth") for hour in range(24)]
    + [Observed("Le 19:30", "truth", hour, 120, 60.0) for hour in range(18, 23)]
)


def _arrivals(
    many: int, minutes: float, *, seed: int = 1, topic: str = "truth", same: bool = False
) -> list[Arrival]:
    chance = random.Random(seed)
    return [
        Arrival(
            ON_AIR + timedelta(minutes=chance.random() * minutes),
            "Plein Jour",
            topic,
            f"w{number}",
            "petition" if same else f"f{number}",
            ("https://petition.example",) if same else (),
        )
        for number in range(many)
    ]


def test_a_usual_evening_is_no_burst() -> None:
    assert bursts(_arrivals(3, 24 * 60), USUAL) == ()


def test_a_burst_has_its_beginning_end_peak_and_people() -> None:
    quiet = [Arrival(ON_AIR - timedelta(hours=20), "Plein Jour", "truth", "early")]
    (found,) = bursts(quiet + _arrivals(60, 90), USUAL)
    assert found.began == datetime.fromisoformat("2027-03-14T20:15:00+01:00")
    assert found.ended <= datetime.fromisoformat("2027-03-14T22:15:00+01:00")
    assert (found.messages, found.writers, found.families) == (60, 60, 60)
    assert found.began <= found.peak < found.ended
    assert found.surprise > 30
    assert found.signs == ()
    assert not found.is_organised


def test_a_campaign_is_told_apart() -> None:
    (found,) = bursts(_arrivals(200, 600, same=True), USUAL)
    assert {sign.code for sign in found.signs} == {"one_text", "one_link"}
    assert found.is_organised
    assert (found.families, found.writers) == (1, 200)


def test_messages_at_even_intervals_are_a_sign() -> None:
    evenly = [
        Arrival(ON_AIR + timedelta(seconds=30 * number), "Plein Jour", "truth", f"w{number}", f"f{number}")
        for number in range(40)
    ]
    (found,) = bursts(evenly, USUAL)
    assert [sign.code for sign in found.signs] == ["even_times"]


def test_one_person_writing_often_is_no_burst() -> None:
    often = [Arrival(ON_AIR + timedelta(minutes=n), "Plein Jour", "truth", "same") for n in range(40)]
    assert bursts(often, USUAL) == ()


def test_what_is_usual_for_one_programme_is_a_burst_for_another() -> None:
    def ten(programme: str) -> list[Arrival]:
        return [Arrival(ON_AIR + timedelta(minutes=3 * n), programme, "truth", f"w{n}", f"f{n}") for n in range(8)]

    assert [one.programme for one in bursts(ten("Plein Jour") + ten("Le 19:30"), USUAL)] == ["Plein Jour"]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_arrivals_changes_nothing(chance: random.Random) -> None:
    arrivals = _arrivals(40, 60) + _arrivals(40, 60, topic="sound", seed=2, same=True)
    shuffled = list(arrivals)
    chance.shuffle(shuffled)
    assert bursts(shuffled, USUAL) == bursts(arrivals, USUAL)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 200), st.floats(0.01, 50), st.floats(0.1, 500))
def test_more_messages_are_a_greater_surprise(messages: int, expected: float, shape: float) -> None:
    assert 0 <= surprise(messages, expected, shape) <= surprise(messages + 1, expected, shape) + 1e-9


@pytest.mark.parametrize(
    ("messages", "expected", "likely"), [(1, 0.5, 0.3935), (3, 1.0, 0.0803), (10, 4.0, 0.0081)]
)
def test_with_a_sure_rate_it_is_the_tail_of_poisson(messages: int, expected: float, likely: float) -> None:
    assert 10 ** -surprise(messages, expected, 1e9) == pytest.approx(likely, abs=2e-4)


def test_little_history_is_drawn_towards_the_level_above() -> None:
    rate = USUAL.rate("Plein Jour", "never seen", 3).per_hour
    assert rate == pytest.approx(USUAL.rate("Plein Jour", "other", 4).per_hour)
    assert USUAL.rate("Le 19:30", "truth", 20).per_hour > 1.5
    assert USUAL.rate("Plein Jour", "truth", 20).per_hour < 0.2


@pytest.mark.parametrize("messages", [1, 3, 6, 7, 8, 20, 60])
def test_a_surprise_is_exact_below_and_above_what_is_usual(messages: int) -> None:
    shape, expected = 3, 7
    share = Fraction(expected, expected + shape)
    below = sum(
        (comb(count + shape - 1, count) * share**count * (1 - share) ** shape for count in range(messages)),
        start=Fraction(0),
    )
    assert surprise(messages, expected, shape) == pytest.approx(-log10(1 - below), rel=1e-12)
