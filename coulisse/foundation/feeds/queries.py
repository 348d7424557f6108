"""What a feed shows: one's tasks with a date, the bookings and broadcasts of one's productions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coulisse.formats.ics import Event
from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking
from coulisse.foundation.feeds.models import Feed
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.tasks.queries import Wanted, listed
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import Never, Twice, in_brussels

BEFORE, AFTER = timedelta(days=60), timedelta(days=365)
LENGTH_OF_A_TASK: Final = timedelta(minutes=30)
MOST: Final = 2_000


def feeds_of(user: User) -> QuerySet[Feed]:
    return user.feeds.filter(revoked_at__isnull=True)


def events_of(user: User, at: datetime) -> tuple[Event, ...]:
    """The events of this person, in three queries."""
    return (*_tasks(user, at), *_bookings(user, at), *_broadcasts(user, at))


def _tasks(user: User, at: datetime) -> Iterator[Event]:
    due = listed(user, Wanted(whose="mine")).filter(due_on__gte=at.date() - BEFORE)
    for task in due.select_related("production")[:MOST]:
        if task.due_on is None:
            continue
        uid = f"task-{task.pk}@coulisse"
        where = task.production.title if task.production else ""
        if task.due_time is None:
            yield Event(
                uid, task.due_on, task.due_on + timedelta(days=1), task.title, all_day=True, description=where
            )
        else:
            start = in_brussels(task.due_on, task.due_time, twice=Twice.EARLIER, never=Never.SHIFT)
            yield Event(uid, start, start + LENGTH_OF_A_TASK, task.title, description=where)


def _bookings(user: User, at: datetime) -> Iterator[Event]:
    reached = user.scope().productions()
    rows = Booking.objects.filter(during__overlap=DateTimeTZRange(at - BEFORE, at + AFTER))
    rows = rows.exclude(state=Booking.State.RELEASED)
    if reached is not None:
        rows = rows.filter(production_id__in=reached)
    for row in rows.select_related("unit", "production").order_by("during")[:MOST]:
        is_option = row.state == Booking.State.OPTION
        yield Event(
            f"booking-{row.pk}@coulisse",
            row.during.lower,
            row.during.upper,
            f"{row.unit.name} ({_('option')})" if is_option else row.unit.name,
            description=" · ".join(part for part in (row.production.title, row.purpose) if part),
            status="TENTATIVE" if is_option else "CONFIRMED",
            sequence=row.version,
        )


def _broadcasts(user: User, at: datetime) -> Iterator[Event]:
    reached = user.scope().productions()
    rows = Broadcast.objects.filter(starts_at__gte=at - BEFORE, starts_at__lt=at + AFTER)
    rows = rows.filter(programme__production__isnull=False)
    if reached is not None:
        rows = rows.filter(programme__production_id__in=reached)
    for row in rows.select_related("programme", "channel").order_by("starts_at")[:MOST]:
        yield Event(
            f"broadcast-{row.pk}@coulisse",
            row.starts_at,
            row.ends_at,
            in_language(row.programme.titles, user.language),
            location=row.channel.name,
            status="CANCELLED" if row.state == Broadcast.State.CANCELLED else "CONFIRMED",
            sequence=row.version,
        )
