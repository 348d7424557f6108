"""The cash forecast: weeks that carry, the first one below zero, scenarios, terms and VAT."""

import doctest
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines import cashflow
from coulisse.engines.cashflow import (
    MONTHS,
    WEEKS,
    Add,
    Calendar,
    Drop,
    Every,
    Kind,
    Movement,
    Shift,
    Spread,
    Terms,
    VatRule,
    apply,
    available,
    credit,
    due_on,
    forecast,
    gap,
    give_way,
    occurrences,
    outflows,
    over,
    returns,
    terms,
)
from coulisse.kernel.money import Money

READ = date(2027, 3, 15)
LEGAL = Calendar(vat_day=20, withholding_day=15, social_day=31)


def move(key: str, day: date, cents: int, **more: object) -> Movement:
    values: dict[str, object] = {"kind": Kind.SUPPLIER, "label": key, **more}
    return Movement(key=key, day=day, amount=Money(cents), **values)  # type: ignore[arg-type]


movements = st.lists(
    st.tuples(st.integers(-30, 400), st.integers(-(10**9), 10**9)).map(
        lambda pair: (READ + timedelta(days=pair[0]), pair[1])
    ),
    max_size=60,
).map(lambda pairs: [move(f"m{n}", day, cents) for n, (day, cents) in enumerate(pairs)])


@given(movements, st.integers(-(10**9), 10**9), st.sampled_from([WEEKS, MONTHS]))
def test_the_sum_of_the_movements_is_the_end_less_the_opening(
    moved: list[Movement], opening: int, by: str
) -> None:
    found = forecast(Money(opening), READ, moved, by=by)
    counted = [one for one in moved if one.day > READ]
    assert found.closing.cents - opening == sum(one.amount.cents for one in counted)
    assert sorted(one.key for one in found.movements) == sorted(one.key for one in counted)


@given(movements, st.sampled_from([WEEKS, MONTHS]))
def test_slots_follow_one_another_and_hold_each_movement_once(moved: list[Movement], by: str) -> None:
    slots = forecast(Money(0), READ, moved, by=by).slots
    for before, after in pairwise(slots):
        assert after.first == before.last + timedelta(days=1)
        assert after.opening == before.closing
    for slot in slots:
        assert all(slot.first <= one.day <= slot.last for one in slot.movements)
        assert slot.lowest.cents <= slot.closing.cents
        if by == WEEKS:
            assert (slot.last - slot.first).days == 6
            assert slot.first.weekday() == 0


@given(movements, st.randoms())
def test_the_order_of_the_movements_changes_nothing(moved: list[Movement], random: Random) -> None:
    shuffled = list(moved)
    random.shuffle(shuffled)
    assert forecast(Money(5), READ, moved) == forecast(Money(5), READ, shuffled)


@given(movements)
def test_weeks_and_months_end_alike_and_dip_alike(moved: list[Movement]) -> None:
    weeks, months = forecast(Money(0), READ, moved), forecast(Money(0), READ, moved, by=MONTHS)
    assert weeks.closing == months.closing
    assert weeks.lowest.lowest == months.lowest.lowest


def test_a_week_that_ends_well_may_still_dip_below_zero() -> None:
    moved = [move("pay", date(2027, 3, 23), -300), move("aid", date(2027, 3, 25), 500)]
    found = forecast(Money(100), READ, moved)
    first = found.first_below()
    assert first is not None
    assert (first.number, first.closing, first.lowest, first.lowest_on) == (
        12,
        Money(300),
        Money(-200),
        date(2027, 3, 23),
    )
    hole = gap(found, first)
    assert (hole.missing, hole.days, hole.back_on) == (Money(200), 2, date(2027, 3, 25))
    assert hole.biggest_out is not None
    assert hole.biggest_out.key == "pay"


def test_a_hole_that_nothing_fills_has_no_end_and_is_as_deep_as_it_gets() -> None:
    found = forecast(Money(100), READ, [move("a", date(2027, 4, 1), -150), move("b", date(2027, 5, 1), -150)])
    first = found.first_below()
    assert first is not None
    assert gap(found, first).missing == Money(200)
    assert gap(found, first).days is None


def test_a_threshold_is_crossed_before_zero() -> None:
    found = forecast(Money(100), READ, [move("a", date(2027, 3, 24), -60), move("b", date(2027, 4, 7), -60)])
    below, zero = found.first_below(Money(50)), found.first_below()
    assert below is not None
    assert zero is not None
    assert (below.number, zero.number) == (12, 14)


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    found = forecast(Money(0), date(2026, 12, 28), [move("a", date(2027, 1, 4), 1)])
    assert [slot.key for slot in found.slots] == ["2026-53", "2027-01"]


def test_what_is_late_is_counted_the_day_after_the_balance() -> None:
    late = over([move("a", date(2027, 2, 1), -100)], READ)
    assert [(one.day, one.was_due_on) for one in late] == [(date(2027, 3, 16), date(2027, 2, 1))]
    assert forecast(Money(0), READ, late).closing == Money(-100)


def test_the_outflows_of_one_seven_and_thirty_days_begin_today() -> None:
    moved = [
        move("a", date(2027, 3, 16), -1),
        move("b", date(2027, 3, 22), -10),
        move("c", date(2027, 4, 14), -100),
    ]
    moved.append(move("in", date(2027, 3, 16), 5000))
    today = date(2027, 3, 16)
    assert [outflows(moved, today, days).cents for days in (1, 7, 30)] == [1, 11, 111]


