"""Recoupment: who gets what of the receipts, tier by tier, at several levels of them, and worked examples."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.actions.waterfall import write_waterfall
from coulisse.desks.office.financing.forms.recoupment import ReceiptsForm, tier_table, tiers_typed
from coulisse.desks.office.financing.models import Waterfall
from coulisse.desks.office.financing.queries.waterfall import examples, waterfall_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.money import Money

RECOUPMENT = "office:financing:recoupment"


@on_production
@require_GET
def page(request: SignedInRequest, production: Production) -> HttpResponse:
    """With other receipts in the address, nothing is written: one tries."""
    tried = ReceiptsForm(request.GET) if "receipts" in request.GET else None
    valid = tried is not None and tried.is_valid()
    receipts: Money | None = tried.cleaned_data["receipts"] if tried is not None and valid else None
    view = waterfall_of(production, receipts=receipts)
    context = {
        "production": production,
        "view": view,
        "is_tried": receipts is not None,
        "ask": tried or ReceiptsForm(initial={"receipts": view.receipts if view else None}),
        "examples": examples(),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/financing/recoupment.html", context, status=422 if tried and not valid else 200)


@on_production
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    row = Waterfall.objects.filter(production=production).first()
    rows = row.tiers if row else []
    first = {"version": row.version if row else 1, "receipts": Money(row.receipts_cents if row else 0)}
    form, table, stale = ReceiptsForm(request.POST or None, initial=first), tier_table(rows), False
    if request.method == "POST":
        table = tier_table(rows, request.POST)
        if form.is_valid() and table.is_valid():
            try:
                write_waterfall(
                    production=production,
                    tiers=tiers_typed(table),
                    receipts_cents=form.cleaned_data["receipts"].cents,
                    read_version=form.cleaned_data["version"] if row else None,
                    by=request.user,
                    at=timezone.now(),
                )
            except StaleWrite:
                stale = True
            else:
                done(request, _("The order of the receipts is saved"))
                return redirect(RECOUPMENT)
    context = {
        "production": production,
        "form": form,
        "table": table,
        "is_stale": stale,
        "saved_version": row.version if row else 1,
        "saved": waterfall_of(production) if stale else None,
    }
    bad = request.method == "POST"
    return render(
        request, "office/financing/recoupment_edit.html", context, status=409 if stale else 422 if bad else 200
    )
