"""What the writer says of the answer: one word, and the file open again where it did not help."""

from datetime import datetime, timedelta

from django.db import transaction

from coulisse.desks.audience.answers.heard import GOOD_FOR_DAYS
from coulisse.desks.audience.answers.models import Heard
from coulisse.desks.audience.facts.answers import AnswerHeard
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


class NotAnswered(Exception):
    """This file has no answer to judge, or not any more."""


class TooLate(Exception):
    """The question was asked too long ago."""


def say(*, conversation: int, helped: str, words: str, reopen: bool, at: datetime) -> Heard:
    """Keep the answer to the one question; a second one replaces the first. Raises `NotAnswered`, `TooLate`."""
    with transaction.atomic():
        row = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation).first()
        check(row, at)
        assert row is not None  # `check` refused it
        opened = reopen and row.state in (Conversation.State.ANSWERED, Conversation.State.CLOSED)
        if opened:
            row.state, row.is_new = Conversation.State.OPEN, True
            row.version += 1
            row.save(update_fields=["state", "is_new", "version"])
        said, _new = Heard.objects.update_or_create(
            conversation=row, defaults={"helped": helped, "words": words.strip(), "reopened": opened, "at": at}
        )
        told = AnswerHeard(conversation_id=row.pk, reference=row.reference, helped=helped, reopened=opened)
        announce(told, by=None, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
    return said


def check(row: Conversation | None, at: datetime) -> None:
    """Whether the question stands. Raises `NotAnswered`, `TooLate`."""
    if row is None or row.answered_at is None:
        raise NotAnswered
    if at - row.answered_at > timedelta(days=GOOD_FOR_DAYS):
        raise TooLate(row.pk)
