"""What goes out: the letters, the links, the receipts; and the version that people hold, to read offline."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.callsheets.access import access_call_sheet, access_delivery, access_revision
from coulisse.desks.floor.callsheets.actions import sending
from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.forms import AddressForm
from coulisse.desks.floor.callsheets.models import CallSheet, Revision
from coulisse.desks.floor.callsheets.queries.receipts import receipts_of
from coulisse.desks.floor.callsheets.queries.sheets import latest_sent
from coulisse.desks.floor.callsheets.queries.view import read_by
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents import serving
from coulisse.foundation.mailroom.actions import BadAddress
from coulisse.foundation.people.models import Contact
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.call_sheet import change_lines


@door(MEMBER)
@require_GET
def receipts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who received which version."""
    revision = access_revision(request.user, pk)
    return render(request, "floor/callsheets/receipts.html", _receipts(request, revision))


def _receipts(request: SignedInRequest, revision: Revision, **more: Any) -> dict[str, Any]:
    sheet, paper = revision.sheet, sheet_of(revision.content)
    changes = paper.revision.changes if paper.revision else ()
    newer = sheet.revisions.filter(number__gt=revision.number).order_by("-number").first()
    return {
        "revision": revision,
        "sheet": sheet,
        "production": sheet.production,
        "paper": paper,
        "changes": change_lines(changes, (get_language() or "fr")[:2]),
        "newer": newer,
        "to_be_told": Contact.objects.filter(pk__in=revision.touched).count(),
        "receipts": receipts_of(revision, at=timezone.now()),
        "may_change": request.user.may("change", desk=Desk.FLOOR, production=sheet.production_id),
        **more,
    }


@door(MEMBER)
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    revision = access_revision(request.user, pk, to="change")
    try:
        told = sending.send(revision=revision, by=request.user, at=timezone.now())
    except sending.SentAlready:
        refused(request, _("This version was sent already: send it again to those who have not answered."))
    except sending.Replaced:
        refused(request, _("A newer version was validated: send that one."))
    else:
        sentence = ngettext("Sent to %(count)s person", "Sent to %(count)s people", len(told))
        done(request, sentence % {"count": len(told)})
    return redirect("floor:callsheets:receipts", pk=pk)


@door(MEMBER)
@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write again to those who have not answered."""
    revision = access_revision(request.user, pk, to="change")
    try:
        count = sending.remind(revision=revision, by=request.user, at=timezone.now())
    except sending.CannotBeReached:
        refused(request, _("Nobody can be reminded by mail: whoever is left has no address, or one that bounced."))
    else:
        sentence = ngettext("Sent again to %(count)s person", "Sent again to %(count)s people", count)
        done(request, sentence % {"count": count})
    return redirect("floor:callsheets:receipts", pk=pk)


@door(MEMBER)
@require_POST
def share(request: SignedInRequest, pk: int) -> HttpResponse:
    """A fresh link with its message; shown this once, and never kept by the browser."""
    delivery = access_delivery(request.user, pk, to="change")
    shared = sending.share(delivery=delivery, by=request.user, at=timezone.now())
    context = {
        "shared": shared,
        "delivery": delivery,
        "revision": delivery.revision,
        "sheet": delivery.revision.sheet,
    }
    return private(render(request, "floor/callsheets/share.html", context))


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery = access_delivery(request.user, pk, to="change")
    count = sending.take_links_back(delivery=delivery, by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s link of %(name)s taken back", "%(count)s links of %(name)s taken back", count)
    done(request, sentence % {"count": count, "name": delivery.name})
    return redirect("floor:callsheets:receipts", pk=delivery.revision_id)


@door(MEMBER)
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody answered on the telephone."""
    delivery = access_delivery(request.user, pk, to="change")
    sending.acknowledge(delivery=delivery, link=None, at=timezone.now())
    done(request, _("Receipt of %(name)s noted") % {"name": delivery.name})
    return redirect("floor:callsheets:receipts", pk=delivery.revision_id)


@door(MEMBER)
@require_POST
def mend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another address, after a bounce."""
    delivery = access_delivery(request.user, pk, to="change")
    form = AddressForm(request.POST)
    try:
        if not form.is_valid():
            raise BadAddress(request.POST.get("email", ""))
        sending.mend_address(
            delivery=delivery, email=form.cleaned_data["email"], by=request.user, at=timezone.now()
        )
    except BadAddress as bad:
        said = {"address": bad.address, "name": delivery.name}
        refused(request, _("Address refused: “%(address)s”. Write the one of %(name)s whole.") % said)
    else:
        done(request, _("Sent to %(name)s") % {"name": delivery.name})
    return redirect("floor:callsheets:receipts", pk=delivery.revision_id)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, language: str) -> HttpResponseBase:
    """The paper of a version, as it was kept among the documents."""
    revision = access_revision(request.user, pk)
    print_ = revision.prints.filter(language=language).select_related("version").first()
    if print_ is None:
        raise Http404
    return serving.download(print_.version)


@door(MEMBER)
@require_GET
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """The version that people hold, as on their telephones: kept for reading without network."""
    sheet: CallSheet = access_call_sheet(request.user, pk)
    revision = latest_sent(sheet) or sheet.revisions.order_by("-number").first()
    if revision is None:
        raise Http404
    own = Contact.objects.filter(email_keys__contains=[request.user.email.lower()]).first()
    at, language = timezone.now(), (get_language() or "fr")[:2]
    context = {
        "page": read_by(
            revision, person=own.pk if own else None, name=request.user.name, at=at, language=language
        ),
        "revision": revision,
        "sheet": sheet,
        "delivery": None,
        "pdf": "",
    }
    response = render(request, "floor/callsheets/read.html", context)
    response.headers["X-Coulisse-Offline"] = "keep"  # the service worker looks for it
    return response
