"""The list, one report, its words, its papers."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.reports import papers
from coulisse.desks.audience.reports.access import access_report
from coulisse.desks.audience.reports.actions import writing
from coulisse.desks.audience.reports.forms import PeriodForm, SendForm, WordsForm
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.queries.listing import listing, reads_house, spans_of
from coulisse.desks.audience.reports.queries.view import view_of
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.monday_letter.proposals import apart_of


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    may_change = may(request.user, "change", production.pk)
    context = {
        "production": production,
        "found": listing(request.user, production, may_change=may_change),
        "form": PeriodForm(may_house=reads_house(request.user, "change")),
        "may_change": may_change,
    }
    return render(request, "audience/reports/list.html", context)


@on_production
@require_POST
def begin(request: SignedInRequest, production: Production) -> HttpResponse:
    """A proposed report (`due`), or one of a period that is typed."""
    access_audience(request.user, production.pk, to="change")
    at = timezone.now()
    due = spans_of(request.user, production).get(request.POST.get("due", ""))
    if due is not None:
        of, span = due
        kind = request.POST["due"]
    else:
        form = PeriodForm(request.POST, may_house=reads_house(request.user, "change"))
        if not form.is_valid():
            context = {
                "production": production,
                "found": listing(request.user, production, may_change=True),
                "form": form,
                "may_change": True,
            }
            return render(request, "audience/reports/list.html", context, status=422)
        of = None if form.cleaned_data.get("whole_house") else production
        span, kind = form.span(), form.cleaned_data["kind"]
    if of is None:
        require(request.user, "change", desk=Desk.AUDIENCE, production=None)
    made = writing.begin(kind=kind, production=of, span=span, by=request.user, at=at)
    if made.counted_at is None:
        done(request, _("Report begun: it is being counted in the background"))
    else:
        done(request, _("Report begun and counted"))
    return redirect("audience:reports:report", made.pk)


@door(MEMBER)
@require_GET
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_report(request.user, pk)
    return render(request, "audience/reports/report.html", report_context(request, found))


def report_context(request: SignedInRequest, found: Report, **more: Any) -> dict[str, Any]:
    at = timezone.now()
    language = asked_language(request)
    context: dict[str, Any] = {
        "report": found,
        "production": found.production,
        "may_change": may_change(request, found),
        "language": language,
        "languages": papers.LANGUAGES,
        "forms": tuple(papers.FORMS),
        "at": at,
    }
    if found.counted_at is not None:
        context["view"] = view_of(found, language, at=at)
    if found.is_frozen and context["may_change"]:
        context["send_form"] = SendForm(production=found.production, day=localdate(at))
    return context | more


def may_change(request: SignedInRequest, found: Report) -> bool:
    return request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id)


def asked_language(request: SignedInRequest) -> str:
    """`?in=nl`, else the reader's own."""
    asked = request.GET.get("in", "")
    reader = (get_language() or "fr")[:2]
    return asked if asked in papers.LANGUAGES else (reader if reader in papers.LANGUAGES else "fr")


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def words(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """Words over the proposals, in one language."""
    found = access_report(request.user, pk, to="change")
    if language not in papers.LANGUAGES or found.counted_at is None:
        raise Http404
    form = words_form(found, language, request.POST if request.method == "POST" else None, at=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            writing.write(
                report=found,
                language=language,
                texts=form.texts(),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except writing.FrozenAlready:
            refused(request, _("This version was frozen: begin a new one to change its words."))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:reports:report", args=[pk]))
        else:
            done(request, _("Words saved"))
        return redirect(f"{reverse('audience:reports:report', args=[pk])}?in={language}")
    context = {
        "report": found,
        "production": found.production,
        "form": form,
        "language": language,
        "languages": papers.LANGUAGES,
    }
    return render(request, "audience/reports/words.html", context, status=422 if form.errors else 200)


def words_form(found: Report, language: str, data: Any, *, at: datetime) -> WordsForm:
    told, apart = None, {}
    if found.kind in {Report.Kind.MONDAY, Report.Kind.MIDDAY}:
        record = papers.letter_record(found, language, at=at)
        told = record.told
        apart = {one.kind: apart_of(record, one, language) for one in told.apart}
    return WordsForm(
        data,
        report=found,
        names=papers.texts_named(found.kind),
        proposals=papers.proposals_of(found, language, at=at),
        language=language,
        told=told,
        apart=apart,
    )


@door(MEMBER)
@require_POST
def count(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count the draft again."""
    found = access_report(request.user, pk, to="change")
    try:
        job = writing.count_or_begin(report=found, by=request.user, at=timezone.now())
    except writing.FrozenAlready:
        refused(request, _("This version was frozen: it is not counted again."))
    else:
        if job is not None:
            return redirect("jobs:one", pk=job.pk)
        done(request, _("Counted again"))
    return redirect("audience:reports:report", pk)


@door(MEMBER)
@require_POST
def freeze(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_report(request.user, pk, to="change")
    try:
        made = writing.freeze(report=found, by=request.user, at=timezone.now())
    except writing.FrozenAlready:
        refused(request, _("This version is frozen already."))
    except writing.NotCounted:
        refused(request, _("It is still being counted: freeze it when the figures are there."))
    else:
        done(request, _("Version %(code)s frozen") % {"code": made.identifier})
    return redirect("audience:reports:report", pk)


@door(MEMBER)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_report(request.user, pk, to="change")
    try:
        writing.drop(report=found, by=request.user, at=timezone.now())
    except writing.FrozenAlready:
        refused(request, _("A frozen version is kept: it may have been read."))
        return redirect("audience:reports:report", pk)
    done(request, _("Draft dropped"))
    return redirect(_list_of(found))


def _list_of(found: Report) -> str:
    address = reverse("audience:reports:list")
    return f"{address}?production={found.production_id}" if found.production_id else address


@door(MEMBER)
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new version of a frozen report, with its words."""
    found = access_report(request.user, pk, to="change")
    span = writing.span_of(found)
    made = writing.begin(
        kind=found.kind, production=found.production, span=span, by=request.user, at=timezone.now()
    )
    done(request, _("Draft %(code)s begun") % {"code": made.identifier})
    return redirect("audience:reports:report", made.pk)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, language: str, form: str) -> HttpResponse:
    """PDF, DOCX or CSV, in French, Dutch or English."""
    found = access_report(request.user, pk)
    if language not in papers.LANGUAGES or form not in papers.FORMS or found.counted_at is None:
        raise Http404
    return papers.answer(found, form=form, language=language, at=timezone.now())
