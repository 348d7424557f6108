"""What the papers of *La Drache* print, role by role: the figures that screens, tables and papers must repeat."""

from datetime import date
from typing import Final

from coulisse.desks.floor.schedule.models import ElementEvent
from coulisse.house.sample.floor import plan
from tests.desks.floor.la_drache import Drache

PRINTED: Final = {
    1: (28, 4),
    2: (19, 13),
    3: (3, 3),
    4: (7, 4),
    5: (6, 5),
    6: (5, 0),
    7: (5, 1),
    8: (7, 4),
    9: (3, 0),
    10: (5, 0),
    11: (4, 0),
    12: (3, 4),
}
"""Days of work and on hold in v9, by the number of the role."""


def events(drache: Drache) -> None:
    """The travels and fittings of the film."""
    ElementEvent.objects.bulk_create(
        ElementEvent(
            element=drache.roles[number],
            kind=kind,
            starts_on=date.fromisoformat(day),
            ends_on=date.fromisoformat(day),
        )
        for number, kind, day in plan.EVENTS
    )
