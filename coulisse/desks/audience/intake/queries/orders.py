"""The broadcasts of a production with their running orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.intake.models import Conversation, RunningItem
from coulisse.desks.audience.intake.running_order import OrderLine
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Broadcast

MOST: Final = 40
AHEAD: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Aired:
    """One broadcast: how many pieces are known, what people write about, how many conversations speak of it."""

    pk: int
    titles: Mapping[str, str]
    channel: str
    starts_at: datetime
    ends_at: datetime
    items: int
    causes: tuple[str, ...]


def broadcasts_of(production: int, *, until: datetime) -> tuple[Aired, ...]:
    """The latest of its programmes, newest first: up to the last arrival or now, whichever is later. Three
    queries."""
    last = (
        Conversation.objects.filter(production=production)
        .order_by("-received_at")
        .values_list("received_at", flat=True)
        .first()
    )
    end = max(until, last or until) + AHEAD
    known = (
        Broadcast.objects.filter(programme__production=production)
        .exclude(state=Broadcast.State.CANCELLED)
        .select_related("programme", "channel")
    )
    rows = list(known.filter(starts_at__lte=end).order_by("-starts_at", "-pk")[:MOST])
    rows = rows or list(known.order_by("starts_at", "pk")[:MOST])
    keys = [row.pk for row in rows]
    items = RunningItem.objects.filter(broadcast_id__in=keys)
    counts = dict(items.values_list("broadcast_id").annotate(many=Count("pk")).order_by())
    causes: dict[int, list[str]] = {}
    for broadcast, title in items.filter(Q(is_cause=True)).values_list("broadcast_id", "title"):
        causes.setdefault(broadcast, []).append(title)
    return tuple(
        Aired(
            row.pk,
            row.programme.titles,
            row.channel.name,
            row.starts_at,
            row.ends_at,
            counts.get(row.pk, 0),
            tuple(causes.get(row.pk, ())),
        )
        for row in rows
    )


def access_broadcast(user: User, pk: int, *, to: str = "read") -> Broadcast:
    """One broadcast of a production whose public this person looks after."""
    found = get_object_or_404(
        Broadcast.objects.select_related("programme__production", "channel"),
        pk=pk,
        programme__production__isnull=False,
    )
    require(user, to, desk=Desk.AUDIENCE, production=found.programme.production_id)
    return found


def lines_of(broadcast: Broadcast) -> list[OrderLine]:
    rows = RunningItem.objects.filter(broadcast=broadcast)
    return [OrderLine(row.starts_at, row.title, row.is_cause) for row in rows]
