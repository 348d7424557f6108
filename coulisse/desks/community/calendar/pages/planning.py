"""The tables behind the calendar: recurring slots, who is on call, to whom it is lent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.calendar.access import (
    access_lent,
    access_on_call,
    access_slot,
    lent_within_reach,
)
from coulisse.desks.community.calendar.actions import lending, planning
from coulisse.desks.community.calendar.forms import LendForm, OnCallForm, SlotForm
from coulisse.desks.community.calendar.models import LentCalendar
from coulisse.desks.community.calendar.queries.gaps import slots_of
from coulisse.desks.community.calendar.queries.permanence import on_call_within_reach
from coulisse.desks.community.calendar.scope import Whose
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.times import to_brussels

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A calendar that was lent: whether its link still opens, and how often it was."""

    row: LentCalendar
    is_open: bool
    visits: int


def _allowed(user: User, production: Production, to: str) -> bool:
    return may(user, to, production=production.pk, client=None)


@on_production
@require_http_methods(["GET", "POST"])
def slots(request: SignedInRequest, production: Production) -> HttpResponse:
    """The places to be filled every week."""
    today = timezone.localdate()
    weekdays = list(WEEKDAYS.items())
    form = SlotForm(request.POST or None, user=request.user, weekdays=weekdays, initial={"starts_on": today})
    if request.method == "POST":
        access_owned(request.user, production=production.pk, client=None, to="change")
        if form.is_valid():
            try:
                planning.add_slot(values=form.cleaned_data, by=request.user, at=timezone.now())
            except planning.SlotThere:
                form.add_error("at", _("That account has a slot at that hour already."))
            else:
                done(request, _("Slot added: the calendar shows where it is empty"))
                return redirect(f"{reverse('community:calendar:slots')}?production={production.pk}")
    names = dict(weekdays)
    rows = [(row, names[row.weekday]) for row in slots_of(request.user, Whose())]
    context = {
        "production": production,
        "form": form,
        "rows": rows,
        "today": today,
        "may_change": _allowed(request.user, production, "change"),
    }
    return render(request, "community/calendar/slots.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def end_slot(request: SignedInRequest, pk: int) -> HttpResponse:
    planning.end_slot(slot=access_slot(request.user, pk), on=timezone.localdate())
    done(request, _("Slot ended"))
    return redirect("community:calendar:slots")


@on_production
@require_http_methods(["GET", "POST"])
def on_call(request: SignedInRequest, production: Production) -> HttpResponse:
    """Who answers for the networks on weekends and holidays."""
    today = timezone.localdate()
    form = OnCallForm(request.POST or None, user=request.user, today=today)
    if request.method == "POST":
        access_owned(request.user, production=production.pk, client=None, to="change")
        if form.is_valid():
            row = planning.put_on_call(values=form.values(), by=request.user, at=timezone.now())
            done(request, _("%(name)s is on call") % {"name": row.person.name})
            return redirect(f"{reverse('community:calendar:on-call')}?production={production.pk}")
    context = {
        "production": production,
        "form": form,
        "rows": on_call_within_reach(request.user).filter(ends_on__gte=today),
        "may_change": _allowed(request.user, production, "change"),
    }
    return render(request, "community/calendar/on_call.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def off_call(request: SignedInRequest, pk: int) -> HttpResponse:
    planning.take_off_call(row=access_on_call(request.user, pk))
    done(request, _("Taken off the table"))
    return redirect("community:calendar:on-call")


def _line(row: LentCalendar, at: datetime) -> Line:
    link = row.link
    return Line(
        row=row,
        is_open=link is not None and link.revoked_at is None and link.expires_at > at,
        visits=len(link.receipts.all()) if link is not None else 0,
    )


@on_production
@require_http_methods(["GET", "POST"])
def lent(request: SignedInRequest, production: Production) -> HttpResponse:
    """To whom the calendar is lent; a new link is shown once."""
    first = {"owner": f"production-{production.pk}", "language": "fr"}
    form = LendForm(request.POST or None, user=request.user, languages=settings.LANGUAGES, initial=first)
    fresh = ""
    at = timezone.now()
    if request.method == "POST":
        access_owned(request.user, production=production.pk, client=None, to="change")
        if form.is_valid():
            made = lending.lend(values=form.values(), by=request.user, at=at)
            fresh = settings.PUBLIC_URL + reverse("accounts:guest", args=[made.token])
            form = LendForm(user=request.user, languages=settings.LANGUAGES, initial=first)
    rows = [_line(row, at) for row in lent_within_reach(request.user).prefetch_related("link__receipts")[:MOST]]
    context = {
        "production": production,
        "form": form,
        "fresh": fresh,
        "rows": rows,
        "today": to_brussels(at).date(),
        "may_change": _allowed(request.user, production, "change"),
    }
    return render(request, "community/calendar/lent.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_lent(request.user, pk)
    lending.take_back(lent=row, by=request.user, at=timezone.now())
    done(request, _("The page of %(name)s opens no longer") % {"name": row.name})
    return redirect("community:calendar:lent")
