"""One's secret calendar addresses, and what they answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.formats.ics import Feed as Calendar
from coulisse.formats.ics import write_feed
from coulisse.foundation.accounts.limits import Limit, limited
from coulisse.foundation.feeds import actions
from coulisse.foundation.feeds.access import access_feed, access_feed_by_secret
from coulisse.foundation.feeds.queries import events_of, feeds_of
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import GUEST, SIGNED_IN, SignedInRequest, door

READINGS = Limit("calendar-feeds", amount=120, seconds=60)


@door(SIGNED_IN)
def list_(request: SignedInRequest) -> HttpResponse:
    return _page(request)


@require_POST
@door(SIGNED_IN)
def make(request: SignedInRequest) -> HttpResponse:
    name = request.POST.get("name", "").strip() or _("My calendar")
    _feed, token = actions.make(name=name, by=request.user, at=timezone.now())
    response = _page(request, secret=settings.PUBLIC_URL + reverse("feeds:feed", args=[token]))
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@door(SIGNED_IN)
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    feed = access_feed(request.user, pk)
    actions.revoke(feed, by=request.user, at=timezone.now())
    toasts.done(request, _("The address “%(name)s” answers no more.") % {"name": feed.name})
    return redirect("feeds:list")


@door(GUEST)
@limited(READINGS)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    found = access_feed_by_secret(token)
    with translation.override(found.user.language):
        calendar = Calendar(name=f"Coulisse · {found.name}", events=events_of(found.user, at))
        response = HttpResponse(write_feed(calendar, at=at), content_type="text/calendar; charset=utf-8")
    actions.note_reading(found, at=at)
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(request: SignedInRequest, *, secret: str = "") -> HttpResponse:
    return render(request, "feeds/list.html", {"feeds": feeds_of(request.user), "secret": secret})
