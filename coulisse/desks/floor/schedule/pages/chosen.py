"""The board that a page looks at, and the switch between the ways to look at it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from coulisse.desks.floor.schedule.access import access_board
from coulisse.desks.floor.schedule.models import Board
from coulisse.desks.floor.schedule.pages.answers import may_change
from coulisse.desks.floor.schedule.pages.board import VIEWS
from coulisse.desks.floor.schedule.queries.board import boards_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest

MOST_DIGITS = 17


def asked_board(request: SignedInRequest, production: Production, *, name: str = "board") -> Board | None:
    """The board named by a parameter of the address, else the approved one, else the newest."""
    asked = request.GET.get(name, "")
    if asked:
        return access_board(request.user, number_in(asked))
    rows = Board.objects.filter(production=production).select_related("production__company", "based_on")
    ordered = rows.order_by("-number")
    return ordered.filter(state=Board.State.APPROVED).first() or ordered.first()


def number_in(text: str) -> int:
    """A key out of an address. Raises Http404."""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Http404
    return int(text)


def head_of(request: SignedInRequest, board: Board) -> Mapping[str, Any]:
    """What the head of each view is drawn with."""
    return {
        "board": board,
        "boards": boards_of(board.production),
        "production": board.production,
        "views": VIEWS,
        "may_manage": may_change(request, board.production_id),
    }


def is_private(request: SignedInRequest, board: Board) -> bool:
    """Whether this person reads rates, and who is a minor."""
    return request.user.scope().may_private(production=board.production_id)
