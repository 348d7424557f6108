"""What a change is answered: to the script, the days that differ from what it holds; to a plain form, the page.

The script says by `X-Board-Marks` which mark of each day it holds (« 12:0af3…,13:… », the reserve is 0).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coulisse.desks.floor.schedule.actions import history
from coulisse.desks.floor.schedule.actions.steps import BoardIsLocked, BoardIsPast, UnknownRow
from coulisse.desks.floor.schedule.models import Board, Day, Edit, Strip
from coulisse.desks.floor.schedule.queries.board import RESERVE, BoardView, board_view
from coulisse.desks.floor.schedule.wording import day_name, since_words, step_name
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.stale import stale_page

MARKS: Final = "X-Board-Marks"
CONFLICT: Final = 409


def wants_json(request: SignedInRequest) -> bool:
    return MARKS in request.headers


def address(board: int, *, strip: int | None = None) -> str:
    """A board, with a strip in the inspector."""
    found = f"{reverse('floor:schedule:board')}?board={board}"
    return f"{found}&strip={strip}#strip-{strip}" if strip is not None else found


def done(
    request: SignedInRequest, board: Board, said: str, *, strip: int | None = None, undo: bool = True
) -> HttpResponse:
    """A change was made: what differs now, and a toast that takes it back."""
    taken_back = reverse("floor:schedule:undo", args=[board.pk]) if undo else ""
    if wants_json(request):
        return JsonResponse({**differences(request, board), "said": said, "undo": taken_back})
    toasts.done(request, said, undo=taken_back)
    return redirect(address(board.pk, strip=strip))


def refused(request: SignedInRequest, board: Board, why: str) -> HttpResponse:
    """The board as it is, and why nothing was written."""
    if wants_json(request):
        fresh = Board.objects.select_related("production").get(pk=board.pk)
        return JsonResponse({**differences(request, fresh), "refused": why}, status=CONFLICT)
    toasts.refused(request, why)
    return redirect(address(board.pk))


def refusal_of(error: Exception) -> str:
    """The words for what the actions refuse on a board as a whole."""
    if isinstance(error, BoardIsLocked):
        return _("The board is locked: nothing moves. Unlock it, or try on a copy.")
    if isinstance(error, BoardIsPast):
        return _("The board was replaced: it is kept as it was. Work on the approved one, or on a copy.")
    if isinstance(error, UnknownRow):
        return _(
            "What you moved is no longer on this board: somebody removed it. The board is shown as it is now."
        )
    return _("The change was refused. The board is shown as it is now.")


REFUSALS: Final = (BoardIsLocked, BoardIsPast, UnknownRow)


def stale(request: SignedInRequest, board: Board, late: StaleWrite, *, back: str) -> HttpResponse:
    """Somebody was quicker: who, when, and both values."""
    edit = last_touch(late.row)
    who = str(edit.by) if edit and edit.by else ""
    if not wants_json(request):
        title = strip_title(late.row) if isinstance(late.row, Strip) else day_title(late.row)
        return stale_page(
            request, late, title=title, back=back, who=who, when=edit.at if edit else None, show=_shown
        )
    fresh = Board.objects.select_related("production").get(pk=board.pk)
    told = stale_words(late, who, edit.at if edit else None)
    return JsonResponse({**differences(request, fresh), "stale": told}, status=CONFLICT)


def stale_words(late: StaleWrite, who: str, when: datetime | None) -> Mapping[str, str]:
    """What the page's note says, ready to be shown."""
    title = strip_title(late.row) if isinstance(late.row, Strip) else day_title(late.row)
    theirs = [_value(one.field, one.stored) for one in late.differences]
    mine = [_value(one.field, one.refused) for one in late.differences]
    hour = date_format(localtime(when), "H:i") if when else ""
    return {
        "title": _("Version overtaken: %(what)s.") % {"what": title},
        "who": _("%(who)s changed it at %(hour)s.") % {"who": who or _("Somebody"), "hour": hour} if hour else "",
        "theirs": _("On the board now: %(value)s.") % {"value": ", ".join(theirs)} if theirs else "",
        "mine": _("You wanted: %(value)s.") % {"value": ", ".join(mine)} if mine else "",
    }


