"""Scenario A10: 41–43 on J21 instead of J16 costs 1 180,00 € more; a cancelled day is told apart."""

from datetime import date

import pytest

from coulisse.desks.floor.schedule.actions.boards import copy_board
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.comparing import Comparison, DayChange, Side, comparison
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.engines.stripboard.plan.records import CostKind
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache, shoot


@pytest.fixture
def drache(cast: Cast) -> Drache:
    return shoot(cast)


def side(board: Board) -> Side:
    arrangement = arrangement_of(board)
    return Side(arrangement, attendance_of(arrangement))


def compared(before: Board, after: Board, *, private: bool = True) -> Comparison:
    return comparison(side(before), side(after), private=private)


@pytest.mark.django_db
def test_the_swap_costs_1180_euros_more(drache: Drache) -> None:
    found = compared(drache.v8, drache.v9).priced
    assert found is not None
    assert found.difference == Money(118_000)
    names = {str(element.pk): element.name for element in drache.roles.values()}
    changed = [
        (line.kind, names[line.what], line.before_quantity, line.after_quantity, line.cents)
        for line in found.changed
    ]
    assert changed == [
        (CostKind.HOLD_DAYS, "ADÈLE", 0, 3, 246_000),
        (CostKind.HOLD_DAYS, "SŒUR AGNÈS", 4, 0, -128_000),
    ]
    assert found.after_cents - found.before_cents == sum(line.cents for line in found.lines)


@pytest.mark.django_db
def test_the_cancelled_day_is_told_apart(drache: Drache) -> None:
    found = compared(drache.v8, drache.v9).priced
    assert found is not None
    (day,) = found.apart
    assert (day.day, set(day.roles)) == (14, {"NOÉMIE", "VICTOR", "LE BOURGMESTRE", "LÉO"})
    assert day.amount == Money(85_000 + 78_000 + 48_000 + 30_000)


@pytest.mark.django_db
def test_what_moved_and_which_days_differ(drache: Drache) -> None:
    found = compared(drache.v8, drache.v9)
    assert [
        (one.number, one.before.number if one.before else None, one.after.number if one.after else None)
        for one in found.moved
    ] == [("35", 21, 16), ("36", 21, 16), ("37", 21, 16), ("41", 16, 21), ("42", 16, 21), ("43", 16, 21)]
    assert [(one.change, one.spot.number) for one in found.days] == [(DayChange.CANCELLED, 14)]
    changed = {one.name: one for one in found.roles}
    assert changed["ADÈLE"].gained == (date(2027, 3, 25),)
    assert changed["ADÈLE"].lost == (date(2027, 3, 18),)
    assert (changed["SŒUR AGNÈS"].work, changed["SŒUR AGNÈS"].hold) == (0, -4)


@pytest.mark.django_db
def test_who_may_not_read_rates_is_told_no_amount(drache: Drache) -> None:
    assert compared(drache.v8, drache.v9, private=False).priced is None


@pytest.mark.django_db
def test_a_copy_differs_in_nothing_until_it_is_changed(drache: Drache, cast: Cast) -> None:
    copy = copy_board(board=drache.v8, by=cast.bastien, at=AT)
    assert compared(drache.v8, copy).is_same
    Strip.objects.filter(board=copy, scene=drache.scenes["27"]).update(day=None)
    Strip.objects.filter(board=copy, scene=drache.scenes["35"]).delete()
    Day.objects.filter(board=copy, number=32).update(date=date(2027, 4, 13))
    first, second = Strip.objects.filter(board=copy, day__number=1).order_by("position")[:2]
    Strip.objects.filter(pk=first.pk).update(position=second.position + 1)
    found = compared(drache.v8, copy)
    moved = {one.number: one for one in found.moved}
    assert moved["27"].after is None
    assert moved["35"].is_gone
    assert [(one.change, one.spot.on) for one in found.days] == [
        (DayChange.REORDERED, date(2027, 2, 25)),
        (DayChange.REMOVED, date(2027, 4, 12)),
        (DayChange.ADDED, date(2027, 4, 13)),
    ]


@pytest.mark.django_db
def test_scenes_of_a_cancelled_day_placed_elsewhere_leave_their_people_owed(drache: Drache, cast: Cast) -> None:
    copy = copy_board(board=drache.v9, by=cast.bastien, at=AT)
    last = Day.objects.get(board=copy, number=32)
    Strip.objects.filter(board=copy, day__number=14).update(day=last)
    Strip.objects.filter(board=copy, scene=drache.scenes["40"]).update(day=last)
    found = compared(drache.v9, copy)
    assert found.priced is not None
    assert found.priced.apart == ()
    assert [(day.day, day.amount) for day in found.priced.emptied] == [(14, Money(241_000))]
    assert [one.number for one in found.newly_placed] == ["40"]
