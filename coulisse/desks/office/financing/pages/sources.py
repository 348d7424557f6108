"""One source: its sheet, its conditions, off the plan and back on it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.access import access_condition, access_source
from coulisse.desks.office.financing.actions import conditions, sources
from coulisse.desks.office.financing.forms.plan import ConditionForm, SourceForm
from coulisse.desks.office.financing.models import Source
from coulisse.desks.office.financing.pages.plan import PLAN
from coulisse.desks.office.financing.papers_of_the_house import REFUSED, documents_for, keep_file
from coulisse.desks.office.financing.queries.plan import plan_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.money import Money
from coulisse.kernel.times import to_brussels
from coulisse.kernel.writing import write_money

SOURCE = "office:financing:source"


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = SourceForm(
        request.POST or None, request.FILES or None, documents=documents_for(production, request.user)
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        values = _with_file(form, production, by=request.user, at=now)
        if values is not None:
            made = sources.add_source(production=production, values=values, by=request.user, at=now)
            said = {"name": made.name, "amount": _written(made.amount_cents)}
            done(
                request,
                _("%(name)s is on the plan, %(amount)s") % said,
                undo=reverse("office:financing:remove-source", args=[made.pk]),
            )
            return redirect(reverse("office:financing:tranches", args=[made.pk]))
    context = {"production": production, "form": form}
    return render(request, "office/financing/source_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def source(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet of a source; whoever may only read sees it without its form."""
    row = access_source(request.user, pk, to="read" if request.method == "GET" else "change")
    production = row.production
    form = SourceForm(
        request.POST or None,
        request.FILES or None,
        documents=documents_for(production, request.user),
        source=row,
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        values = _with_file(form, production, by=request.user, at=now)
        if values is not None:
            try:
                written = sources.edit_source(
                    source=row,
                    values=without_left(values, request.POST),
                    read_version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    at=now,
                )
            except StaleWrite as stale:
                return stale_answer(request, stale, back=reverse(SOURCE, args=[pk]), show=_shown)
            done(request, _("%(name)s is saved") % {"name": written.name})
            return redirect(PLAN)
    return _sheet(request, row, form, ConditionForm())


def _shown(name: str, value: object) -> str | None:
    return _written(value) if name == "amount_cents" and isinstance(value, int) else None


def _written(cents: int) -> str:
    return write_money(Money(cents), reader())


def _with_file(form: SourceForm, production: Production, *, by: User, at: datetime) -> dict[str, Any] | None:
    """The values of the row, a new file being kept first; None, with the reason on the form, if it is refused."""
    values = form.values()
    file = form.cleaned_data["file"]
    if file is None:
        return values
    try:
        document = keep_file(file, title=values["paper"] or file.name or "", production=production, by=by, at=at)
    except REFUSED:
        form.add_error("file", _("File refused: it is empty or too large. Choose another one."))
        return None
    return {**values, "document_id": document.pk}


def _sheet(
    request: SignedInRequest, row: Source, form: SourceForm, condition: ConditionForm, *, status: int = 200
) -> HttpResponse:
    production = row.production
    plan = plan_of(production, day=to_brussels(timezone.now()).date())
    shown = next((one for one in plan.sources if one.pk == row.pk), None)
    context = {
        "production": production,
        "source": row,
        "shown": shown,
        "form": form,
        "condition_form": condition,
        "may_change": may(request.user, "change", production.pk),
    }
    bad = form.errors or condition.errors
    return render(request, "office/financing/source.html", context, status=422 if bad else status)


@door(MEMBER)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    sources.remove_source(source=row, by=request.user, at=timezone.now())
    said = _("%(name)s is off the plan, %(amount)s") % {"name": row.name, "amount": _written(row.amount_cents)}
    done(request, said, undo=reverse("office:financing:restore-source", args=[pk]))
    return redirect(PLAN)


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    sources.restore_source(source=row, by=request.user, at=timezone.now())
    done(request, _("%(name)s is back on the plan") % {"name": row.name})
    return redirect(PLAN)


@door(MEMBER)
@require_POST
def add_condition(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    form = ConditionForm(request.POST)
    if not form.is_valid():
        sheet = SourceForm(documents=documents_for(row.production, request.user), source=row)
        return _sheet(request, row, sheet, form)
    made = conditions.add_condition(source=row, values=form.values(), by=request.user, at=timezone.now())
    done(request, _("Condition added"), undo=reverse("office:financing:remove-condition", args=[made.pk]))
    return redirect(SOURCE, pk=pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit_condition(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_condition(request.user, pk, to="change")
    form = ConditionForm(request.POST or None, condition=row)
    if request.method == "POST" and form.is_valid():
        try:
            conditions.edit_condition(
                condition=row,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(SOURCE, args=[row.source_id]))
        done(request, _("Condition saved"))
        return redirect(SOURCE, pk=row.source_id)
    context = {"production": row.source.production, "condition": row, "form": form}
    return render(request, "office/financing/condition.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_condition(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_condition(request.user, pk, to="change")
    conditions.remove_condition(condition=row, by=request.user, at=timezone.now())
    undo = reverse("office:financing:restore-condition", args=[pk])
    done(request, _("Condition taken away"), undo=undo)
    return redirect(SOURCE, pk=row.source_id)


@door(MEMBER)
@require_POST
def restore_condition(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_condition(request.user, pk, to="change")
    conditions.restore_condition(condition=row, by=request.user, at=timezone.now())
    done(request, _("Condition put back"))
    return redirect(SOURCE, pk=row.source_id)
