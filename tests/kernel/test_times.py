from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import (
    BRUSSELS,
    AwareTime,
    NaiveTime,
    Never,
    Twice,
    WallTimeDoesNotExist,
    WallTimeHappensTwice,
    elapsed,
    in_brussels,
    later_by,
    to_brussels,
)

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_summer_time_begins_on_28_march_2027() -> None:
    assert in_brussels(SPRING, time(1, 59)).isoformat() == "2027-03-28T01:59:00+01:00"
    assert in_brussels(SPRING, time(3)).isoformat() == "2027-03-28T03:00:00+02:00"


@pytest.mark.parametrize("wall", [time(2), time(2, 30), time(2, 59, 59)])
def test_the_skipped_hour_is_refused_or_shifted(wall: time) -> None:
    with pytest.raises(WallTimeDoesNotExist) as refusal:
        in_brussels(SPRING, wall)
    assert refusal.value.wall == datetime.combine(SPRING, wall)
    shifted = in_brussels(SPRING, wall, never=Never.SHIFT)
    assert shifted.isoformat() == f"2027-03-28T{wall.replace(hour=3)}+02:00"


@pytest.mark.parametrize("wall", [time(2), time(2, 30), time(2, 59, 59), time(2, 30, fold=1)])
def test_the_repeated_hour_is_refused_or_chosen(wall: time) -> None:
    with pytest.raises(WallTimeHappensTwice):
        in_brussels(AUTUMN, wall)
    earlier = in_brussels(AUTUMN, wall, twice=Twice.EARLIER)
    later = in_brussels(AUTUMN, wall, twice=Twice.LATER)
    assert earlier.utcoffset() == timedelta(hours=2)
    assert later.utcoffset() == timedelta(hours=1)
    assert elapsed(earlier, later) == timedelta(hours=1)


def test_around_the_repeated_hour_nothing_is_asked() -> None:
    assert in_brussels(AUTUMN, time(1, 59)).isoformat() == "2027-10-31T01:59:00+02:00"
    assert in_brussels(AUTUMN, time(3)).isoformat() == "2027-10-31T03:00:00+01:00"


@pytest.mark.parametrize(("morning", "hours"), [(SPRING, 7), (AUTUMN, 9), (date(2027, 3, 16), 8)])
def test_a_night_from_22_to_6_lasts_what_it_lasts(morning: date, hours: int) -> None:
    evening = in_brussels(morning - timedelta(days=1), time(22))
    end = in_brussels(morning, time(6))
    assert elapsed(evening, end) == timedelta(hours=hours)
    assert later_by(evening, timedelta(hours=hours)) == end
    assert later_by(evening, timedelta(hours=hours)).utcoffset() == end.utcoffset()


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)))
def test_an_instant_comes_back_from_its_wall_time(instant: datetime) -> None:
    here = to_brussels(instant)
    twice = Twice.LATER if here.fold else Twice.EARLIER
    again = in_brussels(here.date(), here.time(), twice=twice)
    assert again.tzinfo is BRUSSELS
    assert again.astimezone(UTC) == instant


def test_naive_and_aware_are_not_confused() -> None:
    naive = datetime(2027, 3, 16, 7)
    aware = naive.replace(tzinfo=UTC)
    for asked in (
        lambda: to_brussels(naive),
        lambda: elapsed(naive, aware),
        lambda: later_by(naive, timedelta()),
    ):
        with pytest.raises(NaiveTime):
            asked()
    with pytest.raises(AwareTime):
        in_brussels(SPRING, time(7, tzinfo=UTC))
