"""What a plan costs, line by line, with the places that each line comes from."""

from coulisse.engines.stripboard.plan.cost import compare, minimised_kinds, price, total_cents
from coulisse.engines.stripboard.plan.features import feature
from coulisse.engines.stripboard.plan.records import Assignment, CostKind, CostLine, PlanDay, Shoot, Weights, Where
from coulisse.kernel.money import Money
from tests.engines.stripboard.plan.shoots import MONDAY, days, night, role, scene, shoot

WEIGHTS = Weights(
    shooting_day=1_000_000,
    move=120_000,
    overnight_move=60_000,
    switch=40_000,
    set_change=15_000,
    overtime_minute=4_500,
)


def worked_example() -> tuple[Shoot, Assignment]:
    """The one of docs/engines/shooting-plan.md."""
    made = shoot(
        [
            scene("1", "P", minutes=240),
            scene("2", "PQ", minutes=240, set="t"),
            scene("3", "Q", minutes=200, place="B"),
            night("4", "P", minutes=200, place="B"),
        ],
        days(4, normal_minutes=420),
        [role("P", 80_000), role("Q", 59_000)],
        weights=WEIGHTS,
    )
    return made, (("1", "2"), ("3",), (), ("4",))


def test_each_line_of_a_plan() -> None:
    made, plan = worked_example()
    lines = {(line.kind, line.what): line for line in price(made, plan)}
    assert lines[CostKind.ROLE_DAYS, "P"] == CostLine(CostKind.ROLE_DAYS, "P", 2, 80_000, (Where(0), Where(3)))
    assert lines[CostKind.HOLD_DAYS, "P"] == CostLine(CostKind.HOLD_DAYS, "P", 2, 80_000, (Where(1), Where(2)))
    assert lines[CostKind.ROLE_DAYS, "Q"].cents == 118_000
    assert (CostKind.HOLD_DAYS, "Q") not in lines
    assert lines[CostKind.SHOOTING_DAYS, ""].quantity == 3
    assert lines[CostKind.SET_CHANGES, ""].at == (Where(0, "1", "2"),)
    assert lines[CostKind.OVERNIGHT_MOVES, ""].at == (Where(1, "2", "3"),)
    assert lines[CostKind.OVERTIME, ""].at == (Where(0, quantity=60),)
    assert lines[CostKind.OVERTIME, ""].amount == Money.parse("2700.00")
    assert total_cents(price(made, plan)) == 320_000 + 118_000 + 3_000_000 + 15_000 + 60_000 + 270_000


def test_moves_and_switches_within_a_day() -> None:
    made, _ = worked_example()
    lines = {line.kind: line for line in price(made, (("1",), ("2", "3", "4"), (), ()))}
    assert lines[CostKind.MOVES].at == (Where(1, "2", "3"),)
    assert lines[CostKind.SWITCHES].at == (Where(1, "3", "4"),)
    assert CostKind.OVERNIGHT_MOVES not in lines


def test_a_move_adds_its_time_to_the_overtime() -> None:
    made, _ = worked_example()
    (line,) = [line for line in price(made, ((), ("2", "3"), (), ())) if line.kind is CostKind.OVERTIME]
    assert line.quantity == 240 + 45 + 200 - 420


def test_a_hold_that_is_not_paid_is_counted_for_nothing() -> None:
    made = shoot([scene("1", "P"), scene("2", "P")], days(3), [role("P", hold_paid=False)])
    (held,) = [line for line in price(made, (("1",), (), ("2",))) if line.kind is CostKind.HOLD_DAYS]
    assert (held.quantity, held.cents) == (1, 0)


def test_two_units_on_one_date_are_one_day_of_pay() -> None:
    main, second = PlanDay(0, MONDAY, "A"), PlanDay(1, MONDAY, "B")
    made = shoot([scene("1", "P"), scene("2", "P")], [main, second])
    (line,) = [line for line in price(made, (("1",), ("2",))) if line.what == "P"]
    assert (line.quantity, line.at) == (1, (Where(0),))


def test_two_plans_line_by_line() -> None:
    made, plan = worked_example()
    other = (("1", "2"), ("3", "4"), (), ())
    changes = {(one.kind, one.what): one for one in compare(price(made, plan), price(made, other))}
    assert changes[CostKind.HOLD_DAYS, "P"].amount == Money.parse("-1600.00")
    assert changes[CostKind.SHOOTING_DAYS, ""].cents == -1_000_000
    assert changes[CostKind.SWITCHES, ""].before_quantity == 0
    assert changes[CostKind.SWITCHES, ""].cents == 40_000
    assert sum(one.cents for one in changes.values()) == total_cents(price(made, other)) - total_cents(
        price(made, plan)
    )


def test_quantities_are_those_of_their_places() -> None:
    made = feature(seed=3)
    for line in price(made.shoot, made.hidden):
        assert line.quantity == sum(where.quantity for where in line.at), line


def test_what_is_minimised_is_what_has_a_price() -> None:
    made = shoot([scene("1", "P")], days(1), weights=Weights(move=1))
    assert minimised_kinds(made) == (CostKind.ROLE_DAYS, CostKind.HOLD_DAYS, CostKind.MOVES)
