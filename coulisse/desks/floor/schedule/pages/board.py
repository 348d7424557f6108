"""The board itself; what others changed on it since; undo and redo."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule.access import access_board
from coulisse.desks.floor.schedule.actions.strips import new_scenes
from coulisse.desks.floor.schedule.models import Board
from coulisse.desks.floor.schedule.pages.answers import (
    differences,
    fragment_context,
    history_state,
    may_change,
    since_said,
    undone,
)
from coulisse.desks.floor.schedule.pages.inspector import board_inspector, strip_inspector
from coulisse.desks.floor.schedule.queries.board import boards_of, view_of
from coulisse.desks.floor.schedule.queries.rows import rows_of
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@dataclass(frozen=True, slots=True)
class View:
    """Another way to look at the same board."""

    label: str | Promise
    url_name: str


VIEWS: Final[tuple[View, ...]] = (
    View(_("Strips"), "floor:schedule:board"),
    View(_("Days × roles"), "floor:schedule:cross"),
    View(_("DOOD"), "floor:schedule:dood"),
    View(_("One-liner"), "floor:schedule:one_liner"),
    View(_("By set"), "floor:schedule:sets"),
)
"""The ways to look at a board, in the order of the switch; each address takes `?board=`."""


@on_production
@require_GET
def board(request: SignedInRequest, production: Production) -> HttpResponse:
    """The board asked for, else the approved one, else the newest; without any, how to make one."""
    found = _asked(request, production)
    if found is None:
        return _no_board(request, production)
    rows = rows_of(found)
    view = view_of(rows)
    context = {
        **fragment_context(request, view),
        "board": view,
        "boards": boards_of(production),
        "production": production,
        "views": VIEWS,
        "new_scenes": len(new_scenes(found)) if view.may_change else 0,
        "may_manage": may_change(request, production.pk),
        **history_state(request, found),
    }
    strip = request.GET.get("strip", "")
    chosen = int(strip) if strip.isascii() and strip.isdigit() and len(strip) < 18 else None
    inspected = strip_inspector(request, rows, view, chosen) if chosen is not None else None
    context["inspected"] = chosen if inspected is not None else None
    context["inspector"] = inspected or board_inspector(request, view)
    return render(request, "floor/schedule/board.html", context)


@require_GET
@door(MEMBER)
def changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """204 while nothing has changed since `?since=`; else the days that differ and who did it."""
    found = access_board(request.user, pk)
    since = request.GET.get("since", "")
    known = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0
    if found.revision == known:
        return HttpResponse(status=204)
    return JsonResponse({**differences(request, found), "said": since_said(found, known, request)})


@require_POST
@door(MEMBER)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    return undone(request, access_board(request.user, pk, to="change"), again=False)


@require_POST
@door(MEMBER)
def redo(request: SignedInRequest, pk: int) -> HttpResponse:
    return undone(request, access_board(request.user, pk, to="change"), again=True)


def _asked(request: SignedInRequest, production: Production) -> Board | None:
    asked = request.GET.get("board", "")
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
            raise Http404
        return access_board(request.user, int(asked))
    rows = Board.objects.filter(production=production).select_related("production").order_by("-number")
    return rows.filter(state=Board.State.APPROVED).first() or rows.first()


def _no_board(request: SignedInRequest, production: Production) -> HttpResponse:
    if not Scene.objects.filter(production=production, omitted_at__isnull=True).exists():
        return render(request, "floor/schedule/no_scenes.html", {"production": production})
    if may_change(request, production.pk):
        return redirect(f"{reverse('floor:schedule:create')}?production={production.pk}")
    return render(request, "floor/schedule/no_board.html", {"production": production})
