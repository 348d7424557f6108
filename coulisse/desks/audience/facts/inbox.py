"""What the inbox announces: an act taken back, and a conversation that is about another production."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.inbox.restored", _("%(by)s took back an act on %(count)s conversations (%(references)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingTakenBack(Fact):
    """An act was undone."""

    count: int
    references: str
    """Their numbers, the first twelve."""


@fact("audience.inbox.moved", _("%(by)s moved %(reference)s to another production"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationMoved(Fact):
    """It is about another production, or about none."""

    conversation_id: int
    reference: str
    production_id: int | None
