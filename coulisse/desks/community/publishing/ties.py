"""What a publication may be tied to: broadcasts of the house's own programmes, and how far from one of them."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from coulisse.foundation.grid.models import Broadcast

BEHIND: Final = timedelta(days=2)
AHEAD: Final = timedelta(days=180)
FARTHEST: Final = 60 * 24 * 60
"""Minutes between a broadcast and what is tied to it: sixty days."""


def broadcasts_to_tie(*, productions: frozenset[int] | None, at: datetime) -> QuerySet[Broadcast]:
    """On the grid, not long past and not far off. `productions` None: of every production of the house."""
    rows = Broadcast.objects.filter(
        state=Broadcast.State.PLANNED,
        starts_at__range=(at - BEHIND, at + AHEAD),
        programme__production__isnull=False,
    )
    own = rows if productions is None else rows.filter(programme__production__in=productions)
    return own.select_related("programme", "channel").order_by("starts_at", "pk")


def minutes_after(broadcast: Broadcast, due_at: datetime) -> int:
    """From its start; negative: before it."""
    return round((due_at - broadcast.starts_at).total_seconds() / 60)
