"""By which ways the public reaches a production, and what each brought in the latest week that has anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Max, Q

from coulisse.desks.audience.facts.intake import CHANNELS
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.foundation.mailroom.models import Mailbox

WEEK: Final = timedelta(days=7)
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Way:
    """One channel: how many conversations the week brought, and when the last one came."""

    channel: str
    label: str
    icon: str
    count: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox as the page lists it."""

    pk: int
    name: str
    address: str
    is_active: bool
    is_whole_house: bool
    fetched_at: datetime | None
    has_trouble: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """`until` is the latest arrival; None where nothing has come yet."""

    until: datetime | None
    ways: tuple[Way, ...]
    boxes: tuple[Box, ...]
    unfiled: int

    @property
    def since(self) -> datetime | None:
        return self.until - WEEK if self.until is not None else None

    @property
    def total(self) -> int:
        return sum(way.count for way in self.ways)


ICONS: Final = {
    Channel.MAIL: "envelope-simple",
    Channel.FORM: "note-pencil",
    Channel.CALL: "phone",
    Channel.LETTER: "envelope-open",
    Channel.SOCIAL: "chats-circle",
    Channel.API: "plugs-connected",
}


def ways_in(production: int, *, sees_unfiled: bool) -> Ways:
    """Three queries, or four for whoever sees what belongs to no production."""
    of_production = Conversation.objects.filter(production=production)
    until = of_production.order_by("-received_at").values_list("received_at", flat=True).first()
    found: dict[str, tuple[int, datetime]] = {}
    if until is not None:
        week = of_production.filter(received_at__gt=until - WEEK, received_at__lte=until)
        rows = week.exclude(state=Conversation.State.SPAM).values_list("channel")
        counted = rows.annotate(count=Count("pk"), last=Max("received_at")).order_by()
        found = {channel: (count, last) for channel, count, last in counted}
    ways = tuple(
        Way(channel, str(CHANNELS[channel]), ICONS[Channel(channel)], *found.get(channel, (0, None)))
        for channel in Channel.values
    )
    return Ways(until, ways, _boxes(production), unfiled_count() if sees_unfiled else 0)


def _boxes(production: int) -> tuple[Box, ...]:
    rows = Mailbox.objects.filter(Q(production_id=production) | Q(production_id__isnull=True), desk="audience")
    return tuple(
        Box(
            row.pk,
            row.name,
            row.address,
            row.is_active,
            row.production_id is None,
            row.fetched_at,
            bool(row.error or row.send_error),
        )
        for row in rows
    )


def unfiled_count() -> int:
    """Open conversations of no production, up to a thousand."""
    waiting = Conversation.objects.filter(
        production__isnull=True, state__in=(Conversation.State.OPEN, Conversation.State.WAITING)
    )
    return waiting.order_by()[:MOST].count()