def last_touch(row: Any) -> Edit | None:
    """The step that last wrote a strip or a day."""
    kind = "strips" if isinstance(row, Strip) else "days"
    touched = Edit.objects.filter(board_id=row.board_id, **{f"after__{kind}__has_key": str(row.pk)})
    return touched.select_related("by").order_by("-revision").first()


def undone(request: SignedInRequest, board: Board, *, again: bool) -> HttpResponse:
    """Take the last step back, or do it again."""
    turn = history.redo if again else history.undo
    try:
        edit = turn(board=board, by=request.user, at=timezone.now())
    except history.NothingToUndo:
        return refused(request, board, _("Nothing to take back: you have changed nothing on this board."))
    except history.NothingToRedo:
        return refused(request, board, _("Nothing to do again."))
    except history.ChangedSince as since:
        return refused(request, board, _changed_since(since.edit, again=again))
    except REFUSALS as error:
        return refused(request, board, refusal_of(error))
    said = _("Done again: %(step)s.") if again else _("Taken back: %(step)s.")
    return done(request, board, said % {"step": step_name(edit.label)}, undo=False)


def _changed_since(edit: Edit | None, *, again: bool) -> str:
    words = {
        "who": str(edit.by) if edit and edit.by else _("Somebody"),
        "hour": date_format(localtime(edit.at), "d/m H:i") if edit else "",
    }
    if again:
        return _("Not done again: %(who)s changed the same strips at %(hour)s.") % words
    return _("Not taken back: %(who)s changed the same strips at %(hour)s. Your step would undo theirs.") % words


def differences(request: SignedInRequest, board: Board) -> dict[str, Any]:
    """The days whose mark differs from those that the page holds, drawn; and the order where days came or went."""
    view = board_view(board)
    held = _marks(request)
    context = fragment_context(request, view)
    days = {
        str(day.pk): render_to_string("floor/schedule/day.html", {**context, "day": day})
        for day in view.days
        if held.get(day.pk) != day.mark
    }
    found: dict[str, Any] = {
        "revision": view.revision,
        "days": days,
        "order": [day.pk for day in view.days],
        "columns": view.columns,
        **history_state(request, board),
    }
    if held.get(RESERVE) != view.reserve.mark:
        found["reserve"] = render_to_string("floor/schedule/reserve.html", {**context, "reserve": view.reserve})
    return found


def history_state(request: SignedInRequest, board: Board) -> dict[str, str]:
    """What undo and redo would do, in words; empty where there is nothing."""
    last, following = history.last_step(board, request.user), history.next_step(board, request.user)
    return {
        "undoes": step_name(last.label) if last else "",
        "redoes": step_name(following.label) if following else "",
    }


def fragment_context(request: SignedInRequest, view: BoardView) -> dict[str, Any]:
    """What a day is drawn with, on a whole page or alone."""
    return {
        "board": view,
        "may_change": view.may_change and may_change(request, view.production_id),
        "private": request.user.scope().may_private(production=view.production_id),
    }


def may_change(request: SignedInRequest, production: int) -> bool:
    return request.user.may("change", desk="floor", production=production)


def since_said(board: Board, since: int, request: SignedInRequest) -> str:
    """What others did after a revision."""
    edits = Edit.objects.filter(board=board, revision__gt=since).exclude(by=request.user)
    return since_words(list(edits.select_related("by").order_by("revision")))


def _marks(request: SignedInRequest) -> dict[int, str]:
    found = {}
    for pair in request.headers.get(MARKS, "").split(","):
        key, _colon, mark = pair.partition(":")
        if key.isascii() and key.isdigit() and len(key) < 18:
            found[int(key)] = mark
    return found


def strip_title(strip: Strip) -> str:
    if strip.scene is None:
        return strip.text
    return _("Scene %(number)s") % {"number": f"{strip.scene.number}{strip.part}"}


def day_title(row: Any) -> str:
    return day_name(row.number, row.date, row.unit) if isinstance(row, Day) else str(row)


def _shown(name: str, value: object) -> str | None:
    return _value(name, value) if name == "day_id" else None


def _value(name: str, value: object) -> str:
    if name == "day_id":
        day = Day.objects.filter(pk=value).first() if isinstance(value, int) else None
        return day_title(day) if day else _("the reserve")
    return str(value)
