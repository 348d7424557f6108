"""The clock of a day: strips after one another, the meal, midnight, and the night when the clocks change."""

from datetime import date, time, timedelta

import pytest

from coulisse.engines.stripboard.hours import DayHours, NoHours, TypedHours, hours_of
from coulisse.kernel.times import elapsed

DAY = date(2027, 3, 17)


def shown(clock: DayHours) -> list[str]:
    return [f"{shot.key} {shot.start:%H:%M}-{shot.end:%H:%M}" for shot in clock.shots]


@pytest.mark.parametrize(
    ("strips", "found"),
    [
        ([("a", 60), ("b", 60)], ["a 08:30-09:30", "b 09:30-10:30"]),
        ([("a", 240), ("b", 30)], ["a 08:30-12:30", "b 13:30-14:00"]),
        ([("a", 300), ("b", 30)], ["a 08:30-14:30", "b 14:30-15:00"]),
        ([("a", 0), ("b", 30)], ["a 08:30-08:30", "b 08:30-09:00"]),
        ([], []),
    ],
    ids=["two", "meal-between", "meal-within", "empty-strip", "no-strip"],
)
def test_strips_follow_each_other_around_the_meal(strips: list[tuple[str, int]], found: list[str]) -> None:
    clock = hours_of(TypedHours(DAY, time(7, 30), time(8, 30), time(12, 30)), strips)
    assert shown(clock) == found


def test_an_hour_before_the_call_is_on_the_morning_after() -> None:
    typed = TypedHours(DAY, time(19, 30), time(20, 45), time(0, 15), wrap=time(3, 30))
    clock = hours_of(typed, [("74", 165), ("75", 165)])
    assert shown(clock) == ["74 20:45-23:30", "75 23:30-03:15"]
    assert clock.wrap.date() == date(2027, 3, 18) and clock.past_the_wrap == timedelta(0)


def test_strips_past_the_wrap_move_it() -> None:
    clock = hours_of(TypedHours(DAY, time(7, 30), time(8, 30), wrap=time(18, 0)), [("a", 600)])
    assert clock.past_the_wrap == timedelta(minutes=30)
    assert f"{clock.wrap:%H:%M}" == "18:30"


def test_a_night_over_the_clock_change_has_the_length_that_it_has() -> None:
    """At 02:00 on 28 March the clocks show 03:00: four hours of work from 23:30 end at 04:30."""
    clock = hours_of(TypedHours(date(2027, 3, 27), time(22, 0), time(23, 30)), [("a", 240)])
    assert shown(clock) == ["a 23:30-04:30"]
    assert elapsed(clock.ready, clock.last) == timedelta(hours=4)


def test_without_a_typed_hour_nothing_is_invented() -> None:
    with pytest.raises(NoHours):
        hours_of(TypedHours(DAY, None, None), [("a", 60)])
    only_ready = hours_of(TypedHours(DAY, None, time(9)), [("a", 60)])
    assert only_ready.call == only_ready.ready
