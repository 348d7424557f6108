"""What is typed: balances, planned movements, the watch; another day for a tranche; what a credit costs."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.cashflow.access import access_planned, access_reading, access_tranche
from coulisse.desks.office.cashflow.actions import balances, planned
from coulisse.desks.office.cashflow.asking import Asked
from coulisse.desks.office.cashflow.changes import write
from coulisse.desks.office.cashflow.forms import BalanceForm, BridgeForm, MovementForm, TrancheDayForm, WatchForm
from coulisse.desks.office.cashflow.queries.gathering import calendar_of, legal_on, settings_of
from coulisse.desks.office.cashflow.queries.listing import planned_list, readings_of, tranche_list
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.actions.tranches import move_tranche
from coulisse.engines.cashflow import interest
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.money import FractionOfACent, Money
from coulisse.kernel.plain import NotAPlainNumber
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_money

FORECAST = "office:cash:forecast"
MOVEMENTS = "office:cash:movements"
BALANCES = "office:cash:balances"


@on_production
@require_http_methods(["GET", "POST"])
def balance(request: SignedInRequest, production: Production) -> HttpResponse:
    """The readings so far; and a new one."""
    access_office(request.user, production.pk, to="read" if request.method == "GET" else "change")
    now = timezone.localtime(timezone.now())
    form = BalanceForm(request.POST or None, initial={"day": now.date(), "time": now.time()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if form.read_at() > now:
            form.add_error("day", _("This hour has not come yet. Write when the balance was read."))
        else:
            row = balances.read_balance(
                production=production,
                amount=typed["amount"],
                read_at=form.read_at(),
                account=typed["account"],
                by=request.user,
                at=now,
            )
            said = _("Balance of %(amount)s saved") % {"amount": write_money(typed["amount"], reader())}
            done(request, said, undo=reverse("office:cash:drop-balance", args=[row.pk]))
            return redirect(FORECAST)
    context = {
        "production": production,
        "form": form,
        "readings": readings_of(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/cashflow/balances.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def drop_balance(request: SignedInRequest, pk: int) -> HttpResponse:
    reading = access_reading(request.user, pk, to="change")
    balances.drop_balance(reading=reading, by=request.user, at=timezone.now())
    done(request, _("Balance taken back"), undo=reverse("office:cash:restore-balance", args=[pk]))
    return redirect(BALANCES)


@door(MEMBER)
@require_POST
def restore_balance(request: SignedInRequest, pk: int) -> HttpResponse:
    reading = access_reading(request.user, pk, to="change")
    balances.restore_balance(reading=reading, by=request.user, at=timezone.now())
    done(request, _("The balance counts again"))
    return redirect(BALANCES)


@on_production
@require_GET
def movements(request: SignedInRequest, production: Production) -> HttpResponse:
    """What was planned by hand, with the next day on which each moves."""
    access_office(request.user, production.pk)
    day = localdate(timezone.now())
    context = {
        "production": production,
        "rows": planned_list(production, calendar_of(legal_on(day)), day),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/cashflow/movements.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = MovementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        (row,) = planned.plan_movements(
            production=production, values=[form.values()], by=request.user, at=timezone.now()
        )
        undo = reverse("office:cash:drop", args=[row.pk])
        done(request, _("“%(label)s” planned") % {"label": row.label}, undo=undo)
        return redirect(MOVEMENTS)
    context = {"production": production, "form": form, "legal": legal_on(localdate(timezone.now()))}
    return render(request, "office/cashflow/movement.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    movement = access_planned(request.user, pk, to="change")
    form = MovementForm(request.POST or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        try:
            written = planned.change_movement(
                movement=movement,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(MOVEMENTS), show=_shown)
        done(request, _("“%(label)s” saved") % {"label": written.label})
        return redirect(MOVEMENTS)
    context = {
        "production": movement.production,
        "form": form,
        "movement": movement,
        "legal": legal_on(localdate(timezone.now())),
    }
    return render(request, "office/cashflow/movement.html", context, status=422 if form.errors else 200)


def _shown(name: str, value: object) -> str | None:
    """Cents as an amount, on the page that shows both values."""
    return write_money(Money(value), reader()) if name.endswith("_cents") and isinstance(value, int) else None


@door(MEMBER)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    row = planned.drop_movement(
        movement=access_planned(request.user, pk, to="change"), by=request.user, at=timezone.now()
    )
    undo = reverse("office:cash:restore", args=[pk])
    done(request, _("“%(label)s” taken out of the cash") % {"label": row.label}, undo=undo)
    return redirect(MOVEMENTS)


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    row = planned.restore_movement(
        movement=access_planned(request.user, pk, to="change"), by=request.user, at=timezone.now()
    )
    done(request, _("“%(label)s” counts again") % {"label": row.label})
    return redirect(MOVEMENTS)


@on_production
@require_http_methods(["GET", "POST"])
def watch(request: SignedInRequest, production: Production) -> HttpResponse:
    """From which balance to warn, how VAT is returned, and the legal days behind the forecast."""
    access_office(request.user, production.pk, to="read" if request.method == "GET" else "change")
    row = settings_of(production)
    first = {
        "version": row.version,
        "threshold": Money(row.threshold_cents),
        "vat_months": row.vat_months,
        "vat_refunded": row.vat_refunded,
    }
    form = WatchForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            balances.set_watch(
                production=production,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(FORECAST), show=_shown)
        done(request, _("Threshold and VAT saved"))
        return redirect(FORECAST)
    context = {
        "production": production,
        "form": form,
        "legal": legal_on(localdate(timezone.now())).values(),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/cashflow/watch.html", context, status=422 if form.errors else 200)


@on_production
@require_GET
def tranches(request: SignedInRequest, production: Production) -> HttpResponse:
    """The payments that are still to come, each with the way to another day."""
    access_office(request.user, production.pk)
    context = {
        "production": production,
        "rows": tranche_list(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/cashflow/tranches.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Expect a tranche on another day; the curve follows at once."""
    tranche = access_tranche(request.user, pk)
    asked = _asked_day(request)
    form = TrancheDayForm(
        request.POST or None, initial={"version": tranche.version, "due_on": asked or tranche.due_on}
    )
    if request.method == "POST" and form.is_valid():
        was: date | None = tranche.due_on
        try:
            move_tranche(
                tranche=tranche,
                due_on=form.cleaned_data["due_on"],
                by=request.user,
                at=timezone.now(),
                read_version=form.cleaned_data["version"] or 0,
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(FORECAST))
        words = {"tranche": str(tranche.source), "number": tranche.position, "was": _day(was)}
        words["day"] = _day(form.cleaned_data["due_on"])
        done(request, _("%(tranche)s, tranche %(number)s: expected on %(day)s instead of %(was)s") % words)
        return redirect(FORECAST)
    context = {
        "production": tranche.source.production,
        "form": form,
        "tranche": tranche,
        "amount": Money(tranche.amount_cents),
    }
    return render(request, "office/cashflow/move.html", context, status=422 if form.errors else 200)


