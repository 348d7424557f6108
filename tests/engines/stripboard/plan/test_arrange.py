"""The order within the days, against every order."""

from itertools import permutations, product

import pytest

from coulisse.engines.stripboard.plan.arrange import Arranger
from coulisse.engines.stripboard.plan.cost import price, total_cents
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.records import Effect, Shoot, Weights
from coulisse.engines.stripboard.plan.timeline import clock_of
from tests.engines.stripboard.plan.shoots import NO_COVER, days, night, scene, shoot, small_shoot

MOVES = Weights(move=100, overnight_move=60, switch=10, set_change=1)


def worth(made: Shoot, plan: tuple[tuple[str, ...], ...]) -> tuple[int, int]:
    return len(find_flags(made, plan)), total_cents(price(made, plan))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("split", ["012 34 ", " 0134 2", "01234  "])
def test_no_other_order_of_the_same_days_is_better(seed: int, split: str) -> None:
    made = small_shoot(seed)
    held = split.split(" ")
    plan = Arranger(made).arrange(held)
    orders = product(*(permutations(day) for day in held))
    assert worth(made, plan) == min(worth(made, order) for order in orders)


def test_the_unit_wakes_up_where_it_went_to_bed() -> None:
    made = shoot([scene("1"), scene("2", place="B"), scene("3", place="B"), scene("4")], days(2), weights=MOVES)
    assert Arranger(made).arrange(["12", "34"]) in ((("1", "2"), ("3", "4")), (("2", "1"), ("4", "3")))


def test_many_blocks_still_come_in_the_order_of_their_light() -> None:
    scenes = [scene(str(number), set=str(number), minutes=20, exterior=True) for number in range(4)]
    dark = [night(str(number), set=str(number), minutes=20) for number in range(4, 8)]
    dawn = scene("8", exterior=True, effect=Effect.DAWN, minutes=20)
    made = shoot([*dark, *scenes, dawn], days(1, max_eighths=90), weights=MOVES)
    plan = Arranger(made).arrange(["450123678"])
    assert plan[0][0] == "8"
    assert set(plan[0][1:5]) == set("0123")


def test_the_clock_of_a_day() -> None:
    """8:00, two hours, a move, then four hours: the meal falls at the first pause after six hours."""
    (day,) = days(1)
    scenes = [scene("1", minutes=120), scene("2", place="B", minutes=240), scene("3", place="B", minutes=60)]
    clock = clock_of(day, scenes, NO_COVER)
    assert [(slot.start, slot.end) for slot in clock.slots] == [(480, 600), (645, 885), (945, 1005)]
    assert (clock.call, clock.wrap, clock.work) == (420, 1035, 465)


def test_a_day_waits_for_its_light() -> None:
    (day,) = days(1, light_from=9 * 60, light_to=17 * 60)
    assert clock_of(day, [scene("1", exterior=True)], NO_COVER).slots[0].start == 540
    late = clock_of(day, [scene("1", minutes=120), night("2")], NO_COVER)
    assert [slot.start for slot in late.slots] == [900, 1020]
    early = clock_of(day, [scene("1", exterior=True, effect=Effect.DAWN)], NO_COVER)
    assert early.call == 420
    assert clock_of(day, [], NO_COVER).slots == ()
