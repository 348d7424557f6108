"""Proposals against every plan of small shoots, and what a proposal promises on a real one."""

from dataclasses import replace
from functools import cache

import pytest

from coulisse.engines.stripboard.plan.cost import price, total_cents
from coulisse.engines.stripboard.plan.domains import domains_of
from coulisse.engines.stripboard.plan.features import feature
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.propose import Effort, propose
from coulisse.engines.stripboard.plan.records import FlagCode, Minor, Place, Plan, Rules, Status, Weights
from coulisse.kernel.money import Money
from tests.engines.stripboard.plan.shoots import cheapest, days, night, role, scene, shoot, small_shoot

LEAST = cache(lambda seed: cheapest(small_shoot(seed)))
LITTLE = Effort(rounds=2, steps=40_000)
SHORT = Effort(rounds=1, steps=200_000, part=0.02, window=0.05)


@pytest.mark.parametrize("seed", range(12))
def test_small_shoots_cost_what_the_cheapest_of_all_plans_costs(seed: int) -> None:
    made = small_shoot(seed)
    plan, least = propose(made, effort=LITTLE), LEAST(seed)
    if least is None:
        assert plan.status is Status.FLAGGED
        return
    assert plan.flags == ()
    assert plan.cents == least
    assert plan.bound_cents <= least
    assert plan.status is (Status.PROVED if plan.bound_cents == least else Status.BETWEEN)


def test_the_brute_force_meets_both_kinds() -> None:
    found = [LEAST(seed) is None for seed in range(12)]
    assert {True, False} == set(found)


def test_nothing_to_plan() -> None:
    assert propose(shoot([], days(2))).assignment == ((), ())


def test_nothing_that_can_be_planned() -> None:
    plan = propose(shoot([scene("1", eighths=99)], days(2)), effort=LITTLE)
    assert plan.assignment == ((), ())
    assert [flag.code for flag in plan.flags] == [FlagCode.SCENE_UNPLANNED]


def test_scenes_of_one_actor_are_brought_together() -> None:
    made = shoot([scene(name, cast, minutes=400) for name, cast in zip("1234", "PQPQ", strict=True)], days(4))
    plan = propose(made, effort=LITTLE)
    assert (plan.cents, plan.status) == (200_000, Status.PROVED)
    assert plan.gap == 0
    assert plan.total == plan.bound == Money.parse("2000.00")


def test_a_night_is_not_followed_by_an_early_day() -> None:
    """Two days by day and one by night: the night comes last, though its actor is only free in the middle."""
    late = role("P", available=frozenset({1, 3}))
    scenes = [night("1", "P", minutes=300), scene("2", minutes=500), scene("3", minutes=500)]
    plan = propose(shoot(scenes, days(4), [late]), effort=LITTLE)
    assert plan.flags == ()
    (of_the_night,) = [day for day, held in enumerate(plan.assignment) if "1" in held]
    assert of_the_night == 3 or not plan.assignment[of_the_night + 1]


def test_a_child_is_not_kept_waiting() -> None:
    child = role("P", minor=Minor(max_minutes=180, earliest=480, latest=1320))
    scenes = [scene("1", "P", minutes=90), scene("2", minutes=300), scene("3", "P", minutes=90)]
    plan = propose(shoot(scenes, days(1), [child]), effort=LITTLE)
    assert plan.flags == ()
    assert set(plan.assignment[0][:2]) == {"1", "3"} or set(plan.assignment[0][1:]) == {"1", "3"}


def test_rain_is_covered() -> None:
    outside = [scene(name, exterior=True, weather_bound=True, minutes=500) for name in "12"]
    inside = scene("3", minutes=500)
    plan = propose(shoot([inside, *outside], days(3), rules=Rules(cover_eighths=8)), effort=LITTLE)
    assert plan.flags == ()
    assert plan.assignment[2] == ("3",)


def test_what_cannot_be_planned_is_flagged_and_the_rest_is_planned() -> None:
    away = role("P", available=frozenset())
    made = shoot([scene("1", "P"), scene("2", fixed_day=1), scene("3", "P", fixed_day=0)], days(2), [away])
    plan = propose(made, effort=LITTLE)
    assert [flag.code for flag in plan.flags] == [FlagCode.SCENE_UNPLANNED, FlagCode.ROLE_UNAVAILABLE]
    assert plan.assignment == (("3",), ("2",))
    assert plan.status is Status.FLAGGED


def test_no_worse_than_the_present_plan() -> None:
    made = feature(seed=2)
    told: list[Plan] = []
    plan = propose(
        made.shoot, present=made.hidden, on_better=lambda plan, _: told.append(plan), keep_going=lambda: False
    )
    assert plan.assignment == made.hidden
    assert plan.cents == total_cents(price(made.shoot, made.hidden))
    assert [one.cents for one in told] == [plan.cents]


def test_a_feature_has_a_plan_without_flag_and_says_what_it_minimised() -> None:
    made = feature(seed=1).shoot
    told: list[tuple[int, int, int]] = []
    plan = propose(
        made,
        effort=SHORT,
        on_better=lambda plan, bound: told.append((len(plan.flags), plan.cents, bound.cents)),
    )
    assert plan.flags == find_flags(made, plan.assignment) == ()
    assert plan.costs == price(made, plan.assignment)
    assert plan.minimised[:2] == ("role-days", "hold-days")
    assert 0 < plan.bound_cents < plan.cents < 290_000_00
    assert [one[:2] for one in told] == sorted((one[:2] for one in told), reverse=True)
    assert [one[2] for one in told] == sorted(one[2] for one in told)


def test_the_same_seed_gives_the_same_plan() -> None:
    made = feature(seed=2, scenes=40, days=15, roles=10, places=8).shoot
    effort = replace(SHORT, steps=100_000)
    one, two, other = (propose(made, seed=seed, effort=effort) for seed in (5, 5, 6))
    assert one == two
    assert one.assignment != other.assignment


def test_two_workers_find_the_same_plan_and_stop_when_told() -> None:
    made = feature(seed=2, scenes=40, days=15, roles=10, places=8).shoot
    answers = iter([True] * 6)
    plan = propose(made, effort=Effort(rounds=50, workers=2), keep_going=lambda: next(answers, False))
    assert plan.flags == ()
    assert plan.bound_cents <= plan.cents


def test_an_order_to_begin_from_is_followed() -> None:
    made = shoot([scene(name, minutes=300) for name in "1234"], days(4))
    plan = propose(made, seed_order="3142", keep_going=lambda: False)
    assert plan.assignment == (("3",), ("1",), ("4",), ("2",))


def test_the_days_of_a_scene() -> None:
    child = role("C", minor=Minor(max_minutes=90, earliest=480, latest=1230))
    made = shoot(
        [
            scene("1", "P"),
            scene("2", place="B"),
            scene("3", eighths=41),
            scene("4", minutes=661),
            scene("5", fixed_day=2),
            scene("6", "C", minutes=91),
            night("7", "C", minutes=31),
            night("8", "C", minutes=30),
        ],
        days(3),
        [role("P", available=frozenset({0, 1})), child],
        [Place("B", frozenset({2}))],
        weights=Weights(),
    )
    assert domains_of(made) == {
        "1": (0, 1),
        "2": (2,),
        "3": (),
        "4": (),
        "5": (2,),
        "6": (),
        "7": (),
        "8": (0, 1, 2),
    }
