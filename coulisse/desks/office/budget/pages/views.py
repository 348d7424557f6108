"""Other ways to read a budget: why a figure is what it is, cross-cuts, partners' forms, history, library."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.office.budget.access import access_budget, access_line
from coulisse.desks.office.budget.actions import comments, library, lines
from coulisse.desks.office.budget.charts import forms
from coulisse.desks.office.budget.forms import CommentForm, PriceForm
from coulisse.desks.office.budget.models import Budget, BudgetLine, LibraryLine
from coulisse.desks.office.budget.pages.asked import asked_number, language_of_reader
from coulisse.desks.office.budget.pages.versions import grid_of
from coulisse.desks.office.budget.queries.beside import comments_of, counts_beside
from coulisse.desks.office.budget.queries.crosscuts import cross_cut, partner_form
from coulisse.desks.office.budget.queries.explaining import UnknownFigure, explained
from coulisse.desks.office.budget.queries.history import steps_of
from coulisse.desks.office.budget.queries.library import price, prices
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.desks.office.budget.queries.versions import chosen
from coulisse.desks.office.budget.typed import CUTS, formula_words
from coulisse.desks.office.budget.wording import CUT_NAMES, REFUSALS, refusal_of
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.engines.budget import localise
from coulisse.foundation.documents.queries import attached_to
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.kernel.money import Money


@door(MEMBER)
@require_GET
def explain(request: SignedInRequest, pk: int) -> HttpResponse:
    """`?what=account&of=31`: the figure, its rule, and each thing that it is made of, which opens in turn."""
    budget = access_budget(request.user, pk)
    what, of = request.GET.get("what", "total"), request.GET.get("of", "")
    try:
        found = explained(budget, what, of)
    except UnknownFigure:
        raise Http404 from None
    context = {
        "production": budget.production,
        "budget": budget,
        "found": found,
        "problems": [formula_words(code, 0, "…") for code in found.problems],
    }
    name = "office/budget/_explain.html" if "pane" in request.GET else "office/budget/explain.html"
    return render(request, name, context)


@door(MEMBER)
@require_GET
def cuts(request: SignedInRequest, pk: int) -> HttpResponse:
    """The total by territory, group, location, set or funder."""
    budget = access_budget(request.user, pk)
    kind = request.GET.get("kind", CUTS[0])
    if kind not in CUTS:
        raise Http404
    context = {
        "production": budget.production,
        "budget": budget,
        "found": cross_cut(budget, kind),
        "kind": kind,
        "kind_name": CUT_NAMES[kind],
        "kinds": CUT_NAMES.items(),
        "forms": forms().values(),
    }
    return render(request, "office/budget/cuts.html", context)


@door(MEMBER)
@require_GET
def form(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """The budget in the headings of a partner."""
    budget = access_budget(request.user, pk)
    try:
        found = partner_form(budget, key)
    except KeyError:
        raise Http404 from None
    context = {
        "production": budget.production,
        "budget": budget,
        "found": found,
        "kinds": CUT_NAMES.items(),
        "forms": forms().values(),
    }
    return render(request, "office/budget/form.html", context)


@door(MEMBER)
@require_GET
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who changed what, the newest first; of one line with `?line=`."""
    budget = access_budget(request.user, pk)
    line = asked_number(request, "line")
    context = {
        "production": budget.production,
        "budget": budget,
        "steps": steps_of(budget, line=line),
        "line": opened(budget).rows.lines.get(line) if line is not None else None,
    }
    return render(request, "office/budget/history.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def line(request: SignedInRequest, pk: int) -> HttpResponse:
    """One line with what people wrote beside it, its papers and its history."""
    found = access_line(request.user, pk)
    may_change = may(request.user, "change", found.budget.production_id)
    form_ = CommentForm(request.POST or None)
    if request.method == "POST":
        access_line(request.user, pk, to="change")
        if form_.is_valid():
            comments.comment(line=found, by=request.user, at=timezone.now(), **form_.cleaned_data)
            return _beside(found) if _is_asked_by_the_grid(request) else redirect("office:budget:line", pk)
    if _is_asked_by_the_grid(request):
        return _beside(found)
    budget, book = found.budget, opened(found.budget)
    context: dict[str, Any] = {
        "production": budget.production,
        "budget": budget,
        "line": found,
        "counted": book.result.lines[found.pk],
        "typed": {name: localise(getattr(found, name), language_of_reader()) for name in _FORMULAS},
        "comments": comments_of(budget.pk, found.pk),
        "steps": steps_of(budget, line=found.pk, limit=20),
        "attached": attached_to(found, request.user),
        "form": form_,
        "may_change": may_change,
        "likely": prices(request.user, words=_first_words(found.description), limit=8),
    }
    status = 422 if form_.errors else 200
    return render(request, "office/budget/line.html", context, status=status)


def _is_asked_by_the_grid(request: SignedInRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _beside(found: BudgetLine) -> JsonResponse:
    """What people wrote beside a line, for the drawer of the grid."""
    told = [
        {"text": one.text, "by": one.by, "at": date_format(timezone.localtime(one.at), "d/m/Y, H:i")}
        for one in comments_of(found.budget_id, found.pk)
    ]
    count = counts_beside(found.budget_id, [found.pk])[found.pk]
    return JsonResponse({"comments": told, "n": count})


_FORMULAS = ("quantity", "multiplier", "rate")


def _first_words(text: str) -> str:
    return " ".join(text.split()[:2])


@on_production
@require_http_methods(["GET", "POST"])
def prices_page(request: SignedInRequest, production: Production) -> HttpResponse:
    """The library: prices found by words, account or supplier, and put into an account at once."""
    access_office(request.user, production.pk)
    may_change = may(request.user, "change", production.pk)
    form_ = PriceForm(request.POST or None, day=timezone.localdate())
    if request.method == "POST":
        access_office(request.user, production.pk, to="change")
        if form_.is_valid():
            kept = library.keep_price(
                **form_.cleaned_data,
                production=production.pk,
                origin=LibraryLine.Origin.TYPED,
                by=request.user,
                at=timezone.now(),
            )
            toasts.done(request, _("Price kept: %(description)s") % {"description": kept.description})
            return redirect("office:budget:prices")
    words, account = request.GET.get("q", "")[:80], request.GET.get("account", "")[:16]
    budget = chosen(production, asked_number(request, "budget"))
    context = {
        "production": production,
        "budget": budget,
        "prices": prices(request.user, words=words, account=account),
        "words": words,
        "account": account,
        "form": form_,
        "accounts": opened(budget).rows.accounts if budget else [],
        "may_change": may_change,
        "may_insert": may_change and budget is not None and not budget.is_locked,
    }
    return render(request, "office/budget/library.html", context, status=422 if form_.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def from_library(request: SignedInRequest, pk: int) -> HttpResponse:
    """A price becomes a line of an account. GET leads to the search."""
    budget = access_budget(request.user, pk, to="change")
    if request.method == "GET":
        return redirect(f"{reverse('office:budget:prices')}?budget={pk}")
    asked = request.POST.get("price", "")
    found = price(request.user, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    if found is None:
        raise Http404
    try:
        _insert_price(request, budget, found)
    except REFUSALS as error:
        toasts.refused(request, refusal_of(error))
    account = request.POST.get("account", "") or found.account
    return redirect(f"{grid_of(budget.pk)}&account={account}")


def _insert_price(request: SignedInRequest, budget: Budget, found: LibraryLine) -> None:
    language = language_of_reader()
    values = {
        "d": found.description,
        "q": "1",
        "r": localise(Money(found.rate_cents, found.currency).plain(), language),
        "u": found.unit,
        "c": found.currency if found.currency != budget.currency else "",
        "vat": localise(f"{found.vat // 100}.{found.vat % 100:02}", language),
    }
    account = request.POST.get("account", "") or found.account
    lines.insert(
        budget=budget,
        account=account,
        after=None,
        rows=[values],
        language=language,
        by=request.user,
        at=timezone.now(),
        label="library",
    )
    toasts.done(request, _("Line added to account %(account)s") % {"account": account})
