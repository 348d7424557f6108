"""The only ways to a conversation and to what hangs on it."""

from typing import Final

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.intake.models import Archive, Attachment, Conversation, Family, Message, Topic
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk

SHOWN: Final = ("production", "writer", "mailbox", "family", "topic", "assigned_to", "broadcast__programme")
"""What a thread shows of its conversation's own row."""


def access_conversation(user: User, pk: int, *, to: str = "read") -> Conversation:
    """One conversation: the audience desk of its production, or of the house where it belongs to none."""
    found = get_object_or_404(Conversation.objects.select_related(*SHOWN), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_message(user: User, pk: int, *, to: str = "read") -> Message:
    found = get_object_or_404(Message.objects.select_related("conversation__production"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.conversation.production_id)
    return found


def access_attachment(user: User, pk: int) -> Attachment:
    found = get_object_or_404(Attachment.objects.select_related("message__conversation"), pk=pk)
    require(user, "read", desk=Desk.AUDIENCE, production=found.message.conversation.production_id)
    return found


def access_family(user: User, pk: int, *, to: str = "read") -> Family:
    found = get_object_or_404(Family.objects.select_related("production", "joined_to"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_archive(user: User, pk: int, *, to: str = "read") -> Archive:
    found = get_object_or_404(Archive.objects.select_related("production", "brought_by"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_topic(user: User, pk: int, *, to: str = "read") -> Topic:
    """Topics are the whole house's: its audience desk changes them."""
    found = get_object_or_404(Topic.objects.select_related("within"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE)
    return found


def visible_to(user: User) -> QuerySet[Conversation]:
    """The conversations of the productions within reach; those of no production for the house's own desk."""
    reached = user.scope().productions("read", desk=Desk.AUDIENCE)
    if reached is None:
        return Conversation.objects.all()
    return Conversation.objects.filter(Q(production_id__in=reached) & Q(production__isnull=False))
