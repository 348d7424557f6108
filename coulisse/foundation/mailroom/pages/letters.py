from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.mailroom import actions, queries
from coulisse.foundation.mailroom.access import access_letter
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(MEMBER)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    number, find = request.GET.get("page", "1"), request.GET.get("find", "").strip()[:100]
    trouble = request.GET.get("trouble") == "1"
    page = queries.list_letters(
        request.user,
        find=find,
        trouble=trouble,
        page=int(number) if number.isdecimal() and len(number) < 8 else 1,
    )
    context = {"page": page, "find": find, "trouble": trouble, "leave": queries.letters_leave()}
    context["may_manage"] = request.user.may("manage")
    return render(request, "mailroom/list.html", context)


@door(MEMBER)
@require_GET
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    access_letter(request.user, pk)
    context = {"letter": queries.one_letter(pk), "leave": queries.letters_leave()}
    return render(request, "mailroom/letter.html", context)


@door(MEMBER)
@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    try:
        count = actions.recall(letter=found, by=request.user, at=timezone.now())
    except actions.NothingLeftToRecall:
        refused(request, _("Nothing to recall: every message of this letter has left."))
    else:
        done(request, ngettext("%d message recalled.", "%d messages recalled.", count) % count)
    return redirect("mailroom:letter", pk=pk)


@door(MEMBER)
@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    return _sent_off(request, pk, lambda: actions.release(letter=found, by=request.user, at=timezone.now()))


@door(MEMBER)
@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that was refused."""
    found = access_letter(request.user, pk, to="change")
    return _sent_off(request, pk, lambda: actions.resend(letter=found, by=request.user, at=timezone.now()))


@door(MEMBER)
@require_POST
def resend_one(request: SignedInRequest, pk: int, recipient: int) -> HttpResponse:
    """One message, also one that may have arrived: the button says so."""
    found = access_letter(request.user, pk, to="change")
    return _sent_off(
        request,
        pk,
        lambda: actions.resend(
            letter=found, by=request.user, at=timezone.now(), recipient=recipient, even_unknown=True
        ),
    )


@door(MEMBER)
@require_POST
def recall_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that were posted together and have not left."""
    found = access_letter(request.user, pk, to="change")
    try:
        count = actions.recall_batch(letter=found, by=request.user, at=timezone.now())
    except actions.NothingLeftToRecall:
        refused(request, _("Nothing to recall: every one of these letters has left."))
    else:
        done(request, ngettext("%d message recalled.", "%d messages recalled.", count) % count)
    return redirect("mailroom:letter", pk=pk)


@door(MEMBER)
@require_POST
def pause_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    try:
        count = actions.pause_batch(letter=found, by=request.user, at=timezone.now())
    except actions.NothingToSend:
        refused(request, _("Nothing to hold back: none of these letters waits."))
    else:
        done(request, ngettext("%d message held back.", "%d messages held back.", count) % count)
    return redirect("mailroom:letter", pk=pk)


@door(MEMBER)
@require_POST
def resume_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    return _sent_off(request, pk, lambda: actions.resume_batch(letter=found, by=request.user, at=timezone.now()))


def _sent_off(request: SignedInRequest, pk: int, act: Callable[[], int]) -> HttpResponse:
    try:
        count = act()
    except actions.NothingToSend:
        refused(request, _("Nothing to send: no message of this letter was refused or held."))
    else:
        done(request, ngettext("%d message leaves now.", "%d messages leave now.", count) % count)
    return redirect("mailroom:letter", pk=pk)
