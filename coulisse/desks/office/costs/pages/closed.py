"""Closing a week, the history of closed reports, and one of them with its proof."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.office.costs import exports
from coulisse.desks.office.costs.access import access_closed
from coulisse.desks.office.costs.actions.closing import BeforeTheLast, ClosedAlready, NoBudget, close_report
from coulisse.desks.office.costs.forms import CloseForm
from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.costs.pages.report import of_situation, situation_day
from coulisse.desks.office.costs.queries.closed import history_of, prove, situation_closed
from coulisse.desks.office.costs.queries.freezing import thawed
from coulisse.desks.office.costs.queries.report import days_shot
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.engines.costs import compare
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done


@on_production
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="manage")
    until = situation_day(production)
    first = {
        "until": until,
        "days_shot": _shot(production, until),
        "days_planned": _planned(production),
    }
    form = CloseForm(request.POST or None, latest=until, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = close_report(
                production=production,
                until=form.cleaned_data["until"],
                stamp=form.cleaned_data["stamp"],
                facts=form.facts(),
                and_the_books=form.cleaned_data["and_the_books"],
                by=request.user,
                at=timezone.now(),
            )
        except NoBudget:
            form.add_error(None, _("There is no budget to report against. Write one first."))
        except ClosedAlready as same:
            form.add_error(
                None, _("Report no. %(number)s holds the very same: it is closed.") % {"number": same.number}
            )
        except BeforeTheLast:
            form.add_error("until", _("A later report is closed already. Choose its day or a later one."))
        else:
            done(request, _("Cost report no. %(number)s closed") % {"number": made.number})
            return redirect("office:costs:closed", pk=made.pk)
    context = {"production": production, "form": form, "history": history_of(production)}
    return render(request, "office/costs/close.html", context, status=422 if form.errors else 200)


def _shot(production: Production, until: date) -> int | None:
    """What the books know, or what the last report told where that is more: a proposal, to be typed over."""
    last = ClosedReport.objects.filter(production=production).first()
    told = last.content["facts"].get("days_shot") if last else None
    return max(days_shot(production, until), told or 0) or None


def _planned(production: Production) -> int | None:
    found = production.details.get("shooting_days")
    return found if isinstance(found, int) else None


@on_production
@require_GET
def history(request: SignedInRequest, production: Production) -> HttpResponse:
    context = {
        "production": production,
        "history": history_of(production),
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "office/costs/history.html", context)


@door(MEMBER)
@require_GET
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """A closed report, computed again before the reader's eyes, and beside the one that was asked for."""
    closed = access_closed(request.user, pk)
    situation = situation_closed(closed)
    others = [line for line in history_of(closed.production) if line.number != closed.number]
    other = _other(request, closed)
    context = {
        "production": closed.production,
        "closed": closed,
        **of_situation(situation),
        "proof": prove(closed),
        "others": others,
        "other": other,
        "moved": compare(thawed(other.content), situation.report) if other else (),
        "is_closed": True,
    }
    return render(request, "office/costs/closed.html", context)


def _other(request: SignedInRequest, closed: ClosedReport) -> ClosedReport | None:
    """The report to compare with: the one asked for, else the one before."""
    asked = request.GET.get("with", "")
    found = ClosedReport.objects.filter(production=closed.production_id).exclude(pk=closed.pk)
    if asked.isdecimal() and len(asked) < 6:
        return found.filter(number=int(asked)).first()
    return found.filter(number__lt=closed.number).order_by("-number").first()


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    if form not in exports.FORMATS:
        raise Http404
    closed = access_closed(request.user, pk)
    record = exports.record_of_closed(closed)
    return exports.answer(record, form=form, language=(get_language() or "fr")[:2])
