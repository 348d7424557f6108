"""What lines refer to, in plain forms: for the telephone, and for whoever has no script."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.access import access_budget
from coulisse.desks.office.budget.actions import tables as actions
from coulisse.desks.office.budget.forms import ChargeForm, FringeForm, GlobalForm, RateForm, TableForm
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.pages.asked import asked_number
from coulisse.desks.office.budget.queries.grid import around
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.desks.office.budget.queries.presets import PRESETS, fringe_values, offered
from coulisse.desks.office.budget.wording import REFUSALS, refusal_of
from coulisse.desks.office.current import may
from coulisse.foundation.journal.versions import StaleWrite, Versioned
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its form, its action, its words."""

    form: type[TableForm]
    write: Callable[..., Versioned]
    title: str | Promise
    add: str | Promise
    used: str | Promise


TABLES: Final = {
    "globals": Table(
        GlobalForm,
        actions.set_global,
        gettext_lazy("Global"),
        gettext_lazy("Add a global"),
        gettext_lazy("There is a global of that name already."),
    ),
    "fringes": Table(
        FringeForm,
        actions.set_fringe,
        gettext_lazy("Fringe"),
        gettext_lazy("Add a fringe"),
        gettext_lazy("There is a fringe of that code already."),
    ),
    "charges": Table(
        ChargeForm,
        actions.set_charge,
        gettext_lazy("Contractual charge"),
        gettext_lazy("Add a contractual charge"),
        gettext_lazy("There is a charge of that code already."),
    ),
    "rates": Table(
        RateForm,
        actions.set_rate,
        gettext_lazy("Exchange rate"),
        gettext_lazy("Add an exchange rate"),
        gettext_lazy("This currency has a rate of that day already."),
    ),
}


def page_of(budget: Budget) -> str:
    return reverse("office:budget:tables", args=[budget.pk])


@door(MEMBER)
@require_GET
def overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that lines refer to, with what it comes to and what it rests on."""
    budget = access_budget(request.user, pk)
    book = opened(budget)
    with book.lock:
        found = around(book, None)
        rates = list(book.rows.rates)
    for one in (*found["fringes"], *found["charges"]):
        one["money"] = Money(one["total"], budget.currency)
    context = {
        "production": budget.production,
        "budget": budget,
        "found": found,
        "rates": rates,
        "presets": offered(timezone.localdate()),
        "known": {one["code"] for one in found["fringes"]},
        "may_change": may(request.user, "change", budget.production_id) and not budget.is_locked,
    }
    return render(request, "office/budget/tables.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Add a row, or change one (`?row=`)."""
    budget = access_budget(request.user, pk, to="change")
    table = TABLES.get(kind)
    if table is None:
        raise Http404
    row = _row(budget, table, asked_number(request, "row"))
    with opened(budget).lock:
        rows = opened(budget).rows
    form = table.form(request.POST or None, row=row, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            table.write(
                budget=budget,
                pk=row.pk if row else None,
                read_version=form.cleaned_data["version"],
                values=without_left(form.values(), request.POST),
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale_answer(request, late, back=page_of(budget))
        except actions.AlreadyThere:
            form.add_error(None, str(table.used))
        except REFUSALS as error:
            form.add_error(None, refusal_of(error))
        else:
            toasts.done(request, _("%(what)s saved") % {"what": table.title})
            return redirect(page_of(budget))
    context = {
        "form": form,
        "budget": budget,
        "production": budget.production,
        "table": table,
        "kind": kind,
        "row": row,
        "may_change": not budget.is_locked,
    }
    return render(request, "office/budget/table_row.html", context, status=422 if form.errors else 200)


def _row(budget: Budget, table: Table, asked: int | None) -> Any:
    if asked is None:
        return None
    rows: Any = table.form.model._default_manager
    return get_object_or_404(rows.filter(budget=budget), pk=asked)


@door(MEMBER)
@require_POST
def remove(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    budget = access_budget(request.user, pk, to="change")
    table = TABLES.get(kind)
    asked = request.POST.get("row", "")
    if table is None or not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        raise Http404
    row = _row(budget, table, int(asked))
    try:
        actions.remove(budget=budget, row=row, by=request.user, at=timezone.now())
    except actions.StillUsed as used:
        said = ngettext(
            "%(count)s row refers to it. Change that one first.",
            "%(count)s rows refer to it. Change those first.",
            used.count,
        )
        toasts.refused(request, said % {"count": used.count})
    except REFUSALS as error:
        toasts.refused(request, refusal_of(error))
    else:
        toasts.done(request, _("%(what)s removed") % {"what": row})
    return redirect(page_of(budget))


@door(MEMBER)
@require_POST
def add_preset(request: SignedInRequest, pk: int) -> HttpResponse:
    """A Belgian status, with the dated values of today behind it."""
    budget = access_budget(request.user, pk, to="change")
    key = request.POST.get("preset", "")
    if key not in PRESETS:
        raise Http404
    [one] = offered(timezone.localdate(), [key])
    numbers = {account.number for account in opened(budget).rows.accounts}
    account = next((number for number in ("27", "17") if number in numbers), "")
    try:
        actions.set_fringe(
            budget=budget,
            pk=None,
            read_version=None,
            values=fringe_values(one, account, name=str(one.preset.name)),
            by=request.user,
            at=timezone.now(),
        )
    except actions.AlreadyThere:
        toasts.refused(request, _("There is a fringe of that code already."))
    except REFUSALS as error:
        toasts.refused(request, refusal_of(error))
    else:
        toasts.done(request, _("%(what)s added") % {"what": one.preset.code})
    return redirect(page_of(budget))
