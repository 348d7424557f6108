"""The forms of what the plan is made of."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.clients.forms import VersionedForm
from coulisse.desks.community.clients.workspaces import Workspace, asked_workspace
from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.strategy import actions
from coulisse.desks.community.strategy.access import (
    access_campaign,
    access_indicator,
    access_objective,
    access_pillar,
    home_of,
)
from coulisse.desks.community.strategy.forms import CampaignForm, IndicatorForm, ObjectiveForm, PillarForm
from coulisse.desks.community.strategy.models import Objective
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

TREE: Final = "community:strategy:tree"
Save = Callable[[dict[str, Any]], object]


@on_production
@require_http_methods(["GET", "POST"])
def objective_add(request: SignedInRequest, production: Production) -> HttpResponse:
    workspace = asked_workspace(request, production)
    access_owned(request.user, production=workspace.production_id, client=workspace.client_id, to="change")
    form = ObjectiveForm(request.POST or None)

    def save(values: dict[str, Any]) -> None:
        actions.set_objective(**workspace.values, **values, by=request.user, at=timezone.now())

    return _filled(request, form, workspace, "objective", _("Set an objective"), save)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def objective_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_objective(request.user, pk, to="change")
    form = ObjectiveForm(request.POST or None, row=row)

    def save(values: dict[str, Any]) -> None:
        actions.edit_objective(objective=row, values=values, read_version=form.read_version)

    return _filled(request, form, home_of(row), "objective", row.name, save)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def indicator_add(request: SignedInRequest, pk: int) -> HttpResponse:
    parent = access_objective(request.user, pk, to="change")
    form = IndicatorForm(request.POST or None)

    def save(values: dict[str, Any]) -> None:
        actions.add_indicator(objective=parent, values=values)

    return _filled(request, form, home_of(parent), "indicator", _("Add a figure"), save, parent)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def indicator_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_indicator(request.user, pk, to="change")
    form = IndicatorForm(request.POST or None, row=row)

    def save(values: dict[str, Any]) -> None:
        actions.edit_indicator(indicator=row, values=values, read_version=form.read_version)

    return _filled(request, form, home_of(row.objective), "indicator", row.name, save, row.objective)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def pillar_add(request: SignedInRequest, pk: int) -> HttpResponse:
    parent = access_objective(request.user, pk, to="change")
    form = PillarForm(request.POST or None)

    def save(values: dict[str, Any]) -> None:
        actions.add_pillar(objective=parent, values=values)

    return _filled(request, form, home_of(parent), "pillar", _("Add a pillar"), save, parent)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def pillar_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_pillar(request.user, pk, to="change")
    form = PillarForm(request.POST or None, row=row)

    def save(values: dict[str, Any]) -> None:
        actions.edit_pillar(pillar=row, values=values, read_version=form.read_version)

    return _filled(request, form, home_of(row.objective), "pillar", row.name, save, row.objective)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def campaign_add(request: SignedInRequest, pk: int) -> HttpResponse:
    parent = access_objective(request.user, pk, to="change")
    form = CampaignForm(request.POST or None)

    def save(values: dict[str, Any]) -> None:
        actions.add_campaign(objective=parent, values=values, by=request.user, at=timezone.now())

    return _filled(request, form, home_of(parent), "campaign", _("Add a campaign"), save, parent)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def campaign_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_campaign(request.user, pk, to="change")
    form = CampaignForm(request.POST or None, row=row)

    def save(values: dict[str, Any]) -> None:
        actions.edit_campaign(campaign=row, values=values, read_version=form.read_version)

    return _filled(request, form, home_of(row.objective), "campaign", row.name, save, row.objective)


@door(MEMBER)
@require_POST
def campaign_close(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_campaign(request.user, pk, to="change")
    actions.close_campaign(campaign=row, at=timezone.now())
    done(request, _("Campaign closed: %(name)s") % {"name": row.name})
    return redirect(f"{reverse(TREE)}?of={home_of(row.objective).code}")


def _filled(
    request: SignedInRequest,
    form: VersionedForm,
    home: Workspace,
    kind: str,
    title: str,
    save: Save,
    parent: Objective | None = None,
) -> HttpResponse:
    """A form of the plan: shown, saved by `save`, or shown again with what stands against it."""
    back = f"{reverse(TREE)}?of={home.code}"
    if request.method == "POST" and form.is_valid():
        try:
            save(without_left(form.values(), request.POST))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back, show=_in_words)
        except actions.TagTaken:
            form.add_error("tag", _("Another campaign of this objective has this name in its links."))
        except actions.ObjectiveIsClosed:
            refused(request, _("This objective is closed: nothing is added to it any more."))
            return redirect(back)
        else:
            done(request, _("Saved"))
            return redirect(back)
    context = {"form": form, "workspace": home, "title": title, "back": back, "row": form.row, "parent": parent}
    return render(request, f"community/strategy/{kind}_edit.html", context, status=422 if form.errors else 200)


def _in_words(name: str, value: object) -> str | None:
    if name != "budget_cents" or not isinstance(value, int):
        return None
    return write_money(Money(value), reader())
