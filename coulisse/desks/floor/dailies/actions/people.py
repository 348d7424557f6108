"""Who came, when, and when each one left."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.dailies.models import Presence
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.people.models import Contact

FIELDS = frozenset({"arrived_at", "left_at", "meal_minutes", "accompanied_by", "note"})


class LeavesBeforeArriving(Exception):
    """The hour of leaving is before the hour of arriving."""

    def __init__(self, arrived_at: datetime, left_at: datetime) -> None:
        super().__init__(arrived_at, left_at)
        self.arrived_at = arrived_at
        self.left_at = left_at


class NoSuchField(ValueError):
    """A value that a presence does not hold."""


def note_presence(*, day: Day, contact: Contact, values: dict[str, Any]) -> Presence:
    """Write what is known of somebody's day; what is not named stays. Raises LeavesBeforeArriving.

    An arrival that a telephone tells twice stays the first one told: pass the same hour again.
    """
    if not values.keys() <= FIELDS:
        raise NoSuchField(sorted(values.keys() - FIELDS))
    with transaction.atomic():
        shot = shooting_day(day)
        Presence.objects.get_or_create(day=shot, contact=contact)
        row = Presence.objects.select_for_update().get(day=shot, contact=contact)
        for name, value in values.items():
            setattr(row, name, value)
        if row.arrived_at and row.left_at and row.left_at < row.arrived_at:
            raise LeavesBeforeArriving(row.arrived_at, row.left_at)
        row.save(update_fields=list(values))
    return row
