"""From a day of a plan to the day as it is shot: the same production, unit and date, whatever the board."""

from typing import Any

from coulisse.desks.floor.dailies.models import ShootingDay
from coulisse.desks.floor.schedule.models import Day


def shooting_day(day: Day) -> ShootingDay:
    """The row that what happens hangs on, made at the first thing that does."""
    return ShootingDay.objects.get_or_create(production_id=day.board.production_id, unit=day.unit, date=day.date)[
        0
    ]


def locked_shooting_day(day: Day) -> ShootingDay:
    """The same, held until the end of the transaction."""
    return ShootingDay.objects.select_for_update().get(pk=shooting_day(day).pk)


def happened_on(day: Day) -> dict[str, Any]:
    """How the rows of that day are chosen."""
    return {"day__production": day.board.production_id, "day__unit": day.unit, "day__date": day.date}
