"""Handing comments to the audience desk, and taking back what it answered."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from coulisse.desks.community.facts.moderation import CommentsHandedOver
from coulisse.desks.community.moderation.actions.deciding import (
    KIND,
    STATE,
    NothingChanges,
    locked,
    log,
    save,
    see,
)
from coulisse.desks.community.moderation.models import Comment, CommentTransfer, PublicAnswer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

MAY_GO = (STATE.OPEN, STATE.REVIEW, STATE.KEPT)


def hand_over(*, comments: Iterable[int], note: str, by: User, at: datetime) -> int:
    """The audience desk answers these from here on; how many went. What was answered here stays here.

    Raises `NothingChanges`.
    """
    with transaction.atomic():
        rows = [row for row in locked(sorted(set(comments))) if row.state in MAY_GO]
        written = PublicAnswer.objects.filter(comment__in=rows).exclude(address="")
        answered = set(written.values_list("comment_id", flat=True))
        rows = [row for row in rows if row.pk not in answered]
        if not rows:
            raise NothingChanges
        said = " ".join(note.split())[:300]
        CommentTransfer.objects.bulk_create(
            (CommentTransfer(comment=row, by=by, at=at, note=said) for row in rows), ignore_conflicts=True
        )
        for row in rows:
            row.state = STATE.TRANSFERRED
            row.acted_at, row.acted_by = row.acted_at or at, row.acted_by or by
            see(row, by, at)
        save(rows)
        log(rows, KIND.MOVED, note=said, by=by, at=at)
        owners: dict[tuple[int | None, int | None], list[Comment]] = {}
        for row in rows:
            client = row.account.client_id
            owners.setdefault((None if client else row.production_id, client), []).append(row)
        for (production, client), some in owners.items():
            fact = CommentsHandedOver(comment_ids=tuple(row.pk for row in some), count=len(some))
            announce(fact, by=by, at=at, production=production, client=client, desk=Desk.COMMUNITY)
    return len(rows)


def note_case(*, comment: int, conversation_id: int, reference: str) -> None:
    """Under which number the audience desk has it. The same again changes nothing."""
    CommentTransfer.objects.filter(comment=comment, conversation_id=None).update(
        conversation_id=conversation_id, reference=reference[:40]
    )


def take_answer_back(*, conversation_id: int, text: str, at: datetime) -> int:
    """What the audience desk answered is proposed for the public; how many comments wait for a person with it."""
    said = text.strip()
    if not said:
        return 0
    with transaction.atomic():
        rows = list(
            CommentTransfer.objects.select_for_update(of=("self",))
            .select_related("comment")
            .filter(conversation_id=conversation_id)
        )
        fresh = [row for row in rows if row.answer != said]
        for row in fresh:
            row.answer, row.answered_at = said, at
        CommentTransfer.objects.bulk_update(fresh, ["answer", "answered_at"])
        log([row.comment for row in fresh], KIND.BACK, by=None, at=at)
    return len(fresh)


def withdraw_answer(*, conversation_id: int) -> int:
    """The audience desk took its answer back before it left: nothing is proposed any more."""
    return CommentTransfer.objects.filter(conversation_id=conversation_id).update(answer="", answered_at=None)
