"""The board as it is read: drawn days, marks, a constant number of queries; the days that the neighbours read."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.floor.schedule.actions.boards import copy_board
from coulisse.desks.floor.schedule.actions.strips import add_banner, move
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.board import RESERVE, board_view, tone_of
from coulisse.desks.floor.schedule.queries.days import approved_board, day_on, day_sheet, day_sheets, days_of
from coulisse.desks.floor.script.models import Scene
from coulisse.kernel.times import to_brussels
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import DAY_15, Drache

pytestmark = pytest.mark.django_db


def test_a_day_is_drawn_with_its_strips_roles_and_totals(drache: Drache) -> None:
    view = board_view(drache.v8)
    day = next(one for one in view.days if one.number == 15)
    assert [strip.number for strip in day.strips] == ["27", "28", "33A", "34"]
    assert [strip.tone for strip in day.strips] == ["ej", "ej", "ej", "ij"]
    assert [slot.column for slot in day.strips[0].slots] == [1, 2, 6, 11]
    assert (day.place, day.scenes, day.eighths, day.minutes) == ("Dinant", 4, 29, 525)
    assert (view.columns, len(view.roles), view.shooting_days, view.scenes) == (12, 12, 32, 76)
    assert view.placed_eighths == 793, "the total of the paper"
    assert (view.reserve.scenes, view.eighths - view.placed_eighths) == (4, view.reserve.eighths)


@pytest.mark.parametrize(
    ("int_ext", "effect", "tone"),
    [
        ("INT", "day", "ij"),
        ("EXT", "day", "ej"),
        ("INT/EXT", "day", "ej"),
        ("INT", "night", "in"),
        ("EXT", "night", "en"),
        ("EXT", "dawn", "du"),
        ("INT", "evening", "du"),
    ],
)
def test_the_trade_s_colours(int_ext: str, effect: str, tone: str) -> None:
    assert tone_of(int_ext, effect) == tone


def test_only_the_days_that_a_move_touches_change_their_marks(drache: Drache, cast: Cast) -> None:
    before = board_view(drache.v8).marks
    move(
        board=drache.v8,
        strips=[drache.strip(drache.v8, "28").pk],
        day=drache.day(drache.v8, 17).pk,
        by=cast.bastien,
        at=AT,
    )
    after = board_view(drache.v8).marks
    touched = {key for key, mark in after.items() if before[key] != mark}
    assert touched == {drache.day(drache.v8, number).pk for number in (15, 17)}
    assert RESERVE in after


def test_a_scene_that_the_script_omitted_stays_struck_out_and_counts_for_nothing(drache: Drache) -> None:
    Scene.objects.filter(pk=drache.scenes["28"].pk).update(omitted_at=AT)
    view = board_view(drache.v8)
    day = next(one for one in view.days if one.number == 15)
    assert [strip.number for strip in day.strips if strip.is_omitted] == ["28"]
    assert day.eighths == 24
    assert "scene-omitted" in {flag.code for flag in day.flags}


def test_the_number_of_queries_does_not_grow_with_the_board(drache: Drache, cast: Cast) -> None:
    small = Board.objects.create(production=cast.drache, number=20, made_at=AT)
    day = Day.objects.create(board=small, date=date(2027, 3, 1), number=1, place=drache.places["dinant"])
    Strip.objects.create(board=small, scene=drache.scenes["27"], eighths=10, minutes=10, day=day, position=1)
    for board in (small, drache.v8):
        board_view(board)  # the rules of the day are kept from now on
    with CaptureQueriesContext(connection) as little:
        board_view(small)
    with CaptureQueriesContext(connection) as much:
        board_view(drache.v8)
    assert len(much) == len(little) <= 13


def test_the_neighbours_read_the_approved_board(drache: Drache, cast: Cast) -> None:
    assert approved_board(cast.drache) == drache.v8
    assert approved_board(cast.gel) is None and days_of(cast.gel) == ()
    lines = days_of(cast.drache)
    assert [line.number for line in lines] == list(range(1, 33))
    fifteen = lines[14]
    assert (fifteen.date, fifteen.total, fifteen.scenes, fifteen.eighths) == (DAY_15, 32, 4, 29)
    assert day_on(cast.drache, DAY_15) == drache.day(drache.v8, 15)
    assert day_on(cast.drache, date(2027, 3, 29)) is None


def test_a_day_sheet_has_the_hours_of_the_call_sheet(drache: Drache) -> None:
    sheet = day_sheet(drache.day(drache.v8, 15))
    hours = [(strip.number, f"{to_brussels(strip.starts_at):%H:%M}") for strip in sheet.scenes if strip.starts_at]
    assert hours == [("27", "08:30"), ("28", "11:15"), ("33A", "13:30"), ("34", "15:00")]
    assert sheet.last_at is not None and f"{to_brussels(sheet.last_at):%H:%M}" == "18:15"
    assert [role.number for role in sheet.roles] == [1, 2, 6, 9, 11, 12]
    assert (sheet.number, sheet.total, sheet.roles[0].actor) == (15, 32, "Coralie Wauters")
    assert [place.name for place in sheet.places] == ["Dinant"]


def test_several_sheets_cost_the_queries_of_one(
    drache: Drache, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    days = [drache.day(drache.v8, number) for number in (15, 17, 16)]
    with django_assert_num_queries(4):
        day_sheet(days[0])
    with django_assert_num_queries(4):
        sheets = day_sheets(days)
    assert [sheet.number for sheet in sheets] == [15, 17, 16]


def test_a_banner_takes_its_time_in_the_day(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 15)
    add_banner(
        board=drache.v8,
        day=day.pk,
        text="Déplacement",
        minutes=30,
        before=drache.strip(drache.v8, "34").pk,
        by=cast.bastien,
        at=AT,
    )
    sheet = day_sheet(day)
    assert [strip.is_banner for strip in sheet.strips] == [False, False, False, True, False]
    last = sheet.strips[-1]
    assert last.starts_at is not None and f"{to_brussels(last.starts_at):%H:%M}" == "15:30"


def test_a_copy_is_drawn_like_its_model(drache: Drache, cast: Cast) -> None:
    copy = copy_board(board=drache.v8, by=cast.bastien, at=AT)
    one, other = board_view(drache.v8), board_view(copy)
    assert [day.eighths for day in one.days] == [day.eighths for day in other.days]
    assert [len(day.flags) for day in one.days] == [len(day.flags) for day in other.days]
