"""Boards: the first one from the script, copies, approval, locks, settings."""

from datetime import date

import pytest

from coulisse.desks.floor.schedule.actions import boards
from coulisse.desks.floor.schedule.actions.boards import Calendar
from coulisse.desks.floor.schedule.actions.days import cancel_day
from coulisse.desks.floor.schedule.actions.steps import BoardIsPast
from coulisse.desks.floor.schedule.actions.strips import move
from coulisse.desks.floor.schedule.models import Board
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache

pytestmark = pytest.mark.django_db


def test_a_first_board_holds_every_scene_on_working_days(drache: Drache, cast: Cast) -> None:
    calendar = Calendar(first_day=date(2027, 2, 25), days=32, most_eighths=30)
    board = boards.create_board(production=cast.drache, calendar=calendar, by=cast.bastien, at=AT)
    assert (board.number, board.state) == (10, Board.State.DRAFT)
    dates = [day.date for day in board.days.order_by("date")]
    assert len(dates) == 32 and date(2027, 3, 29) not in dates
    assert all(on.weekday() < 5 for on in dates)
    strips = list(board.strips.all())
    assert len(strips) == len(drache.scenes)
    for day in board.days.all():
        assert sum(strip.eighths for strip in strips if strip.day_id == day.pk) <= 30
    assert board.days.get(number=1).place == drache.places["guillemins"]


def test_no_board_without_a_scene(cast: Cast) -> None:
    with pytest.raises(boards.NoScenes):
        boards.create_board(production=cast.gel, calendar=Calendar(date(2027, 3, 1), 5), by=cast.pascaline, at=AT)


def test_a_copy_has_a_calendar_of_its_own(drache: Drache, cast: Cast) -> None:
    cancel_day(day=drache.day(drache.v8, 14), reason="Pluie", by=cast.solange, at=AT)
    copy = boards.copy_board(board=drache.v8, change="Essai", by=cast.bastien, at=AT)
    assert (copy.number, copy.based_on, copy.prices) == (10, drache.v8, drache.v8.prices)
    for number in (None, 1, 14, 15, 32):
        assert drache.numbers(copy, number) == drache.numbers(drache.v8, number)
    assert drache.day(copy, 14).cancelled_why == "Pluie"
    move(board=copy, strips=[drache.strip(copy, "41").pk], day=None, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, 16) == ["41", "42", "43"]


def test_the_approved_board_becomes_history_when_another_is_approved(drache: Drache, cast: Cast) -> None:
    boards.approve(board=drache.v9, by=cast.solange, at=AT)
    drache.v8.refresh_from_db()
    assert drache.v8.state == Board.State.PAST
    with pytest.raises(boards.AlreadyApproved):
        boards.approve(board=drache.v9, by=cast.solange, at=AT)
    with pytest.raises(BoardIsPast):
        boards.approve(board=drache.v8, by=cast.solange, at=AT)


def test_locking_twice_is_locking_once(drache: Drache, cast: Cast) -> None:
    boards.lock(board=drache.v8, by=cast.solange, at=AT)
    revision = boards.lock(board=drache.v8, by=cast.bastien, at=AT).revision
    assert Board.objects.get(pk=drache.v8.pk).locked_by == cast.solange
    assert boards.unlock(board=drache.v8, by=cast.bastien, at=AT).revision == revision + 1
    assert Board.objects.get(pk=drache.v8.pk).locked_at is None


def test_settings_of_a_board_are_written_under_their_version(drache: Drache, cast: Cast) -> None:
    changed = boards.change_board(
        board=drache.v8, values={"name": "Printemps"}, read_version=1, by=cast.solange, at=AT
    )
    assert changed.name == "Printemps"
    with pytest.raises(StaleWrite):
        boards.change_board(board=drache.v8, values={"name": "Été"}, read_version=1, by=cast.bastien, at=AT)


def test_moving_strips_does_not_make_the_settings_stale(drache: Drache, cast: Cast) -> None:
    move(board=drache.v8, strips=[drache.strip(drache.v8, "41").pk], day=None, by=cast.bastien, at=AT)
    boards.change_board(board=drache.v8, values={"name": "Été"}, read_version=1, by=cast.solange, at=AT)
    assert Board.objects.get(pk=drache.v8.pk).name == "Été"
