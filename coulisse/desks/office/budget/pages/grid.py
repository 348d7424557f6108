"""The grid of the budget: one page, in which topsheet, account and detail are typed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.pages.answers import history_state
from coulisse.desks.office.budget.pages.asked import asked_base, asked_number, language_of_reader
from coulisse.desks.office.budget.queries.grid import Base, whole
from coulisse.desks.office.budget.queries.rows import budgets_of
from coulisse.desks.office.budget.queries.versions import chosen
from coulisse.desks.office.budget.typed import formula_words
from coulisse.desks.office.budget.wording import CUT_NAMES, version_name
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.foundation.productions.current import open_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest

URLS = (
    *("cells", "insert", "delete", "move", "paste", "globals", "undo", "redo", "changes", "lines", "accounts"),
    *("explain", "library"),
)


@on_production
@require_GET
def grid(request: SignedInRequest, production: Production) -> HttpResponse:
    """The version asked for, else the one being worked on; without any, how to begin one."""
    access_office(request.user, production.pk)
    asked = asked_number(request, "budget")
    elsewhere = Budget.objects.filter(pk=asked).exclude(production=production).first() if asked else None
    if elsewhere is not None:
        return _turn_to(request, elsewhere)
    budget = chosen(production, asked)
    if budget is None:
        return redirect("office:budget:begin")
    base = asked_base(request, budget)
    language = language_of_reader()
    changeable = may(request.user, "change", production.pk)
    data = {
        "budget": _budget(budget, changeable=changeable, language=language.value),
        "compare": {"id": base.id, "number": base.number, "name": base.name} if base else None,
        "urls": addresses(budget, base),
        **whole(budget, base, language),
        **history_state(budget, request.user),
        "units": units(),
        "cuts": {kind: str(name) for kind, name in CUT_NAMES.items()},
        "problemWords": problem_words(),
    }
    account = request.GET.get("account", "")
    context = {
        "production": production,
        "budget": budget,
        "budget_name": version_name(budget.number, budget.state),
        "budgets": [
            {"pk": row.pk, "number": row.number, "name": row.name, "label": version_name(row.number, row.state)}
            for row in budgets_of(production.pk)
        ],
        "compare": base,
        "may_change": changeable and not budget.is_locked,
        "may_manage": may(request.user, "manage", production.pk),
        "data": data,
        "account": account if any(one["n"] == account for one in data["accounts"]) else "",
    }
    return render(request, "office/budget/grid.html", context)


def _turn_to(request: SignedInRequest, budget: Budget) -> HttpResponse:
    """The budget of another production: that one becomes the one being worked on."""
    access_office(request.user, budget.production_id)
    open_production(request, budget.production_id)
    query = request.GET.copy()
    query["production"] = str(budget.production_id)
    return redirect(f"{request.path}?{query.urlencode()}")


def _budget(budget: Budget, *, changeable: bool, language: str) -> dict[str, Any]:
    return {
        "id": budget.pk,
        "number": budget.number,
        "name": budget.name,
        "state": budget.state,
        "revision": budget.revision,
        "currency": budget.currency,
        "locked": budget.is_locked,
        "mayChange": changeable and not budget.is_locked,
        "language": language,
    }


def addresses(budget: Budget, base: Base | None) -> dict[str, str]:
    """Where the grid asks; each carries the version compared with, so that answers do too."""
    suffix = f"?compare={base.id}" if base else ""
    found = {name: reverse(f"office:budget:{name}", args=[budget.pk]) + suffix for name in URLS}
    return {
        **found,
        "comment": reverse("office:budget:line", args=[0]),
        "line": reverse("office:budget:line", args=[0]),
        "versions": reverse("office:budget:versions"),
    }


def units() -> list[str]:
    """Offered for the unit of a line."""
    return [
        pgettext("unit", "week"),
        pgettext("unit", "day"),
        pgettext("unit", "hour"),
        pgettext("unit", "month"),
        pgettext("unit", "flat"),
        pgettext("unit", "piece"),
        pgettext("unit", "night"),
        pgettext("unit", "meal"),
        pgettext("unit", "km"),
        "%",
    ]


def problem_words() -> dict[str, str]:
    """What each code of a problem means, for a reader of the grid."""
    codes = (
        *("empty", "unexpected", "unfinished", "arguments", "unknown-name", "unknown-account", "division-by-zero"),
        *("too-large", "amount-too-large", "name-in-error", "cycle", "missing-rate", "unknown-fringe"),
    )
    return {code: formula_words(code, 0, "…") for code in codes} | {"": _("This line cannot be counted.")}
