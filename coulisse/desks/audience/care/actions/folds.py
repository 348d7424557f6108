"""Folding and unfolding by hand, showing a folded text, asking a colleague to read."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.audience.care.hiding import bring_back, hide
from coulisse.desks.audience.care.models import CareSettings, DayOff, Exposure, Fold, SecondReading
from coulisse.desks.audience.care.words import code_of
from coulisse.desks.audience.facts import care as facts
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

AGAIN: Final = timedelta(minutes=10)
"""Seen again within this time it is one look, not two: a page sent anew is no new harm."""


class ReasonMissing(Exception):
    """Folding and unfolding say why."""


class FoldedAlready(Exception):
    """It is as asked already."""


class NotFolded(Exception):
    """There is nothing to uncover."""


class NotAColleague(Exception):
    """This person may not read the public of that production, or is the one who asks."""


class AskedAlready(Exception):
    """That colleague was asked about this conversation and has not answered yet."""


class AnsweredAlready(Exception):
    """The request was answered before."""


def fold(*, conversation: Conversation, gist: str, reason: str, by: User, at: datetime) -> Conversation:
    """Hide the text from everybody who does not ask for it: in lists, in search, everywhere.

    Raises `ReasonMissing`, `FoldedAlready`.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if fresh.is_folded:
            raise FoldedAlready(fresh.reference)
        code = code_of(gist)
        written = hide(fresh, code)
        Fold.objects.create(
            conversation=written, is_folded=True, gist=code, reason=reason.strip()[:300], by=by, at=at
        )
        told = facts.ConversationFolded(
            conversation_id=written.pk, reference=written.reference, gist=code, reason=reason.strip()[:300]
        )
        _tell(told, written, by=by, at=at)
    return written


def unfold(*, conversation: Conversation, reason: str, by: User, at: datetime) -> Conversation:
    """Show the text again to everybody of the desk. Raises `ReasonMissing`, `NotFolded`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if not fresh.is_folded:
            raise NotFolded(fresh.reference)
        written = bring_back(fresh)
        Fold.objects.create(conversation=written, is_folded=False, reason=reason.strip()[:300], by=by, at=at)
        told = facts.ConversationUnfolded(
            conversation_id=written.pk, reference=written.reference, reason=reason.strip()[:300]
        )
        _tell(told, written, by=by, at=at)
    return written


def show(*, conversation: Conversation, by: User, at: datetime) -> list[Message]:
    """The hidden messages, for one person who asked for them, counted. Raises `NotFolded`."""
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if not fresh.is_folded:
            raise NotFolded(fresh.reference)
        seen = Exposure.objects.filter(conversation=fresh, person=by, at__gt=at - AGAIN, at__lte=at)
        if not seen.exists():
            Exposure.objects.create(conversation=fresh, person=by, at=at, gist=code_of(fresh.gist))
            told = facts.FoldedTextShown(conversation_id=fresh.pk, reference=fresh.reference)
            _tell(told, fresh, by=by, at=at, private=True)
        return list(
            fresh.messages.exclude(direction=Message.Direction.NOTE)
            .prefetch_related("attachments")
            .order_by("at", "id")
        )


def ask_to_read(
    *, conversation: Conversation, reader: User, how: str, note: str, by: User, at: datetime
) -> SecondReading:
    """Ask a colleague to read with one, or in one's place. Raises `NotAColleague`, `AskedAlready`."""
    may = reader.may("read", desk=Desk.AUDIENCE, production=conversation.production_id)
    if reader.pk == by.pk or not may:
        raise NotAColleague(str(reader))
    with transaction.atomic():
        row, is_new = SecondReading.objects.get_or_create(
            conversation=conversation,
            reader=reader,
            answered_at=None,
            defaults={"how": SecondReading.How(how), "asked_by": by, "asked_at": at, "note": note.strip()[:300]},
        )
        if not is_new:
            raise AskedAlready(str(reader))
        told = facts.SecondReadingAsked(reference=conversation.reference, reader=str(reader), how=row.how)
        _tell(told, conversation, by=by, at=at, private=True)
    return row


def answer_reading(
    *, reading: SecondReading, answer: str, is_declined: bool, by: User, at: datetime
) -> SecondReading:
    """Say in neutral words what a colleague should know, or decline without giving a reason.

    Raises `AnsweredAlready`, `NotAColleague`.
    """
    with transaction.atomic():
        fresh = SecondReading.objects.select_for_update().get(pk=reading.pk)
        if fresh.answered_at is not None:
            raise AnsweredAlready(fresh.pk)
        if fresh.reader_id != by.pk:
            raise NotAColleague(str(by))
        written = fresh.write(
            {"answered_at": at, "answer": answer.strip()[:500], "is_declined": is_declined},
            read_version=fresh.version,
        )
        told = facts.SecondReadingAnswered(
            reference=reading.conversation.reference, is_declined=written.is_declined
        )
        _tell(told, reading.conversation, by=by, at=at, private=True)
    return written


def set_most_a_week(*, most: int, by: User, at: datetime) -> CareSettings:
    """From how many folded texts in a week it is proposed to pass on."""
    with transaction.atomic():
        row, _made = CareSettings.objects.select_for_update().get_or_create(id=1)
        written = row.write({"most_a_week": most, "changed_at": at, "changed_by": by}, read_version=row.version)
        announce(facts.CareSettingsChanged(most=most), by=by, at=at, about=written, desk=Desk.AUDIENCE)
    return written


def say_days_off(*, first: date, last: date, by: User, at: datetime) -> DayOff:
    """Days on which no folded text is proposed to oneself."""
    with transaction.atomic():
        row, is_new = DayOff.objects.get_or_create(person=by, first=first, last=last)
        if is_new:
            told = facts.DaysOffSaid(first=first.isoformat(), last=last.isoformat())
            announce(told, by=by, at=at, desk=Desk.AUDIENCE, private=True)
    return row


def take_days_back(*, days: DayOff, by: User, at: datetime) -> None:
    with transaction.atomic():
        told = facts.DaysOffTakenBack(first=days.first.isoformat(), last=days.last.isoformat())
        days.delete()
        announce(told, by=by, at=at, desk=Desk.AUDIENCE, private=True)


def _tell(happened: Fact, about: Conversation, *, by: User, at: datetime, private: bool = False) -> None:
    announce(
        happened,
        by=by,
        at=at,
        about=about,
        production=about.production_id,
        desk=Desk.AUDIENCE,
        private=private,
    )
