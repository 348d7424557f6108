"""One's own queue, and one submission before the eyes of a role."""

from collections.abc import Sequence
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.approving.access import access_shown
from coulisse.desks.community.approving.actions.deciding import (
    Missing,
    Objected,
    RightMissing,
    Voice,
    decide,
    missing_rights,
)
from coulisse.desks.community.approving.actions.revising import Over, look_again, publications_of
from coulisse.desks.community.approving.forms import DecisionForm
from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.approving.queries import pages as queries
from coulisse.desks.community.approving.queries.pages import ToDecide
from coulisse.desks.community.approving.words import NOT_CLEARED, OBJECTIONS
from coulisse.desks.community.current import on_production
from coulisse.desks.community.publishing.words import why
from coulisse.engines.approval import CLIENT, Objection
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:approving:decide"
QUEUE: Final = "community:approving:queue"


@door(SIGNED_IN)
@require_GET
def queue(request: SignedInRequest) -> HttpResponseBase:
    """« À valider »: what waits for whoever reads, over all productions and clients."""
    return _queue_of_colleague(request) if request.user.may("read") else _queue(request)


@on_production
def _queue_of_colleague(request: SignedInRequest, production: Production) -> HttpResponse:
    return _queue(request, production)


def _queue(request: SignedInRequest, production: Production | None = None) -> HttpResponse:
    context = {"production": production, "asked": queries.queue(request.user, at=timezone.now())}
    return render(request, "community/approving/queue.html", context)


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int, role: str) -> HttpResponse:
    """What a role answers for; the client's own person sees what a link shows, and has the client's role alone."""
    row = access_shown(request.user, pk, at=timezone.now())
    voice = Voice.of(request.user) if request.user.may("read") else Voice.of_client(request.user)
    if voice.is_guest and role != CLIENT:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid() and _decided(request, row, role, form, voice):
            return _after(voice, row, role, form.cleaned_data["verdict"])
    else:
        look_again(row, at=timezone.now())
    found = queries.to_decide(row, role, key=voice.key, joins=voice.joins, at=timezone.now())
    if found is None:
        raise Http404
    template, more = _shown_to(voice, row, found)
    context = {"found": found, "form": form, **more}
    return render(request, f"community/approving/{template}", context, status=422 if form.errors else 200)


def _after(voice: Voice, row: Submission, role: str, verdict: str) -> HttpResponse:
    """The next that waits, else what was decided."""
    assert voice.user is not None  # signed in
    following = queries.queue(voice.user, at=timezone.now())
    if following and verdict != "withdrawn":
        return redirect(HERE, following[0].pk, following[0].role)
    return redirect(HERE, row.pk, role) if voice.is_guest else redirect("community:approving:submission", row.pk)


def _shown_to(voice: Voice, row: Submission, found: ToDecide) -> tuple[str, dict[str, object]]:
    """The client's own person reads the log of guests, without what the team says to itself."""
    at = timezone.now()
    if voice.is_guest:
        return "client.html", {"log": queries.guest_log(row, at=at)}
    missing = missing_rights(publications_of(row), at=at) if found.is_asked else []
    return "decide.html", {"missing": lines_of(missing)}


def _decided(request: SignedInRequest, row: Submission, role: str, form: DecisionForm, voice: Voice) -> bool:
    read = form.cleaned_data
    try:
        decide(
            submission=row,
            role=role,
            verdict=read["verdict"],
            voice=voice,
            seal=read["seal"],
            in_the_name_of=read["in_the_name_of"],
            reason=read["reason"],
            note=read["note"],
            is_private=bool(read["note"]),
            at=timezone.now(),
        )
    except Objected as stopped:
        if stopped.objection is Objection.UNKNOWN_ROLE:
            raise Http404 from None
        form.add_error(None, str(OBJECTIONS[stopped.objection]))
    except RightMissing as stopped:
        form.add_error(None, str(NOT_CLEARED) if voice.is_guest else missing_words(stopped))
    except Over:
        refused(request, _("It is not under approval any more."))
        return True
    else:
        told = {
            "approved": _("Approved: %(title)s"),
            "refused": _("Sent back to its author: %(title)s"),
            "withdrawn": _("Taken back: %(title)s waits for you again"),
        }
        done(request, told[read["verdict"]] % {"title": row.title})
        return True
    return False


def missing_words(stopped: RightMissing) -> str:
    """Which publications, and which rights."""
    return f"{NOT_CLEARED} {' '.join(lines_of(stopped.missing))}"


def lines_of(missing: Sequence[Missing]) -> list[str]:
    """One line a publication that shows or plays what is not cleared."""
    return [
        f"{row.account}\u00a0: {' '.join(why(one.code) for one in reasons)}".strip() for row, reasons in missing
    ]
