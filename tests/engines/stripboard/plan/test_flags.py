"""Each rule, where it bites and where it just doesn't."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coulisse.engines.stripboard.plan.records import (
    Effect,
    FlagCode,
    InconsistentShoot,
    Minor,
    Place,
    PlanDay,
    Rules,
)
from tests.engines.stripboard.plan.shoots import MONDAY, NO_COVER, days, flags_of, found, night, role, scene, shoot


def test_a_quiet_plan_has_no_flag() -> None:
    assert flags_of(shoot([scene("1", "P"), scene("2", "P")], days(2)), "1", "2") == []


def test_a_scene_forgotten_and_a_scene_shot_twice() -> None:
    made = shoot([scene("1"), scene("2")], days(2))
    assert flags_of(made, "1", "1") == [FlagCode.SCENE_TWICE, FlagCode.SCENE_UNPLANNED]


def test_a_fixed_date() -> None:
    made = shoot([scene("1", fixed_day=1)], days(2))
    assert flags_of(made, "1", "") == [FlagCode.FIXED_DATE]
    assert flags_of(made, "", "1") == []


def test_a_role_that_is_away() -> None:
    made = shoot([scene("1", "P"), scene("2")], days(2), [role("P", available=frozenset({1}))])
    (flag,) = found(made, "12", "")
    assert (flag.code, flag.days, flag.scenes, flag.what) == (FlagCode.ROLE_UNAVAILABLE, (0,), ("1",), "P")
    assert flags_of(made, "2", "1") == []


def test_a_place_that_is_closed() -> None:
    made = shoot([scene("1")], days(2), places=[Place("A", frozenset({1}))])
    assert flags_of(made, "1", "") == [FlagCode.PLACE_UNAVAILABLE]
    assert flags_of(made, "", "1") == []


def test_too_many_eighths() -> None:
    made = shoot([scene("1"), scene("2")], days(2, max_eighths=15))
    (flag,) = found(made, "12", "")
    assert (flag.code, flag.found, flag.limit) == (FlagCode.EIGHTHS_OVER, 16, 15)
    assert flags_of(made, "1", "2") == []


def test_too_many_minutes_moves_included() -> None:
    made = shoot([scene("1"), scene("2", place="B")], days(1, max_minutes=244))
    (flag,) = found(made, "12")
    assert (flag.code, flag.found, flag.limit) == (FlagCode.MINUTES_OVER, 245, 244)
    assert flags_of(shoot([scene("1"), scene("2")], days(1, max_minutes=244)), "12") == []


def test_rest_after_a_night() -> None:
    """Dark at 20:00, two hours of shooting, half an hour of wrap: 22:30. Called at 7:00: 8 h 30."""
    made = shoot([night("1", minutes=120), scene("2")], days(3))
    (flag,) = found(made, "1", "2", "")
    assert (flag.code, flag.days, flag.found, flag.limit) == (FlagCode.REST_SHORT, (0, 1), 510, 660)
    assert flags_of(made, "1", "", "2") == []
    assert flags_of(made, "2", "1", "") == []


def test_two_nights_leave_their_rest() -> None:
    assert flags_of(shoot([night("1"), night("2")], days(2)), "1", "2") == []


@pytest.mark.parametrize(("minutes", "flags"), [(120, []), (121, [FlagCode.MINOR_TOO_LONG])])
def test_a_child_is_present_from_its_first_scene_to_its_last(minutes: int, flags: list[FlagCode]) -> None:
    child = role("P", minor=Minor(max_minutes=240, earliest=480, latest=1320))
    scenes = [scene("1", "P", minutes=60), scene("2", minutes=minutes), scene("3", "P", minutes=60)]
    assert flags_of(shoot(scenes, days(1), [child]), "123") == flags


def test_a_child_in_the_evening_and_too_early() -> None:
    child = role("P", minor=Minor(max_minutes=480, earliest=540, latest=1260))
    made = shoot([scene("1", "P", minutes=60), night("2", "P", minutes=90)], days(1), [child])
    assert [(flag.code, flag.found, flag.limit) for flag in found(made, "1")] == [
        (FlagCode.SCENE_UNPLANNED, None, None),
        (FlagCode.MINOR_OUT_OF_HOURS, 480, 540),
    ]
    assert [(flag.code, flag.found, flag.limit) for flag in found(made, "2")] == [
        (FlagCode.SCENE_UNPLANNED, None, None),
        (FlagCode.MINOR_OUT_OF_HOURS, 1290, 1260),
    ]


def test_daylight_ends() -> None:
    """From 8:00, 100 minutes inside and then 501 outside end a minute after the civil dusk of 18:00."""
    made = shoot([scene("1"), scene("2", exterior=True, minutes=501)], days(1, light_to=18 * 60, max_minutes=900))
    (flag,) = found(made, "12")
    assert (flag.code, flag.scenes, flag.found, flag.limit) == (FlagCode.OUTSIDE_LIGHT, ("2",), 1081, 1080)
    assert flags_of(made, "21") == []


def test_a_day_scene_after_the_night() -> None:
    made = shoot([night("1"), scene("2", exterior=True)], days(1))
    assert flags_of(made, "12") == [FlagCode.OUTSIDE_LIGHT]
    assert flags_of(made, "21") == []


def test_dawn_comes_first_and_dusk_is_short() -> None:
    dawn = scene("1", exterior=True, effect=Effect.DAWN, minutes=90)
    dusk = scene("2", exterior=True, effect=Effect.DUSK, minutes=90)
    made = shoot([dawn, dusk, scene("3", minutes=600)], days(1, max_minutes=900))
    assert flags_of(made, "132") == []
    assert FlagCode.OUTSIDE_LIGHT in flags_of(made, "213")
    long = shoot([replace(dusk, minutes=121)], days(1))
    assert flags_of(long, "2") == [FlagCode.OUTSIDE_LIGHT]


def test_rain_needs_interiors_kept_for_later_or_a_free_day() -> None:
    outside = scene("1", exterior=True, weather_bound=True)
    rules = Rules(cover_eighths=8)
    made = shoot([outside, scene("2")], days(2), rules=rules)
    assert flags_of(made, "1", "2") == []
    assert flags_of(made, "12", "") == []
    (flag,) = found(made, "2", "1")
    assert (flag.code, flag.days, flag.found, flag.limit) == (FlagCode.NO_WEATHER_COVER, (1,), 0, 8)
    assert flags_of(replace(made, rules=NO_COVER), "2", "1") == []


def test_a_cover_that_could_not_be_shot_today_covers_nothing() -> None:
    outside = scene("1", exterior=True, weather_bound=True)
    away = role("P", available=frozenset({1}))
    rules = Rules(cover_eighths=8)
    made = shoot([outside, scene("2", "P")], days(2), [away], rules=rules)
    assert flags_of(made, "1", "2") == [FlagCode.NO_WEATHER_COVER]
    pinned = shoot([outside, scene("2", fixed_day=1)], days(2), rules=rules)
    assert flags_of(pinned, "1", "2") == [FlagCode.NO_WEATHER_COVER]


def test_two_units_share_an_actor_only_on_different_dates() -> None:
    main, second = PlanDay(0, MONDAY, "A"), PlanDay(1, MONDAY, "B")
    later = PlanDay(2, MONDAY + timedelta(days=1), "B")
    made = shoot([scene("1", "P"), scene("2", "P")], [main, second, later])
    assert flags_of(made, "1", "2", "") == [FlagCode.ROLE_IN_TWO_UNITS]
    assert flags_of(made, "1", "", "2") == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: shoot([scene("1"), scene("1")], days(1)),
        lambda: shoot([scene("1", fixed_day=3)], days(1)),
        lambda: shoot([scene("1", minutes=-1)], days(1)),
        lambda: shoot([scene("1")], days(2)[::-1]),
        lambda: replace(shoot([scene("1")], days(1)), places=()),
        lambda: replace(shoot([scene("1", "P")], days(1)), roles=()),
    ],
)
def test_records_that_do_not_fit_together(wrong: object) -> None:
    with pytest.raises(InconsistentShoot):
        wrong()  # type: ignore[operator]
