"""Versions of the budget: the list, a first one from a template, copies, the agreed one, two side by side."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.budget.access import access_budget
from coulisse.desks.office.budget.actions import versions as actions
from coulisse.desks.office.budget.charts import charts, charts_for
from coulisse.desks.office.budget.forms import BeginForm, CopyForm, LockForm, RenameForm
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.pages.asked import asked_number
from coulisse.desks.office.budget.queries.beginning import tables_of
from coulisse.desks.office.budget.queries.rows import budgets_of
from coulisse.desks.office.budget.queries.versions import compare, versions_of
from coulisse.desks.office.budget.wording import REFUSALS, refusal_of, version_name
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left

LIST = "office:budget:versions"


def grid_of(budget: int) -> str:
    return f"{reverse('office:budget:grid')}?budget={budget}"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Every version: state, total, variance against the agreed one."""
    access_office(request.user, production.pk)
    found = versions_of(production)
    context = {
        "production": production,
        "versions": found,
        "agreed": next((one for one in found if one.state == Budget.State.ORIGINAL), None),
        "working": next((one for one in found if one.state == Budget.State.WORKING), None),
        "may_change": may(request.user, "change", production.pk),
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "office/budget/versions.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest, production: Production) -> HttpResponse:
    """A first budget, or another one, from a template: then straight to its first line."""
    access_office(request.user, production.pk, to="change")
    form = BeginForm(request.POST or None, kind=production.type)
    if request.method == "POST" and form.is_valid():
        chart = charts().get(form.cleaned_data["chart"])
        at, language = timezone.now(), (get_language() or "fr")[:2]
        budget = actions.begin(
            production=production,
            chart=chart,
            name=form.cleaned_data["name"],
            language=production.language,
            tables=tables_of(chart, day=at.date(), language=language) if chart else None,
            by=request.user,
            at=at,
        )
        toasts.done(request, _("Budget v%(number)s begun") % {"number": budget.number})
        return redirect(grid_of(budget.pk))
    context = {
        "production": production,
        "form": form,
        "offered": charts_for(production.type),
        "has_budgets": Budget.objects.filter(production=production).exists(),
    }
    return render(request, "office/budget/begin.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """A « what if » of a version."""
    budget = access_budget(request.user, pk, to="change")
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.copy(budget=budget, by=request.user, at=timezone.now(), **form.cleaned_data)
        toasts.done(request, _("Budget v%(number)s made: try on it, nothing else moves") % {"number": made.number})
        return redirect(f"{grid_of(made.pk)}&compare={budget.pk}")
    context = {"form": form, "budget": budget, "production": budget.production}
    return render(request, "office/budget/copy.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def lock(request: SignedInRequest, pk: int) -> HttpResponse:
    """The agreed budget: asked once, with what it means."""
    budget = access_budget(request.user, pk, to="manage")
    replaces = Budget.objects.filter(production=budget.production_id, state=Budget.State.ORIGINAL).first()
    first = {"agreed_on": timezone.localdate(), "replaces": replaces.pk if replaces else None}
    form = LockForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lock(budget=budget, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.EmptyBudget:
            form.add_error(None, _("This budget comes to nothing: there is nothing to agree on yet."))
        except actions.AgreedMeanwhile:
            form.data = {**request.POST.dict(), "replaces": str(replaces.pk) if replaces else ""}
            form.add_error(None, _("Another version was agreed meanwhile. Compare with it, then lock again."))
        except actions.HasProblems as found:
            form.add_error(None, _problems(found.count))
        except REFUSALS as error:
            form.add_error(None, refusal_of(error))
        else:
            toasts.done(request, _("Budget v%(number)s is the agreed one") % {"number": budget.number})
            return redirect(LIST)
    context = {"form": form, "budget": budget, "production": budget.production, "replaces": replaces}
    return render(request, "office/budget/lock.html", context, status=422 if form.errors else 200)


def _problems(count: int) -> str:
    return ngettext(
        "%(count)s line cannot be counted. Mend it first.",
        "%(count)s lines cannot be counted. Mend them first.",
        count,
    ) % {"count": count}


@door(MEMBER)
@require_POST
def take_up(request: SignedInRequest, pk: int) -> HttpResponse:
    budget = access_budget(request.user, pk, to="change")
    try:
        actions.take_up(budget=budget, by=request.user, at=timezone.now())
    except REFUSALS as error:
        toasts.refused(request, refusal_of(error))
    else:
        toasts.done(request, _("Budget v%(number)s is the one to work on") % {"number": budget.number})
    return redirect(LIST)


@door(MEMBER)
@require_POST
def put_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    budget = access_budget(request.user, pk, to="change")
    try:
        actions.put_aside(budget=budget, by=request.user, at=timezone.now())
    except REFUSALS as error:
        toasts.refused(request, refusal_of(error))
    else:
        toasts.done(request, _("Budget v%(number)s put aside") % {"number": budget.number})
    return redirect(LIST)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    budget = access_budget(request.user, pk, to="change")
    start = {"name": budget.name, "change": budget.change, "version": budget.version}
    form = RenameForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "change")}
        try:
            actions.rename(
                budget=budget,
                values=without_left(values, request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale_answer(request, late, back=reverse(LIST))
        toasts.done(request, _("Budget v%(number)s renamed") % {"number": budget.number})
        return redirect(LIST)
    context = {"form": form, "budget": budget, "production": budget.production}
    return render(request, "office/budget/rename.html", context, status=422 if form.errors else 200)


@on_production
@require_GET
def comparison(request: SignedInRequest, production: Production) -> HttpResponse:
    """Two versions side by side: `?left=…&right=…`; by default the agreed one and the one being worked on."""
    access_office(request.user, production.pk)
    budgets = budgets_of(production.pk)
    left, right = _two(budgets, asked_number(request, "left"), asked_number(request, "right"))
    context = {
        "production": production,
        "budgets": [(one.pk, version_name(one.number, one.state), one.name) for one in budgets],
        "left": left,
        "right": right,
        "found": compare(left, right) if left and right and left.currency == right.currency else None,
    }
    return render(request, "office/budget/compare.html", context)


def _two(budgets: list[Budget], left: int | None, right: int | None) -> tuple[Budget | None, Budget | None]:
    by_key = {one.pk: one for one in budgets}
    by_state = {one.state: one for one in reversed(budgets)}
    first = by_key.get(left or 0) or by_state.get(Budget.State.ORIGINAL) or (budgets[-1] if budgets else None)
    second = by_key.get(right or 0) or by_state.get(Budget.State.WORKING)
    if second is None or second == first:
        second = by_key.get(right or 0) or next((one for one in budgets if one != first), None)
    return first, second if second != first else None
