"""Whose data, in which conversations: the hand-written list of numbers that every place of erasure works on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from coulisse.desks.audience.care.models import ThreatFile
from coulisse.desks.audience.cases.models import Recourse
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.relations.models import Writer, WriterAddress

LEGAL, THREAT = "legal_claim", "threat"
"""Why a conversation is kept: a recourse that is not decided (art. 17(3)(e)), evidence of a threat."""


@dataclass(frozen=True)
class Scope:
    """`conversations` are those to be emptied; `whole` says whether the person behind them goes too."""

    writers: tuple[int, ...]
    conversations: tuple[int, ...]
    whole: bool

    @cached_property
    def messages(self) -> tuple[int, ...]:
        return tuple(Message.objects.filter(conversation__in=self.conversations).values_list("pk", flat=True))

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """Names and addresses as they may stand in sentences elsewhere, the longest first."""
        names = Writer.objects.filter(pk__in=self.writers).exclude(name="").values_list("name", flat=True)
        addresses = WriterAddress.objects.filter(writer__in=self.writers).values_list("value", flat=True)
        return tuple(sorted({one for one in (*names, *addresses) if len(one) > 2}, key=len, reverse=True))


def cards_of(writer: Writer) -> tuple[int, ...]:
    """The card and every card that was merged into it, however deep."""
    found, fresh = {writer.pk}, {writer.pk}
    while fresh:
        fresh = set(Writer.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
        found |= fresh
    return tuple(sorted(found))


def held_back(conversations: Iterable[int]) -> dict[int, str]:
    """Which of these must stay as they are, and why."""
    keys = list(conversations)
    open_ones = ("announced", "filed")
    legal = Recourse.objects.filter(conversation__in=keys, state__in=open_ones).values_list(
        "conversation_id", flat=True
    )
    lawyer = Conversation.objects.filter(
        pk__in=keys, routed_to="legal", state__in=(Conversation.State.OPEN, Conversation.State.WAITING)
    ).values_list("pk", flat=True)
    threats = ThreatFile.objects.filter(conversation__in=keys).values_list("conversation_id", flat=True)
    return {**dict.fromkeys([*legal, *lawyer], LEGAL), **dict.fromkeys(threats, THREAT)}


def scope_of(writer: Writer) -> tuple[Scope, dict[int, str]]:
    """All of one person, and what of it is held back."""
    cards = cards_of(writer)
    keys = list(Conversation.objects.filter(writer__in=cards).order_by("pk").values_list("pk", flat=True))
    held = held_back(keys)
    return Scope(cards, tuple(pk for pk in keys if pk not in held), whole=not held), held
