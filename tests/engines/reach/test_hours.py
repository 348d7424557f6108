"""The best hours, with modesty; audits side by side."""

import random
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.reach import (
    Enough,
    Moved,
    Posted,
    Tendency,
    WidthDoesNotDivide,
    audit,
    best_hours,
    compare,
)
from coulisse.kernel.period import OpenPeriod, Period

MONDAY = datetime.fromisoformat("2027-01-04T00:30:00+01:00")
QUARTER = Period(date(2027, 1, 4), date(2027, 4, 3))


def _posts(means: dict[int, float], many: int, seed: int = 1) -> list[Posted]:
    """So many posts at each hour, one a day, values around the mean of the hour."""
    chance = random.Random(seed)
    return [
        Posted(MONDAY + timedelta(days=day, hours=hour), round(mean * chance.lognormvariate(0, 0.4)))
        for hour, mean in means.items()
        for day in range(many)
    ]


def test_a_good_hour_and_a_dead_one_are_found() -> None:
    found = best_hours(_posts({8: 100, 12: 100, 16: 100, 20: 260, 3: 30}, 25), by_weekday=False)
    assert found.verdict is Enough.ENOUGH
    assert [one.hour for one in found.best] == [20]
    assert [one.hour for one in found.dead] == [3]
    assert found.best[0].low > 1 > found.dead[0].high
    assert len(found.untried) == 19
    assert (0, 4) in found.untried


def test_few_posts_say_nothing() -> None:
    found = best_hours(_posts({8: 10, 20: 1000}, 10), by_weekday=False)
    assert (found.verdict, found.best, found.dead) == (Enough.NOT_ENOUGH_DATA, (), ())
    assert {one.tendency for one in found.buckets} == {Tendency.NOT_ENOUGH_DATA}
    nothing = best_hours([])
    assert (nothing.verdict, nothing.usual, nothing.buckets) == (Enough.NOT_ENOUGH_DATA, None, ())
    assert len(nothing.untried) == 7 * 24


def test_one_post_gone_round_the_world_makes_no_best_hour() -> None:
    posts = _posts({8: 100, 12: 100, 16: 100}, 20)
    posts.append(Posted(MONDAY + timedelta(hours=20), 1_000_000))
    found = best_hours(posts, by_weekday=False)
    assert found.best == ()
    lonely = next(one for one in found.buckets if one.hour == 20)
    assert (lonely.n, lonely.tendency) == (1, Tendency.NOT_ENOUGH_DATA)


def test_hours_that_differ_by_chance_only_are_rarely_told_apart() -> None:
    said = sum(
        bool(best_hours(_posts(dict.fromkeys(range(7, 23), 100.0), 12, seed), by_weekday=False).best)
        for seed in range(60)
    )
    assert said <= 6


def test_the_fewer_the_posts_the_nearer_to_the_usual() -> None:
    base = _posts({8: 100, 12: 100, 16: 50}, 30)

    def times(many: int) -> float:
        more = [Posted(MONDAY + timedelta(days=day, hours=20), 300) for day in range(many)]
        return next(one.times for one in best_hours(base + more, by_weekday=False).buckets if one.hour == 20)

    assert 1 < times(1) < times(6) < times(25) < 4


def test_what_is_not_available_counts_nowhere() -> None:
    posts = _posts({8: 100, 20: 260}, 25)
    found = best_hours([*posts, Posted(MONDAY, None)], by_weekday=False)
    assert (found.n, found.not_available) == (50, 1)
    assert found.buckets == best_hours(posts, by_weekday=False).buckets
    assert (0, 0) in found.untried


def test_hours_are_those_of_brussels_and_weekdays_of_the_week() -> None:
    summer = Posted(datetime(2027, 7, 4, 22, 30, tzinfo=UTC), 5)
    (bucket,) = best_hours([summer], width=2).buckets
    assert (bucket.weekday, bucket.hour, bucket.width) == (1, 0, 2)


@pytest.mark.parametrize("width", [0, 5, 25, -1])
def test_hours_that_do_not_divide_a_day(width: int) -> None:
    with pytest.raises(WidthDoesNotDivide):
        best_hours([], width=width)


posts_ = st.lists(
    st.builds(
        Posted,
        st.integers(0, 24 * 90).map(lambda hours: MONDAY + timedelta(hours=hours)),
        st.none() | st.integers(0, 10**6),
        st.sampled_from(["reel", "photo", "text"]),
    ),
    max_size=60,
)


@settings(max_examples=60)
@given(posts_, st.randoms(use_true_random=False), st.sampled_from([1, 4, 24]))
def test_the_order_of_posts_changes_nothing(posts: list[Posted], chance: random.Random, width: int) -> None:
    shuffled = list(posts)
    chance.shuffle(shuffled)
    assert best_hours(shuffled, width=width) == best_hours(posts, width=width)
    assert audit(shuffled, QUARTER) == audit(posts, QUARTER)


@settings(max_examples=60)
@given(posts_)
def test_intervals_hold_their_value(posts: list[Posted]) -> None:
    found = best_hours(posts, width=4, by_weekday=False)
    assert sum(one.n for one in found.buckets) == found.n == sum(post.value is not None for post in posts)
    for one in found.buckets:
        assert one.low <= one.times * (1 + 1e-9)
        assert one.times <= one.high * (1 + 1e-9)
        assert one.n >= 5 or one.tendency is Tendency.NOT_ENOUGH_DATA


# ---- audits


def _of_format(code: str, values: list[int | None], start: int = 0) -> list[Posted]:
    return [Posted(MONDAY + timedelta(days=start + at, hours=9), value, code) for at, value in enumerate(values)]


def test_an_audit_counts_weeks_formats_and_silence() -> None:
    posts = _of_format("reel", [10, 12, 14, 100, 16]) + _of_format("photo", [3, 4, 5, 6, 7, None], 30)
    posts += _of_format("text", [900], 60) + _of_format("text", [1], -20)
    found = audit(posts, QUARTER)
    assert (found.n, found.outside) == (12, 1)
    assert found.per_week == Fraction(12 * 7, 90)
    assert len(found.weeks) == 13
    assert [many for _, many in found.weeks[:6]] == [5, 0, 0, 0, 5, 1]
    assert found.longest_silence == timedelta(days=26)
    assert [(one.code, one.n, one.median, one.is_enough) for one in found.formats] == [
        ("reel", 5, Fraction(14), True),
        ("photo", 6, Fraction(5), True),
        ("text", 1, Fraction(900), False),
    ]


def test_two_audits_side_by_side() -> None:
    later = Period(date(2027, 4, 5), date(2027, 7, 4))
    before = audit(_of_format("reel", [*range(10, 25)]) + _of_format("photo", [*range(15)]), QUARTER)
    now = _of_format("reel", [*range(40, 60)], 95) + _of_format("photo", [*range(15)], 95)
    after = audit(now + _of_format("text", [5] * 9, 100), later)
    change = compare(before, after)
    assert {one.code: one.moved for one in change.formats} == {
        "reel": Moved.MORE,
        "photo": Moved.ALIKE,
        "text": Moved.NOT_ENOUGH_DATA,
    }
    assert {one.code: one.moved for one in compare(after, before).formats}["reel"] is Moved.LESS
    assert change.per_week_after > change.per_week_before


def test_an_empty_account_and_an_open_period() -> None:
    empty = audit([], QUARTER)
    assert (empty.n, empty.per_week, empty.longest_silence, empty.formats) == (0, Fraction(0), None, ())
    with pytest.raises(OpenPeriod):
        audit([], Period(date(2027, 1, 4)))
