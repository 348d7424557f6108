"""The cost of a cancelled day: the table, what comes back, and the one button that puts it into the forecast."""

from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.costs.actions import impact as actions
from coulisse.desks.office.costs.impact_access import access_cost, access_impact, access_line
from coulisse.desks.office.costs.impact_forms import CostForm, RecoverableForm, WhyForm
from coulisse.desks.office.costs.impact_queries import cost_line, costs_of, impacts_of, table_of
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger.actions import WrongEntry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

ONE: Final = "office:costs:impact"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The cancelled days, and the commitments typed for days to come."""
    access_office(request.user, production.pk)
    context = {
        "production": production,
        "impacts": impacts_of(production),
        "costs": costs_of(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/costs/impacts.html", context)


@door(MEMBER)
@require_GET
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    impact = access_impact(request.user, pk)
    context = {
        "production": impact.production,
        "impact": impact,
        "table": table_of(impact),
        "may_change": may(request.user, "change", impact.production_id),
    }
    return render(request, "office/costs/impact.html", context)


@door(MEMBER)
@require_POST
def judge(request: SignedInRequest, pk: int) -> HttpResponse:
    """What of one line comes back; « half » is the amount that the button carries."""
    line = access_line(request.user, pk, to="change")
    form = RecoverableForm(request.POST, most=Money(line.cents))
    if not form.is_valid():
        said = [str(text) for texts in form.errors.values() for text in texts]
        refused(request, f"{line.label}: {' '.join(said)}")
        return redirect(ONE, line.impact_id)
    read = form.cleaned_data
    try:
        actions.judge(
            line=line,
            recoverable=read["recoverable"],
            why=read["why"],
            read_version=read["version"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.ForeseenAlready:
        refused(request, _("The impact is in the forecast: take it out before changing what comes back."))
    except actions.LineGone:
        refused(request, _("The table was computed anew meanwhile. Look at it again."))
    except StaleWrite as stale:
        now = write_money(Money(stale.row.recoverable_cents), reader())  # type: ignore[attr-defined]
        refused(request, _("Somebody wrote %(amount)s there meanwhile. Yours was not written.") % {"amount": now})
    else:
        said_money = write_money(read["recoverable"], reader())
        done(request, _("%(amount)s of “%(label)s” comes back") % {"amount": said_money, "label": line.label})
    return redirect(ONE, line.impact_id)


@door(MEMBER)
@require_POST
def foresee(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into the forecast, never into the actual cost."""
    impact = access_impact(request.user, pk, to="change")
    try:
        actions.foresee(impact=impact, day=impact.day, by=request.user, at=timezone.now())
    except actions.ForeseenAlready:
        refused(request, _("Somebody put this impact into the forecast meanwhile."))
    except actions.NothingToForesee:
        refused(request, _("Nothing is left to foresee: the table is empty, or all of it comes back."))
    except WrongEntry:
        refused(request, _("A line has no account yet: write one, then compute the table anew."))
    else:
        net = write_money(table_of(impact).net, reader())
        undo = reverse("office:costs:impact-back", args=[pk])
        done(request, _("%(net)s put into the forecast, nothing into the actual cost") % {"net": net}, undo=undo)
    return redirect(ONE, pk)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    impact = access_impact(request.user, pk, to="change")
    form = WhyForm(request.POST)
    why = form.cleaned_data["reason"] if form.is_valid() else _("Decision taken back")
    try:
        actions.take_back(impact=impact, why=why, by=request.user, at=timezone.now())
    except actions.NotForeseen:
        refused(request, _("This impact is not in the forecast."))
    else:
        done(request, _("The forecast is reversed, the proposal stands"))
    return redirect(ONE, pk)


@door(MEMBER)
@require_POST
def draw_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Reads the commitments of the day anew."""
    impact = access_impact(request.user, pk, to="change")
    try:
        actions.draw_again(impact=impact, at=timezone.now())
    except actions.ForeseenAlready:
        refused(request, _("The impact is in the forecast: take it out before it is computed anew."))
    else:
        done(request, _("The table is computed anew"))
    return redirect(ONE, pk)


@on_production
@require_http_methods(["GET", "POST"])
def add_cost(request: SignedInRequest, production: Production) -> HttpResponse:
    """A cost of one day whose desk does not exist yet."""
    access_office(request.user, production.pk, to="change")
    form = CostForm(
        request.POST or None,
        request.FILES or None,
        accounts=leaf_accounts(production),
        initial={"day": _day(request.GET.get("day", ""))},
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["paper"]
        file = {} if upload is None else {"paper": upload.chunks(), "paper_name": upload.name or ""}
        actions.note_cost(production=production, values=form.values(), **file, by=request.user, at=timezone.now())
        done(request, _("Commitment noted: it enters the impact if the day is cancelled"))
        return redirect("office:costs:impacts")
    context = {"form": form, "production": production}
    return render(request, "office/costs/impact_cost_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def cost(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper behind a line."""
    found = access_cost(request.user, pk)
    context = {
        "production": found.production,
        "row": found,
        "cost": cost_line(found),
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "office/costs/impact_cost.html", context)


@door(MEMBER)
@require_POST
def remove_cost(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_cost(request.user, pk, to="change")
    actions.remove_cost(cost=found, by=request.user, at=timezone.now())
    done(request, _("Commitment removed"))
    return redirect("office:costs:impacts")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
