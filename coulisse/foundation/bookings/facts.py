"""What bookings announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneBooking(Fact):
    """What every fact of this room tells: which stretch of which unit."""

    booking_id: int
    unit_id: int
    unit: str
    starts_at: str
    ends_at: str


@fact("foundation.bookings.option-taken", _("%(by)s took an option on %(unit)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OptionTaken(OneBooking):
    """A unit may be wanted."""


@fact("foundation.bookings.booking-confirmed", _("%(by)s confirmed the booking of %(unit)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingConfirmed(OneBooking):
    """A unit is taken: nobody else can confirm it for these hours."""


@fact("foundation.bookings.booking-moved", _("%(by)s moved the booking of %(unit)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMoved(OneBooking):
    """A booking has other hours."""


@fact("foundation.bookings.booking-released", _("%(by)s released %(unit)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingReleased(OneBooking):
    """A unit is free again."""


@fact("foundation.bookings.release-undone", _("%(by)s took the release of %(unit)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseUndone(OneBooking):
    """A released booking stands again, in the state that it had."""
