"""Slots of the grid: which one a burst belongs to, what came after earlier ones, what to expect of the next."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.db.models import Count, Q
from django.db.models.functions import TruncHour

from coulisse.desks.audience.crisis.models import OnCall
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import BRUSSELS

EARLIER: Final = 8
"""Broadcasts that a burst is held against."""
BEFORE: Final = timedelta(minutes=30)
AFTER: Final = timedelta(hours=3)
HOURS: Final = 5
"""Hours from the beginning of a broadcast that are forecast."""
ENOUGH: Final = 3
"""Earlier broadcasts below which nothing is forecast."""
MOST_COMING: Final = 4


@dataclass(frozen=True, slots=True)
class Usually:
    """How many messages came in the same hours after earlier broadcasts."""

    counts: tuple[int, ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour from the beginning of a broadcast."""

    begins: datetime
    expected: float
    most: int


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody on call."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A coming broadcast: what to expect of it, and who is on call. No hours: not enough is known."""

    pk: int
    title: str
    starts_at: datetime
    ends_at: datetime
    channel: str
    hours: tuple[Hour, ...]
    compared_with: int
    on_call: tuple[Duty, ...]

    @property
    def total(self) -> int:
        return round(sum(hour.expected for hour in self.hours))

    @property
    def peak(self) -> Hour | None:
        return max(self.hours, key=lambda hour: hour.expected, default=None)


def slot_of(production: Production, began: datetime, peak: datetime, named: int | None) -> Broadcast | None:
    """The broadcast that a burst is about: the one that most messages speak of, else the one on air before."""
    found = Broadcast.objects.filter(programme__production=production).exclude(state=Broadcast.State.CANCELLED)
    if named is not None:
        spoken = found.filter(pk=named).first()
        if spoken is not None:
            return spoken
    near = found.filter(starts_at__lte=peak, ends_at__gt=began - AFTER, starts_at__gt=began - timedelta(days=1))
    return near.order_by("-starts_at").first()


def usually_after(slot: Broadcast, began: datetime, ended: datetime, *, topic: str = "") -> Usually:
    """The counts of the same hours after earlier broadcasts of the programme, first runs against first runs."""
    earlier = list(
        Broadcast.objects.filter(
            programme=slot.programme_id, starts_at__lt=slot.starts_at, is_repeat=slot.is_repeat
        )
        .exclude(state=Broadcast.State.CANCELLED)
        .order_by("-starts_at")[:EARLIER]
    )
    if not earlier:
        return Usually((), None)
    after, until = began - slot.starts_at, ended - slot.starts_at
    filters = {
        f"n{place}": Count(
            "pk", filter=Q(received_at__gte=one.starts_at + after, received_at__lt=one.starts_at + until)
        )
        for place, one in enumerate(earlier)
    }
    spans = Q()
    for one in earlier:
        spans |= Q(received_at__gte=one.starts_at + after, received_at__lt=one.starts_at + until)
    production = slot.programme.production_id
    found = Conversation.objects.filter(spans, production=production).exclude(state=Conversation.State.SPAM)
    if topic:
        found = found.filter(topic__code=topic)
    first = _first_at(production)
    counted = found.aggregate(**filters)
    counts = tuple(
        counted[f"n{place}"] for place, one in enumerate(earlier) if first is not None and one.starts_at >= first
    )
    return Usually(counts, float(median(counts)) if counts else None)


def coming(production: Production, after: datetime) -> tuple[Coming, ...]:
    """The next broadcasts with what to expect of each by hour, learned from the last ones. Five queries."""
    slots = list(
        Broadcast.objects.filter(programme__production=production, starts_at__gt=after)
        .exclude(state=Broadcast.State.CANCELLED)
        .select_related("programme", "channel")
        .order_by("starts_at", "pk")[:MOST_COMING]
    )
    if not slots:
        return ()
    earlier = _earlier(slots, after)
    hours = _by_hour(production, [one for rows in earlier.values() for one in rows])
    duties: dict[int, list[Duty]] = defaultdict(list)
    for row in OnCall.objects.filter(broadcast__in=slots).select_related("person").order_by("person__name"):
        duties[row.broadcast_id].append(Duty(row.pk, row.person.name))
    first = _first_at(production.pk)
    return tuple(_coming(slot, earlier, hours, duties, first) for slot in slots)


def _earlier(slots: Sequence[Broadcast], after: datetime) -> dict[tuple[int, bool], list[Broadcast]]:
    programmes = {slot.programme_id for slot in slots}
    rows = (
        Broadcast.objects.filter(programme__in=programmes, starts_at__lte=after)
        .exclude(state=Broadcast.State.CANCELLED)
        .order_by("-starts_at")[: EARLIER * 2 * len(programmes)]
    )
    found: dict[tuple[int, bool], list[Broadcast]] = defaultdict(list)
    for row in rows:
        group = found[row.programme_id, row.is_repeat]
        if len(group) < EARLIER:
            group.append(row)
    return found


def _by_hour(production: Production, slots: Sequence[Broadcast]) -> Mapping[datetime, int]:
    if not slots:
        return {}
    spans = Q()
    for one in slots:
        begins = _hour(one.starts_at)
        spans |= Q(received_at__gte=begins, received_at__lt=begins + timedelta(hours=HOURS))
    found = Conversation.objects.filter(spans, production=production).exclude(state=Conversation.State.SPAM)
    rows = found.annotate(hour=TruncHour("received_at", tzinfo=BRUSSELS)).order_by().values_list("hour")
    return dict(rows.annotate(count=Count("pk")))


def _coming(
    slot: Broadcast,
    earlier: Mapping[tuple[int, bool], Sequence[Broadcast]],
    hours: Mapping[datetime, int],
    duties: Mapping[int, Sequence[Duty]],
    first: datetime | None,
) -> Coming:
    known = [
        one
        for one in earlier.get((slot.programme_id, slot.is_repeat), ())
        if first is not None and one.starts_at >= first
    ]
    shown: list[Hour] = []
    if len(known) >= ENOUGH:
        for place in range(HOURS):
            shift = timedelta(hours=place)
            counts = [hours.get(_hour(one.starts_at) + shift, 0) for one in known]
            shown.append(Hour(_hour(slot.starts_at) + shift, float(median(counts)), max(counts)))
    return Coming(
        pk=slot.pk,
        title=str(slot.programme),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        channel=slot.channel.name,
        hours=tuple(shown),
        compared_with=len(known),
        on_call=tuple(duties.get(slot.pk, ())),
    )


def _hour(at: datetime) -> datetime:
    return at.astimezone(BRUSSELS).replace(minute=0, second=0, microsecond=0)


def _first_at(production: int | None) -> datetime | None:
    """Since when messages are kept here: what went on air before that has no count."""
    found = Conversation.objects.filter(production=production).order_by("received_at")
    return found.values_list("received_at", flat=True).first()
