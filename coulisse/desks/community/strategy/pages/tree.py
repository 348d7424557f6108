"""The plan on one page, and one objective held against what became of it."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import asked_workspace
from coulisse.desks.community.current import on_production
from coulisse.desks.community.strategy import actions, queries
from coulisse.desks.community.strategy.access import access_indicator, access_objective, home_of
from coulisse.desks.community.strategy.forms import ReadingForm
from coulisse.desks.community.strategy.models import Indicator
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.writing import write_number

OBJECTIVE: Final = "community:strategy:objective"


@on_production
@require_GET
def tree(request: SignedInRequest, production: Production) -> HttpResponse:
    """Objective, figures, pillars, campaigns, ideas, publications."""
    workspace = asked_workspace(request, production)
    context = {
        "workspace": workspace,
        "production": production,
        "tree": queries.tree(workspace, request.user, today=timezone.localdate()),
        "may_change": workspace.may(request.user, "change"),
    }
    return render(request, "community/strategy/tree.html", context)


@door(MEMBER)
@require_GET
def objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """The review: each figure with its readings, each pillar and campaign with what was published."""
    row = access_objective(request.user, pk)
    home = home_of(row)
    today = timezone.localdate()
    context = {
        "workspace": home,
        "found": queries.review(row, request.user, today=today),
        "is_over": row.ends_on < today,
        "may_change": home.may(request.user, "change"),
    }
    return render(request, "community/strategy/objective.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Type what an indicator stands at, and who says so."""
    row = access_indicator(request.user, pk, to="change")
    form = ReadingForm(request.POST or None, objective=row.objective, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.read_indicator(
                indicator=row,
                on=values["on"],
                value=values["value"],
                source=values["source"],
                instead=values["instead"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.ReadAlready as held:
            told = {"value": write_number(held.value, reader())}
            words = _("It was read on that day already: %(value)s. Tick the box to put yours instead.")
            form.add_error("on", words % told)
        else:
            done(request, _("Reading kept"))
            return redirect(OBJECTIVE, row.objective_id)
    return _reading(request, form, row)


def _reading(request: SignedInRequest, form: ReadingForm, row: Indicator) -> HttpResponse:
    context = {
        "form": form,
        "row": row,
        "title": _("Read: %(name)s") % {"name": row.name},
        "workspace": home_of(row.objective),
        "back": reverse(OBJECTIVE, args=[row.objective_id]),
    }
    return render(request, "community/strategy/reading.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_objective(request.user, pk, to="change")
    try:
        actions.close_objective(objective=row, by=request.user, at=timezone.now())
    except actions.ObjectiveIsClosed:
        refused(request, _("This objective is closed already."))
    else:
        done(request, _("Objective closed: %(name)s") % {"name": row.name})
    return redirect(OBJECTIVE, pk)
