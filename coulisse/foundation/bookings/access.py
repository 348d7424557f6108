"""The only way to a booking."""

from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking


def access_booking(user: User, pk: int, *, to: str = "read") -> Booking:
    """A booking follows its production: who changes the production's common rooms changes its bookings."""
    booking = get_object_or_404(Booking.objects.select_related("unit", "production"), pk=pk)
    require(user, to, production=booking.production_id)
    return booking
