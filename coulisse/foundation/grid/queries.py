"""Reading the grid: a day of every channel, one programme, who is on air at a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from coulisse.foundation.grid.models import Broadcast, Channel
from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

DAY_BEGINS = time(5)
"""A day of television begins at five in the morning."""


@dataclass(frozen=True, slots=True)
class OnAir:
    """One broadcast as a page shows it."""

    pk: int
    programme_id: int
    titles: dict[str, str]
    episode_titles: dict[str, str]
    category: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    is_repeat: bool
    production_id: int | None
    channel: str

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel's day."""

    code: str
    name: str
    broadcasts: tuple[OnAir, ...]


def day_of(day: date) -> tuple[Lane, ...]:
    """What every channel shows from five to five, in two queries."""
    begins = in_brussels(day, DAY_BEGINS)
    ends = in_brussels(day + timedelta(days=1), DAY_BEGINS)
    rows = Broadcast.objects.filter(starts_at__gte=begins, starts_at__lt=ends)
    shown = on_air(rows.order_by("starts_at", "pk"))
    channels = Channel.objects.filter(archived_at__isnull=True)
    return tuple(
        Lane(channel.code, channel.name, tuple(one for one in shown if one.channel == channel.code))
        for channel in channels
    )


def next_day_on_air(day: date) -> date | None:
    """The first day from `day` on that has a broadcast; None when the grid ends before."""
    begins = in_brussels(day, DAY_BEGINS)
    start = (
        Broadcast.objects.filter(starts_at__gte=begins).order_by("starts_at").values_list("starts_at", flat=True)
    )
    first = start.first()
    return to_brussels(first).date() if first else None


def on_air(rows: QuerySet[Broadcast]) -> list[OnAir]:
    """View records of these broadcasts, in one query."""
    return [_shown(row) for row in rows.select_related("programme", "episode", "channel")]


def at_minute(moment: datetime) -> list[OnAir]:
    """What is on air at that minute, on every channel."""
    rows = Broadcast.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment, starts_at__gt=moment - timedelta(days=1)
    )
    return on_air(rows.exclude(state=Broadcast.State.CANCELLED).order_by("channel__code"))


def coming_up(programme_id: int, since: date, *, most: int = 60) -> Sequence[OnAir]:
    """The broadcasts of a programme from a day on."""
    begins = in_brussels(since, time(0), twice=Twice.EARLIER, never=Never.SHIFT)
    rows = Broadcast.objects.filter(programme_id=programme_id, starts_at__gte=begins)
    return on_air(rows.order_by("starts_at", "pk")[:most])


def next_of_productions(productions: frozenset[int] | None, at: datetime, *, most: int = 3) -> list[OnAir]:
    """The next broadcasts of these productions' programmes (None: of any of the house's), within two weeks."""
    rows = Broadcast.objects.filter(
        ends_at__gt=at, starts_at__lt=at + timedelta(days=14), state=Broadcast.State.PLANNED
    )
    if productions is None:
        rows = rows.filter(programme__production__isnull=False)
    else:
        rows = rows.filter(programme__production_id__in=productions)
    return on_air(rows.order_by("starts_at", "pk")[:most])


def _shown(row: Broadcast) -> OnAir:
    episode: dict[str, Any] = row.episode.titles if row.episode else {}
    return OnAir(
        pk=row.pk,
        programme_id=row.programme_id,
        titles=row.programme.titles,
        episode_titles=episode,
        category=row.programme.category,
        starts_at=to_brussels(row.starts_at),
        ends_at=to_brussels(row.ends_at),
        is_cancelled=row.state == Broadcast.State.CANCELLED,
        is_repeat=row.is_repeat,
        production_id=row.programme.production_id,
        channel=row.channel.code,
    )
