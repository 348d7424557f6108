"""The week of bookings, and what one does with one of them."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.foundation.bookings import actions
from coulisse.foundation.bookings.access import access_booking
from coulisse.foundation.bookings.forms import BookingForm
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.foundation.bookings.queries import week_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import visible_to
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.kernel.times import to_brussels


@door(MEMBER)
def list_(request: SignedInRequest) -> HttpResponse:
    monday = _monday_of(request.GET.get("week", ""))
    kind = request.GET.get("kind", "")
    chosen = request.GET.get("production", "")
    production = int(chosen) if chosen.isdigit() else None
    week = week_of(request.user, monday, kind=kind if kind in Unit.Kind.values else "", production=production)
    return render(
        request,
        "bookings/week.html",
        {
            "week": week,
            "today": timezone.localdate(),
            "before": monday - timedelta(days=7),
            "after": monday + timedelta(days=7),
            "kinds": Unit.Kind.choices,
            "kind": kind,
            "production": production,
            "productions": visible_to(request.user).only("title"),
            "may_add": request.user.may("change", anywhere=True),
        },
    )


@door(MEMBER)
def add(request: SignedInRequest) -> HttpResponse:
    productions = _to_book_for(request)
    first = request.GET.get("day") or timezone.localdate().isoformat()
    start = {"from_day": first, "from_hour": "08:00", "to_day": first, "to_hour": "18:00", **request.GET.dict()}
    form = BookingForm(request.POST or None, productions=productions, initial=start)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        starts_at, ends_at = form.stretch
        try:
            booking = actions.take(
                unit=values["unit"] or actions.named_item(values["item"]),
                production=values["production"],
                starts_at=starts_at,
                ends_at=ends_at,
                confirmed=values["confirmed"],
                purpose=values["purpose"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.AlreadyBooked as taken:
            form.add_error("from_day", _clash(request, taken))
        else:
            done = _("%(unit)s is booked.") if values["confirmed"] else _("Option taken on %(unit)s.")
            toasts.done(request, done % {"unit": booking.unit.name})
            return redirect(_week_address(booking))
    return render(request, "bookings/add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    booking = access_booking(request.user, pk, to="change")
    try:
        actions.confirm(booking, read_version=_version(request), by=request.user, at=timezone.now())
    except actions.AlreadyBooked as taken:
        toasts.refused(request, _clash(request, taken))
    except (StaleWrite, actions.BookingIsReleased):
        toasts.refused(
            request, _("Somebody changed this booking since you read it. Look again before you confirm.")
        )
    else:
        toasts.done(request, _("%(unit)s is booked.") % {"unit": booking.unit.name})
    return redirect(_week_address(booking))


@require_POST
@door(MEMBER)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    booking = access_booking(request.user, pk, to="change")
    try:
        actions.release(booking, read_version=_version(request), by=request.user, at=timezone.now())
    except (StaleWrite, actions.BookingIsReleased):
        toasts.refused(
            request, _("Somebody changed this booking since you read it. Look again before you release it.")
        )
    else:
        undo = f"{reverse('bookings:take_back', args=[pk])}?was={booking.state}"
        toasts.done(request, _("%(unit)s released.") % {"unit": booking.unit.name}, undo=undo)
    return redirect(_week_address(booking))


@require_POST
@door(MEMBER)
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    booking = access_booking(request.user, pk, to="change")
    was = Booking.State.CONFIRMED if request.GET.get("was") == "confirmed" else Booking.State.OPTION
    try:
        actions.take_back(booking, was=was, by=request.user, at=timezone.now())
    except actions.AlreadyBooked as taken:
        toasts.refused(request, _clash(request, taken))
    else:
        toasts.done(request, _("The booking of %(unit)s stands again.") % {"unit": booking.unit.name})
    return redirect(_week_address(booking))


def _to_book_for(request: SignedInRequest) -> QuerySet[Production]:
    reached = request.user.scope().productions("change")
    productions = visible_to(request.user)
    return productions if reached is None else productions.filter(pk__in=reached)


def _clash(request: SignedInRequest, taken: actions.AlreadyBooked) -> str:
    """Who stands in the way: by name for one's own productions, only the hours for the others."""
    if not taken.standing:
        return _("%(unit)s is taken during these hours.") % {"unit": taken.unit.name}
    booking = taken.standing[0]
    start, end = to_brussels(booking.during.lower), to_brussels(booking.during.upper)
    reached = request.user.scope().productions()
    mine = reached is None or booking.production_id in reached
    words = {
        "unit": taken.unit.name,
        "production": booking.production.title if mine else _("another production"),
        "start": f"{start:%d/%m %H:%M}",
        "end": f"{end:%d/%m %H:%M}",
    }
    return (
        _("%(unit)s is confirmed for %(production)s, %(start)s to %(end)s. Take other hours, or another one.")
        % words
    )


def _monday_of(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def _week_address(booking: Booking) -> str:
    monday = _monday_of(to_brussels(booking.during.lower).date().isoformat())
    return f"{reverse('bookings:list')}?week={monday.isoformat()}"


def _version(request: SignedInRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0
