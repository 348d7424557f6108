"""Routes: who is asked, in which order, for which content; people by name."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.approving.access import access_route, access_step, may_answer_for, may_hold
from coulisse.desks.community.approving.actions import routes as actions
from coulisse.desks.community.approving.forms import BeginRouteForm, HoursForm, StepForm
from coulisse.desks.community.approving.models import RouteStep
from coulisse.desks.community.approving.queries import routes as queries
from coulisse.desks.community.approving.words import role_label
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:approving:route"


@on_production
@require_http_methods(["GET", "POST"])
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Posting begins a route from the six roles."""
    to = "change" if request.method == "POST" else "read"
    access_owned(request.user, production=production.pk, client=None, to=to)
    owners = queries.owners_for(request.user, production)
    form = BeginRouteForm(request.POST or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        of_client = form.cleaned_data["owner"] == "client"
        try:
            route = actions.begin(
                production=None if of_client else production,
                client=production.client if of_client else None,
                content_type=form.cleaned_data["content_type"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.RouteThere:
            form.add_error("content_type", _("There is a route for this content: change that one."))
        else:
            done(request, _("Route begun: say who holds each role"))
            return redirect(HERE, route.pk)
    context = {
        "production": production,
        "routes": queries.shown(queries.routes_for(request.user, production)),
        "form": form,
        "may_change": bool(owners),
    }
    return render(request, "community/approving/routes.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def route(request: SignedInRequest, pk: int) -> HttpResponse:
    """The steps; posting changes in which time terms run."""
    row = access_route(request.user, pk, to="change" if request.method == "POST" else "read")
    form = HoursForm(request.POST or None, instance=row, initial={"read_version": row.version})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("hours", "opens", "closes")}
        try:
            actions.set_hours(
                route=row,
                values=values,
                read_version=form.cleaned_data["read_version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        done(request, _("Kept"))
        return redirect(HERE, pk)
    found = queries.shown([row])[0]
    held = {step.role for step in found.steps}
    context = {
        "found": found,
        "form": form,
        "missing": [(code, label) for code, label in RouteStep.Role.choices if code not in held],
        "may_change": may(request.user, "change", production=row.production_id, client=row.client_id),
    }
    return render(request, "community/approving/route.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def add_step(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_route(request.user, pk, to="change")
    role = request.POST.get("role", "")
    if role not in RouteStep.Role.values:
        refused(request, _("There is no such role."))
        return redirect(HERE, pk)
    try:
        step = actions.add_step(route=row, role=role, by=request.user, at=timezone.now())
    except actions.StepThere:
        refused(request, _("This role is in the route already."))
        return redirect(HERE, pk)
    return redirect("community:approving:step", step.pk)


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_route(request.user, pk, to="change")
    actions.archive(route=row, by=request.user, at=timezone.now())
    done(request, _("Route put away: what was handed in by it goes on"))
    return redirect("community:approving:routes")


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_step(request.user, pk, to="change")
    at = timezone.now()
    form = StepForm(request.POST or None, step=row, people=_people_for(row, at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_step(
                step=row,
                values=form.values(),
                seats=form.seats(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=at,
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        done(
            request, _("%(role)s: kept. What was handed in keeps its own route.") % {"role": role_label(row.role)}
        )
        return redirect(HERE, row.route_id)
    context = {"form": form, "step": row}
    return render(request, "community/approving/step.html", context, status=422 if form.errors else 200)


def _people_for(step: RouteStep, at: datetime) -> QuerySet[User]:
    """Colleagues; for the client's part also the client's own people, who sign in."""
    route = step.route
    people = may_hold(production=route.production_id, client=route.client_id, day=at)
    client = route.client_id or (route.production.client_id if route.production else None)
    return people | may_answer_for(client, day=at) if step.is_client and client else people


@door(MEMBER)
@require_POST
def remove_step(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_step(request.user, pk, to="change")
    actions.remove_step(step=row, by=request.user, at=timezone.now())
    done(request, _("%(role)s is asked no more by this route") % {"role": role_label(row.role)})
    return redirect(HERE, row.route_id)