def _asked_day(request: SignedInRequest) -> date | None:
    """The day that the curve proposes in the address; one that does not exist proposes nothing."""
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _day(day: date | None) -> str:
    return date_format(day, "d/m/Y") if day else _("no date")


@on_production
@require_GET
def bridge(request: SignedInRequest, production: Production) -> HttpResponse:
    """What a bridging credit costs, and the way to see it in the curve."""
    access_office(request.user, production.pk)
    priced = "rate" in request.GET
    form = BridgeForm(request.GET if priced else None, initial=_bridge_initial(request))
    context: dict[str, Any] = {"production": production, "form": form}
    if priced and form.is_valid():
        typed = form.cleaned_data
        cost = interest(typed["amount"], Rate.percent(typed["rate"]), typed["first"], typed["last"])
        cost += typed["fee"] or Money(0)
        context |= {"cost": cost, "back": typed["amount"] + cost, "simulate": _bridge_tried(typed, cost)}
    return render(request, "office/cashflow/bridge.html", context, status=422 if form.errors else 200)


def _bridge_initial(request: SignedInRequest) -> dict[str, Any]:
    first: dict[str, Any] = {name: request.GET.get(name, "") for name in ("first", "last")}
    try:
        first["amount"] = Money.parse(request.GET.get("amount", ""))
    except (NotAPlainNumber, FractionOfACent):
        first["amount"] = None
    return first


def _bridge_tried(typed: dict[str, Any], cost: Money) -> str:
    """Two movements: the credit comes in, and goes out again with what it costs."""
    words = _("Bridging credit"), _("Bridging credit paid back, with its cost")
    tries = [
        {"do": "add", "cents": typed["amount"].cents, "day": typed["first"].isoformat(), "label": words[0]},
        {
            "do": "add",
            "cents": -(typed["amount"] + cost).cents,
            "day": typed["last"].isoformat(),
            "label": words[1],
        },
    ]
    texts = [write(one) for one in tries]
    return Asked(tries=tuple(texts)).address("cash")
