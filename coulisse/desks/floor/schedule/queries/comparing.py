"""Two boards side by side: what moved, which days differ, who works otherwise, and what that costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement
from coulisse.desks.floor.schedule.queries.costs import CalledInVain, called_in_vain, costs_of
from coulisse.desks.floor.schedule.queries.presence import Attendance
from coulisse.desks.floor.schedule.queries.rows import ElementRow, StripRow
from coulisse.desks.floor.schedule.queries.shoots import weights_of
from coulisse.engines.daysout import Row, Totals
from coulisse.engines.stripboard.plan.cost import Difference, compare
from coulisse.engines.stripboard.plan.records import CostKind, Weights
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Spot:
    """A day as both boards know it: by its date and unit."""

    number: int | None
    on: date
    unit: str

    @property
    def key(self) -> tuple[date, str]:
        return self.on, self.unit


@dataclass(frozen=True, slots=True)
class Moved:
    """A scene that isn't where it was. None is the reserve; `is_new` and `is_gone` tell of one board only."""

    number: str
    set: str
    eighths: int
    before: Spot | None
    after: Spot | None
    is_new: bool = False
    is_gone: bool = False


class DayChange(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class ChangedDay:
    change: DayChange
    spot: Spot
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangedRole:
    """A role whose days differ; `gained` and `lost` are days of work."""

    number: int | None
    name: str
    before: Totals
    after: Totals
    gained: tuple[date, ...]
    lost: tuple[date, ...]

    @property
    def work(self) -> int:
        return self.after.work - self.before.work

    @property
    def hold(self) -> int:
        return self.after.hold - self.before.hold


@dataclass(frozen=True, slots=True)
class Priced:
    """The difference of cost, line by line; for those only who may read rates."""

    lines: tuple[Difference, ...]
    before_cents: int
    after_cents: int
    apart: tuple[CalledInVain, ...]
    """Days cancelled in the second only: their loss is told apart, since their people count in both."""
    emptied: tuple[CalledInVain, ...]
    """Cancelled days whose scenes the second places elsewhere: still owed, and no longer in its total."""

    @property
    def changed(self) -> tuple[Difference, ...]:
        return tuple(line for line in self.lines if line.cents or line.before_quantity != line.after_quantity)

    @property
    def before(self) -> Money:
        return Money(self.before_cents)

    @property
    def after(self) -> Money:
        return Money(self.after_cents)

    @property
    def difference(self) -> Money:
        return Money(self.after_cents - self.before_cents)


@dataclass(frozen=True, slots=True)
class Comparison:
    moved: tuple[Moved, ...]
    days: tuple[ChangedDay, ...]
    roles: tuple[ChangedRole, ...]
    priced: Priced | None

    @property
    def newly_placed(self) -> tuple[Moved, ...]:
        """Scenes that the first keeps in reserve and the second shoots."""
        return tuple(one for one in self.moved if one.before is None and one.after is not None and not one.is_new)

    @property
    def is_same(self) -> bool:
        return not (self.moved or self.days or self.roles)


@dataclass(frozen=True, slots=True)
class Side:
    """One board of the two, with its table of days."""

    arrangement: Arrangement
    attendance: Attendance


def comparison(before: Side, after: Side, *, private: bool, weights: Weights | None = None) -> Comparison:
    """What the second board does otherwise than the first. Without `private` nothing is priced.

    Both are priced by `weights`, else by the prices of the second.
    """
    return Comparison(
        moved=tuple(_moved(before.arrangement, after.arrangement)),
        days=tuple(_days(before.arrangement, after.arrangement)),
        roles=tuple(_roles(before.attendance, after.attendance)),
        priced=_priced(before, after, weights) if private else None,
    )


def _priced(before: Side, after: Side, weights: Weights | None) -> Priced:
    prices = weights or weights_of(after.arrangement.board)
    old = costs_of(before.arrangement, before.attendance, prices)
    new = costs_of(after.arrangement, after.attendance, prices)
    then, now = called_in_vain(before.arrangement), called_in_vain(after.arrangement)
    return Priced(
        lines=_in_order(compare(old, new), (*before.arrangement.roles, *after.arrangement.roles)),
        before_cents=sum(line.cents for line in old),
        after_cents=sum(line.cents for line in new),
        apart=tuple(day for day in now if day.day not in {one.day for one in then}),
        emptied=tuple(day for day in then if day.day not in {one.day for one in now}),
    )


def _in_order(lines: Sequence[Difference], roles: Sequence[ElementRow]) -> tuple[Difference, ...]:
    """Role by role, its days of work before its days on hold; then the unit's own lines."""
    places = {str(role.pk): place for place, role in reversed(list(enumerate(roles)))}
    kinds = list(CostKind)
    return tuple(sorted(lines, key=lambda line: (places.get(line.what, len(roles)), kinds.index(line.kind))))


def _moved(before: Arrangement, after: Arrangement) -> Iterator[Moved]:
    old, new = _where(before), _where(after)
    strips = {**{one.number: one for one in before.scenes}, **{one.number: one for one in after.scenes}}
    for number in [*new, *(one for one in old if one not in new)]:
        was, is_now = old.get(number), new.get(number)
        if number in old and number in new and _key(was) == _key(is_now):
            continue
        strip = strips[number]
        yield Moved(
            number,
            strip.set,
            strip.eighths,
            was,
            is_now,
            is_new=number not in old,
            is_gone=number not in new,
        )


def _where(arrangement: Arrangement) -> dict[str, Spot | None]:
    """Where each scene stands, day by day, the reserve last."""
    found: dict[str, Spot | None] = {}
    for day in arrangement.rows.days:
        found.update((strip.number, _spot(arrangement, day)) for strip in arrangement.scenes_of(day.pk))
    found.update((strip.number, None) for strip in arrangement.scenes_of(None))
    return found


def _key(spot: Spot | None) -> tuple[date, str] | None:
    return spot.key if spot else None


def _spot(arrangement: Arrangement, day: Day) -> Spot:
    return Spot(day.number, day.date, day.unit)


def _days(before: Arrangement, after: Arrangement) -> Iterator[ChangedDay]:
    old = {(day.date, day.unit): day for day in before.rows.days}
    new = {(day.date, day.unit): day for day in after.rows.days}
    for key in sorted({*old, *new}):
        was, is_now = old.get(key), new.get(key)
        if is_now is None:
            if was is not None:
                yield ChangedDay(DayChange.REMOVED, _spot(before, was))
        elif was is None:
            yield ChangedDay(DayChange.ADDED, _spot(after, is_now))
        elif bool(was.cancelled_at) != bool(is_now.cancelled_at):
            change = DayChange.CANCELLED if is_now.cancelled_at else DayChange.REINSTATED
            yield ChangedDay(change, _spot(after, is_now), is_now.cancelled_why)
        elif _is_reordered(before.scenes_of(was.pk), after.scenes_of(is_now.pk)):
            yield ChangedDay(DayChange.REORDERED, _spot(after, is_now))


def _is_reordered(was: Sequence[StripRow], is_now: Sequence[StripRow]) -> bool:
    """The scenes that both hold follow each other otherwise."""
    old, new = [one.number for one in was], [one.number for one in is_now]
    return [one for one in old if one in new] != [one for one in new if one in old]


def _roles(before: Attendance, after: Attendance) -> Iterator[ChangedRole]:
    old, new = _rows(before), _rows(after)
    for role in {**_by_key(before), **_by_key(after)}.values():
        was, is_now = old.get(role.pk), new.get(role.pk)
        then, now = _worked(was), _worked(is_now)
        counts = (was.totals if was else Totals(), is_now.totals if is_now else Totals())
        if then != now or counts[0] != counts[1]:
            yield ChangedRole(
                role.number, role.name, *counts, tuple(sorted(now - then)), tuple(sorted(then - now))
            )


def _by_key(attendance: Attendance) -> Mapping[int, ElementRow]:
    return {role.pk: role for role in attendance.roles}


def _rows(attendance: Attendance) -> Mapping[int, Row]:
    return {role.pk: row for role, row in zip(attendance.roles, attendance.table.rows, strict=True)}


def _worked(row: Row | None) -> frozenset[date]:
    return frozenset(cell.day for cell in row.cells if cell.works) if row else frozenset()
