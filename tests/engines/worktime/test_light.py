"""The sun at Dinant on day 15, against the hours that the sample's call sheet prints; and exteriors against it."""

from datetime import date, datetime, time, timedelta

import pytest

from coulisse.engines.worktime import LightCode, NotOnEarth, daylight, exterior_day, exterior_night
from coulisse.kernel.times import in_brussels

DAY = date(2027, 3, 17)
DINANT = daylight(50.2606, 4.9122, DAY)
# The call sheet took the sun's place at noon for the whole day and cut the seconds off: a minute is its margin.
PRINTED = {"dawn": "06:18", "sunrise": "06:51", "sunset": "18:47", "dusk": "19:19"}
MINUTE = timedelta(minutes=1)


def at(hour: str, day: date = DAY) -> datetime:
    return in_brussels(day, time.fromisoformat(hour))


@pytest.mark.parametrize("event", PRINTED)
def test_dinant_within_a_minute_of_the_printed_hours(event: str) -> None:
    assert abs(getattr(DINANT, event) - at(PRINTED[event])) <= MINUTE


def test_hours_are_those_of_brussels_on_both_sides_of_the_change() -> None:
    before = daylight(50.85, 4.35, date(2027, 3, 27)).sunrise
    after = daylight(50.85, 4.35, date(2027, 3, 28)).sunrise
    assert before is not None
    assert after is not None
    assert timedelta(minutes=55) < after.replace(tzinfo=None) - before.replace(tzinfo=None) - timedelta(days=1)


def test_an_exterior_by_day_runs_from_civil_dawn_to_civil_dusk() -> None:
    assert exterior_day("27", at("08:30"), at("11:15"), DINANT) is None
    assert exterior_day("77", at("18:30"), at("19:15"), DINANT) is None
    flag = exterior_day("77", at("18:30"), at("19:50"), DINANT)
    assert flag is not None
    assert (flag.code, flag.scene, flag.against) == (LightCode.NO_DAYLIGHT, "77", timedelta(minutes=30))
    early = exterior_day("1", at("06:00"), at("07:00"), DINANT)
    assert early is not None
    assert early.against == timedelta(minutes=18)


def test_an_exterior_by_night_runs_outside_the_sun() -> None:
    assert exterior_night("72", at("19:30"), at("23:00"), DINANT) is None
    flag = exterior_night("72", at("18:00"), at("23:00"), DINANT)
    assert flag is not None
    assert (flag.code, flag.against) == (LightCode.NO_DARKNESS, timedelta(minutes=48))


def test_where_the_sun_never_sets_nothing_is_guessed() -> None:
    summer = daylight(69.65, 18.96, date(2027, 6, 21))
    assert (summer.sunset, summer.dusk) == (None, None)
    assert exterior_day("1", at("23:00", summer.day), at("23:30", summer.day), summer) is None


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181)])
def test_a_place_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(NotOnEarth):
        daylight(latitude, longitude, DAY)
