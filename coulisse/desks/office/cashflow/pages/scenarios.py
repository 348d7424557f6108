"""Keeping a scenario, taking it away and back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.desks.office.cashflow.access import access_scenario
from coulisse.desks.office.cashflow.actions import scenarios
from coulisse.desks.office.cashflow.asking import Asked, asked_of
from coulisse.desks.office.cashflow.forms import NameForm
from coulisse.desks.office.cashflow.queries.forecast import scenarios_of
from coulisse.desks.office.current import access_office, on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

FORECAST = "office:cash:forecast"


@on_production
@require_POST
def save(request: SignedInRequest, production: Production) -> HttpResponse:
    """Keep what is tried, on top of the scenario that it was tried on."""
    access_office(request.user, production.pk, to="change")
    kept = scenarios_of(production)
    asked = asked_of(request.POST, [one.pk for one in kept])
    under = next((one for one in kept if one.pk == asked.scenario), None)
    form = NameForm(request.POST)
    if not form.is_valid():
        refused(request, _("Give the scenario a name of at most 60 signs."))
        return redirect(reverse(FORECAST) + asked.address("cash"))
    try:
        row = scenarios.save_scenario(
            production=production,
            name=form.cleaned_data["name"],
            changes=[*(under.changes if under else ()), *asked.changes],
            by=request.user,
            at=timezone.now(),
        )
    except scenarios.NameTaken:
        refused(request, _("Another scenario has that name already. Write another one."))
        return redirect(reverse(FORECAST) + asked.address("cash"))
    except scenarios.NothingChanges:
        refused(request, _("Nothing is tried yet: simulate a change first, then save it."))
        return redirect(FORECAST)
    undo = reverse("office:cash:drop-scenario", args=[row.pk])
    done(request, _("Scenario “%(name)s” saved") % {"name": row.name}, undo=undo)
    return redirect(reverse(FORECAST) + Asked(scenario=row.pk).address("cash"))


@door(MEMBER)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    scenario = access_scenario(request.user, pk, to="change")
    scenarios.drop_scenario(scenario=scenario, by=request.user, at=timezone.now())
    undo = reverse("office:cash:restore-scenario", args=[pk])
    done(request, _("Scenario “%(name)s” taken away") % {"name": scenario.name}, undo=undo)
    return redirect(FORECAST)


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    scenario = access_scenario(request.user, pk, to="change")
    try:
        scenarios.restore_scenario(scenario=scenario, by=request.user, at=timezone.now())
    except scenarios.NameTaken:
        refused(request, _("Its name was given to another scenario meanwhile."))
    else:
        done(request, _("Scenario “%(name)s” is back") % {"name": scenario.name})
    return redirect(FORECAST)
