"""The list by itself, and what tells that more came in."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from coulisse.desks.audience.answers.queries import line_of_family
from coulisse.desks.audience.current import access_audience, on_production
from coulisse.desks.audience.families.queries import Banner
from coulisse.desks.audience.inbox.filters import (
    DUES,
    LANGUAGES,
    SHOWS,
    Filters,
    read_filters,
    read_place,
)
from coulisse.desks.audience.inbox.queries.listing import Listed, count_new, topics_in_use
from coulisse.desks.audience.inbox.queries.listing import listed as read_list
from coulisse.desks.audience.intake.labels import KINDS, ROUTES
from coulisse.desks.audience.intake.models import Channel, Family
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest

MOST_NEW = 99


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """The list; with `?before=` asked by a script, only the rows that follow."""
    access_audience(request.user, production.pk)
    filters = read_filters(request.GET)
    shown = read_list(
        production,
        filters,
        user=request.user,
        today=timezone.localdate(),
        place=read_place(request.GET.get("before", "")),
    )
    context = list_context(request, production, filters, shown)
    if request.headers.get("HX-Request") and "before" in request.GET:
        return render(request, "audience/inbox/_rows.html", context)
    return render(request, "audience/inbox/list.html", context)


@on_production
@require_GET
def fresh(request: SignedInRequest, production: Production) -> HttpResponse:
    """How many came in since the page was drawn. One query; the list itself stays where it is."""
    access_audience(request.user, production.pk)
    since = _moment(request.GET.get("since", ""))
    if since is None:
        return JsonResponse({"count": 0, "words": ""})
    count = count_new(request.user, production, since=since, most=MOST_NEW + 1)
    number = f"{MOST_NEW}+" if count > MOST_NEW else str(count)
    words = ngettext("%(n)s new message", "%(n)s new messages", count) % {"n": number}
    return JsonResponse({"count": count, "words": words if count else ""})


def list_context(
    request: SignedInRequest, production: Production | None, filters: Filters, shown: Listed, *, open_pk: int = 0
) -> dict[str, Any]:
    """What the list needs, alone or beside a thread."""
    return {
        "production": production,
        "filters": filters,
        "shown": shown,
        "banner": shown.banner,
        "line": line_in_words(shown.banner),
        "peek": next((row.pk for row in shown.rows if row.folded is None), None),
        "open_pk": open_pk,
        "views": [
            (code, label, filters.with_(show=code).query, code == filters.show) for code, label in SHOWS.items()
        ],
        "languages": LANGUAGES,
        "kinds": [(code, mark.label) for code, mark in KINDS.items()],
        "routes": list(ROUTES.items()),
        "channels": Channel.choices,
        "dues": list(DUES.items()),
        "topics": topics_in_use(),
        "show_label": SHOWS[filters.show],
        "drawn_at": timezone.now().isoformat(),
        "may_change": request.user.may(
            "change", desk=Desk.AUDIENCE, production=production.pk if production else None
        ),
        "may_all": request.user.may("read", desk=Desk.AUDIENCE, production=None),
    }


def line_in_words(banner: Banner | None) -> str:
    """« Ligne de réponse v1 verrouillée », as far as the approval of the wording has come."""
    if banner is None:
        return ""
    family = Family(pk=banner.pk)
    line = line_of_family(family, today=timezone.localdate())
    if line is None:
        return ""
    if line.is_over:
        return _("Holding line v%(number)s has expired") % {"number": line.number}
    if line.is_locked:
        return _("Holding line v%(number)s locked") % {"number": line.number}
    words = (
        _("Holding line v%(number)s waits for approval") if line.is_asked else _("Holding line v%(number)s, draft")
    )
    return words % {"number": line.latest_number}


def _moment(written: str) -> datetime | None:
    try:
        at = parse_datetime(written)
    except ValueError:
        return None
    return at if at is not None and is_aware(at) else None
