"""The only ways to a wording, a decision, a seat, an answer and an answer to many."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.answers.models import (
    Answer,
    BulkAnswer,
    Decision,
    HouseWord,
    Seat,
    SeatHolder,
    Wording,
    WordingVersion,
)
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.mailroom.models import Mailbox


def _reach(user: User, production: int | None, to: str) -> None:
    """What is of the whole house is read by every reader of the desk, and changed by roles on the whole house."""
    seen = user.may("read", desk=Desk.AUDIENCE, production=production)
    if production is None:
        seen = user.may("read", desk=Desk.AUDIENCE, anywhere=True)
        if to == "read" and seen:
            return
    require(user, to, desk=Desk.AUDIENCE, production=production, seen=seen)


def access_wording(user: User, pk: int, *, to: str = "read") -> Wording:
    """A wording of a production, or of the house."""
    found = get_object_or_404(Wording.objects.select_related("production", "family", "superseded_by"), pk=pk)
    _reach(user, found.production_id, to)
    return found


def access_version(user: User, pk: int, *, to: str = "read") -> WordingVersion:
    found = get_object_or_404(WordingVersion.objects.select_related("wording__production"), pk=pk)
    _reach(user, found.wording.production_id, to)
    return found


def access_decision(user: User, pk: int) -> Decision:
    """A decision that this person may take: whoever holds the seat, with a role that only reads too."""
    rows = Decision.objects.select_related("version__wording__production", "seat")
    found = get_object_or_404(rows, pk=pk)
    _reach(user, found.version.wording.production_id, "read")
    if not SeatHolder.objects.filter(seat=found.seat_id, person=user).exists():
        raise PermissionDenied
    return found


def access_seat(user: User, pk: int) -> Seat:
    """A seat, for whoever says who sits there: who manages the desk."""
    found = get_object_or_404(Seat.objects.select_related("production"), pk=pk)
    _reach(user, found.production_id, "manage")
    return found


def access_bulk(user: User, pk: int, *, to: str = "read") -> BulkAnswer:
    rows = BulkAnswer.objects.select_related("production", "family", "wording__wording", "prepared_by")
    found = get_object_or_404(rows, pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_answer(user: User, pk: int) -> Answer:
    """An answer that may be taken back."""
    found = get_object_or_404(Answer.objects.select_related("conversation"), pk=pk)
    require(user, "change", desk=Desk.AUDIENCE, production=found.conversation.production_id)
    return found


def access_box(user: User, pk: int, production: int | None, *, to: str = "read") -> Mailbox:
    """A mailbox of the desk that a production is written to by; without a production, for all of the house."""
    _reach(user, production, to)
    found = Mailbox.objects.filter(desk=Desk.AUDIENCE).filter(
        Q(production_id=production) | Q(production_id__isnull=True)
    )
    return get_object_or_404(found, pk=pk)


def access_word(user: User, pk: int) -> HouseWord:
    """A word of the house: whoever answers the public anywhere takes it out again."""
    if not user.may("change", desk=Desk.AUDIENCE, anywhere=True):
        raise Http404
    return get_object_or_404(HouseWord, pk=pk)
