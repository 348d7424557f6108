"""The thread beside the list, with the person and the programme."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from coulisse.desks.audience.answers.queries import editor
from coulisse.desks.audience.care.queries import cover
from coulisse.desks.audience.cases.queries import strip
from coulisse.desks.audience.current import AUDIENCE
from coulisse.desks.audience.inbox.filters import read_filters
from coulisse.desks.audience.inbox.pages.listing import list_context
from coulisse.desks.audience.inbox.queries.around import around
from coulisse.desks.audience.inbox.queries.listing import BESIDE, listed
from coulisse.desks.audience.inbox.queries.people import colleagues
from coulisse.desks.audience.inbox.queries.thread import thread as read_thread
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.actions import mark_read
from coulisse.desks.audience.intake.labels import ROUTES
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.intake.presence import holder
from coulisse.desks.audience.relations.queries import card
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_GET
def thread(request: SignedInRequest, pk: int) -> HttpResponse:
    """One conversation: the whole page, or for a script the two panes beside the list.

    Opening it marks it as read; `?peek` shows it without, and a folded one stays as it is.
    """
    found = access_conversation(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    may_change = request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id)
    if found.is_new and may_change and not found.is_folded and "peek" not in request.GET:
        mark_read(conversation=found)
        found.refresh_from_db(fields=["is_new", "version"])
    context = thread_context(request, found, may_change=may_change)
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "audience/inbox/_open.html", context)
    filters = read_filters(request.GET)
    production = found.production or AUDIENCE.current(request)
    if production is not None:
        shown = listed(production, filters, user=request.user, today=timezone.localdate(), most=BESIDE)
        context |= list_context(request, production, filters, shown, open_pk=found.pk)
    context["may_change"] = may_change
    return render(request, "audience/inbox/thread.html", context)


def thread_context(request: SignedInRequest, found: Conversation, *, may_change: bool) -> dict[str, Any]:
    """What the two panes need."""
    at, user = timezone.now(), request.user
    return {
        "production": found.production,
        "filters": read_filters(request.GET),
        "thread": read_thread(found, today=timezone.localdate(at), whole="whole" in request.GET),
        "around": around(found, user=user),
        "card": card(found.writer_id, user=user),
        "cover": cover(found, user=user),
        "strip": strip(found, user=user),
        "editor": editor(found, user=user, at=at),
        "holder": holder(found, user=user, at=at),
        "colleagues": colleagues(found.production_id, day=timezone.localdate(at)) if may_change else (),
        "routes": list(ROUTES.items()),
        "may_change": may_change,
        "now": at,
    }
