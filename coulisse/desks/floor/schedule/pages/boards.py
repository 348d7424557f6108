"""The first board, copies to try things on, approval, locks, and the settings of a board."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule.access import access_board
from coulisse.desks.floor.schedule.actions import boards as actions
from coulisse.desks.floor.schedule.actions.days import renumber as renumber_days
from coulisse.desks.floor.schedule.actions.steps import BoardIsPast
from coulisse.desks.floor.schedule.forms import BoardForm, CopyForm, NewBoardForm
from coulisse.desks.floor.schedule.pages.answers import (
    REFUSALS,
    address,
    done,
    may_change,
    refusal_of,
    refused,
)
from coulisse.desks.floor.schedule.queries.days import days_of_board
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left


@on_production
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest, production: Production) -> HttpResponse:
    """A board made from the script and a calendar."""
    if not may_change(request, production.pk):
        raise PermissionDenied
    start = {"first_day": production.starts_on, "days": production.details.get("shooting_days")}
    form = NewBoardForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            board = actions.create_board(
                production=production,
                calendar=form.calendar(),
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.NoScenes:
            form.add_error(None, _("No board without a scene: take the screenplay in first."))
        else:
            toasts.done(request, _("Board v%(number)s made.") % {"number": board.number})
            return redirect(address(board.pk))
    context = {"form": form, "production": production}
    return render(request, "floor/schedule/create.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name, what changes, prices; the calendar; copying, approving, locking."""
    board = access_board(request.user, pk, to="change" if request.method == "POST" else "read")
    form = BoardForm(request.POST or None, board=board)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_board(
                board=board,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale_answer(request, late, back=settings_address(pk))
        toasts.done(request, _("Settings of board v%(number)s saved.") % {"number": board.number})
        return redirect(settings_address(pk))
    context = {
        "board": board,
        "form": form,
        "days": days_of_board(board),
        "copy_form": CopyForm(),
        "may_change": may_change(request, board.production_id),
    }
    return render(request, "floor/schedule/settings_board.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    board = access_board(request.user, pk, to="change")
    form = CopyForm(request.POST)
    words = form.cleaned_data if form.is_valid() else {}
    made = actions.copy_board(board=board, **words, by=request.user, at=timezone.now())
    toasts.done(
        request, _("Copied to v%(number)s: try what you like, nothing else changes.") % {"number": made.number}
    )
    return redirect(address(made.pk))


@require_POST
@door(MEMBER)
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    board = access_board(request.user, pk, to="change")
    try:
        actions.approve(board=board, by=request.user, at=timezone.now())
    except actions.AlreadyApproved:
        return refused(request, board, _("The shoot follows this board already."))
    except BoardIsPast as error:
        return refused(request, board, refusal_of(error))
    toasts.done(request, _("Board v%(number)s approved: the shoot follows it.") % {"number": board.number})
    return redirect(address(board.pk))


@require_POST
@door(MEMBER)
def lock(request: SignedInRequest, pk: int) -> HttpResponse:
    board = access_board(request.user, pk, to="change")
    actions.lock(board=board, by=request.user, at=timezone.now())
    undo = reverse("floor:schedule:unlock", args=[pk])
    toasts.done(request, _("Board v%(number)s locked.") % {"number": board.number}, undo=undo)
    return redirect(address(board.pk))


@require_POST
@door(MEMBER)
def unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    board = access_board(request.user, pk, to="change")
    actions.unlock(board=board, by=request.user, at=timezone.now())
    undo = reverse("floor:schedule:lock", args=[pk])
    toasts.done(request, _("Board v%(number)s unlocked.") % {"number": board.number}, undo=undo)
    return redirect(address(board.pk))


@require_POST
@door(MEMBER)
def renumber(request: SignedInRequest, pk: int) -> HttpResponse:
    board = access_board(request.user, pk, to="change")
    try:
        renumber_days(board=board, by=request.user, at=timezone.now())
    except REFUSALS as error:
        return refused(request, board, refusal_of(error))
    return done(request, board, _("Shooting days numbered anew."))


def settings_address(pk: int) -> str:
    """Where a board is set."""
    return reverse("floor:schedule:settings", args=[pk])
