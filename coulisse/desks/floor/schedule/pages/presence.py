"""The tables of a board: days × roles, day out of days, one-liner, strips by set."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule import plan_words, tables
from coulisse.desks.floor.schedule.models import Board
from coulisse.desks.floor.schedule.pages.chosen import asked_board, head_of, is_private
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.plan_paper import plan_of
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.papers.strips_by_set import by_set

BOARD = "floor:schedule:board"


@on_production
@require_GET
def cross(request: SignedInRequest, production: Production) -> HttpResponse:
    """The plan de travail as France draws it: strips across, roles down."""

    def shown(board: Board) -> dict[str, Any]:
        plan = plan_of(arrangement_of(board), joined=True)
        return {"table": tables.cross_view(plan, plan_words.paper_language())}

    return _page(request, production, "cross", shown)


@on_production
@require_GET
def dood(request: SignedInRequest, production: Production) -> HttpResponse:
    """Every calendar day against every role, with the reason of each code."""

    def shown(board: Board) -> dict[str, Any]:
        arrangement = arrangement_of(board)
        attendance = attendance_of(arrangement)
        language = plan_words.paper_language()
        return {
            "table": tables.dood_view(attendance, language, private=is_private(request, board)),
            "legend": plan_words.legend_of(attendance.table),
            "drop_after": attendance.drop_after,
            "own_rules": attendance.has_rules_of_their_own,
            "cancelled": attendance.cancelled,
        }

    return _page(request, production, "presence", shown)


@on_production
@require_GET
def one_liner(request: SignedInRequest, production: Production) -> HttpResponse:
    """A line a strip, day by day."""

    def shown(board: Board) -> dict[str, Any]:
        return {"groups": tables.one_liner_view(plan_of(arrangement_of(board)))}

    return _page(request, production, "one_liner", shown)


@on_production
@require_GET
def sets(request: SignedInRequest, production: Production) -> HttpResponse:
    """A line a strip, set by set."""

    def shown(board: Board) -> dict[str, Any]:
        plan = plan_of(arrangement_of(board))
        return {"groups": tables.sets_view(plan, by_set(plan))}

    return _page(request, production, "sets", shown)


def _page(
    request: SignedInRequest, production: Production, name: str, shown: Callable[[Board], dict[str, Any]]
) -> HttpResponse:
    """One of the tables of the board asked for; without any board, the page that makes one."""
    board = asked_board(request, production)
    if board is None:
        return redirect(BOARD)
    return render(request, f"floor/schedule/{name}.html", {**head_of(request, board), **shown(board)})