def test_what_is_available_waits_for_no_money_that_nobody_signed_for() -> None:
    moved = [
        move("a", date(2027, 3, 17), -30),
        move("hoped", date(2027, 3, 18), 500, is_certain=False),
        move("b", date(2027, 3, 19), -20),
        move("sure", date(2027, 3, 22), 100),
        move("c", date(2027, 3, 23), -900),
    ]
    assert available(forecast(Money(100), READ, moved)) == Money(50)
    assert available(forecast(Money(100), READ, [])) == Money(100)


@given(movements, st.integers(-60, 60))
def test_moving_keeps_the_total_and_moving_back_undoes_it(moved: list[Movement], days: int) -> None:
    changes = [Shift(one.key, days) for one in moved]
    there = apply(moved, changes)
    assert there.missing == ()
    back = apply(there.movements, [Shift(one.key, -days) for one in moved])
    assert list(back.movements) == moved


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_spreading_loses_no_cent(cents: int, parts: list[int]) -> None:
    one = move("a", READ, cents, vat_back=Money(abs(cents) // 7))
    spread = apply([one], [Spread("a", tuple(parts), 7)]).movements
    assert sum(part.amount.cents for part in spread) == cents
    assert sum(part.vat_back.cents if part.vat_back else 0 for part in spread) == abs(cents) // 7
    assert len({part.key for part in spread}) == len(parts)


def test_a_change_whose_movement_is_gone_is_named() -> None:
    done = apply([move("a", READ, 1)], [Drop("a"), Shift("b", 7), Add(move("c", READ, 3))])
    assert [one.key for one in done.movements] == ["c"]
    assert done.missing == ("b",)


def test_commitments_take_the_place_of_what_was_planned_on_their_account() -> None:
    planned = [
        move("p2", date(2027, 5, 1), -1000, account="31", vat_back=Money(100)),
        move("p1", date(2027, 4, 1), -1000, account="31"),
        move("p3", date(2027, 4, 1), -700),
        move("p4", date(2027, 4, 1), 900, account="31"),
    ]
    kept = give_way(planned, [move("c", date(2027, 6, 1), -1250, account="31")])
    assert [(one.key, one.amount.cents) for one in kept] == [("p3", -700), ("p4", 900), ("p2", -750)]
    assert kept[-1].taken == Money(250)
    assert kept[-1].vat_back == Money(75)


@given(movements)
def test_without_commitments_a_plan_stays_as_it_is(moved: list[Movement]) -> None:
    assert sorted(one.key for one in give_way(moved, [])) == sorted(one.key for one in moved)


@pytest.mark.parametrize(
    ("kind", "how", "expected"),
    [
        (Kind.SUPPLIER, Terms.SAME_DAY, date(2027, 3, 10)),
        (Kind.SUPPLIER, Terms.NET_15, date(2027, 3, 25)),
        (Kind.SUPPLIER, Terms.NET_30, date(2027, 4, 9)),
        (Kind.SUPPLIER, Terms.END_OF_MONTH_30, date(2027, 4, 30)),
        (Kind.SUPPLIER, Terms.END_OF_MONTH_60, date(2027, 5, 31)),
        (Kind.VAT, Terms.LEGAL, date(2027, 4, 20)),
        (Kind.WITHHOLDING, Terms.LEGAL, date(2027, 4, 15)),
        (Kind.SOCIAL, Terms.LEGAL, date(2027, 4, 30)),
        (Kind.SUPPLIER, Terms.LEGAL, date(2027, 3, 10)),
    ],
)
def test_terms(kind: Kind, how: Terms, expected: date) -> None:
    assert due_on(date(2027, 3, 10), how, kind, LEGAL) == expected


def test_what_comes_back_stops_at_its_end() -> None:
    weeks = list(occurrences(date(2027, 3, 1), Every.WEEK, date(2027, 3, 15)))
    assert weeks == [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
    assert list(occurrences(date(2027, 3, 1), Every.ONCE, None)) == [date(2027, 3, 1)]
    assert len(list(occurrences(date(2027, 1, 1), Every.QUARTER, date(2027, 12, 31)))) == 4


def test_a_vat_credit_is_carried_until_there_is_something_to_pay() -> None:
    moved = [
        move("a", date(2027, 3, 3), -12_100, vat_back=Money(2_100)),
        move("b", date(2027, 4, 3), 36_300, vat_due=Money(6_300)),
    ]
    made = returns(moved, VatRule(day=20), label="TVA")
    assert [(one.key, one.day, one.amount.cents, one.is_certain) for one in made] == [
        ("vat:2027-04-01", date(2027, 5, 20), -4_200, True)
    ]


def test_a_vat_credit_that_is_claimed_comes_later_and_is_not_certain() -> None:
    moved = [move("a", date(2027, 2, 3), -12_100, vat_back=Money(2_100))]
    made = returns(moved, VatRule(day=20, months=3, refund_days=60), label="TVA")
    assert [(one.day, one.amount.cents, one.is_certain) for one in made] == [(date(2027, 6, 19), 2_100, False)]


def test_examples_hold() -> None:
    for module in (cashflow, credit, terms):
        assert doctest.testmod(module).failed == 0
