"""What a guest meets: the object behind the address, the receipt, and a kind word when the link has ended.

A room that lends links names its page in `settings.COULISSE_GUEST_PAGES`: a callable that takes the request and
the link and answers with a page. The page asks for « Bien reçu » with a form to `accounts:guest-received`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.accounts.access import access_guest_link
from coulisse.foundation.accounts.actions.guest_links import (
    LinkEnded,
    LinkRefused,
    acknowledge,
    find,
    record_opened,
    revoke,
)
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.pages import back_to
from coulisse.foundation.ui.toasts import done

GuestPage = Callable[[HttpRequest, GuestLink], HttpResponse]


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Show the object that the link opens, and note the visit."""
    at = timezone.now()
    try:
        link = find(token, at)
    except LinkRefused as refusal:
        return private(ended(request, refusal))
    record_opened(link=link, at=at)
    with translation.override(chosen_language(request) or link.language):
        return private(_drawn(page_of(link.kind)(request, link)))


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def received(request: HttpRequest, token: str) -> HttpResponse:
    """« Bien reçu »."""
    at = timezone.now()
    try:
        link = find(token, at)
    except LinkRefused as refusal:
        return private(ended(request, refusal))
    acknowledge(link=link, at=at)
    with translation.override(chosen_language(request) or link.language):
        done(request, _("Receipt noted, thank you"))
    return private(redirect("accounts:guest", token=token))


@door(SIGNED_IN)
@require_POST
def revoke_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a link back, from the page of the object that it opens."""
    link = revoke(link=access_guest_link(request.user, pk), by=request.user, at=timezone.now())
    done(request, _("Link of %(guest)s taken back") % {"guest": link.lent_to})
    return redirect(back_to(request))


def page_of(kind: str) -> GuestPage:
    """The page that opens objects of this kind."""
    module, _dot, name = settings.COULISSE_GUEST_PAGES[kind].rpartition(".")
    return cast("GuestPage", getattr(import_module(module), name))


def ended(request: HttpRequest, refusal: LinkRefused) -> HttpResponse:
    """The address opens nothing: why, and whom to ask, in the guest's language."""
    link = refusal.link if isinstance(refusal, LinkEnded) else None
    language = chosen_language(request) or (link.language if link else None) or translation.get_language()
    with translation.override(language):
        return render(
            request,
            "accounts/guest_ended.html",
            {"link": link, "taken_back": link is not None and link.revoked_at is not None},
            status=404 if link is None else 410,
        )


def _drawn(response: Any) -> HttpResponse:
    """Draw a lazy page now, while the guest's language is set."""
    if hasattr(response, "render") and not response.is_rendered:
        response = response.render()
    return cast("HttpResponse", response)
