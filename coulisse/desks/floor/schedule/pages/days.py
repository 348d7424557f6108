"""The settings of a day, and what one does with a whole day."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.floor.schedule.access import access_board, access_day
from coulisse.desks.floor.schedule.actions import days as actions
from coulisse.desks.floor.schedule.actions.steps import DayIsUsed
from coulisse.desks.floor.schedule.forms import BannerForm, CancelForm, DayForm, SwapForm
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.floor.schedule.pages.answers import (
    REFUSALS,
    address,
    day_title,
    done,
    fragment_context,
    refusal_of,
    refused,
    stale,
)
from coulisse.desks.floor.schedule.queries.board import view_of
from coulisse.desks.floor.schedule.queries.days import day_sheet
from coulisse.desks.floor.schedule.queries.rows import rows_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Date, unit, place, hours, maximum, note; the lights of the day; cancelling, swapping, removing."""
    found = access_day(request.user, pk, to="change" if request.method == "POST" else "read")
    form = DayForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.change_day(
                day=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale(request, found.board, late, back=day_address(pk))
        except actions.DateTaken:
            form.add_error("date", _("The unit has a day on that date already. Choose another, or swap the two."))
        except REFUSALS as error:
            toasts.refused(request, refusal_of(error))
            return redirect(day_address(pk))
        else:
            undo = reverse("floor:schedule:undo", args=[found.board_id])
            toasts.done(request, _("%(day)s saved.") % {"day": day_title(written)}, undo=undo)
            return redirect(day_address(pk))
    return render(
        request, "floor/schedule/settings_day.html", _context(request, found, form), status=_status(form)
    )


def _context(request: SignedInRequest, found: Day, form: DayForm) -> dict[str, object]:
    view = view_of(rows_of(found.board))
    return {
        **fragment_context(request, view),
        "board": view,
        "day": view.day(found.pk),
        "row": found,
        "sheet": day_sheet(found),
        "form": form,
        "cancel_form": CancelForm(),
        "swap_form": SwapForm(day=found),
        "banner_form": BannerForm(),
    }


def _status(form: DayForm) -> int:
    return 422 if form.is_bound and form.errors else 200


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A day more: the form proposes the working day after the last, with its hours."""
    board = access_board(request.user, pk, to="change")
    form = DayForm(request.POST or None, initial=_proposed(board))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_day(board=board, values=form.values(), by=request.user, at=timezone.now())
        except actions.DateTaken:
            form.add_error("date", _("The unit has a day on that date already. Choose another."))
        except REFUSALS as error:
            return refused(request, board, refusal_of(error))
        else:
            return done(request, board, _("%(day)s added.") % {"day": day_title(made)})
    context = {"form": form, "row": board}
    return render(request, "floor/schedule/add_day.html", context, status=_status(form))


def _proposed(board: Board) -> dict[str, object]:
    last = board.days.order_by("-date").first()
    if last is None:
        return {}
    after = last.date + timedelta(days={4: 3, 5: 2}.get(last.date.weekday(), 1))
    hours = {name: getattr(last, name) for name in ("call_at", "ready_at", "meal_at", "meal_minutes", "wrap_at")}
    return {"date": after, "most_eighths": last.most_eighths, **hours}


@require_POST
@door(MEMBER)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_day(request.user, pk, to="change")
    form = CancelForm(request.POST)
    if not form.is_valid():
        return refused(request, found.board, _("Give the reason: the journal and the insurance want it."))
    reason = form.cleaned_data["reason"]
    return _acting(
        request,
        found,
        lambda: actions.cancel_day(
            day=found, reason=reason, read_version=_version(request), by=request.user, at=timezone.now()
        ),
        _("%(day)s cancelled: %(reason)s") % {"day": day_title(found), "reason": reason},
    )


@require_POST
@door(MEMBER)
def reinstate(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_day(request.user, pk, to="change")
    return _acting(
        request,
        found,
        lambda: actions.reinstate_day(
            day=found, read_version=_version(request), by=request.user, at=timezone.now()
        ),
        _("%(day)s is shot after all.") % {"day": day_title(found)},
    )


@require_POST
@door(MEMBER)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_day(request.user, pk, to="change")
    return _acting(
        request,
        found,
        lambda: actions.remove_day(day=found, read_version=_version(request), by=request.user, at=timezone.now()),
        _("%(day)s removed, its strips are in the reserve.") % {"day": day_title(found)},
    )


@require_POST
@door(MEMBER)
def swap(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_day(request.user, pk, to="change")
    form = SwapForm(request.POST, day=found)
    if not form.is_valid():
        return refused(request, found.board, _("Choose the other day of the swap."))
    other = form.cleaned_data["other"]
    return _acting(
        request,
        found,
        lambda: actions.swap_days(one=found, other=other, by=request.user, at=timezone.now()),
        _("%(one)s and %(other)s swapped.") % {"one": day_title(found), "other": day_title(other)},
    )


def _acting(request: SignedInRequest, found: Day, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it, and answer; what the actions refuse becomes words."""
    try:
        act()
    except StaleWrite as late:
        return stale(request, found.board, late, back=address(found.board_id))
    except DayIsUsed:
        why = _("The day cannot be removed: a call sheet or a report hangs on it. Cancel it instead.")
        return refused(request, found.board, why)
    except actions.DayAlreadyCancelled:
        return refused(request, found.board, _("The day is cancelled already."))
    except actions.DayIsNotCancelled:
        return refused(request, found.board, _("The day is not cancelled."))
    except actions.ReasonMissing:
        return refused(request, found.board, _("Give the reason: the journal and the insurance want it."))
    except REFUSALS as error:
        return refused(request, found.board, refusal_of(error))
    return done(request, found.board, said)


def day_address(pk: int) -> str:
    """Where a day is set, for the sentences of the journal."""
    return reverse("floor:schedule:day", args=[pk])


def _version(request: SignedInRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
