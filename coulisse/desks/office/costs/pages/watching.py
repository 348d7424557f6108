"""Overspends on the screen: asked, answered, kept; and what is watched."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.costs.access import access_overspend
from coulisse.desks.office.costs.actions import overspends
from coulisse.desks.office.costs.forms import AnswerForm, AskForm, WatchForm
from coulisse.desks.office.costs.pages.report import account_address, situation_day
from coulisse.desks.office.costs.queries.report import situation_of
from coulisse.desks.office.costs.queries.watching import approvers, log_of, overspent, settings_of
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.ledger.actions import NoReason
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel import Money

LOG = "office:costs:overspends"


@on_production
@require_GET
def log(request: SignedInRequest, production: Production) -> HttpResponse:
    """The accounts over the threshold, and all questions with their answers."""
    settings = settings_of(production)
    asked = log_of(production)
    report = situation_of(production, situation_day(production)).report
    context = {
        "production": production,
        "over": overspent(report, settings, asked),
        "log": asked,
        "threshold": Money(settings.threshold_cents),
        "me": request.user.pk,
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "office/costs/overspends.html", context)


@on_production
@require_POST
def ask(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = AskForm(request.POST, people=approvers(production, today=timezone.localdate()))
    if not form.is_valid():
        refused(request, _("Nobody was asked: say who shall approve, and why it is needed."))
        return redirect(LOG)
    number = form.cleaned_data["account"]
    row = situation_of(production, situation_day(production)).report.row(number)
    if row is None or row.figures.variance.cents <= 0:
        refused(request, _("Account %(number)s is not overspent.") % {"number": number})
        return redirect(LOG)
    try:
        made = overspends.ask(
            production=production,
            account=number,
            over=row.figures.variance,
            reason=form.cleaned_data["reason"],
            asked_of=form.cleaned_data["asked_of"],
            by=request.user,
            at=timezone.now(),
        )
    except overspends.AskedAlready:
        refused(request, _("Somebody is asked already about account %(number)s.") % {"number": number})
    else:
        done(request, _("%(name)s is asked to approve the overspend") % {"name": made.asked_of})
    return redirect(account_address(production, number))


@door(MEMBER)
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_overspend(request.user, pk, to="manage")
    form = AnswerForm(request.POST)
    approved = form.is_valid() and form.cleaned_data["approved"] == "yes"
    why = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    try:
        overspends.answer(overspend=found, approved=approved, why=why, by=request.user, at=timezone.now())
    except overspends.NotTheOneAsked:
        refused(request, _("%(name)s was asked, and answers alone.") % {"name": found.asked_of})
    except overspends.AnsweredAlready:
        refused(request, _("This was answered already."))
    except NoReason:
        refused(request, _("Nothing was answered: a refusal says why."))
    else:
        done(request, _("Overspend approved") if approved else _("Overspend refused"))
    return redirect(LOG)


@on_production
@require_http_methods(["GET", "POST"])
def watch(request: SignedInRequest, production: Production) -> HttpResponse:
    """The contingency, the threshold, the approver."""
    access_office(request.user, production.pk, to="manage")
    settings = settings_of(production)
    rows = situation_of(production, situation_day(production)).report.rows()
    first = {
        "contingency": settings.contingency,
        "threshold": Money(settings.threshold_cents),
        "approver": settings.approver_id,
        "version": settings.version,
    }
    form = WatchForm(
        request.POST or None,
        accounts=[(row.number, row.name) for row in rows],
        people=approvers(production, today=timezone.localdate()),
        initial=first,
    )
    if request.method == "POST" and form.is_valid():
        try:
            overspends.watch(
                production=production,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(LOG))
        done(request, _("Saved how the costs are watched"))
        return redirect(LOG)
    context = {"production": production, "form": form}
    return render(request, "office/costs/watch.html", context, status=422 if form.errors else 200)
