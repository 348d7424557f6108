"""Showing a folded text to whoever asks for it, counted; asking a colleague to read it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.community.current import may
from coulisse.desks.community.facts.moderation import FoldedCommentShown
from coulisse.desks.community.moderation.models import Comment, CommentExposure, CommentReading
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

AGAIN: Final = timedelta(minutes=10)
"""Seen again within this time it is one look, not two."""


class NotFolded(Exception):
    """There is nothing to uncover."""


class NotAColleague(Exception):
    """This person may not read the comments of that production, or is the one who asks."""


class AskedAlready(Exception):
    """That colleague was asked and has not answered yet."""


class NotAsked(Exception):
    """The reading is somebody else's, or was answered before."""


def show(*, comment: Comment, by: User, at: datetime) -> str:
    """The folded text, for one person who asked for it, counted. Raises `NotFolded`."""
    if not comment.is_folded:
        raise NotFolded
    with transaction.atomic():
        seen = CommentExposure.objects.filter(comment=comment, person=by, at__gt=at - AGAIN, at__lte=at)
        if not seen.exists():
            CommentExposure.objects.create(comment=comment, person=by, at=at)
            client = comment.account.client_id
            announce(
                FoldedCommentShown(comment_id=comment.pk),
                by=by,
                at=at,
                about=comment,
                production=None if client else comment.production_id,
                client=client,
                desk=Desk.COMMUNITY,
                private=True,
            )
    return comment.text


def ask_to_read(*, comment: Comment, reader: User, by: User, at: datetime) -> CommentReading:
    """Raises `NotAColleague`, `AskedAlready`."""
    production = comment.production_id or comment.account.production_id
    if reader.pk == by.pk or not may(reader, "read", production=production, client=comment.account.client_id):
        raise NotAColleague(str(reader))
    with transaction.atomic():
        row, is_new = CommentReading.objects.get_or_create(
            comment=comment, reader=reader, answered_at=None, defaults={"asked_by": by, "asked_at": at}
        )
    if not is_new:
        raise AskedAlready(str(reader))
    return row


def answer_reading(*, reading: CommentReading, answer: str, by: User, at: datetime) -> CommentReading:
    """In neutral words, without quoting. Raises `NotAsked`."""
    with transaction.atomic():
        fresh = CommentReading.objects.select_for_update().get(pk=reading.pk)
        if fresh.reader_id != by.pk or fresh.answered_at is not None:
            raise NotAsked
        fresh.answered_at, fresh.answer = at, answer.strip()[:500]
        fresh.save(update_fields=["answered_at", "answer"])
    return fresh
