"""Reading the bookings: a week by unit, and what clashes in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """One booking as one reader may see it: of another production, only that the unit is taken."""

    pk: int
    version: int
    unit_id: int
    starts_at: datetime
    ends_at: datetime
    state: str
    production: str
    purpose: str
    is_mine: bool
    clashes: bool

    @property
    def is_option(self) -> bool:
        return self.state == Booking.State.OPTION

    def touches(self, day: date) -> bool:
        return self.starts_at.date() <= day and self.ends_at > _midnight(day)


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and its seven days."""

    unit_id: int
    kind: str
    name: str
    days: tuple[tuple[Stretch, ...], ...]

    @property
    def clashes(self) -> bool:
        return any(stretch.clashes for day in self.days for stretch in day)


@dataclass(frozen=True, slots=True)
class Week:
    """The week that begins on `monday`."""

    monday: date
    rows: tuple[Row, ...]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + timedelta(days=count) for count in range(WEEK))

    @property
    def clashes(self) -> int:
        return sum(row.clashes for row in self.rows)


def week_of(user: User, monday: date, *, kind: str = "", production: int | None = None, most: int = 200) -> Week:
    """The units taken that week, in three queries whatever their number."""
    between = DateTimeTZRange(_midnight(monday), _midnight(monday + timedelta(days=WEEK)))
    bookings = Booking.objects.filter(during__overlap=between).exclude(state=Booking.State.RELEASED)
    if kind:
        bookings = bookings.filter(unit__kind=kind)
    if production is not None:
        units = Booking.objects.filter(production_id=production, during__overlap=between).values("unit")
        bookings = bookings.filter(unit__in=units)
    rows = list(bookings.select_related("unit", "production").order_by("unit__kind", "unit__name", "during"))
    stretches = defaultdict(list)
    for stretch in stretches_of(user, rows):
        stretches[stretch.unit_id].append(stretch)
    units_in_order = {booking.unit_id: booking.unit for booking in rows}
    days = [monday + timedelta(days=count) for count in range(WEEK)]
    return Week(
        monday,
        tuple(
            Row(unit.pk, unit.kind, unit.name, tuple(_on(stretches[unit.pk], day) for day in days))
            for unit in list(units_in_order.values())[:most]
        ),
    )


def stretches_of(user: User, rows: Sequence[Booking]) -> list[Stretch]:
    """What this reader may see of these bookings, each with whether it overlaps another of its unit."""
    reached = user.scope().productions()
    overlapping = _overlapping(rows)
    return [
        Stretch(
            pk=row.pk,
            version=row.version,
            unit_id=row.unit_id,
            starts_at=to_brussels(row.during.lower),
            ends_at=to_brussels(row.during.upper),
            state=row.state,
            production=row.production.title if mine else "",
            purpose=row.purpose if mine else "",
            is_mine=mine,
            clashes=row.pk in overlapping,
        )
        for row in rows
        for mine in [reached is None or row.production_id in reached]
    ]


def _overlapping(rows: Sequence[Booking]) -> set[int]:
    """Those that overlap another one of the same unit. Sorted by start, only the running end matters."""
    found: set[int] = set()
    latest: dict[int, Booking] = {}
    for row in sorted(rows, key=lambda row: (row.unit_id, row.during.lower)):
        before = latest.get(row.unit_id)
        if before is not None and row.during.lower < before.during.upper:
            found |= {before.pk, row.pk}
        if before is None or row.during.upper > before.during.upper:
            latest[row.unit_id] = row
    return found


def _on(stretches: Sequence[Stretch], day: date) -> tuple[Stretch, ...]:
    return tuple(stretch for stretch in stretches if stretch.touches(day))


def _midnight(day: date) -> datetime:
    return in_brussels(day, time(0), twice=Twice.EARLIER, never=Never.SHIFT)


def units_matching(words: str, *, most: int = 20) -> list[Unit]:
    """The units whose name holds these words."""
    named = Q()
    for word in words.split():
        named &= Q(name__icontains=word)
    return list(Unit.objects.filter(named, archived_at__isnull=True)[:most])


def clashes_for(user: User, at: datetime, *, days: int = 14) -> int:
    """How many units of one's own productions are wanted twice in the coming days, in one query."""
    between = DateTimeTZRange(at, at + timedelta(days=days))
    rows = Booking.objects.filter(during__overlap=between).exclude(state=Booking.State.RELEASED)
    reached = user.scope().productions()
    if reached is not None:
        own = rows.filter(production_id__in=reached).values("unit")
        rows = rows.filter(unit__in=own)
    found = list(rows.only("unit_id", "during"))
    clashing = _overlapping(found)
    return len({row.unit_id for row in found if row.pk in clashing})
