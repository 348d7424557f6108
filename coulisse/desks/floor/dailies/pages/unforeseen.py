"""Imprévu: somebody is late. A proposal first; applied, it moves the strips and writes the incident."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.forms import LateForm
from coulisse.desks.floor.dailies.models import Incident
from coulisse.desks.floor.dailies.pages.today import address_of
from coulisse.desks.floor.dailies.queries.called import Called
from coulisse.desks.floor.dailies.queries.today import Today, today
from coulisse.desks.floor.dailies.queries.unforeseen import propose
from coulisse.desks.floor.schedule.access import access_day
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.people.models import Contact
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
def unforeseen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who, by how much: the answer is computed from the address, so that it can be sent to the manager."""
    day = access_day(request.user, pk)
    now = timezone.now()
    seen = today(day, now=now)
    form = LateForm(request.GET if "person" in request.GET else None, people=_choices(seen))
    found = None
    if form.is_bound and form.is_valid():
        late = _person(seen, form.cleaned_data["person"])
        found = propose(seen, late=late, minutes=form.cleaned_data["minutes"], now=now)
    context = {
        "day": day,
        "production": day.board.production,
        "form": form,
        "found": found,
        "cause": form.cleaned_data.get("cause", "") if found else "",
        "minutes": form.cleaned_data["minutes"] if found else None,
        "back": address_of(day),
    }
    return render(request, "floor/dailies/unforeseen.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def apply_unforeseen(request: SignedInRequest, pk: int) -> HttpResponse:
    """The new order on the board, one undoable step, and the incident in the day's journal."""
    day = access_day(request.user, pk, to="change")
    now = timezone.now()
    seen = today(day, now=now)
    form = LateForm(request.POST, people=_choices(seen))
    if not form.is_valid():
        return redirect(reverse("floor:dailies:unforeseen", args=[day.pk]))
    late = _person(seen, form.cleaned_data["person"])
    found = propose(seen, late=late, minutes=form.cleaned_data["minutes"], now=now)
    try:
        actions.apply_order(day=day, strips=found.strips, by=request.user, at=now)
    except actions.BoardClosed:
        toasts.refused(request, _("The plan is locked: unlock it, then apply the new order."))
        return redirect(address_of(day))
    _write_down(day, late, form, request, seen)
    count = len(found.around.moved)
    said = ngettext("New order: %(count)s scene moved.", "New order: %(count)s scenes moved.", count)
    toasts.done(request, said % {"count": count})
    return redirect(address_of(day, "scenes"))


def _write_down(day: Day, late: Called, form: LateForm, request: SignedInRequest, seen: Today) -> None:
    values = form.cleaned_data
    actions.report_incident(
        day=day,
        values={
            "kind": Incident.Kind.LATE,
            "happened_at": timezone.now(),
            "text": values["cause"] or _("%(name)s is late") % {"name": late.name},
            "contact": Contact.objects.get(pk=late.contact_id),
            "minutes": values["minutes"],
            "solution": _("Another order of the day"),
        },
        by=request.user,
        at=timezone.now(),
    )


def _choices(seen: Today) -> list[tuple[int, str]]:
    people = [line.called for line in seen.people if line.called.call_at]
    cast = [one for one in people if one.is_cast]
    others = [one for one in people if not one.is_cast]
    return [(one.contact_id, f"{one.name} – {one.job}") for one in [*cast, *others]]


def _person(seen: Today, contact: int) -> Called:
    return next(line.called for line in seen.people if line.called.contact_id == contact)
