"""What is due."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.queries.due import due_list
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    today = timezone.localdate()
    day = day_of(production, today)
    context = {
        "production": production,
        "groups": due_list(request.user, production, day=day),
        "day": day,
        "is_today": day == today,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/cases/due.html", context)
