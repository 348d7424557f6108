"""Movie Magic's PDFs beside *La Drache*: counted, compared, and made into one board."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.floor.schedule.actions.movie_magic import NothingToPlace, PlannedDay, board_from_schedule
from coulisse.desks.floor.schedule.models import Board, Strip
from coulisse.desks.floor.schedule.queries.movie_magic import beside
from coulisse.formats.movie_magic import read_breakdown_report, read_shooting_schedule
from coulisse.foundation.journal.models import Entry
from coulisse.kernel.eighths import Eighths
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache
from tests.formats.movie_magic.printing import breakdown, schedule

MONDAY, TUESDAY = date(2027, 3, 15), date(2027, 3, 16)


@pytest.fixture
def browser(cast: Cast, client: Browser) -> Browser:
    cast.bastien.language = "en"
    cast.bastien.save()
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    return client


def chosen(drache: Drache) -> list[str]:
    """Four scenes, the last first."""
    return list(drache.scenes)[:4][::-1]


def pages(drache: Drache, *numbers: str) -> str:
    return str(Eighths(sum(drache.scenes[number].eighths for number in numbers)))


def strip(drache: Drache, number: str, length: str = "") -> str:
    return f"Scene {number}  INT  DÉCOR  Day  {length or pages(drache, number)} pgs"


def plan(drache: Drache) -> bytes:
    """Two days; the fourth scene is shot in two parts, and scene 999 isn't in the script."""
    a, b, c, d = chosen(drache)
    return schedule(
        strip(drache, a),
        strip(drache, b),
        "End of Day 1 -- Monday, March 15, 2027",
        strip(drache, c),
        strip(drache, f"{d}pt", "1/8"),
        "Scene 999  EXT  NULLE PART  Night  4/8 pgs",
        strip(drache, f"{d}pt", "2/8"),
        "End of Day 2 -- Tuesday, March 16, 2027",
    )


def sheets(drache: Drache) -> bytes:
    """The same four scenes, one of them with another length, and 998 that isn't in the script."""
    a, *others = chosen(drache)
    rows = [("INT", "DÉCOR", "Day", pages(drache, number), "…", ("1. NOÉMIE",)) for number in others]
    return breakdown(
        (
            (a, "INT", "DÉCOR", "Day", "9 7/8", "…", ("1. NOÉMIE",)),
            *((number, *row) for number, row in zip(others, rows, strict=True)),
            ("998", "EXT", "AILLEURS", "Night", "1", "…", ("1. NOÉMIE",)),
        )
    )


def dropped(browser: Browser, *files: bytes, status: int = 200) -> str:
    uploads = [SimpleUploadedFile(f"file-{at}.pdf", data, "application/pdf") for at, data in enumerate(files)]
    response = browser.post(reverse("floor:schedule:movie_magic"), {"file": uploads})
    assert response.status_code == status
    return response.content.decode()


def reading_in(page: str) -> str:
    return page.split('name="reading" value="')[1].split('"')[0]


@pytest.mark.django_db
def test_counts_are_those_of_the_files_and_strangers_are_listed_on_both_sides(drache: Drache) -> None:
    numbers = chosen(drache)
    report = read_breakdown_report(sheets(drache)).records
    shoot = read_shooting_schedule(plan(drache)).records
    found = beside(drache.production, breakdown=report, schedule=shoot)
    assert found.in_breakdown == len(report.sheets) == 5
    assert found.in_schedule == 5
    assert (found.matched, found.days) == (4, 2)
    assert {(one.number, one.in_breakdown, one.in_schedule) for one in found.strangers} == {
        ("998", True, False),
        ("999", False, True),
    }
    assert {one.number for one in found.missing} == set(drache.scenes) - set(numbers)
    assert all(not one.in_breakdown and not one.in_schedule for one in found.missing)


