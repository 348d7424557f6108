"""Approval without an account: a link opens the publications of one submission or one of them, nothing else."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.approving.access import lent_seat, seat_behind
from coulisse.desks.community.approving.actions.deciding import Objected, RightMissing, Voice, advise, decide
from coulisse.desks.community.approving.actions.revising import Over, look_again
from coulisse.desks.community.approving.forms import AdviceForm, DecisionForm
from coulisse.desks.community.approving.models import GuestSeat
from coulisse.desks.community.approving.pictures import picture_of
from coulisse.desks.community.approving.queries import pages as queries
from coulisse.desks.community.approving.words import NOT_CLEARED, OBJECTIONS
from coulisse.foundation.accounts.limits import GUEST_LINKS, Limit, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused

PICTURES: Final = Limit("approval-pictures", amount=300, seconds=60)
"""A campaign has many more pictures than pages."""


def approval_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    seat = seat_behind(link)
    if seat is None:
        return render(request, "community/approving/guest_gone.html", {"link": link}, status=410)
    look_again(seat.submission, at=timezone.now())
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    if seat.publication_id is not None:
        return _advice(request, link, seat, token, AdviceForm())
    return _page(request, link, seat, token, DecisionForm())


def _page(
    request: HttpRequest, link: GuestLink, seat: GuestSeat, token: str, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    found = queries.to_decide(seat.submission, seat.role, key=seat.key, at=at)
    if found is None:
        return render(request, "community/approving/guest_gone.html", {"link": link}, status=410)
    context = {
        "link": link,
        "token": token,
        "seat": seat,
        "found": found,
        "form": form,
        "log": queries.guest_log(seat.submission, at=at),
    }
    return render(request, "community/approving/guest.html", context, status=status)


def _advice(
    request: HttpRequest, link: GuestLink, seat: GuestSeat, token: str, form: AdviceForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "link": link,
        "token": token,
        "seat": seat,
        "publications": queries.for_adviser(seat),
        "own": seat.submission.remarks.filter(guest=seat),
        "form": form,
    }
    return render(request, "community/approving/guest_advice.html", context, status=status)


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Approved, refused with what has to change, or taken back."""
    at = timezone.now()
    link, seat = lent_seat(token, at)
    with translation.override(chosen_language(request) or link.language):
        if seat.publication_id is not None:
            return private(redirect("accounts:guest", token=token))
        form = DecisionForm(request.POST)
        if not (form.is_valid() and _decided(request, link, seat, form)):
            return private(_page(request, link, seat, token, form, status=422))
    return private(redirect("accounts:guest", token=token))


def _decided(request: HttpRequest, link: GuestLink, seat: GuestSeat, form: DecisionForm) -> bool:
    read = form.cleaned_data
    try:
        decide(
            submission=seat.submission,
            role=seat.role,
            verdict=read["verdict"],
            voice=Voice.of_guest(seat, link),
            seal=read["seal"],
            reason=read["reason"],
            note=read["note"],
            at=timezone.now(),
        )
    except Objected as stopped:
        form.add_error(None, str(OBJECTIONS[stopped.objection]))
    except RightMissing:
        form.add_error(None, str(NOT_CLEARED))
    except Over:
        refused(request, _("It is not under approval any more."))
        return True
    else:
        told = {
            "approved": _("Approved, thank you"),
            "refused": _("Noted: it goes back to its author with your words"),
            "withdrawn": _("Taken back: it waits for you again"),
        }
        done(request, told[read["verdict"]])
        return True
    return False


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def advice(request: HttpRequest, token: str) -> HttpResponse:
    """An expert's word on the one publication that the link opens."""
    at = timezone.now()
    link, seat = lent_seat(token, at)
    with translation.override(chosen_language(request) or link.language):
        if seat.publication_id is None:
            return private(redirect("accounts:guest", token=token))
        form = AdviceForm(request.POST)
        if not form.is_valid():
            return private(_advice(request, link, seat, token, form, status=422))
        try:
            advise(seat=seat, text=form.cleaned_data["text"], at=at)
        except Over:
            refused(request, _("It is not under approval any more."))
        else:
            done(request, _("Thank you: the team reads your advice"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(PICTURES)
@require_GET
def picture(request: HttpRequest, token: str, version: int) -> HttpResponseBase:
    """A picture of what the link opens, drawn by us, without its traces."""
    _link, seat = lent_seat(token, timezone.now())
    return private(picture_of(seat.submission, version, only=seat.publication_id))
