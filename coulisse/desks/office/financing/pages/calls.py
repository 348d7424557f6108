"""The calendar of the funds: dates with their source, what is stale, the rules among the parameters."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.access import access_call
from coulisse.desks.office.financing.actions import calls
from coulisse.desks.office.financing.forms.calls import CallForm
from coulisse.desks.office.financing.models import Call
from coulisse.desks.office.financing.queries.calls import calls_on, rules_on
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.times import to_brussels

CALLS = "office:financing:calls"


@on_production
@require_GET
def calendar(request: SignedInRequest, production: Production) -> HttpResponse:
    today = to_brussels(timezone.now()).date()
    lines = calls_on(today, production)
    context = {
        "production": production,
        "coming": [line for line in lines if not line.is_past],
        "past": [line for line in lines if line.is_past],
        "stale": sum(line.is_stale for line in lines if not line.is_past),
        "rules": rules_on(today),
        "today": today,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/financing/calls.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = calls.add_call(values=form.values(), by=request.user, at=timezone.now())
        undo = reverse("office:financing:remove-call", args=[made.pk])
        done(request, _("Date added: %(title)s") % {"title": made.title}, undo=undo)
        return redirect(CALLS)
    return _form(request, production, form)


@on_production
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    row = access_call(request.user, pk, production.pk, to="change")
    form = CallForm(request.POST or None, instance=Call.objects.get(pk=row.pk))
    if request.method == "POST" and form.is_valid():
        try:
            written = calls.edit_call(
                call=row,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(CALLS))
        done(request, _("Date saved: %(title)s") % {"title": written.title})
        return redirect(CALLS)
    return _form(request, production, form, row)


def _form(request: SignedInRequest, production: Production, form: Any, row: Call | None = None) -> HttpResponse:
    context = {"production": production, "form": form, "call": row}
    return render(request, "office/financing/call.html", context, status=422 if form.errors else 200)


@on_production
@require_POST
def remove(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    row = access_call(request.user, pk, production.pk, to="change")
    calls.remove_call(call=row, by=request.user, at=timezone.now())
    undo = reverse("office:financing:restore-call", args=[pk])
    done(request, _("Date taken away: %(title)s") % {"title": row.title}, undo=undo)
    return redirect(CALLS)


@on_production
@require_POST
def restore(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    row = access_call(request.user, pk, production.pk, to="change")
    calls.restore_call(call=row, by=request.user, at=timezone.now())
    done(request, _("Date put back: %(title)s") % {"title": row.title})
    return redirect(CALLS)
