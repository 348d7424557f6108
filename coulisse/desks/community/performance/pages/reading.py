"""When to post, and ratings beside posts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coulisse.desks.community.current import on_production
from coulisse.desks.community.performance.forms import AUDITED
from coulisse.desks.community.performance.pages.figures import around, scope_asked
from coulisse.desks.community.performance.queries.crossing import crossed
from coulisse.desks.community.performance.queries.figures import posts_of
from coulisse.desks.community.performance.queries.hours import week_of
from coulisse.desks.community.performance.queries.scope import records_in
from coulisse.desks.community.performance.words import ENOUGH, TENDENCIES, TOGETHER, WARNINGS, label_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest

BY = ("interactions", "posts")


@on_production
@require_GET
def hours(request: SignedInRequest, production: Production) -> HttpResponse:
    scope = scope_asked(request, production)
    metric = request.GET.get("metric", "")
    metric = metric if metric in AUDITED else AUDITED[0]
    found = week_of(posts_of(records_in(scope, request.user).select_related("account")), metric)
    context = {
        **around(request, scope, "hours"),
        "metric": metric,
        "metrics": [(code, label_of(code)) for code in AUDITED],
        "week": found,
        "verdict": ENOUGH[found.found.verdict],
        "verdict_by_hour": ENOUGH[found.by_hour.verdict],
        "tendencies": {code.value: words for code, words in TENDENCIES.items()},
        "told_hours": [(one, TENDENCIES[one.tendency]) for one in (*found.by_hour.best, *found.by_hour.dead)],
    }
    return render(request, "community/performance/hours.html", context)


@on_production
@require_GET
def ratings(request: SignedInRequest, production: Production) -> HttpResponse:
    scope = scope_asked(request, production)
    by = request.GET.get("by", "")
    by = by if by in BY else BY[0]
    found = crossed(scope, request.user, by=by)
    context = {
        **around(request, scope, "ratings"),
        "by": by,
        "crossed": found,
        "verdict": TOGETHER[found.found.verdict],
        "warnings": [WARNINGS[one] for one in found.found.cautions],
    }
    return render(request, "community/performance/ratings.html", context)
