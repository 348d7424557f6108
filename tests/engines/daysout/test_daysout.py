"""The codes of the trade: the printed DOOD comes out again, and the rules hold on any plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.daysout import (
    CalendarDay,
    Counted,
    DayKind,
    DaysOutOfOrder,
    DropRule,
    Element,
    Event,
    OutsideCalendar,
    Reason,
    days_out,
)
from tests.engines.daysout.la_drache import calendar, elements, printed
from tests.engines.plan_of_la_drache import CAST, PRINTED_PER_DAY, PRINTED_TOTALS

MONDAY = date(2027, 3, 1)
# What the paper prints in French letters, the engine writes in the code of the trade.
AS_PRINTED = {"FT": "E"}


def week_days(count: int, *, off: tuple[int, ...] = (), kind: DayKind = DayKind.OFF) -> list[CalendarDay]:
    return [
        CalendarDay(MONDAY + timedelta(days=n), kind if n in off else DayKind.SHOOT, 0 if n in off else n + 1)
        for n in range(count)
    ]


def element(*worked: int, events: tuple[tuple[int, Event], ...] = (), **rules: object) -> Element:
    return Element(
        "1",
        frozenset(MONDAY + timedelta(days=n) for n in worked),
        events=tuple((MONDAY + timedelta(days=n), event) for n, event in events),
        **rules,  # type: ignore[arg-type]  # the rules of each case
    )


def codes(days: list[CalendarDay], one: Element) -> str:
    return " ".join(cell.code or "." for cell in days_out(days, [one]).rows[0].cells)


@pytest.mark.parametrize("role", CAST)
def test_the_printed_rows_of_la_drache_come_out_of_its_strips(role: int) -> None:
    row = days_out(calendar(), elements()).rows[role - 1]
    assert [AS_PRINTED.get(cell.code, cell.code) for cell in row.cells] == printed(role)
    work, hold, travel, fitting, start, finish = PRINTED_TOTALS[role]
    assert (row.totals.work, row.totals.hold, row.totals.travel, row.totals.fitting) == (
        work,
        hold,
        travel,
        fitting,
    )
    assert row.start is not None
    assert row.finish is not None
    assert (f"{row.start:%d/%m}", f"{row.finish:%d/%m}") == (start, finish)


def test_the_printed_totals_of_la_drache_come_out_too() -> None:
    table = days_out(calendar(), elements())
    assert tuple(day.work for day in table.per_day) == PRINTED_PER_DAY
    totals = table.totals
    assert (totals.work, totals.hold, totals.travel, totals.fitting) == (95, 38, 3, 6)


@pytest.mark.parametrize(
    ("days", "one", "expected"),
    [
        pytest.param(week_days(3), element(1), ". SWF .", id="one day"),
        pytest.param(week_days(4), element(0, 3), "SW H H WF", id="held"),
        pytest.param(week_days(4), element(0, 3, hold_allowed=False), "SW . . WF", id="not held"),
        pytest.param(week_days(4, off=(1,)), element(0, 3), "SW . H WF", id="never held on a company day off"),
        pytest.param(
            week_days(4, off=(1,), kind=DayKind.HOLIDAY), element(0, 3), "SW . H WF", id="nor on a holiday"
        ),
        pytest.param(
            week_days(4, off=(1,), kind=DayKind.TRAVEL), element(0, 3), "SW M H WF", id="the company moves"
        ),
        pytest.param(week_days(5), element(0, 4, drop=DropRule(3)), "SWD . . . PWF", id="dropped and picked up"),
        pytest.param(week_days(5), element(0, 4, drop=DropRule(4)), "SW H H H WF", id="too short to drop"),
        pytest.param(
            week_days(5, off=(1,)), element(0, 4, drop=DropRule(3)), "SW . H H WF", id="counted in shooting days"
        ),
        pytest.param(
            week_days(5, off=(1,)),
            element(0, 4, drop=DropRule(3, Counted.CALENDAR)),
            "SWD . . . PWF",
            id="counted in calendar days",
        ),
        pytest.param(
            week_days(5),
            element(0, 4, hold_allowed=False, drop=DropRule(3)),
            "SW . . . WF",
            id="no drop without hold",
        ),
        pytest.param(week_days(7), element(0, 3, 6, drop=DropRule(2)), "SWD . . PWD . . PWF", id="dropped twice"),
        pytest.param(
            week_days(7),
            element(0, 3, 6, drop=DropRule(2, most=1)),
            "SWD . . PW H H WF",
            id="dropped once at most, at the first occasion",
        ),
        pytest.param(
            week_days(5),
            element(2, 3, events=((0, Event.FITTING), (1, Event.TRAVEL), (4, Event.TRAVEL))),
            "FT T SW WF T",
            id="start and finish pay no heed to events",
        ),
        pytest.param(
            week_days(3, off=(1,)),
            element(0, 2, events=((1, Event.REHEARSAL),)),
            "SW R WF",
            id="an event on a company day off",
        ),
        pytest.param(
            week_days(3), element(0, 2, events=((1, Event.TRAVEL),)), "SW T WF", id="an event instead of a hold"
        ),
        pytest.param(
            week_days(2),
            element(0, 1, events=((1, Event.TRAVEL),)),
            "SW WF+T",
            id="work and travel on one day keep both",
        ),
        pytest.param(week_days(2), element(events=((0, Event.FITTING),)), "FT .", id="fitted and never shot"),
        pytest.param(week_days(3, off=(1,)), element(0, 1, 2), "SW W WF", id="a strip on a day off is work"),
    ],
)
def test_rules_of_the_trade(days: list[CalendarDay], one: Element, expected: str) -> None:
    assert codes(days, one) == expected


def test_each_cell_says_why() -> None:
    days = week_days(8, off=(6,))
    cells = days_out(days, [element(1, 5, 7, drop=DropRule(3))]).rows[0].cells
    assert [cell.why for cell in cells] == [
        (Reason.BEFORE_START,),
        (Reason.STARTS, Reason.WORKS, Reason.DROPPED),
        (Reason.RELEASED,),
        (Reason.RELEASED,),
        (Reason.RELEASED,),
        (Reason.PICKED_UP, Reason.WORKS),
        (Reason.COMPANY_OFF,),
        (Reason.WORKS, Reason.FINISHES),
    ]
    never = days_out(days, [element()]).rows[0]
    assert {reason for cell in never.cells for reason in cell.why} == {Reason.NEVER_WORKS}
    assert (never.start, never.finish) == (None, None)


def test_a_day_outside_the_calendar_is_named() -> None:
    with pytest.raises(OutsideCalendar) as refusal:
        days_out(week_days(2), [element(0, 5, events=((3, Event.TRAVEL),))])
    assert refusal.value.days == (date(2027, 3, 4), date(2027, 3, 6))


def test_a_calendar_that_goes_back_is_refused() -> None:
    with pytest.raises(DaysOutOfOrder):
        days_out(list(reversed(week_days(2))), [])


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[CalendarDay], list[Element]]:
    kinds = draw(st.lists(st.sampled_from(DayKind), min_size=1, max_size=40))
    days = [CalendarDay(MONDAY + timedelta(days=n), kind) for n, kind in enumerate(kinds)]
    shooting = [one.day for one in days if one.kind is DayKind.SHOOT]
    some = st.frozensets(st.sampled_from(shooting)) if shooting else st.just(frozenset[date]())
    events = st.lists(st.tuples(st.sampled_from([one.day for one in days]), st.sampled_from(Event)), max_size=5)
    drops = st.none() | st.builds(
        DropRule, st.integers(1, 12), st.sampled_from(Counted), st.none() | st.integers(0, 3)
    )
    found = [
        Element(str(n), draw(some), tuple(draw(events)), draw(st.booleans()), draw(drops))
        for n in range(draw(st.integers(0, 4)))
    ]
    return days, found


@given(plans())
def test_whatever_the_plan_the_codes_add_up(plan: tuple[list[CalendarDay], list[Element]]) -> None:
    days, found = plan
    table = days_out(days, found)
    for row, one in zip(table.rows, found, strict=True):
        written = [cell.code for cell in row.cells]
        assert len(written) == len(days)
        assert row.totals.work == len(one.worked) == sum("W" in code for code in written)
        assert row.totals.hold == written.count("H")
        assert row.totals.engaged == sum(1 for code in written if code)
        assert sum(code.startswith("S") for code in written) == sum(
            "F" in code.replace("FT", "") for code in written
        )
        assert sum("D" in code for code in written) == sum(code.startswith("P") for code in written)
        held = {cell.day for cell in row.cells if cell.held}
        assert all(row.start < day < row.finish for day in held if row.start and row.finish)
        assert all(one.hold_allowed for _ in held)
    assert table.totals.work == sum(day.work for day in table.per_day) == sum(r.totals.work for r in table.rows)
    assert table.totals.hold == sum(day.hold for day in table.per_day) == sum(r.totals.hold for r in table.rows)
