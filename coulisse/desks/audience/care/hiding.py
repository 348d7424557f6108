"""Taking the words of a folded conversation out of every place that lists, searches or explains them."""

from typing import Any, Final

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.searching import vector
from coulisse.foundation.search.actions import forget

PREVIEW: Final = 200
KIND: Final = "audience.conversation"


def hide(conversation: Conversation, gist: str) -> Conversation:
    """Write the row without subject, first words, or words that spoke for a kind; search finds the sender only.

    Call with a locked row, in a transaction.
    """
    written = conversation.write(
        {
            "is_folded": True,
            "gist": gist,
            "preview": "",
            "subject": "",
            "kinds": _without_words(conversation.kinds),
            "topics": _without_words(conversation.topics),
            "apart": _without_words(conversation.apart),
            "on_air_why": [],
        },
        read_version=conversation.version,
    )
    for message in written.messages.exclude(direction=Message.Direction.NOTE):
        _index(message, vector((message.sender, "B")))
    forget(KIND, [written.pk])
    return written


def bring_back(conversation: Conversation) -> Conversation:
    """Write the row with its subject and first words again, and let search find them."""
    first = conversation.messages.filter(direction=Message.Direction.IN).order_by("at", "id").first()
    written = conversation.write(
        {
            "is_folded": False,
            "gist": "",
            "preview": " ".join(first.new_text.split())[:PREVIEW] if first else "",
            "subject": first.subject if first else "",
        },
        read_version=conversation.version,
    )
    for message in written.messages.all():
        _index(message, vector((message.subject, "A"), (message.sender, "B"), (message.new_text, "D")))
    return written


def _without_words(proposals: list[Any]) -> list[Any]:
    return [{**one, "words": []} if isinstance(one, dict) and "words" in one else one for one in proposals]


def _index(message: Message, words: str) -> None:
    Message.objects.filter(pk=message.pk).update(words=Cast(Value(words), SearchVectorField()))
