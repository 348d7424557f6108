"""What is usual for a production, learned from its own history and kept in one row.

The night of an alarm is no part of what is usual. History is counted once and kept; it is counted again when the
messages have moved on by a day.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Min, Q
from django.db.models.functions import ExtractHour

from coulisse.desks.audience.crisis.models import Alarm, Usual
from coulisse.desks.audience.intake.models import Conversation
from coulisse.engines.bursts import Expectation, Observed
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import BRUSSELS

BACK: Final = timedelta(days=56)
STALE: Final = timedelta(days=1)
ENOUGH_DAYS: Final = 7.0
"""With less history than this, only a plain flood raises an alarm."""


def learned(production: Production, *, until: datetime, at: datetime) -> Usual:
    """The row of this production as it stood before `until`; counted when it is missing or old."""
    row = Usual.objects.filter(production=production).first()
    if row is not None and timedelta(0) <= until - row.until <= STALE:
        return row
    counts, days = _counted(production, until)
    row, _made = Usual.objects.update_or_create(
        production=production, defaults={"counts": counts, "days": days, "until": until, "learned_at": at}
    )
    return row


def _counted(production: Production, until: datetime) -> tuple[dict[str, dict[str, int]], float]:
    found = Conversation.objects.filter(
        production=production, received_at__gte=until - BACK, received_at__lt=until
    ).exclude(state=Conversation.State.SPAM)
    lost = timedelta(0)
    for began, ended in Alarm.objects.filter(
        production=production, ended_at__gt=until - BACK, began_at__lt=until
    ).values_list("began_at", "ended_at"):
        found = found.exclude(Q(received_at__gte=began) & Q(received_at__lt=ended))
        lost += min(ended, until) - max(began, until - BACK)
    first = found.aggregate(first=Min("received_at"))["first"]
    if first is None:
        return {}, 0.0
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = found.annotate(hour=ExtractHour("received_at", tzinfo=BRUSSELS)).order_by()
    for topic, hour, count in rows.values_list("topic__code", "hour").annotate(count=Count("pk")):
        counts[""][str(hour)] += count
        if topic:
            counts[topic][str(hour)] += count
    days = max((until - first - lost) / timedelta(days=1), 0.5)
    return {topic: dict(hours) for topic, hours in counts.items()}, round(days, 2)


def expectation(rows: Iterable[Usual], *, by_topic: bool) -> Expectation:
    """The rates of the house: of all messages of each production, or of each topic apart."""
    return Expectation(
        [
            Observed(str(row.pk), topic, hour, int(hours.get(str(hour), 0)), float(row.days))
            for row in rows
            if row.days
            for topic, hours in row.counts.items()
            if bool(topic) == by_topic
            for hour in range(24)
        ]
    )
