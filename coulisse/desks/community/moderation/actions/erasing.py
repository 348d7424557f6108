"""The end of keeping: what nobody needs any more goes, evidence and what it stands on stay."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from coulisse.desks.community.facts.moderation import CommentsErased
from coulisse.desks.community.moderation.models import Comment, CommentAuthor, CommentEvidence
from coulisse.desks.community.moderation.models.comments import WAITING
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

KEPT_FOR: Final = timedelta(days=400)
"""Thirteen months, so that two seasons of a programme can be compared."""
MOST: Final = 2_000


def erase_old(*, at: datetime) -> int:
    """Comments whose time is over, and authors of whom nothing is left. Evidence keeps its comment."""
    held = CommentEvidence.objects.filter(comment=OuterRef("pk"))
    old = Comment.objects.filter(arrived_at__lt=at - KEPT_FOR).exclude(state__in=WAITING).exclude(Exists(held))
    with transaction.atomic():
        pks = list(old.order_by("pk").values_list("pk", flat=True)[:MOST])
        Comment.objects.filter(pk__in=pks).delete()
        left = Comment.objects.filter(author=OuterRef("pk"))
        CommentAuthor.objects.exclude(Exists(left)).delete()
        if pks:
            announce(CommentsErased(count=len(pks)), by=None, at=at, desk=Desk.COMMUNITY)
    return len(pks)
