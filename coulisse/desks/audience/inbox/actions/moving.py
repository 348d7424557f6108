"""Saying that a conversation is about another production."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.facts.inbox import ConversationMoved
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


def move(
    *, conversation: Conversation, production: Production | None, read_version: int, by: User, at: datetime
) -> Conversation:
    """It belongs to `production` from now on; the slot of another programme is let go. Raises `StaleWrite`."""
    with transaction.atomic():
        values: dict[str, object] = {"production": production}
        slot = conversation.broadcast
        if slot is not None and slot.programme.production_id != (production.pk if production else None):
            values |= {"broadcast": None, "on_air_at": None, "on_air_why": []}
        moved = conversation.write(values, read_version=read_version)
        told = ConversationMoved(
            conversation_id=moved.pk, reference=moved.reference, production_id=moved.production_id
        )
        announce(told, by=by, at=at, about=moved, production=moved.production_id, desk=Desk.AUDIENCE)
    return moved
