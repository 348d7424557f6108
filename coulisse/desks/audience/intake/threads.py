"""To which conversation a message belongs: by the identifiers of mail, or by a number in its subject."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.numbering import spoken_in

MOST: Final = 60
"""Identifiers that are looked up for one message: the newest and the first."""
LONGEST: Final = 250


def bracketed(identifier: str) -> str:
    """An identifier of mail as it is kept; empty for none, and for what no program would write.

    >>> bracketed("a@x.example"), bracketed(" <a@x.example> "), bracketed("")
    ('<a@x.example>', '<a@x.example>', '')
    """
    bare = "".join(sign for sign in identifier if sign.isprintable() and not sign.isspace()).strip("<>")
    return f"<{bare}>" if bare and len(bare) <= LONGEST - 2 else ""


def parents(incoming: Incoming) -> list[str]:
    """What it answers, the nearest first, each once."""
    references = incoming.references
    if len(references) > MOST:
        references = (references[0], *references[1 - MOST :])
    found = [bracketed(one) for one in (*incoming.in_reply_to.split()[:3], *reversed(references))]
    return [one for one in dict.fromkeys(found) if one]


def known_parents(identifiers: Iterable[str]) -> dict[str, int]:
    """The conversation of each identifier that the house has seen, in one query."""
    several = set(identifiers)
    if not several:
        return {}
    rows = Message.objects.filter(message_id__in=several).order_by("-pk")
    return dict(rows.values_list("message_id", "conversation_id"))


def by_number(incoming: Sequence[Incoming], writers: Sequence[int]) -> list[int | None]:
    """The conversation that a subject names by its number, only where its writer is the one who writes."""
    numbers = spoken_in(one.subject for one in incoming)
    asked = {number for number in numbers if number}
    if not asked:
        return [None] * len(incoming)
    rows = Conversation.objects.filter(reference__in=asked).values_list("reference", "pk", "writer_id")
    known: Mapping[str, tuple[int, int]] = {reference: (pk, writer) for reference, pk, writer in rows}
    found: list[int | None] = []
    for number, writer in zip(numbers, writers, strict=True):
        pk, owner = known.get(number, (None, 0))
        found.append(pk if pk is not None and owner == writer else None)
    return found
