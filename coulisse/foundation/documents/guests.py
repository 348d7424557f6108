"""A document lent to somebody without an account: its preview and the file, and of a photo only the picture.

The address holds the secret, so that each of these pages asks the accounts again whether the link still opens.
"""

from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find, lend
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents import previews, serving
from coulisse.foundation.documents.access import access_document
from coulisse.foundation.documents.darkroom.limits import MOST_PAGES
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.forms import LendForm
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.names import with_ending
from coulisse.foundation.documents.trouble import why_no_preview
from coulisse.foundation.documents.writing import written_size
from coulisse.foundation.ui.doors import GUEST, SIGNED_IN, SignedInRequest, door

KIND: Final = "documents.document"
PICTURES: Final = "image/"


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def lend_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lend a link; its address is shown once, here."""
    document = access_document(request.user, pk, to="change")
    form = LendForm(
        request.POST or None,
        today=timezone.localdate(),
        initial={"language": document.language or request.user.language},
    )
    address, typed = "", {}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        lent = lend(
            KIND,
            document.pk,
            typed["lent_to"],
            expires_at=_end_of(typed["until"]),
            by=request.user,
            at=timezone.now(),
            email=typed["email"],
            language=typed["language"],
            production=document.production_id,
            client=document.client_id,
        )
        address = settings.PUBLIC_URL + reverse("accounts:guest", args=[lent.token])
    context = {
        "form": form,
        "document": document,
        "address": address,
        "typed": typed,
        "strips": document.current is not None and document.current.media_type in previews.DRAWN,
        "unlendable": document.current is not None and not may_leave(document.current),
    }
    return private(render(request, "documents/lend.html", context, status=400 if form.errors else 200))


def _end_of(day: object) -> datetime:
    """The last moment of that day, in the house's time zone."""
    midnight = datetime.combine(day, time.min) + timedelta(days=1)  # type: ignore[arg-type]  # a form's date
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def may_leave(version: Version) -> bool:
    """A photo that we cannot draw anew would carry its position along: its file is not lent."""
    return version.media_type in previews.DRAWN or not version.media_type.startswith(PICTURES)


def document_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    document = _lent(link)
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    if document is None or document.current is None:
        return render(request, "documents/lent_gone.html", {"link": link}, status=410)
    version = document.current
    number = request.GET.get("p", "1")
    last = min(version.pages or 1, MOST_PAGES)
    page = min(max(int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1, 1), last)
    context = {
        "link": link,
        "token": token,
        "document": document,
        "version": version,
        "size": written_size(version.size),
        "drawn": previews.has_preview(version.media_type) and not version.trouble,
        "why_not": why_no_preview(version),
        "may_download": may_leave(version),
        "acknowledged": link.receipts.filter(kind="acknowledged").exists(),
        "at_page": page,
        "last_page": last,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < last else None,
    }
    return render(request, "documents/lent.html", context)


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def lent_download(request: HttpRequest, token: str) -> HttpResponseBase:
    version = _version_behind(token)
    if not may_leave(version):
        raise Http404
    if version.media_type not in previews.DRAWN:
        return private(serving.download(version))
    try:
        path, ending = previews.picture_without_traces(version)
    except Troubled:
        raise Http404(_("This picture cannot be lent.")) from None
    media_type = {".jpg": "image/jpeg", ".webp": "image/webp"}.get(ending, "image/png")
    return private(serving.download_path(path, with_ending(version.name, ending), media_type))


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def lent_page(request: HttpRequest, token: str, page: int) -> HttpResponseBase:
    try:
        return private(serving.picture(previews.page_picture(_version_behind(token), page)))
    except (previews.NoPreview, Troubled):
        return private(serving.no_picture())


def _version_behind(token: str) -> Version:
    try:
        document = _lent(find(token, timezone.now()))
    except LinkRefused:
        raise Http404 from None
    if document is None or document.current is None:
        raise Http404
    return document.current


def _lent(link: GuestLink) -> Document | None:
    """The document that a link opens; none for a link to something else, or once it is in the trash."""
    if link.kind != KIND:
        return None
    found = Document.objects.filter(pk=link.object_id, trashed_at__isnull=True).select_related(
        "current", "production"
    )
    return found.first()
