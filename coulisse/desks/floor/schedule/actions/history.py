"""Undo and redo: each person takes back one's own steps on a board, one at a time, also after the page was closed.

A step is taken back only while its rows still hold what it left in them: if somebody else has moved one of them
since, the undo is refused and says who.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.facts.schedule import StepRedone, StepUndone
from coulisse.desks.floor.schedule.actions.days import told_cancelled, told_reinstated
from coulisse.desks.floor.schedule.actions.steps import (
    Row,
    Step,
    Values,
    count_revision,
    open_board,
    put_back,
    values_of,
)
from coulisse.desks.floor.schedule.models import Board, Day, Edit, Strip
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact


class NothingToUndo(Exception):
    """This person has no step on this board that stands."""


class NothingToRedo(Exception):
    """Nothing was taken back since this person's last step."""


class ChangedSince(Exception):
    """Somebody changed what the step had touched: `edit` is the later step, None when it can't be told."""

    def __init__(self, edit: Edit | None) -> None:
        super().__init__("the rows of this step were changed since")
        self.edit = edit


def undo(*, board: Board, by: User, at: datetime) -> Edit:
    """Take back this person's last step. Raises NothingToUndo, ChangedSince, BoardIsLocked, BoardIsPast."""
    with transaction.atomic():
        step = Step(open_board(board))
        edit = last_step(step.board, by)
        if edit is None:
            raise NothingToUndo
        _exchange(step, edit, holds=edit.after, takes=edit.before)
        edit.undone_at = at
        _finish(step, edit, StepUndone, takes=edit.before, by=by, at=at)
    board.revision = step.board.revision
    return edit


def redo(*, board: Board, by: User, at: datetime) -> Edit:
    """Do again what was taken back last. Raises NothingToRedo, ChangedSince, BoardIsLocked, BoardIsPast."""
    with transaction.atomic():
        step = Step(open_board(board))
        edit = next_step(step.board, by)
        if edit is None:
            raise NothingToRedo
        _exchange(step, edit, holds=edit.before, takes=edit.after)
        edit.undone_at = None
        _finish(step, edit, StepRedone, takes=edit.after, by=by, at=at)
    board.revision = step.board.revision
    return edit


def last_step(board: Board, by: User) -> Edit | None:
    """What an undo would take back."""
    return Edit.objects.filter(board=board, by=by, undone_at__isnull=True).order_by("-pk").first()


def next_step(board: Board, by: User) -> Edit | None:
    """What a redo would do again: the first step taken back after the last one that stands."""
    standing = last_step(board, by)
    undone = Edit.objects.filter(board=board, by=by, undone_at__isnull=False)
    if standing is not None:
        undone = undone.filter(pk__gt=standing.pk)
    return undone.order_by("pk").first()


def _exchange(step: Step, edit: Edit, *, holds: Values, takes: Values) -> None:
    for kind, pk, values in _rows(holds):
        row = _known(step, kind).get(pk)
        if (values_of(row) if row is not None else None) != values:
            raise ChangedSince(_later(edit, kind, pk))
    for kind, pk, values in _rows(takes):
        row = _known(step, kind).get(pk)
        if values is None:
            continue
        if row is None:
            step.add(_again(step.board, kind, pk, values))
        else:
            put_back(row, values)
    for kind, pk, values in _rows(takes):
        row = _known(step, kind).get(pk)
        if values is None and row is not None:
            if kind == "days" and step.strips_of(pk):
                raise ChangedSince(_later(edit, kind, pk))
            step.remove(row)


def _finish(
    step: Step, edit: Edit, fact: type[StepUndone | StepRedone], *, takes: Values, by: User, at: datetime
) -> None:
    turned = list(_turned_days(step, edit, takes))
    step.written()
    edit.revision = count_revision(step.board)
    edit.save(update_fields=["undone_at", "revision"])
    told: list[tuple[Fact, Board | Day]] = [
        (fact(board_id=step.board.pk, board=step.board.number, edit_id=edit.pk, label=edit.label), step.board),
        *turned,
    ]
    for happened, about in told:
        announce(happened, by=by, at=at, about=about, production=step.board.production_id, desk=Desk.FLOOR)


def _turned_days(step: Step, edit: Edit, takes: Values) -> Iterator[tuple[Fact, Board | Day]]:
    """A day that is cancelled, or put back, by undoing or redoing: its neighbours want to know all the same."""
    left = edit.after if takes is edit.before else edit.before
    for _kind, pk, values in _rows({"strips": {}, "days": takes["days"]}):
        before = left["days"].get(str(pk))
        day = step.days.get(pk)
        if day is None or before is None or values is None:
            continue
        if before["cancelled_at"] is None and values["cancelled_at"] is not None:
            yield told_cancelled(step.board, day), day
        elif before["cancelled_at"] is not None and values["cancelled_at"] is None:
            yield told_reinstated(step.board, day), day


def _rows(values: Values) -> Iterator[tuple[str, int, dict[str, Any] | None]]:
    """Days first: a strip may stand on a day that comes back."""
    for kind in ("days", "strips"):
        for pk, row in values[kind].items():
            yield kind, int(pk), row


def _known(step: Step, kind: str) -> dict[int, Row]:
    return step.days if kind == "days" else step.strips  # type: ignore[return-value]  # read by key only


def _again(board: Board, kind: str, pk: int, values: dict[str, Any]) -> Row:
    """A row that was removed, under its old key, so that what remembers it still finds it."""
    row: Row = Day(pk=pk, board=board) if kind == "days" else Strip(pk=pk, board=board)
    put_back(row, values)
    return row


def _later(edit: Edit, kind: str, pk: int) -> Edit | None:
    """The last step of somebody that touched this row."""
    touched = Edit.objects.filter(board_id=edit.board_id, **{f"after__{kind}__has_key": str(pk)})
    return touched.exclude(pk=edit.pk).select_related("by").order_by("-revision").first()
