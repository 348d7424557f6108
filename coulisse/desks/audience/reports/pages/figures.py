"""What stands behind a figure, and whether it would be counted the same today."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from coulisse.desks.audience.reports.access import access_report
from coulisse.desks.audience.reports.actions.writing import total_of
from coulisse.desks.audience.reports.counting import MOST_AT_ONCE
from coulisse.desks.audience.reports.queries import listing
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_GET
def behind(request: SignedInRequest, pk: int, figure: str) -> HttpResponse:
    """The very conversations that were counted."""
    report = access_report(request.user, pk)
    if report.counted_at is None:
        raise Http404
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    context = {
        "report": report,
        "production": report.production,
        "found": listing.figure_list(report, figure, start=start),
        "start": start,
    }
    return render(request, "audience/reports/figure.html", context)


@door(MEMBER)
@require_GET
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same question asked again, beside what was printed."""
    report = access_report(request.user, pk)
    if report.counted_at is None:
        raise Http404
    is_long = total_of(report) > MOST_AT_ONCE
    context = {
        "report": report,
        "production": report.production,
        "is_long": is_long,
        "check": None if is_long else listing.check(report, at=timezone.now()),
    }
    return render(request, "audience/reports/check.html", context)
