"""The calendar itself: a month, a week or a day of what goes out, and the same as a paper."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from coulisse.desks.community.calendar.exports import TYPES, answer, paper_of
from coulisse.desks.community.calendar.periods import (
    DAY,
    MONTH,
    VIEWS,
    WEEK,
    Stretch,
    asked_day,
    asked_zone,
    before_and_after,
    stretch_of,
)
from coulisse.desks.community.calendar.queries.days import MOST, Wanted, shown
from coulisse.desks.community.calendar.queries.permanence import on_call_by_day
from coulisse.desks.community.calendar.scope import Whose, clients_within_reach, publications_of, whose_of
from coulisse.desks.community.current import may, on_production
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.kernel.times import to_brussels

LONGEST_FILTER = 60
LONGEST_PAPER = timedelta(days=124)
LIKELY_ZONES = (
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Helsinki",
    "America/Montreal",
    "America/New_York",
    "America/Los_Angeles",
    "Africa/Kinshasa",
    "Asia/Tokyo",
)


@on_production
@require_GET
def board(request: SignedInRequest, production: Production) -> HttpResponse:
    at = timezone.now()
    view = _asked(request, "view", VIEWS) or WEEK
    day = asked_day(request.GET.get("day", ""), to_brussels(at).date())
    whose = whose_of(request.user, request.GET.get("whose", ""), production)
    zone = asked_zone(request.GET.get("zone", ""))
    wanted = Wanted(
        whose=whose,
        stretch=stretch_of(view, day),
        network=_asked(request, "network", NetworkAccount.Network.values),
        language=_asked(request, "language", dict(settings.LANGUAGES)),
        zone=ZoneInfo(zone) if zone else None,
        everything_on_air=view == DAY,
        agreements=view != MONTH,
    )
    found = shown(request.user, wanted, at=at)
    context = {
        "production": production,
        # Each of hundreds of cards has three addresses: they begin alike, and are not looked up one by one.
        "posts": reverse("community:calendar:post", args=[0]).removesuffix("0"),
        "programmes": reverse("grid:programme", args=[0]).removesuffix("0/"),
        "composer": reverse("community:composing:add"),
        "view": view,
        "day": day,
        "found": found,
        "wanted": wanted,
        "zone": zone,
        "zones": LIKELY_ZONES,
        "whose": whose.code,
        "clients": clients_within_reach(request.user),
        "networks": NetworkAccount.Network.choices,
        "languages": settings.LANGUAGES,
        "may_change": may(request.user, "change", production=production.pk, client=None),
        **_around(request, view, day, production, whose),
    }
    return render(request, f"community/calendar/{view}.html", context)


def _asked(request: SignedInRequest, name: str, known: Any) -> str:
    value = request.GET.get(name, "")
    return value if value in known else ""


def _around(
    request: SignedInRequest, view: str, day: date, production: Production, whose: Whose
) -> dict[str, Any]:
    """The addresses of what lies beside: the view before and after, the other views, the papers."""
    kept = {
        name: value
        for name in ("network", "language", "zone")
        if (value := request.GET.get(name, "")) and len(value) <= LONGEST_FILTER
    }
    base = {"production": str(production.pk), "whose": whose.code, **kept}
    before, after = before_and_after(view, day)

    def address(to: str, on: date) -> str:
        return "?" + urlencode({**base, "view": to, "day": on.isoformat()})

    stretch = stretch_of(view, day)
    of_month = Stretch(day.replace(day=1), (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(1))
    printed = of_month if view == MONTH else stretch
    period = {**base, "first": printed.first.isoformat(), "last": printed.last.isoformat()}
    return {
        "before": address(view, before),
        "after": address(view, after),
        "today": "?" + urlencode({**base, "view": view}),
        "views": [(to, address(to, day)) for to in VIEWS],
        "day_base": "?" + urlencode({**base, "view": DAY}) + "&day=",
        "paper_query": urlencode(period),
        "period": printed,
    }


@on_production
@require_GET
def paper(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    """What the client gets: a PDF or a workbook, in the language that is asked for."""
    if form not in TYPES:
        raise Http404
    at = timezone.now()
    today = to_brussels(at).date()
    first = asked_day(request.GET.get("first", ""), today)
    last = min(max(asked_day(request.GET.get("last", ""), first), first), first + LONGEST_PAPER)
    stretch = Stretch(first, last)
    whose = whose_of(request.user, request.GET.get("whose", ""), production)
    asked = _asked(request, "paper", dict(settings.LANGUAGES))
    language = asked or (get_language() or "fr")[:2]
    rows = publications_of(request.user, whose).filter(due_at__gte=stretch.begins, due_at__lt=stretch.ends)
    related = rows.select_related("account", "idea", "broadcast__programme").order_by("due_at", "pk")
    record = paper_of(
        related[:MOST],
        owner=str(whose.client or production.title),
        house=production.company.name if production.company else "",
        stretch=stretch,
        on_call=on_call_by_day(request.user, whose, stretch),
        language=language,
        at=at,
        zone=asked_zone(request.GET.get("zone", "")),
    )
    return answer(record, form=form, language=language)
