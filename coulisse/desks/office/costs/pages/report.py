"""The cost report on the screen, its cuts, and its papers."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from coulisse.desks.office.costs import exports
from coulisse.desks.office.costs.forms import ReportForm
from coulisse.desks.office.costs.queries.closed import history_of, last_closed_day
from coulisse.desks.office.costs.queries.report import Cut, Situation, situation_of
from coulisse.desks.office.costs.queries.slices import slices_of
from coulisse.desks.office.costs.queries.watching import log_of, overspent, settings_of
from coulisse.desks.office.costs.words import finding
from coulisse.desks.office.current import may, on_production
from coulisse.desks.office.ledger.listing import used
from coulisse.desks.office.ledger.queries import last_day
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
@require_GET
def show(request: SignedInRequest, production: Production) -> HttpResponse:
    asked, by, cut = ReportForm(request.GET).read()
    until = asked or situation_day(production)
    situation = situation_of(production, until, cut=cut)
    log = log_of(production)
    over = () if cut else overspent(situation.report, settings_of(production), log)
    context = {
        "production": production,
        **of_situation(situation),
        "by": by,
        "cut": cut,
        "slices": slices_of(production, until, by) if by else (),
        "choices": used(production),
        "over": over,
        "waiting": [each for each in log if each.is_open and each.asked_of_id == request.user.pk],
        "history": history_of(production)[:3],
        "query": request.GET.urlencode(),
        "may_change": may(request.user, "change", production.pk),
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "office/costs/report.html", context)


def account_address(production: Production, number: str) -> str:
    """An account is found by its number, so the address says whose it is."""
    return f"{reverse('office:costs:account', args=[number])}?production={production.pk}"


def of_situation(situation: Situation) -> dict[str, Any]:
    """What the table of any report needs."""
    return {
        "situation": situation,
        "report": situation.report,
        "total": situation.report.total,
        "cut_query": _cut_query(situation.cut),
        "finding": finding(situation.report.total.variance),
    }


def _cut_query(cut: Cut) -> str:
    """What narrows the books as the report is narrowed, ready to follow other parameters."""
    day = cut.shooting_day.isoformat() if cut.shooting_day else ""
    asked = {"territory": cut.territory, "group": cut.group, "day": day}
    return "".join(f"&{urlencode({name: value})}" for name, value in asked.items() if value)


def situation_day(production: Production) -> date:
    """Today, or the day of the last line of the books or of the last closed report where that is later."""
    known = (timezone.localdate(), last_day(production), last_closed_day(production))
    return max(day for day in known if day is not None)


@on_production
@require_GET
def paper(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    """The report as it stands now, before it is closed: without a number."""
    if form not in exports.FORMATS:
        raise Http404
    asked, _by, _cut = ReportForm(request.GET).read()
    situation = situation_of(production, asked or situation_day(production))
    language = (get_language() or "fr")[:2]
    record = exports.record_of(production, situation, at=timezone.localtime(timezone.now()))
    return exports.answer(record, form=form, language=language)
