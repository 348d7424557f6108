"""The relaxation forbids no plan without flag and prices none higher than it costs: its bounds are bounds."""

from itertools import islice, pairwise
from random import Random

import pytest

from coulisse.engines.stripboard.plan.bound import Solver, rising_bound
from coulisse.engines.stripboard.plan.cost import price, total_cents
from coulisse.engines.stripboard.plan.domains import domains_of
from coulisse.engines.stripboard.plan.features import feature
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.model import PlanModel
from coulisse.engines.stripboard.plan.records import Assignment, CostKind, Shoot
from tests.engines.stripboard.plan.shoots import every_plan, small_shoot


def plans_without_flag(made: Shoot, seed: int) -> list[Assignment]:
    allowed = [plan for plan in islice(every_plan(made), 6_000) if not find_flags(made, plan)]
    return Random(seed).sample(allowed, min(len(allowed), 12))


@pytest.mark.parametrize("seed", range(12, 22))
def test_plans_without_flag_satisfy_the_program(seed: int) -> None:
    made = small_shoot(seed)
    domains = domains_of(made)
    for plan in plans_without_flag(made, seed):
        held = {scene: (day,) for day, scenes in enumerate(plan) for scene in scenes}
        assert all(days[0] in domains[scene] for scene, days in held.items())
        answer = Solver(seed=0).solve(PlanModel(made, held), 1.0)
        assert answer.days == {scene: days[0] for scene, days in held.items()}
        assert answer.bound <= total_cents(price(made, plan))


def test_some_of_these_shoots_have_plans() -> None:
    assert sum(bool(plans_without_flag(small_shoot(seed), seed)) for seed in range(12, 22)) >= 4


def test_the_hidden_plan_of_a_feature_satisfies_the_program() -> None:
    made = feature(seed=4)
    held = {scene: (day,) for day, scenes in enumerate(made.hidden) for scene in scenes}
    answer = Solver(seed=0).solve(PlanModel(made.shoot, held), 5.0)
    assert answer.days is not None
    assert answer.bound <= total_cents(price(made.shoot, made.hidden))


def test_the_bound_rises_and_stays_under_a_plan() -> None:
    made = feature(seed=2, scenes=40, days=15, roles=10, places=8)
    paid: dict[str, int] = {}
    for line in price(made.shoot, made.hidden):
        if line.kind in (CostKind.ROLE_DAYS, CostKind.HOLD_DAYS):
            paid[line.what] = paid.get(line.what, 0) + line.cents
    solver = Solver(seed=0)
    bounds = list(
        islice(
            rising_bound(made.shoot, domains_of(made.shoot), paid, lambda model: solver.solve(model, 0.05).bound),
            16,
        )
    )
    assert all(one <= two for one, two in pairwise(bounds))
    assert 0 < bounds[0] < bounds[-1] <= total_cents(price(made.shoot, made.hidden))


def test_a_stopped_solver_knows_nothing() -> None:
    made = small_shoot(12)
    solver = Solver(seed=0)
    solver.stop()
    answer = solver.solve(PlanModel(made, domains_of(made)), 1.0)
    assert (answer.days, answer.bound) == (None, 0)
