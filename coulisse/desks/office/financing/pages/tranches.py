"""The tranches of a source: all in one table, or one moved or received from the plan."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.office.financing.access import access_source, access_tranche
from coulisse.desks.office.financing.actions import tranches
from coulisse.desks.office.financing.forms.tranches import (
    MoveForm,
    ReceiveForm,
    parts_of,
    shortfall,
    tranche_table,
)
from coulisse.desks.office.financing.models import Source, Tranche
from coulisse.desks.office.financing.pages.plan import PLAN
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

TRANCHES = "office:financing:tranches"


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def table(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write all tranches of a source; they make it up exactly, or nothing is written."""
    source = access_source(request.user, pk, to="change")
    rows = list(source.tranches.all())
    if request.method == "GET":
        return _table(request, source, rows, tranche_table(rows), source.version)
    form = tranche_table(rows, request.POST)
    read = _number(request.POST.get("version", ""))
    if not form.is_valid():
        return _table(request, source, rows, form, read, status=422)
    try:
        written = tranches.set_tranches(
            source=source, parts=parts_of(form), read_version=read, by=request.user, at=timezone.now()
        )
    except tranches.DoesNotMakeUp as short:
        return _table(request, source, rows, form, read, problem=shortfall(short), status=422)
    except StaleWrite:
        fresh = Source.objects.get(pk=pk)
        return _table(request, source, list(fresh.tranches.all()), form, fresh.version, is_stale=True, status=409)
    said = {"name": source.name, "count": len(written)}
    done(request, _("%(name)s: %(count)s tranches saved") % said)
    return redirect(PLAN)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _table(
    request: SignedInRequest,
    source: Source,
    rows: list[Tranche],
    form: Any,
    version: int,
    *,
    problem: str = "",
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "production": source.production,
        "source": source,
        "amount": Money(source.amount_cents),
        "saved": [(row, Money(row.amount_cents), Money(row.received_cents)) for row in rows] if is_stale else [],
        "form": form,
        "version": version,
        "problem": problem,
        "is_stale": is_stale,
    }
    return render(request, "office/financing/tranches.html", context, status=status)


@door(MEMBER)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Expect a payment on another day. The undo of it sends the old day in the address."""
    row = access_tranche(request.user, pk, to="change")
    form = MoveForm(request.POST if "due_on" in request.POST else request.GET)
    if not form.is_valid():
        refused(request, _("Tranche not moved: this is no date. Choose a day of the calendar."))
        return redirect(PLAN)
    due: date | None = form.cleaned_data["due_on"]
    read = form.cleaned_data["version"]
    try:
        tranches.move_tranche(tranche=row, due_on=due, read_version=read, by=request.user, at=timezone.now())
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(PLAN))
    undo = f"{reverse('office:financing:move-tranche', args=[pk])}?due_on={row.due_on or ''}"
    done(request, _moved(row, due), undo=undo)
    return redirect(PLAN)


def _moved(row: Tranche, due: date | None) -> str:
    said = {
        "name": row.source.name,
        "number": row.position,
        "day": date_format(due, "d/m/Y") if due else _("no date"),
    }
    return _("%(name)s, tranche %(number)s: expected on %(day)s") % said


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write what came and when."""
    row = access_tranche(request.user, pk, to="change")
    first = {
        "version": row.version,
        "received": Money(row.received_cents or row.amount_cents),
        "received_on": row.received_on or row.due_on,
    }
    form = ReceiveForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kept = without_left(
            {"received_cents": data["received"].cents, "received_on": data["received_on"]}, request.POST
        )
        try:
            written = tranches.receive_tranche(
                tranche=row,
                cents=kept.get("received_cents", row.received_cents),
                received_on=kept.get("received_on", row.received_on),
                read_version=data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(PLAN), show=_shown)
        said = {"name": row.source.name, "amount": write_money(Money(written.received_cents), reader())}
        done(request, _("%(name)s: %(amount)s received") % said)
        return redirect(PLAN)
    context = {
        "production": row.source.production,
        "tranche": row,
        "amount": Money(row.amount_cents),
        "form": form,
    }
    return render(request, "office/financing/receive.html", context, status=422 if form.errors else 200)


def _shown(name: str, value: object) -> str | None:
    is_money = name == "received_cents" and isinstance(value, int)
    return write_money(Money(value), reader()) if is_money else None  # type: ignore[arg-type]  # an int, as asked
