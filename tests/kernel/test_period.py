from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import EndsBeforeItStarts, OpenPeriod, Period

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
ends = st.one_of(st.none(), days)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(ends), draw(ends)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Period(first, last)


@given(periods(), periods(), days)
def test_a_day_is_in_the_intersection_when_it_is_in_both(a: Period, b: Period, day: date) -> None:
    both = a.intersection(b)
    assert (both is not None and day in both) == (day in a and day in b)
    assert a.overlaps(b) == (both is not None)
    assert a.intersection(b) == b.intersection(a)


@given(periods(), periods(), days)
def test_containing_is_containing_every_day(a: Period, b: Period, day: date) -> None:
    assert a.contains(a)
    assert Period().contains(a)
    if a.contains(b):
        assert day in a or day not in b


@given(days, st.integers(0, 60))
def test_days_are_counted_with_both_ends(first: date, more: int) -> None:
    period = Period(first, first + timedelta(days=more))
    assert period.days == len(list(period)) == more + 1
    assert list(period)[-1] == period.last
    assert all(day in period for day in period)


def test_one_day_and_open_ends() -> None:
    eve = date(2026, 12, 31)
    assert Period.on(eve).days == 1
    assert eve in Period(None, eve)
    assert eve not in Period(date(2027, 1, 1))
    assert Period(eve).is_open
    assert not Period.on(eve).is_open
    assert list(Period.on(date.max)) == [date.max]
    for asked in (lambda: Period(eve).days, lambda: list(Period(None, eve))):
        with pytest.raises(OpenPeriod):
            asked()


def test_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(EndsBeforeItStarts):
        Period(date(2027, 1, 2), date(2027, 1, 1))


def test_is_made_of_dates() -> None:
    with pytest.raises(TypeError):
        Period(datetime(2027, 1, 1, 12))
