"""A budget to a spreadsheet and back: take along, hand in, look, take in, see what came of it."""

from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.office.budget.access import access_budget
from coulisse.desks.office.budget.exchange import actions
from coulisse.desks.office.budget.exchange.access import access_import
from coulisse.desks.office.budget.exchange.drafts import Draft, read_draft
from coulisse.desks.office.budget.exchange.exports import FORMATS
from coulisse.desks.office.budget.exchange.forms import ReadingForm, UploadForm, into_choices
from coulisse.desks.office.budget.exchange.jobs import read_in_job, why
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.exchange.queries import columns_of, imports_of, preview
from coulisse.desks.office.budget.exchange.words import told, why_unreadable
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.pages.asked import asked_number, language_of_reader
from coulisse.desks.office.budget.queries.versions import chosen
from coulisse.desks.office.budget.wording import REFUSALS
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Column, Table, write_csv
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.people.imports.staging import TooLarge
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.kernel.language import SPOKEN, Language

AT_ONCE: Final = 2_000
"""Lines up to which one waits for the answer; beyond, a job."""
LANGUAGES: Final = (("fr", "Français"), ("nl", "Nederlands"), ("en", "English"))
CHECK, RESULT = "office:budget:exchange-check", "office:budget:exchange-result"


@door(MEMBER)
@require_GET
def take_along(request: SignedInRequest, pk: int) -> HttpResponse:
    """The ways out of a budget, and the way in."""
    budget = access_budget(request.user, pk)
    context = {
        "production": budget.production,
        "budget": budget,
        "languages": LANGUAGES,
        "language": language_of_reader(),
        "may_change": may(request.user, "change", budget.production_id),
    }
    return render(request, "office/budget/exchange/out.html", context)


