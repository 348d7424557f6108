"""The list of comments, what came in since, and one decision on many."""

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.facts.moderation import act_in_words
from coulisse.desks.community.moderation.access import chosen
from coulisse.desks.community.moderation.actions.deciding import (
    MOST,
    Act,
    Decided,
    NothingChanges,
    ReasonMissing,
    TooMany,
    decide,
)
from coulisse.desks.community.moderation.actions.handing import hand_over
from coulisse.desks.community.moderation.queries.listing import (
    VIEWS,
    Filters,
    Listed,
    count_new,
    members_of_group,
    read_filters,
    wave_of,
)
from coulisse.desks.community.moderation.queries.listing import listing as query
from coulisse.desks.community.moderation.words import severity_choices
from coulisse.foundation.productions.current import safe_next
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "community:moderation:list"
BULK: Final = (Act.KEEP, Act.HIDE, Act.DONE, Act.REPORT, Act.BLOCK, Act.FOLD, Act.REOPEN)
TRANSFER: Final = "transfer"
MOST_NEW: Final = 99


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The whole page, or its next rows for the list that grows."""
    filters, at = read_filters(request.GET), timezone.now()
    place = request.GET.get("after", "")
    shown = query(request.user, production=production.pk, filters=filters, place=place, at=at)
    context = list_context(request, production, filters, shown, at)
    if request.headers.get("HX-Request") and place:
        return render(request, "community/moderation/_rows.html", context)
    return render(request, "community/moderation/list.html", context)


@on_production
@require_GET
def fresh(request: SignedInRequest, production: Production) -> HttpResponse:
    """How many came in since the page was drawn. One query; the list itself stays where it is."""
    since = _moment(request.GET.get("since", ""))
    if since is None:
        return JsonResponse({"count": 0, "words": ""})
    count = count_new(request.user, production=production.pk, since=since, most=MOST_NEW + 1)
    number = f"{MOST_NEW}+" if count > MOST_NEW else str(count)
    words = ngettext("%(n)s new comment", "%(n)s new comments", count) % {"n": number}
    return JsonResponse({"count": count, "words": words if count else ""})


def list_context(
    request: SignedInRequest,
    production: Production,
    filters: Filters,
    shown: Listed,
    at: datetime,
    *,
    open_pk: int = 0,
) -> dict[str, Any]:
    labels = {
        "queue": _("To handle"),
        "review": _("To review: hide?"),
        "hand": _("To hide by hand"),
        "hidden": _("Hidden"),
        "moved": _("Handed over"),
        "done": _("Settled"),
        "all": _("All"),
    }
    return {
        "production": production,
        "filters": filters,
        "asked": f"?{filters.query}" if filters.query else "",
        "shown": shown,
        "open_pk": open_pk,
        "views": [
            (labels[code], filters.with_(view=code).query, code == filters.view, shown.counts.get(code))
            for code in VIEWS
        ],
        "severities": [
            (code, label, filters.with_(severity="" if code == filters.severity else code).query)
            for code, label in severity_choices()
            if code in shown.severities
        ],
        "wave": wave_of(production.pk, at=at),
        "drawn_at": at.isoformat(),
        "bulk": [(act.value, act_in_words(act)) for act in BULK],
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }


@on_production
@require_POST
def selection(request: SignedInRequest, production: Production) -> HttpResponse:
    """One act on the ticked comments."""
    picked = [int(one) for one in request.POST.getlist("comment")[:MOST] if one.isdigit() and len(one) < 18]
    if not picked:
        refused(request, _("Tick the comments first."))
        return back(request)
    return _decide(request, chosen(request.user, picked))


@on_production
@require_POST
def group(request: SignedInRequest, production: Production) -> HttpResponse:
    """One act on all comments of an organised group that wait."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    members = members_of_group(request.user, production=production.pk, group=request.POST.get("group", ""))
    if not members:
        refused(request, _("Nothing of this group waits any more."))
        return back(request)
    return _decide(request, chosen(request.user, members))


def _decide(request: SignedInRequest, comments: list[int]) -> HttpResponse:
    code, at = request.POST.get("act", ""), timezone.now()
    note = request.POST.get("note", "")
    try:
        if code == TRANSFER:
            count = hand_over(comments=comments, note=note, by=request.user, at=at)
            words = ngettext(
                "%(n)s comment handed to the audience desk", "%(n)s comments handed to the audience desk", count
            )
            done(request, words % {"n": count})
        elif code in set(BULK):
            say_done(request, decide(comments=comments, act=Act(code), note=note, by=request.user, at=at))
        else:
            refused(request, _("Choose what to do with the selection."))
    except (NothingChanges, ReasonMissing, TooMany) as problem:
        refused(request, sentence(problem))
    return back(request)


def sentence(problem: Exception) -> str:
    match problem:
        case ReasonMissing():
            return _("Say why: a criticism is hidden, and a text unfolded, only with a reason.")
        case TooMany():
            return _("At most 500 at once: narrow the selection.")
        case _:
            return _("Nothing to change: meanwhile these comments are in another state.")


def say_done(request: SignedInRequest, decided: Decided) -> None:
    words = ngettext("%(n)s comment: %(act)s", "%(n)s comments: %(act)s", decided.count)
    told = words % {"n": decided.count, "act": act_in_words(decided.act)}
    if decided.by_hand:
        more = ngettext(
            "%(n)s is to be hidden there by hand", "%(n)s are to be hidden there by hand", decided.by_hand
        )
        told += f" ({more % {'n': decided.by_hand}})"
    if decided.left:
        more = ngettext("%(n)s was left as it is", "%(n)s were left as they are", decided.left)
        told += f" ({more % {'n': decided.left}})"
    done(request, told)


def back(request: SignedInRequest) -> HttpResponse:
    return redirect(safe_next(request) or reverse(LIST))


def _moment(written: str) -> datetime | None:
    try:
        at = parse_datetime(written)
    except ValueError:
        return None
    return at if at is not None and is_aware(at) else None
