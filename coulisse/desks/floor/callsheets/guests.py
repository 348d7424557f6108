"""A call sheet without an account: one's own call first, then the day. The address holds the secret.

The page shows the last version that was sent, whichever one the link came with; it says so when they differ. Each
opening and « Bien reçu » is noted on the row of that version.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.callsheets.access import access_lent, delivery_behind
from coulisse.desks.floor.callsheets.actions.sending import acknowledge, note_opened, uid_of
from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import Delivery, Print, Revision
from coulisse.desks.floor.callsheets.queries.sheets import latest_sent
from coulisse.desks.floor.callsheets.queries.view import read_by
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents import serving
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done
from coulisse.papers.call_sheet import call_calendar, own_call


def call_sheet_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    delivery = delivery_behind(link)
    if delivery is None:
        return render(request, "floor/callsheets/guest_gone.html", {"link": link}, status=410)
    at, token = timezone.now(), request.resolver_match.kwargs["token"] if request.resolver_match else ""
    revision, own = _latest(delivery)
    if own is not None:
        note_opened(delivery=own, at=at)
    context = {
        "link": link,
        "token": token,
        "revision": revision,
        "lent_for": delivery.revision,
        "delivery": own,
        "acknowledged_at": own.acknowledged_at if own else None,
        "page": read_by(
            revision,
            person=delivery.contact_id,
            name=delivery.name,
            at=at,
            language=(get_language() or "fr")[:2],
        ),
        "pages": _pages(revision),
    }
    response = render(request, "floor/callsheets/guest.html", context)
    response.headers["X-Coulisse-Offline"] = "keep"  # the service worker looks for it
    return response


def _latest(delivery: Delivery) -> tuple[Revision, Delivery | None]:
    """The last version that was sent, and this person's row of it; none where they are not called any more."""
    sheet = delivery.revision.sheet
    revision = latest_sent(sheet) or delivery.revision
    if revision.pk == delivery.revision_id:
        return delivery.revision, delivery
    own = revision.deliveries.filter(contact=delivery.contact_id).select_related("revision").first()
    return revision, own


def _pages(revision: Revision) -> int | None:
    language = (get_language() or "fr")[:2]
    version = Print.objects.filter(revision=revision, language=language).values_list("version__pages", flat=True)
    return version.first()


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def received(request: HttpRequest, token: str) -> HttpResponse:
    """« Bien reçu », from the form, or from a telephone that had no network when it was pressed.

    `revision` says which version was read: what was pressed before a newer one came is a receipt of the old one.
    """
    at = timezone.now()
    link, delivery = access_lent(token, at)
    read = _as_read(request, delivery)
    if read is not None:
        acknowledge(delivery=read, link=link, at=at)
    if request.headers.get("Accept") == "application/json":
        return private(JsonResponse({"acknowledged": read is not None}))
    with translation.override(chosen_language(request) or link.language):
        done(request, _("Receipt noted, thank you"))
    return private(redirect("accounts:guest", token=token))


def _as_read(request: HttpRequest, delivery: Delivery) -> Delivery | None:
    number = request.POST.get("revision", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 4:
        return _latest(delivery)[1]
    same = Delivery.objects.filter(
        revision__sheet=delivery.revision.sheet_id, revision__number=int(number), contact=delivery.contact_id
    )
    return same.first()


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def paper(request: HttpRequest, token: str) -> HttpResponseBase:
    """The PDF of the last version, in the reader's language."""
    link, delivery = access_lent(token, timezone.now())
    revision, _own = _latest(delivery)
    language = chosen_language(request) or link.language
    prints = Print.objects.filter(revision=revision).select_related("version")
    chosen = prints.filter(language=language).first() or prints.first()
    if chosen is None:
        return private(render(request, "floor/callsheets/guest_gone.html", {"link": link}, status=404))
    return private(serving.download(chosen.version))


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """One's own call as an event."""
    at = timezone.now()
    link, delivery = access_lent(token, at)
    content = _event(request, delivery, link, at)
    if content is None:
        return private(render(request, "floor/callsheets/guest_gone.html", {"link": link}, status=404))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="call.ics"'
    return private(response)


def _event(request: HttpRequest, delivery: Delivery, link: GuestLink, at: datetime) -> bytes | None:
    revision, _own = _latest(delivery)
    sheet = sheet_of(revision.content)
    own = own_call(sheet, delivery.contact_id)
    if own is None:
        return None
    language = chosen_language(request) or link.language
    address = request.build_absolute_uri(request.path.removesuffix("call.ics"))
    return call_calendar(sheet, own, uid=uid_of(delivery), link=address, language=language, at=at)