@door(MEMBER)
@require_GET
def export(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    budget = access_budget(request.user, pk)
    if form not in FORMATS:
        raise Http404
    asked = request.GET.get("language", "")
    language = Language(asked) if asked in SPOKEN else language_of_reader()
    content_type, write = FORMATS[form]
    response = HttpResponse(write(budget, language=language, at=timezone.now()), content_type=content_type)
    name = f"{slugify(budget.production.title)}-budget-v{budget.number}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_http_methods(["GET", "POST"])
def hand_in(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    budget = chosen(production, asked_number(request, "budget"))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        imported = _staged(form, request, production, budget, at=timezone.now())
        if imported is not None:
            return redirect(CHECK, key=imported.key)
    context = {
        "production": production,
        "budget": budget,
        "form": form,
        "imports": imports_of(production),
    }
    return render(request, "office/budget/exchange/in.html", context, status=422 if form.errors else 200)


def _staged(
    form: UploadForm, request: SignedInRequest, production: Production, budget: Budget | None, *, at: datetime
) -> BudgetImport | None:
    """What was given, kept and found readable, or None with the reason on the form."""
    name, chunks = form.content()
    imported = None
    try:
        imported = actions.stage_file(
            production=production, budget=budget, chunks=chunks, file_name=name, by=request.user, at=at
        )
        draft = read_draft(imported, language=language_of_reader())
    except TooLarge:
        form.add_error("file", _("The file is over 32 MB. Split it, and take the parts in one by one."))
    except Unreadable as refusal:
        form.add_error("file", why_unreadable(refusal))
    else:
        # A sheet of somebody else's is seldom the whole budget: it takes nothing away unless that is asked.
        is_part = imported.into == BudgetImport.Into.REPLACE and not draft.is_own
        into = BudgetImport.Into.ADD if is_part else imported.into
        return actions.choose(imported=imported, reading=draft.reading, into=into)
    if imported is not None:
        actions.drop(imported=imported)
    return None


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, key: str) -> HttpResponse:
    """Sheet, columns, the rows as they will be read, the problems; nothing is written before it is confirmed."""
    imported = access_import(request.user, key)
    if imported.state != BudgetImport.State.STAGED:
        return redirect(RESULT, key=key)
    draft = _draft(imported)
    form = _reading_form(request, imported, draft)
    if request.method == "POST" and form.is_valid():
        reading, into = form.reading(draft.reading), form.cleaned_data["into"]
        changed = reading != draft.reading
        imported = actions.choose(imported=imported, reading=reading, into=into)
        draft = _draft(imported) if changed else draft
        if "import" in request.POST:
            return _read_in(request, imported, draft, at=timezone.now())
        imported = actions.choose(imported=imported, reading=draft.reading, into=into)
        form = _reading_form(None, imported, draft)
    context = {
        "production": imported.production,
        "imported": imported,
        "draft": draft,
        "form": form,
        "columns": [{**one, "field": form[f"column-{one['at']}"]} for one in columns_of(draft)],
        "preview": preview(imported, draft),
    }
    return render(request, "office/budget/exchange/check.html", context, status=422 if form.errors else 200)


def _draft(imported: BudgetImport) -> Draft:
    try:
        return read_draft(imported, language=language_of_reader())
    except (FileNotFoundError, Unreadable):
        raise Http404 from None


def _reading_form(request: SignedInRequest | None, imported: BudgetImport, draft: Draft) -> ReadingForm:
    kept = draft.reading
    columns = kept.get("columns", [])
    initial = {"into": imported.into, "sheet": kept.get("sheet"), "hand": kept.get("hand")}
    initial |= {"head": kept.get("head", 0) + 1} | {f"column-{at}": code for at, code in enumerate(columns)}
    posted = request.POST if request is not None and request.method == "POST" else None
    return ReadingForm(
        posted, initial=initial, sheets=draft.sheets, columns=len(columns), into=into_choices(imported)
    )


def _read_in(request: SignedInRequest, imported: BudgetImport, draft: Draft, *, at: datetime) -> HttpResponse:
    if len(draft.book.lines) > AT_ONCE and draft.usable:
        actions.set_running(imported=imported)
        begin(
            read_in_job,
            by=request.user,
            at=at,
            title=_("Reading of %(file)s") % {"file": imported.file_name},
            production=imported.production_id,
            key=imported.key,
            language=str(language_of_reader()),
        )
        return redirect(RESULT, key=imported.key)
    try:
        actions.read_in(imported=imported, draft=draft, by=request.user, at=at)
    except actions.AlreadyReadIn:
        toasts.refused(request, _("This file was taken in before. Here is what came of it."))
    except (actions.NotUsable, *REFUSALS) as refusal:
        toasts.refused(request, why(refusal))
        return redirect(CHECK, key=imported.key)
    return redirect(RESULT, key=imported.key)


@door(MEMBER)
@require_GET
def result(request: SignedInRequest, key: str) -> HttpResponse:
    imported = access_import(request.user, key)
    if imported.state == BudgetImport.State.STAGED:
        return redirect(CHECK, key=key)
    context = {
        "production": imported.production,
        "imported": imported,
        "problems": [told(one) for one in imported.problems[:100]],
        "grid": f"{reverse('office:budget:grid')}?budget={imported.made_id}" if imported.made_id else "",
    }
    return render(request, "office/budget/exchange/result.html", context)


@door(MEMBER)
@require_GET
def problems(request: SignedInRequest, key: str) -> HttpResponse:
    """Every row with a problem, as a CSV: before the file is taken in, or after."""
    imported = access_import(request.user, key)
    is_staged = imported.state == BudgetImport.State.STAGED
    found = [told(one) for one in (_draft(imported).problems if is_staged else imported.problems)]
    columns = (Column(pgettext("spreadsheet", "Sheet")), Column(_("Row")), Column(_("Problem")))
    table = Table(_("Problems"), columns, tuple((one.sheet, one.line, one.text) for one in found))
    response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="budget-problems.csv"'
    return response
