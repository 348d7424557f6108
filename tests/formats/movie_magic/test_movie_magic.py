"""Both reports, as they would be printed: counts, lengths and order come out as they went in."""

from datetime import date

import pytest

from coulisse.formats.movie_magic import (
    BreakdownReport,
    ShootingSchedule,
    read_breakdown_report,
    read_either,
    read_shooting_schedule,
)
from coulisse.formats.movie_magic.phrases import (
    Heading,
    day_named,
    heading_of,
    length_of,
    minutes_of,
    stated_length,
)
from coulisse.formats.problems import Unreadable
from tests.formats.movie_magic.printing import DAYS, SCENES, breakdown, printed, schedule


def test_every_sheet_comes_out_with_its_fields() -> None:
    reading = read_breakdown_report(breakdown())
    assert reading.problems == ()
    sheets = reading.records.sheets
    assert [sheet.scenes for sheet in sheets] == [("1",), ("2A",), ("3",)]
    assert [sheet.eighths for sheet in sheets] == [11, 6, 16]
    assert [sheet.page for sheet in sheets] == [1, 2, 3]
    first = sheets[0]
    assert (first.int_ext, first.set, first.time) == ("EXT", "CROISETTE", "Day")
    assert (first.location, first.sequence, first.script_page, first.script_day) == ("Liège", "1", "1", "D1")
    assert first.minutes == 90
    assert first.synopsis == "Noémie attend le tram sous la drache."


def test_elements_stay_in_their_columns() -> None:
    sheet = read_breakdown_report(breakdown()).records.sheets[1]
    found = [(one.category, one.name, one.number) for one in sheet.elements]
    assert sorted(found, key=str) == [
        ("Cast Members", "NOÉMIE", 1),
        ("Cast Members", "VICTOR", 2),
        ("Props", "Parapluie", None),
        ("Props", "Verre", None),
        ("Vehicles", "Tram", None),
    ]


def test_days_keep_their_date_order_and_lengths() -> None:
    reading = read_shooting_schedule(schedule(*DAYS))
    assert reading.problems == ()
    first, second = reading.records.days
    assert (first.number, first.on, first.eighths) == (1, date(2027, 3, 15), 27)
    assert (second.number, second.on, second.eighths) == (2, date(2027, 3, 16), 6)
    assert [(strip.scenes, strip.eighths, strip.cast) for strip in reading.records.strips] == [
        (("1",), 11, (1,)),
        (("3",), 16, (2, 3)),
        (("2A",), 6, (1, 2)),
    ]
    assert reading.records.strips[1].set == "VOITURE"


def test_either_is_told_by_what_it_holds() -> None:
    assert isinstance(read_either(breakdown()).records, BreakdownReport)
    assert isinstance(read_either(schedule(*DAYS)).records, ShootingSchedule)


def test_an_unknown_line_is_a_problem_with_its_page_and_line() -> None:
    lines = (DAYS[0], "Il pleut.", "Un autre mot que personne ne connaît", *DAYS[1:])
    (found,) = read_shooting_schedule(schedule(*lines), file="plan.pdf").problems
    assert found.code == "line-unknown"
    assert found.where.file == "plan.pdf"
    assert found.where.line == 5
    assert dict(found.detail) == {"page": 1, "text": "Un autre mot que personne ne connaît"}


def test_a_total_that_its_strips_do_not_make_is_told() -> None:
    wrong = [line.replace("3 3/8 Total", "4 Total") for line in DAYS]
    (found,) = read_shooting_schedule(schedule(*wrong)).problems
    assert (found.code, dict(found.detail)) == ("total-differs", {"page": 1, "stated": 32, "counted": 27})


def test_strips_after_the_last_break_are_kept_apart() -> None:
    reading = read_shooting_schedule(schedule(*DAYS, "Scene 4  EXT  PONT  Day  1/8 pgs"))
    assert [strip.scenes for strip in reading.records.unplaced] == [("4",)]
    assert [one.code for one in reading.problems] == ["no-day-break"]


def test_days_that_open_instead_of_closing_are_read_too() -> None:
    lines = ("Shoot Day # 1 Monday, March 15, 2027", DAYS[0], "Shoot Day # 2 Tuesday, March 16, 2027", DAYS[5])
    days = read_shooting_schedule(schedule(*lines)).records.days
    assert [(day.number, day.on, [strip.scenes for strip in day.strips]) for day in days] == [
        (1, date(2027, 3, 15), [("1",)]),
        (2, date(2027, 3, 16), [("2A",)]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-pdf"),
        (b"%PDF-1.7\n%%EOF", "not-a-pdf"),
        (b"\x00\xff" * 500, "not-a-pdf"),
        (printed(""), "no-text"),
        (printed("Bonjour à tous."), "neither-report"),
    ],
)
def test_anything_else_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_either(data)
    assert refused.value.code == code


@pytest.mark.parametrize("cut", [1, 100, 1_000, 5_000])
def test_a_broken_pdf_is_read_or_refused(cut: int) -> None:
    data = breakdown()
    try:
        reading = read_either(data[:-cut])
    except Unreadable as refused:
        assert refused.code in {"not-a-pdf", "no-text", "neither-report"}
    else:
        assert isinstance(reading.records, BreakdownReport)
        assert len(reading.records.sheets) <= len(SCENES)


def test_phrases() -> None:
    both = heading_of("12, 13pt INT/EXT. VOITURE - RUE - Night Pages: 2/8")
    assert both == Heading(("12", "13"), True, "INT/EXT", "VOITURE - RUE", "Night", 2, ())
    assert heading_of("INT KITCHEN") is None
    assert [length_of(text) for text in ("1 3/8", "3/8", "2", "2 pgs", "x")] == [11, 3, 16, 16, None]
    assert stated_length("-- Total Pages: 3 6/8") == 30
    assert [minutes_of(text) for text in ("1:30", "1h30", "45 min", "90", "soon")] == [90, 90, 45, 90, None]
    assert day_named("mardi 16 mars 2027") == day_named("Tue, Mar 16, 2027") == date(2027, 3, 16)
    assert day_named("3/4/2027") is None
    assert day_named("February 30, 2027") is None
