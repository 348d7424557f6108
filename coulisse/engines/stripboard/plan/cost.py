"""The price of a plan, line by line; and two plans side by side.

It prices any order, one typed by hand as well as one proposed: nothing here asks whether the plan is allowed
(see flags). A scene id that the shoot doesn't know raises KeyError.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coulisse.engines.stripboard.plan.records import (
    Assignment,
    CostKind,
    CostLine,
    PlanDay,
    PlanScene,
    Shoot,
    Where,
)
from coulisse.engines.stripboard.plan.timeline import clock_of
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of cost in two plans; `what` is a role's id or nothing."""

    kind: CostKind
    what: str
    before_quantity: int
    after_quantity: int
    before_cents: int
    after_cents: int

    @property
    def cents(self) -> int:
        return self.after_cents - self.before_cents

    @property
    def amount(self) -> Money:
        """What the second plan costs more; negative when it costs less."""
        return Money(self.cents)


def price(shoot: Shoot, assignment: Assignment) -> tuple[CostLine, ...]:
    """Every line whose quantity isn't zero: roles first, in the order of the shoot, then the unit's own."""
    days = [[shoot.scene[one] for one in scenes] for scenes in assignment]
    return (*_roles(shoot, days), *_unit(shoot, days))


def total_cents(lines: Sequence[CostLine]) -> int:
    return sum(line.cents for line in lines)


def compare(before: Sequence[CostLine], after: Sequence[CostLine]) -> tuple[Difference, ...]:
    """Each line that stands in either, also where nothing changed; the order is that of the first, then new ones.

    >>> from coulisse.engines.stripboard.plan.records import CostKind, CostLine
    >>> one = CostLine(CostKind.HOLD_DAYS, "ADÈLE", 2, 59_000, ())
    >>> two = CostLine(CostKind.HOLD_DAYS, "ADÈLE", 4, 59_000, ())
    >>> [str(difference.amount) for difference in compare([one], [two])]
    ['1180.00 EUR']
    """
    old = {(line.kind, line.what): line for line in before}
    new = {(line.kind, line.what): line for line in after}
    return tuple(
        Difference(
            kind=kind,
            what=what,
            before_quantity=old[kind, what].quantity if (kind, what) in old else 0,
            after_quantity=new[kind, what].quantity if (kind, what) in new else 0,
            before_cents=old[kind, what].cents if (kind, what) in old else 0,
            after_cents=new[kind, what].cents if (kind, what) in new else 0,
        )
        for kind, what in dict.fromkeys([*old, *new])
    )


def minimised_kinds(shoot: Shoot) -> tuple[CostKind, ...]:
    """Which lines have a price, and are therefore what a proposal minimises."""
    weights = shoot.weights
    priced = {
        CostKind.ROLE_DAYS: any(role.day_rate_cents for role in shoot.roles),
        CostKind.HOLD_DAYS: any(role.day_rate_cents and role.hold_paid for role in shoot.roles),
        CostKind.SHOOTING_DAYS: weights.shooting_day,
        CostKind.MOVES: weights.move,
        CostKind.OVERNIGHT_MOVES: weights.overnight_move,
        CostKind.SWITCHES: weights.switch,
        CostKind.SET_CHANGES: weights.set_change,
        CostKind.OVERTIME: weights.overtime_minute,
    }
    return tuple(kind for kind, counts in priced.items() if counts)


def _roles(shoot: Shoot, days: Sequence[Sequence[PlanScene]]) -> Iterator[CostLine]:
    worked: dict[str, dict[int, int]] = defaultdict(dict)
    first_day_of_date = {at: day for day, at in reversed(list(enumerate(shoot.date_of_day)))}
    for day, scenes in enumerate(days):
        for scene in scenes:
            for name in scene.roles:
                worked[name].setdefault(shoot.date_of_day[day], day)
    for role in shoot.roles:
        dates = worked[role.id]
        if not dates:
            continue
        at = tuple(Where(day) for _, day in sorted(dates.items()))
        yield CostLine(CostKind.ROLE_DAYS, role.id, len(at), role.day_rate_cents, at)
        held = [date for date in range(min(dates), max(dates)) if date not in dates]
        if held:
            rate = role.day_rate_cents if role.hold_paid else 0
            idle = tuple(Where(first_day_of_date[date]) for date in held)
            yield CostLine(CostKind.HOLD_DAYS, role.id, len(held), rate, idle)


def _unit(shoot: Shoot, days: Sequence[Sequence[PlanScene]]) -> Iterator[CostLine]:
    weights = shoot.weights
    used = [day for day in shoot.days if days[day.index]]
    found: tuple[tuple[CostKind, int, list[Where]], ...] = (
        (CostKind.SHOOTING_DAYS, weights.shooting_day, [Where(day.index) for day in used]),
        (CostKind.MOVES, weights.move, list(_changes(days, _moves))),
        (CostKind.OVERNIGHT_MOVES, weights.overnight_move, list(_overnight(shoot, days))),
        (CostKind.SWITCHES, weights.switch, list(_changes(days, _switches))),
        (CostKind.SET_CHANGES, weights.set_change, list(_changes(days, _changes_set))),
        (CostKind.OVERTIME, weights.overtime_minute, list(_overtime(shoot, used, days))),
    )
    for kind, cents, at in found:
        if at:
            yield CostLine(kind, "", sum(where.quantity for where in at), cents, tuple(at))


def _moves(one: PlanScene, two: PlanScene) -> bool:
    return one.place != two.place


def _switches(one: PlanScene, two: PlanScene) -> bool:
    return one.is_night != two.is_night


def _changes_set(one: PlanScene, two: PlanScene) -> bool:
    return one.place == two.place and one.set != two.set


def _changes(
    days: Sequence[Sequence[PlanScene]], happens: Callable[[PlanScene, PlanScene], bool]
) -> Iterator[Where]:
    for day, scenes in enumerate(days):
        for one, two in pairwise(scenes):
            if happens(one, two):
                yield Where(day, one.id, two.id)


def _overnight(shoot: Shoot, days: Sequence[Sequence[PlanScene]]) -> Iterator[Where]:
    for unit in shoot.days_of_units:
        used = [day.index for day in unit if days[day.index]]
        for one, two in pairwise(used):
            last, first = days[one][-1], days[two][0]
            if last.place != first.place:
                yield Where(two, last.id, first.id)


def _overtime(shoot: Shoot, used: Sequence[PlanDay], days: Sequence[Sequence[PlanScene]]) -> Iterator[Where]:
    for day in used:
        over = clock_of(day, days[day.index], shoot.rules).work - day.normal_minutes
        if over > 0:
            yield Where(day.index, quantity=over)
