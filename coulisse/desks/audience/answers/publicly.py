"""Whether a conversation began in public, under a publication: it may be answered there."""

from typing import Final

from coulisse.desks.audience.intake.models import Channel, Conversation, Message

PUBLIC: Final = "community:"
"""How the key of a message begins that came from under a publication."""


def is_public(conversation: Conversation) -> bool:
    """It began under a publication of the house."""
    if conversation.channel != Channel.SOCIAL:
        return False
    return conversation.messages.filter(direction=Message.Direction.IN, key__startswith=PUBLIC).exists()
