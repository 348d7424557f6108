"""The box for ideas: what comes in, what is answered, what everybody may read."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.facts.meetings import IdeaAnswered
from coulisse.desks.audience.meetings.models import Idea
from coulisse.desks.audience.relations.actions import writer_for
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class NothingToShow(Exception):
    """An idea is shown with its answer; this one has none yet."""


def put_in(*, production: Production, text: str, language: str, name: str, email: str, at: datetime) -> Idea:
    """Somebody without an address stays without a card."""
    with transaction.atomic():
        writer = writer_for(name=name, email=email, language=language, at=at) if email else None
        return Idea.objects.create(production=production, text=text, language=language, writer=writer, at=at)


def answer(
    *, idea: Idea, state: str, text: str, is_shown: bool, read_version: int, by: User, at: datetime
) -> Idea:
    """Raises StaleWrite, NothingToShow."""
    if is_shown and not text.strip():
        raise NothingToShow(idea.pk)
    with transaction.atomic():
        shown_at = (idea.shown_at or at) if is_shown else None
        written = idea.write({"state": state, "answer": text, "shown_at": shown_at}, read_version=read_version)
        announce(IdeaAnswered(state=state), by=by, at=at, about=written, production=written.production_id)
    return written
