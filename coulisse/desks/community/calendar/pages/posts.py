"""One publication on the calendar: where it stands, what moved it, what was said of it, another moment for it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.calendar.actions import lending, moving
from coulisse.desks.community.calendar.actions.moving import Moved
from coulisse.desks.community.calendar.forms import CommentForm, MoveForm, TieForm
from coulisse.desks.community.calendar.queries.posts import one
from coulisse.desks.community.current import may
from coulisse.desks.community.publishing.access import access_publication, may_publish_on
from coulisse.desks.community.publishing.actions.publications import NotNow
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.words import why
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import to_brussels

HERE = "community:calendar:post"


@door(MEMBER)
@require_GET
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_publication(request.user, pk)
    context = _context(request.user, row)
    if context["home"] is not None:
        show_as_current(request, context["home"])
    return render(request, "community/calendar/post.html", context)


@door(MEMBER)
@require_GET
def pane(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same beside the week, without leaving it."""
    row = access_publication(request.user, pk)
    return render(request, "community/calendar/_pane.html", _context(request.user, row))


@door(MEMBER)
@require_GET
def told(request: SignedInRequest, pk: int) -> HttpResponse:
    """What moved it and why: shown on the publication's own page."""
    row = access_publication(request.user, pk)
    return render(request, "community/calendar/_told.html", {"found": one(row, at=timezone.now()), "row": row})


def _context(
    user: User,
    row: Publication,
    *,
    move: MoveForm | None = None,
    tie: TieForm | None = None,
    said: CommentForm | None = None,
) -> dict[str, Any]:
    at = timezone.now()
    due_at = to_brussels(row.due_at)
    home = row.production_id or row.account.production_id
    within = may(user, "change", production=home, client=row.account.client_id)
    may_change = within and may_publish_on(user, row.account)
    now = {"day": due_at.date(), "hour": due_at.time(), "version": row.version}
    offset = row.offset_minutes or 0
    tied = {
        "broadcast": row.broadcast_id,
        "amount": abs(offset),
        "unit": "minutes",
        "side": "before" if offset <= 0 else "after",
        "version": row.version,
    }
    reached = user.scope().productions("read", desk=Desk.COMMUNITY)
    return {
        "row": row,
        "home": home,
        "found": one(row, at=at),
        "may_change": may_change,
        "may_move": may_change and row.state in moving.MOVABLE,
        "move": move or MoveForm(initial=now),
        "tie": tie or TieForm(initial=tied, productions=reached, at=at),
        "said": said or CommentForm(),
    }


@door(MEMBER)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another moment, typed or dropped there."""
    row = access_publication(request.user, pk, to="change")
    form = MoveForm(request.POST)
    if not form.is_valid():
        context = _context(request.user, row, move=form)
        return render(request, "community/calendar/post.html", context, status=422)
    due_at, version = form.cleaned_data["due_at"], form.cleaned_data["version"]
    return _do(
        request,
        row,
        lambda: moving.move(
            publication=row, due_at=due_at, by=request.user, at=timezone.now(), read_version=version
        ),
        _("Moved"),
    )


@door(MEMBER)
@require_POST
def tie(request: SignedInRequest, pk: int) -> HttpResponse:
    """To a broadcast: it moves when that moves."""
    row = access_publication(request.user, pk, to="change")
    reached = request.user.scope().productions("read", desk=Desk.COMMUNITY)
    form = TieForm(request.POST, productions=reached, at=timezone.now())
    if not form.is_valid():
        context = _context(request.user, row, tie=form)
        return render(request, "community/calendar/post.html", context, status=422)
    return _do(
        request,
        row,
        lambda: moving.tie(
            publication=row,
            broadcast=form.cleaned_data["broadcast"],
            offset_minutes=form.offset_minutes,
            by=request.user,
            at=timezone.now(),
            read_version=form.cleaned_data["version"],
        ),
        _("Tied: it moves when the broadcast moves"),
    )


@door(MEMBER)
@require_POST
def untie(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_publication(request.user, pk, to="change")
    version = request.POST.get("version", "")[:9]
    read = int(version) if version.isdecimal() else 0
    return _do(
        request,
        row,
        lambda: moving.untie(publication=row, by=request.user, at=timezone.now(), read_version=read),
        _("Untied: it stays at its moment"),
    )


def _do(request: SignedInRequest, row: Publication, act: Callable[[], Moved], sentence: str) -> HttpResponse:
    try:
        moved = act()
    except StaleWrite:
        refused(request, _("Somebody changed it meanwhile: look, and move it again."))
    except NotNow:
        refused(request, _("It has left, or is about to: nothing was changed."))
    except moving.IsPast:
        refused(request, _("That moment is past: choose a later one."))
    except moving.TooFar:
        refused(request, _("More than sixty days from its broadcast: untie it first."))
    except moving.IsCancelled:
        refused(request, _("That broadcast is cancelled: choose another."))
    else:
        done(request, sentence)
        if moved.held_by:
            reasons = " ".join(why(one.code) for one in moved.held_by)
            refused(request, _("It is paused at its new moment: %(reasons)s") % {"reasons": reasons})
    back = request.POST.get("back", "")
    board = reverse("community:calendar:board")
    return redirect(back) if back.partition("?")[0] == board else redirect(HERE, row.pk)


@door(MEMBER)
@require_POST
def seen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody has looked at what the grid did to it."""
    row = access_publication(request.user, pk, to="change")
    moving.note_seen(publication=row, by=request.user, at=timezone.now())
    done(request, _("Noted: looked at"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """The team answers what a guest said."""
    row = access_publication(request.user, pk, to="change")
    form = CommentForm(request.POST)
    if not form.is_valid():
        context = _context(request.user, row, said=form)
        return render(request, "community/calendar/post.html", context, status=422)
    lending.comment(publication=row, text=form.cleaned_data["text"], by=request.user, lent=None, at=timezone.now())
    done(request, _("Written: guests read it on their page"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was said is dealt with."""
    row = access_publication(request.user, pk, to="change")
    n = lending.settle(publication=row, by=request.user, at=timezone.now())
    done(request, ngettext("%(n)s comment settled", "%(n)s comments settled", n) % {"n": n})
    return redirect(HERE, pk)
