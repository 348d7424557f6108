"""Taking, confirming, moving and releasing. The database itself refuses two confirmed bookings of one unit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.facts import (
    BookingConfirmed,
    BookingMoved,
    BookingReleased,
    OneBooking,
    OptionTaken,
    ReleaseUndone,
)
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

EXCLUSION = "confirmed_bookings_exclude_each_other"


class AlreadyBooked(Exception):
    """The unit is confirmed for somebody during these hours. Carries the bookings that stand in the way."""

    def __init__(self, unit: Unit, standing: list[Booking]) -> None:
        super().__init__(f"{unit} is taken")
        self.unit = unit
        self.standing = standing


class EndsBeforeItStarts(Exception):
    """The end is not after the start."""


class BookingIsReleased(Exception):
    """A released booking is neither confirmed nor moved: take it back first."""


def unit_for(row: models.Model, *, kind: Unit.Kind, name: str) -> Unit:
    """The unit that stands for an object of another room, made at its first booking."""
    unit, made = Unit.objects.get_or_create(
        subject=row._meta.label_lower, subject_id=row.pk, defaults={"kind": kind, "name": name}
    )
    if not made and unit.name != name:
        unit.name = name
        unit.save(update_fields=["name"])
    return unit


def named_item(name: str) -> Unit:
    """The unit of a numbered item that has no card of its own (« Ronin 2 n° 1 »)."""
    return Unit.objects.get_or_create(kind=Unit.Kind.ITEM, name=name.strip(), subject="")[0]


def take(
    *,
    unit: Unit,
    production: Production,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    at: datetime,
    confirmed: bool = False,
    purpose: str = "",
    source: str = "",
    source_id: int | None = None,
) -> Booking:
    """Take an option, or book at once. Raises AlreadyBooked, EndsBeforeItStarts."""
    booking = Booking(
        unit=unit,
        production=production,
        during=_stretch(starts_at, ends_at),
        state=Booking.State.CONFIRMED if confirmed else Booking.State.OPTION,
        purpose=purpose,
        source=source,
        source_id=source_id,
        made_by=by,
        made_at=at,
    )
    with _refusing(booking), transaction.atomic():
        _one_at_a_time(unit)
        booking.save()
        _announce(BookingConfirmed if confirmed else OptionTaken, booking, by=by, at=at)
    return booking


def confirm(booking: Booking, *, read_version: int, by: User, at: datetime) -> Booking:
    """An option becomes a booking. Raises AlreadyBooked, BookingIsReleased, StaleWrite."""
    return _write(booking, {"state": Booking.State.CONFIRMED}, BookingConfirmed, read_version, by=by, at=at)


def move(
    booking: Booking, *, starts_at: datetime, ends_at: datetime, read_version: int, by: User, at: datetime
) -> Booking:
    """Other hours. Raises AlreadyBooked, EndsBeforeItStarts, BookingIsReleased, StaleWrite."""
    during = _stretch(starts_at, ends_at)
    return _write(booking, {"during": during}, BookingMoved, read_version, by=by, at=at)


def release(booking: Booking, *, read_version: int, by: User, at: datetime) -> Booking:
    """The unit is free again. Raises BookingIsReleased, StaleWrite."""
    return _write(booking, {"state": Booking.State.RELEASED}, BookingReleased, read_version, by=by, at=at)


def take_back(booking: Booking, *, was: Booking.State, by: User, at: datetime) -> Booking:
    """Undo a release. Raises AlreadyBooked when the hours were confirmed for somebody else meanwhile."""
    with _refusing(booking), transaction.atomic():
        _one_at_a_time(booking.unit)
        written = booking.write({"state": was}, read_version=booking.version)
        _announce(ReleaseUndone, written, by=by, at=at)
    return written


def _write(
    booking: Booking,
    values: dict[str, object],
    fact: type[OneBooking],
    read_version: int,
    *,
    by: User,
    at: datetime,
) -> Booking:
    if booking.state == Booking.State.RELEASED:
        raise BookingIsReleased(booking.pk)
    wanted = Booking(unit=booking.unit, during=values.get("during", booking.during), pk=booking.pk)
    with _refusing(wanted), transaction.atomic():
        _one_at_a_time(booking.unit)
        written = booking.write(values, read_version=read_version)
        _announce(fact, written, by=by, at=at)
    return written


def _stretch(starts_at: datetime, ends_at: datetime) -> DateTimeTZRange:
    if ends_at <= starts_at:
        raise EndsBeforeItStarts(starts_at, ends_at)
    return DateTimeTZRange(starts_at, ends_at)


def _one_at_a_time(unit: Unit) -> None:
    """Hold the unit: two confirmations that meet in the exclusion constraint would wait for each other's end."""
    Unit.objects.select_for_update(no_key=True).only("pk").get(pk=unit.pk)


@contextmanager
def _refusing(wanted: Booking) -> Iterator[None]:
    """Turn the database's refusal into AlreadyBooked, with the bookings that stand in the way."""
    try:
        yield
    except IntegrityError as error:
        if EXCLUSION in str(error):
            raise AlreadyBooked(wanted.unit, standing_in_the_way(wanted)) from error
        raise


def standing_in_the_way(wanted: Booking) -> list[Booking]:
    """The confirmed bookings of the same unit that overlap."""
    rows = Booking.objects.filter(
        unit=wanted.unit, during__overlap=wanted.during, state=Booking.State.CONFIRMED
    ).select_related("production")
    return list(rows.exclude(pk=wanted.pk).order_by("during"))


def _announce(fact: type[OneBooking], booking: Booking, *, by: User | None, at: datetime) -> None:
    announce(
        fact(
            booking_id=booking.pk,
            unit_id=booking.unit_id,
            unit=booking.unit.name,
            starts_at=booking.during.lower.isoformat(),
            ends_at=booking.during.upper.isoformat(),
        ),
        by=by,
        at=at,
        about=booking,
        production=booking.production_id,
    )
