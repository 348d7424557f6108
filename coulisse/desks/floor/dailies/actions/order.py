"""Another order for what remains of the day."""

from collections.abc import Sequence
from datetime import datetime

from coulisse.desks.floor.schedule.actions.steps import BoardIsLocked, BoardIsPast
from coulisse.desks.floor.schedule.actions.strips import move
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User


class BoardClosed(Exception):
    """The board is locked, or was replaced by another."""


def apply_order(*, day: Day, strips: Sequence[int], by: User, at: datetime) -> None:
    """Put these strips at the end of the day in this order: one step of the board, which undo takes back.

    Raises BoardClosed.
    """
    if not strips:
        return
    try:
        move(board=day.board, strips=strips, day=day.pk, by=by, at=at)
    except (BoardIsLocked, BoardIsPast) as closed:
        raise BoardClosed(day.board_id) from closed