@pytest.mark.django_db
def test_lengths_that_differ_are_listed_and_no_other(drache: Drache) -> None:
    a, _b, _c, d = chosen(drache)
    report = read_breakdown_report(sheets(drache)).records
    shoot = read_shooting_schedule(plan(drache)).records
    found = beside(drache.production, breakdown=report, schedule=shoot)
    differing = {one.scenes: (one.here, one.breakdown, one.schedule) for one in found.differences}
    whole = drache.scenes[d].eighths
    expected = {a: (drache.scenes[a].eighths, 79, drache.scenes[a].eighths)}
    if whole != 3:
        expected[d] = (whole, whole, 3)
    assert differing == expected


@pytest.mark.django_db
def test_one_question_however_many_scenes(drache: Drache) -> None:
    shoot = read_shooting_schedule(plan(drache)).records
    with CaptureQueriesContext(connection) as asked:
        beside(drache.production, breakdown=None, schedule=shoot)
    assert len(asked) == 1


@pytest.mark.django_db
def test_the_screen_says_that_it_is_not_verified_and_writes_nothing(drache: Drache, browser: Browser) -> None:
    before = Board.objects.count()
    page = dropped(browser, sheets(drache), plan(drache))
    assert "not verified" in page
    assert "4 scenes found in the script" in page
    assert ">999</td>" in page
    assert ">998</td>" in page
    assert "9\N{NO-BREAK SPACE}7/8" in page
    assert Board.objects.count() == before


@pytest.mark.django_db
def test_a_board_is_made_once_with_the_days_the_order_and_the_lengths(drache: Drache, browser: Browser) -> None:
    a, b, c, d = chosen(drache)
    reading = reading_in(dropped(browser, plan(drache), sheets(drache)))
    address = reverse("floor:schedule:movie_magic_board")
    first = browser.post(address, {"reading": reading})
    again = browser.post(address, {"reading": reading})
    board = Board.objects.get(production=drache.production, number=10)
    assert first.headers["Location"] == again.headers["Location"]
    assert not Board.objects.filter(number=11).exists()
    assert board.state == Board.State.DRAFT
    assert [(day.number, day.date) for day in board.days.all()] == [(1, MONDAY), (2, TUESDAY)]
    assert drache.numbers(board, 1) == [a, b]
    assert drache.numbers(board, 2) == [c, d, d]
    assert drache.numbers(board, None) == [number for number in drache.scenes if number not in (a, b, c, d)]
    parts = Strip.objects.filter(board=board, scene=drache.scenes[d]).order_by("position")
    assert [(part.part, part.eighths) for part in parts] == [("a", 1), ("b", 2)]
    assert Strip.objects.get(board=board, scene=drache.scenes[a]).eighths == drache.scenes[a].eighths
    assert browser.get(first.headers["Location"]).status_code == 200
    assert Entry.objects.filter(kind="floor.schedule.board-imported").count() == 1


@pytest.mark.django_db
def test_a_breakdown_alone_is_compared_and_makes_no_board(drache: Drache, browser: Browser) -> None:
    page = dropped(browser, sheets(drache))
    assert 'name="reading"' not in page
    assert "not given" in page


@pytest.mark.django_db
def test_what_is_no_report_is_refused_by_name(drache: Drache, browser: Browser) -> None:
    assert "file-1.pdf is not a PDF" in dropped(browser, plan(drache), b"no", status=422)
    assert "the same report" in dropped(browser, plan(drache), plan(drache), status=422)
    assert "No file came" in dropped(browser, status=422)


@pytest.mark.django_db
def test_a_reading_that_was_touched_makes_nothing(drache: Drache, browser: Browser) -> None:
    reading = reading_in(dropped(browser, plan(drache)))
    before = Board.objects.count()
    for forged in ("", reading[:-2], "x" + reading):
        browser.post(reverse("floor:schedule:movie_magic_board"), {"reading": forged})
    assert Board.objects.count() == before


@pytest.mark.django_db
def test_nothing_is_half_written(drache: Drache, cast: Cast) -> None:
    before = Board.objects.count()
    with pytest.raises(NothingToPlace):
        board_from_schedule(
            production=drache.production,
            days=[PlannedDay(1, MONDAY, ())],
            file="plan.pdf",
            change="",
            read_at=AT,
            by=cast.bastien,
        )
    assert Board.objects.count() == before
