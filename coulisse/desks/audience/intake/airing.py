"""What was on air around a batch of messages, read once, as the engine takes it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from coulisse.desks.audience.intake.models import RunningItem
from coulisse.engines.triage.on_air import Air, Item
from coulisse.engines.triage.on_air import Broadcast as EngineBroadcast
from coulisse.foundation.grid.models import Broadcast

NEAR: Final = timedelta(days=9)
"""Of every channel; of the house's own programmes, `OWN` back."""
OWN: Final = timedelta(days=60)
AHEAD: Final = timedelta(minutes=10)
MOST: Final = 6_000


class OnTheAir:
    """The broadcasts that a batch may speak of, with the rows that they stand for."""

    def __init__(self, moments: Sequence[datetime]) -> None:
        self.rows: dict[str, Broadcast] = {}
        found: list[EngineBroadcast] = []
        if moments:
            found = self._read(min(moments), max(moments))
        self.air = Air(found)

    def production_of(self, key: str) -> int | None:
        return self.rows[key].programme.production_id

    def _read(self, first: datetime, last: datetime) -> list[EngineBroadcast]:
        near = Q(starts_at__gte=first - NEAR)
        own = Q(starts_at__gte=first - OWN, programme__production__isnull=False)
        rows = (
            Broadcast.objects.filter(near | own, starts_at__lte=last + AHEAD)
            .exclude(state=Broadcast.State.CANCELLED)
            .select_related("programme", "channel", "episode")
            .order_by("-starts_at", "pk")[:MOST]
        )
        self.rows = {str(row.pk): row for row in rows}
        items: dict[int, list[RunningItem]] = {}
        for item in RunningItem.objects.filter(broadcast_id__in=[row.pk for row in self.rows.values()]):
            items.setdefault(item.broadcast_id, []).append(item)
        return [_engine(row, items.get(row.pk, ())) for row in self.rows.values()]


def _engine(row: Broadcast, items: Sequence[RunningItem]) -> EngineBroadcast:
    titles = row.programme.titles
    episode = row.episode.titles if row.episode else {}
    return EngineBroadcast(
        key=str(row.pk),
        channel=row.channel.name,
        programme=str(row.programme),
        titles=tuple(str(title) for title in titles.values()),
        start=row.starts_at,
        stop=row.ends_at,
        episode=str(episode.get("fr") or next(iter(episode.values()), "")),
        items=tuple(
            Item(max(0, int((item.starts_at - row.starts_at).total_seconds() // 60)), item.title) for item in items
        ),
    )
