"""Tables over all messages, and two seasons side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.reports.access import access_pivot
from coulisse.desks.audience.reports.actions import pivots as actions
from coulisse.desks.audience.reports.exports import pivot_csv, pivot_xlsx, seasons_csv
from coulisse.desks.audience.reports.forms import PivotForm
from coulisse.desks.audience.reports.models import Pivot
from coulisse.desks.audience.reports.queries import pivots as queries
from coulisse.desks.audience.reports.queries.listing import conversation_lines
from coulisse.desks.audience.reports.queries.seasons import seasons
from coulisse.foundation.jobs import actions as jobs
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 100


@on_production
@require_GET
def table(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    asked = queries.read_spec(request.GET)
    spec = queries.with_period(production, asked)
    first, last = queries.period_of(production, spec)
    is_long = queries.is_long(request.user, production, spec)
    initial = {**spec.asked, "first": first, "last": last, "columns": spec.columns or queries.NONE}
    mine = Pivot.objects.filter(production=production)
    context = {
        "production": production,
        "spec": spec,
        "first": first,
        "last": last,
        "form": PivotForm(initial=initial),
        "is_long": is_long,
        "table": None if is_long else queries.table_of(request.user, production, spec),
        "filters": queries.filter_labels(spec),
        "measure": queries.MEASURES[spec.measure],
        "rows_name": queries.DIMENSIONS[spec.rows],
        "columns_name": queries.DIMENSIONS[spec.columns] if spec.columns else "",
        "kept": mine[:50],
        "may_change": may(request.user, "change", production.pk),
        "query": spec.query,
        "asked": asked.asked,
        "most": queries.most_at_once(spec),
    }
    return render(request, "audience/reports/pivot.html", context)


@on_production
@require_GET
def messages(request: SignedInRequest, production: Production) -> HttpResponse:
    """The messages of one cell, the latest first, a page at a time by key."""
    access_audience(request.user, production.pk)
    spec = queries.with_period(production, queries.read_spec(request.GET))
    found = queries.conversations_for(request.user, production, spec).order_by("-received_at", "-pk")
    before = request.GET.get("before", "")
    keys = found.values_list("pk", "received_at")
    moment, _mark, number = before.rpartition("_")
    at = queries.moment_of(moment)
    if at is not None and number.isascii() and number.isdigit() and len(number) < 18:
        keys = keys.filter(received_at__lte=at).exclude(received_at=at, pk__gte=int(number))
    shown = list(keys[: PAGE + 1])
    last = shown[PAGE - 1] if len(shown) > PAGE else None
    context = {
        "production": production,
        "spec": spec,
        "rows": conversation_lines([pk for pk, _at in shown[:PAGE]]),
        "next": f"{last[1].isoformat()}_{last[0]}" if last else "",
        "is_first": not before,
        "many": len(shown) > PAGE,
        "filters": queries.filter_labels(spec),
        "query": spec.query,
    }
    return render(request, "audience/reports/messages.html", context)


@on_production
@require_GET
def download(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    access_audience(request.user, production.pk)
    spec = queries.with_period(production, queries.read_spec(request.GET))
    if form not in {"csv", "xlsx"}:
        raise Http404
    if queries.is_long(request.user, production, spec):
        refused(request, _("This table is made in the background: ask for it on the page of the table."))
        return redirect(f"{reverse('audience:reports:pivot')}?{spec.query}")
    found = queries.table_of(request.user, production, spec)
    content = pivot_csv(found) if form == "csv" else pivot_xlsx(found, at=timezone.now())
    return _file(content, CSV if form == "csv" else XLSX, f"{production.code}-tableau.{form}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@on_production
@require_POST
def run(request: SignedInRequest, production: Production) -> HttpResponse:
    """A long period: counted by a job, which leaves the file."""
    access_audience(request.user, production.pk)
    spec = queries.read_spec(request.POST)
    job = jobs.begin(
        queries.PIVOT_JOB,
        by=request.user,
        at=timezone.now(),
        title=_("Table of messages"),
        production=production.pk,
        spec=spec.asked,
    )
    return redirect("jobs:one", pk=job.pk)


@on_production
@require_POST
def keep(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    spec = queries.read_spec(request.POST)
    try:
        actions.keep(
            production=production,
            title=request.POST.get("title", ""),
            spec=spec.asked,
            by=request.user,
            at=timezone.now(),
        )
    except actions.TitleMissing:
        refused(request, _("Give the table a title."))
    except actions.TitleTaken:
        refused(request, _("Another table has this title: choose another one."))
    else:
        done(request, _("Table kept"))
    return redirect(f"{reverse('audience:reports:pivot')}?{spec.query}")


@door(MEMBER)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    pivot = access_pivot(request.user, pk, to="change")
    actions.drop(pivot=pivot, by=request.user, at=timezone.now())
    done(request, _("Table “%(title)s” no longer kept") % {"title": pivot.title})
    return redirect("audience:reports:pivot")


@on_production
@require_GET
def compare_seasons(request: SignedInRequest, production: Production) -> HttpResponse:
    """A topic by week, this season and the one before."""
    access_audience(request.user, production.pk)
    asked = request.GET.get("topic", "")
    topic = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else None
    found = seasons(production, first=_day(request, "first"), last=_day(request, "last"), topic=topic)
    if request.GET.get("form") == "csv":
        return _file(seasons_csv(found), CSV, f"{production.code}-saisons.csv")
    context: dict[str, Any] = {"production": production, "found": found, "query": request.GET.urlencode()}
    return render(request, "audience/reports/seasons.html", context)


def _day(request: SignedInRequest, name: str) -> Any:
    try:
        day = parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if day is not None and 1950 <= day.year <= 2098 else None
