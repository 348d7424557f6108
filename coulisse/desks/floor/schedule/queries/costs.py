"""What a board costs, line by line. For those only who may read rates.

The people's days come from the day out of days, so that a plan is priced by what its paper shows: a role that its
contract releases between two stays isn't held. What the unit costs comes from the order of the strips.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, Terms
from coulisse.desks.floor.schedule.queries.presence import Attendance
from coulisse.desks.floor.schedule.queries.shoots import assignment_of, priced_shoot, weights_of
from coulisse.engines.daysout import Cell, Row
from coulisse.engines.stripboard.plan.cost import price
from coulisse.engines.stripboard.plan.records import CostKind, CostLine, Weights, Where
from coulisse.kernel.money import Money

OF_PEOPLE: Final = frozenset({CostKind.ROLE_DAYS, CostKind.HOLD_DAYS})


@dataclass(frozen=True, slots=True)
class CalledInVain:
    """A cancelled day: the roles that were called, and what they are owed. The rest of its cost is told apart."""

    day: int
    roles: tuple[str, ...]
    cents: int

    @property
    def amount(self) -> Money:
        return Money(self.cents)


def costs_of(
    arrangement: Arrangement, attendance: Attendance, weights: Weights | None = None
) -> tuple[CostLine, ...]:
    """Every line with a price: roles in order, worked then held; then the unit’s moves, switches and overtime.

    `weights` are other prices than those of the board itself, so that two boards are priced alike.
    """
    return (*_people(arrangement, attendance), *_unit(arrangement, weights or weights_of(arrangement.board)))


def called_in_vain(arrangement: Arrangement) -> tuple[CalledInVain, ...]:
    """The cancelled days that hold strips still: called and owed, and counted among the days of work."""
    return tuple(
        _in_vain(arrangement, day)
        for day in arrangement.shot_days
        if day.cancelled_at is not None and arrangement.scenes_of(day.pk)
    )


def _in_vain(arrangement: Arrangement, day: Day) -> CalledInVain:
    called = {role.pk: role for strip in arrangement.scenes_of(day.pk) for role in arrangement.roles_of(strip)}
    owed = sum(arrangement.terms.get(role, Terms()).rate_cents or 0 for role in called)
    return CalledInVain(arrangement.numbers[day.pk], tuple(role.name for role in called.values()), owed)


def _people(arrangement: Arrangement, attendance: Attendance) -> Iterator[CostLine]:
    shot = {day.date: index for index, day in reversed(list(enumerate(arrangement.shot_days)))}

    def line(kind: CostKind, row: Row, cells: Iterable[Cell]) -> Iterator[CostLine]:
        at = tuple(Where(shot[cell.day]) for cell in cells if cell.day in shot)
        rate = arrangement.terms.get(int(row.key), Terms()).rate_cents or 0
        if at:
            yield CostLine(kind, row.key, len(at), rate, at)

    for row in attendance.table.rows:
        yield from line(CostKind.ROLE_DAYS, row, (cell for cell in row.cells if cell.works))
        yield from line(CostKind.HOLD_DAYS, row, (cell for cell in row.cells if cell.held))


def _unit(arrangement: Arrangement, weights: Weights) -> tuple[CostLine, ...]:
    lines = price(priced_shoot(arrangement, weights), assignment_of(arrangement))
    return tuple(line for line in lines if line.kind not in OF_PEOPLE and line.unit_cents)
