"""Scene 27 starts forty minutes late: the wrap, the overtime and the rest that follow, as the report has them."""

from datetime import timedelta

import pytest

from coulisse.engines.worktime import Code, Flag, NothingPlanned, Outcome, StepKind, outcomes, pace_so_far, project
from tests.engines.worktime.day_fifteen import CREW, ESTIMATED, SHOT, at, crew, plan
from tests.engines.worktime.law import film_rules

OVERTIME = {
    "Dirk Van Acker": "0:35",
    "Julien Thiry": "0:50",
    "Marc Lhoest": "1:05",
    "Didier Hubert": "1:05",
    "Frédéric Magnée": "2:20",
    "Elke Smets": "2:20",
}


def at_ten_past_nine(**options: str) -> tuple[Outcome, ...]:
    projection = project(plan(s27="09:10"), now=at("09:10"), pace=pace_so_far(SHOT, ESTIMATED))
    return outcomes(crew(film_rules(), **options), projection)


def written(duration: timedelta) -> str:
    minutes = int(duration.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def flags(found: tuple[Outcome, ...], code: Code) -> list[Flag]:
    return [flag for outcome in found for flag in outcome.flags if flag.code is code]


def test_the_wrap_comes_at_19_35() -> None:
    projection = project(plan(s27="09:10"), now=at("09:10"), pace=pace_so_far(SHOT, ESTIMATED))
    assert projection.wrap == at("19:35")
    assert projection.delay == timedelta(minutes=65)
    assert f"{projection.exact_wrap:%H:%M:%S}" == "19:30:38"


def test_six_persons_of_34_are_in_overtime() -> None:
    found = at_ten_past_nine()
    assert len(found) == len(CREW.strip().split("\n")) == 34
    late = {outcome.stretch.person: written(outcome.overtime) for outcome in found if outcome.overtime}
    assert late == OVERTIME
    assert written(sum((outcome.overtime for outcome in found), timedelta(0))) == "8:15"
    assert {flag.person for flag in flags(found, Code.OVERTIME)} == set(OVERTIME)


def test_two_persons_rest_less_than_eleven_hours_if_the_call_stays_at_06_30() -> None:
    short = flags(at_ten_past_nine(), Code.DAILY_REST)
    assert {flag.person for flag in short} == {"Frédéric Magnée", "Elke Smets"}
    assert {(written(flag.measured), written(flag.limit), flag.rule.code) for flag in short} == {
        ("10:40", "11:00", "worktime.daily_rest")
    }
    assert all(flag.may_block for flag in short)


def test_the_proposal_of_the_report_mends_the_rest() -> None:
    found = at_ten_past_nine(regie_call="07:00")
    assert flags(found, Code.DAILY_REST) == []
    (magnee,) = [outcome for outcome in found if outcome.stretch.person == "Frédéric Magnée"]
    assert magnee.earliest_call == at("06:50", magnee.stretch.day + timedelta(days=1))


def test_a_threshold_to_be_confirmed_never_blocks() -> None:
    notices = flags(at_ten_past_nine(), Code.OVERTIME)
    assert all(flag.rule.to_be_confirmed and not flag.may_block for flag in notices)


def test_on_time_the_day_ends_as_planned() -> None:
    projection = project(plan(s27="08:30"), now=at("08:35"))
    assert projection.wrap == at("18:30")
    assert projection.delay == timedelta(0)


def test_a_scene_that_drags_on_pushes_the_rest_minute_by_minute() -> None:
    projection = project(plan(s27="08:30"), now=at("12:00"))
    assert [(step.key, f"{step.start:%H:%M}", f"{step.end:%H:%M}") for step in projection.steps] == [
        ("27", "08:30", "12:00"),
        ("28", "12:00", "13:15"),
        ("repas", "13:15", "14:15"),
        ("33A", "14:15", "15:45"),
        ("34", "15:45", "19:00"),
        ("fin", "19:00", "19:15"),
    ]


def test_an_end_that_nobody_marked_is_the_start_of_the_next() -> None:
    projection = project(plan(s27="08:30", s28="11:00"), now=at("11:05"))
    assert projection.steps[0].end == at("11:00")
    assert projection.steps[1].end == at("12:15")
    # The meal is served at its hour, even when scenes end early.
    assert projection.steps[2].start == at("12:30")
    assert [step.kind for step in projection.steps][2] is StepKind.MEAL


def test_a_day_without_steps_has_no_wrap() -> None:
    with pytest.raises(NothingPlanned):
        project([], now=at("09:10"))
