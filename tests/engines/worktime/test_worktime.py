"""Rest, limits, minors: measured on real time, across midnight and the change of clocks, each with its rule."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.worktime import (
    Break,
    Code,
    EndsBeforeStart,
    Flag,
    Person,
    Rules,
    SomebodyElsesStretch,
    Stretch,
    age_on,
    average_week,
    check,
    overtime,
    rests,
    work_by_week,
)
from coulisse.kernel.period import Period
from coulisse.kernel.times import Twice, elapsed, in_brussels, later_by
from tests.engines.worktime.law import film_rules

HOUR = timedelta(hours=1)
RULES = film_rules()
ADULT = Person("Marc", RULES)


def at(day: str, hour: str) -> datetime:
    return in_brussels(date.fromisoformat(f"2027-{day}"), time.fromisoformat(hour), twice=Twice.EARLIER)


def stretch(day: str, start: str, end: str, *breaks: tuple[str, str], until: str = "") -> Stretch:
    """A stretch of `day`, ending on the same day or on `until`."""
    return Stretch(
        "Marc",
        date.fromisoformat(f"2027-{day}"),
        at(day, start),
        at(until or day, end),
        tuple(Break(at(day, begins), at(day, ends)) for begins, ends in breaks),
    )


def found(code: Code, *stretches: Stretch, person: Person = ADULT, contract: Period | None = None) -> list[Flag]:
    return [flag for flag in check(person, stretches, contract=contract) if flag.code is code]


@pytest.mark.parametrize(
    ("before", "after", "rest"),
    [
        pytest.param(
            stretch("03-16", "07:00", "20:00"),
            stretch("03-17", "07:00", "18:00"),
            None,
            id="the law's own example",
        ),
        pytest.param(
            stretch("03-16", "07:00", "20:01"), stretch("03-17", "07:00", "18:00"), "10:59:00", id="a minute short"
        ),
        pytest.param(
            stretch("03-16", "16:00", "02:30", until="03-17"),
            stretch("03-17", "13:00", "20:00"),
            "10:30:00",
            id="wrapped after midnight",
        ),
        pytest.param(
            stretch("03-27", "12:00", "20:00"),
            stretch("03-28", "07:30", "18:00"),
            "10:30:00",
            id="an hour lost when the clocks go forward",
        ),
        pytest.param(
            stretch("10-30", "12:00", "21:00"),
            stretch("10-31", "07:00", "18:00"),
            None,
            id="an hour won when they go back",
        ),
        pytest.param(
            stretch("03-16", "07:00", "20:00"),
            stretch("03-17", "05:00", "06:00"),
            "9:00:00",
            id="much too short",
        ),
    ],
)
def test_eleven_hours_between_the_real_wrap_and_the_next_call(
    before: Stretch, after: Stretch, rest: str | None
) -> None:
    flags = found(Code.DAILY_REST, after, before)
    assert [str(flag.measured) for flag in flags] == ([rest] if rest else [])
    for flag in flags:
        assert (flag.day, flag.limit, flag.since, flag.until) == (after.day, 11 * HOUR, before.end, after.start)
        assert "art. 38ter" in flag.rule.source


def test_two_stretches_of_one_day_have_no_night_between_them() -> None:
    split = (stretch("03-16", "06:00", "09:00"), stretch("03-16", "17:00", "21:00"))
    assert rests(split) == ()
    (rest,) = rests((*split, stretch("03-17", "09:00", "18:00")))
    assert rest.length == 12 * HOUR


def test_a_meal_is_taken_off_the_part_that_falls_in_the_stretch() -> None:
    assert stretch("03-16", "07:00", "19:00", ("12:30", "13:30")).work == 11 * HOUR
    assert stretch("03-16", "13:00", "19:00", ("12:30", "13:30")).work == 5.5 * HOUR
    assert stretch("03-16", "14:00", "19:00", ("12:30", "13:30")).work == 5 * HOUR


def test_a_day_over_eleven_hours_of_work_in_film() -> None:
    (flag,) = found(Code.DAILY_MOST, stretch("03-16", "06:00", "18:30", ("12:00", "13:00")))
    assert (flag.measured, flag.limit, flag.rule.joint_committee) == (11.5 * HOUR, 11 * HOUR, "303.01")
    assert flag.gap == HOUR / 2
    assert found(Code.DAILY_MOST, stretch("03-16", "06:00", "18:00", ("12:00", "13:00"))) == []


def test_a_week_over_53_hours_is_flagged_on_the_day_that_passes_it() -> None:
    week = [stretch(f"03-{day}", "07:00", "18:00") for day in range(15, 20)]
    (flag,) = found(Code.WEEKLY_MOST, *week)
    assert (flag.day, flag.measured, flag.limit) == (date(2027, 3, 19), 55 * HOUR, 53 * HOUR)
    assert work_by_week(week) == {date(2027, 3, 15): 55 * HOUR}


def test_a_day_rate_has_limits_and_no_overtime() -> None:
    long = stretch("03-16", "06:00", "18:30")
    flat = Person("Marc", RULES, paid_overtime=False)
    assert overtime(ADULT, [long]) == {date(2027, 3, 16): 1.5 * HOUR}
    assert overtime(flat, [long]) == {}
    assert found(Code.OVERTIME, long, person=flat) == []
    assert found(Code.DAILY_MOST, long, person=flat)


def test_six_days_and_a_sunday_hold_the_weekly_rest_seven_days_do_not() -> None:
    six = [stretch(f"03-{day}", "08:00", "18:00") for day in range(15, 21)]
    again = [stretch(f"03-{day}", "08:00", "18:00") for day in range(22, 27)]
    assert found(Code.WEEKLY_REST, *six, *again) == []
    (flag,) = found(Code.WEEKLY_REST, *six, stretch("03-21", "08:00", "18:00"))
    assert (flag.day, flag.measured, flag.limit) == (date(2027, 3, 21), 14 * HOUR, 35 * HOUR)
    assert flag.rule.to_be_confirmed
    assert not flag.may_block


def test_the_average_of_a_contract() -> None:
    contract = Period(date(2027, 3, 15), date(2027, 3, 28))
    days = [stretch(f"03-{day}", "08:00", "18:00") for day in (15, 16, 17, 18, 19, 22, 23, 24)]
    assert average_week(days, contract) == 40 * HOUR
    (flag,) = found(Code.WEEKLY_AVERAGE, *days, contract=contract)
    assert (flag.day, flag.measured, flag.limit) == (date(2027, 3, 28), 40 * HOUR, 38 * HOUR)
    assert found(Code.WEEKLY_AVERAGE, *days[:-1], contract=contract) == []


def test_night_hours_are_told_and_never_a_breach() -> None:
    (flag,) = found(Code.NIGHT, stretch("03-27", "18:00", "04:00", until="03-28"))
    # The hour between two and three doesn't exist that night.
    assert flag.measured == 7 * HOUR
    assert not flag.is_breach


def test_without_a_limit_nothing_is_checked() -> None:
    nobody = Person("Marc", Rules(), birth=date(2020, 1, 1))
    days = [stretch(f"03-{day}", "05:00", "23:30") for day in range(10, 24)]
    assert check(nobody, days, contract=Period(date(2027, 3, 1), date(2027, 3, 31))) == ()


def test_the_stretches_of_somebody_else_are_refused() -> None:
    with pytest.raises(SomebodyElsesStretch):
        check(Person("Elke", RULES), [stretch("03-16", "07:00", "18:00")])


def test_a_stretch_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(EndsBeforeStart):
        stretch("03-16", "18:00", "07:00")


def child(age: int, **more: bool) -> Person:
    return Person("Marc", RULES, birth=date(2027 - age, 1, 31), has_derogation=True, **more)


@pytest.mark.parametrize(
    ("age", "day", "codes"),
    [
        pytest.param(5, stretch("03-16", "09:00", "13:00", ("10:30", "11:00")), "", id="five, four hours"),
        pytest.param(
            5, stretch("03-16", "09:00", "13:15", ("10:30", "11:00")), "minor-day minor-break", id="five, too long"
        ),
        pytest.param(5, stretch("03-16", "09:00", "11:00"), "", id="five, two hours in one go"),
        pytest.param(
            5, stretch("03-16", "09:00", "11:05"), "minor-break", id="five, more than two hours in one go"
        ),
        pytest.param(
            5,
            stretch("03-16", "09:00", "12:00", ("10:30", "10:45")),
            "minor-break",
            id="five, a quarter of an hour isn't a break",
        ),
        pytest.param(5, stretch("03-16", "17:30", "19:20"), "minor-window", id="five, after seven in the evening"),
        pytest.param(7, stretch("03-16", "17:30", "19:20"), "", id="seven, the same evening"),
        pytest.param(11, stretch("03-16", "08:00", "14:00", ("11:00", "11:30")), "", id="eleven, six hours"),
        pytest.param(
            12, stretch("03-16", "07:45", "14:00", ("11:00", "11:30")), "minor-window", id="twelve, early"
        ),
        pytest.param(
            12,
            stretch("03-16", "10:00", "18:30", ("13:30", "14:30")),
            "minor-day",
            id="twelve: presence counts, meal included",
        ),
        pytest.param(15, stretch("03-16", "19:00", "23:00"), "", id="fifteen until eleven"),
        pytest.param(
            16, stretch("03-16", "09:00", "18:00", ("13:00", "14:00")), "minor-day", id="sixteen, nine hours"
        ),
        pytest.param(18, stretch("03-16", "06:00", "16:00"), "", id="eighteen"),
    ],
)
def test_minors_by_age(age: int, day: Stretch, codes: str) -> None:
    minor = [flag for flag in check(child(age), [day]) if flag.code.startswith("minor")]
    assert " ".join(flag.code for flag in minor) == codes
    for flag in minor:
        assert flag.rule.source


def test_still_at_school_keeps_the_rules_of_a_child() -> None:
    evening = stretch("03-16", "21:00", "23:30")
    assert found(Code.MINOR_WINDOW, evening, person=child(17)) == []
    (flag,) = found(Code.MINOR_WINDOW, evening, person=child(17, at_school_full_time=True))
    assert (flag.measured, flag.rule.regime) == (HOUR / 2, "12–15")


def test_a_child_without_derogation_is_not_to_come() -> None:
    without = Person("Marc", RULES, birth=date(2012, 1, 1))
    (flag,) = found(Code.MINOR_DEROGATION, stretch("03-16", "10:00", "12:00"), person=without)
    assert flag.may_block
    assert found(Code.MINOR_DEROGATION, stretch("03-16", "10:00", "12:00"), person=child(15)) == []


def test_sixteen_rests_twelve_hours() -> None:
    days = (stretch("03-16", "10:00", "20:00"), stretch("03-17", "07:30", "12:00"))
    assert found(Code.DAILY_REST, *days) == []
    (flag,) = found(Code.MINOR_REST, *days, person=child(16))
    assert (flag.measured, flag.limit) == (11.5 * HOUR, 12 * HOUR)
    assert flag.rule.to_be_confirmed


def test_forty_hours_a_week_at_sixteen() -> None:
    days = [stretch(f"03-{day}", "09:00", "17:30", ("12:30", "13:00")) for day in range(15, 20)]
    (flag,) = found(Code.MINOR_WEEK, *days, person=child(16))
    assert (flag.measured, flag.limit) == (42.5 * HOUR, 40 * HOUR)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
        (date(2012, 3, 16), date(2027, 3, 15), 14),
        (date(2012, 3, 16), date(2027, 3, 16), 15),
    ],
)
def test_age_in_full_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@given(st.dictionaries(st.integers(0, 60), st.tuples(st.sampled_from([0, 6, 12, 20]), st.integers(0, 900))))
def test_whatever_the_days_rest_and_work_fill_the_time_between_them(days: dict[int, tuple[int, int]]) -> None:
    stretches = []
    for offset, (hour, minutes) in days.items():
        day = date(2027, 3, 1) + timedelta(days=offset)
        start = in_brussels(day, time(hour))
        stretches.append(Stretch("Marc", day, start, later_by(start, timedelta(minutes=minutes))))
    between = rests(stretches)
    assert len(between) == max(len(stretches) - 1, 0)
    if stretches:
        ordered = sorted(stretches, key=lambda one: one.day)
        filled = [one.presence for one in ordered] + [rest.length for rest in between]
        assert sum(filled, timedelta(0)) == elapsed(ordered[0].start, ordered[-1].end)
    short = [rest for rest in between if rest.length < 11 * HOUR]
    assert len(found(Code.DAILY_REST, *stretches)) == len(short)
