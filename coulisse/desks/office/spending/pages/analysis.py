"""Expenses by person, account and day; ceilings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.spending.access import access_ceiling
from coulisse.desks.office.spending.actions import ceilings
from coulisse.desks.office.spending.exports import analysis_xlsx
from coulisse.desks.office.spending.forms import CeilingForm, PeriodForm
from coulisse.desks.office.spending.queries.analysis import analysis
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE = "office:spending:analysis"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@on_production
@require_GET
def by_group(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    period = PeriodForm(request.GET)
    context = {
        "production": production,
        "period": period,
        "found": analysis(production, **period.period()),
        "form": CeilingForm(accounts=leaf_accounts(production)),
        "may_change": may(request.user, "change", production.pk),
        "query": request.GET.urlencode(),
    }
    return render(request, "office/spending/analysis.html", context)


@on_production
@require_GET
def workbook(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    found = analysis(production, **PeriodForm(request.GET).period())
    response = HttpResponse(analysis_xlsx(found, at=timezone.now()), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{production.code}-depenses.xlsx"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_POST
def set_ceiling(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = CeilingForm(request.POST, accounts=leaf_accounts(production))
    if form.is_valid():
        ceilings.set_ceiling(production=production, **form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("Ceiling set"))
    else:
        refused(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect(HERE)


@door(MEMBER)
@require_POST
def lift_ceiling(request: SignedInRequest, pk: int) -> HttpResponse:
    ceilings.lift_ceiling(
        ceiling=access_ceiling(request.user, pk, to="change"), by=request.user, at=timezone.now()
    )
    done(request, _("Ceiling lifted"))
    return redirect(HERE)
