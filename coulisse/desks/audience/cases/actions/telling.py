"""Announcing for the desk: about a conversation, or about a case."""

from datetime import datetime

from coulisse.desks.audience.cases.models import Case
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact


def tell(happened: Fact, about: Conversation | Case, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=about, production=about.production_id, desk=Desk.AUDIENCE)
