"""What no admissible plan can cost less than.

The cost is a sum of parts, so the sum of their least values is a bound. The parts are the unit's own costs and the
roles, first one by one: the least days for which a role can be paid, given its scenes, their places, their dates
and what a day can hold, everybody else left out. Roles that get in each other's way are then taken together, which
can only raise the sum: it finds out two roles that can't both be cheap. Each part is a small constraint program;
what it has proved when it stops counts, finished or not.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import floor

from ortools.sat.python import cp_model

from coulisse.engines.stripboard.plan.domains import Domains
from coulisse.engines.stripboard.plan.model import PlanModel
from coulisse.engines.stripboard.plan.records import PlanScene, Shoot, Weights

Group = frozenset[str]
Solve = Callable[[PlanModel], int]
"""Runs a program for a while; what it has proved of its cost, in cents."""


def rising_bound(shoot: Shoot, domains: Domains, paid: Mapping[str, int], solve: Solve) -> Iterator[int]:
    """Bounds in cents, each at least the one before, until there is nothing left to try.

    `paid` is what each role costs in a plan at hand: the roles furthest from their own bound are joined first.
    """
    unit = unit_bound(shoot)
    known: dict[Group, int] = {frozenset({role.id}): role_bound(shoot, role.id) for role in shoot.roles}
    yield unit + sum(known.values())
    promise = _Promise(shoot, known, paid)
    for group in sorted(known, key=lambda one: (-promise.of(one), sorted(one))):
        if promise.of(group) > 0:
            known[group] = max(known[group], _group_bound(shoot, domains, group, known, solve))
            yield unit + sum(known.values())
    tried: set[Group] = set()
    while pair := promise.best_pair(tried):
        one, two = pair
        tried.add(one | two)
        apart = known[one] + known[two]
        together = _group_bound(shoot, domains, one | two, known, solve)
        if together > apart:
            del known[one], known[two]
            known[one | two] = together
        yield unit + sum(known.values())


def unit_bound(shoot: Shoot) -> int:
    """The moves that so many places need, and the overtime that so many minutes need, in cents."""
    weights = shoot.weights
    places = len({scene.place for scene in shoot.scenes})
    moves = max(places - len(shoot.days_of_units), 0) * min(weights.move, weights.overnight_move)
    work = sum(scene.minutes for scene in shoot.scenes)
    overtime = max(work - sum(day.normal_minutes for day in shoot.days), 0) * weights.overtime_minute
    return moves + overtime + weights.shooting_day * _least_days(shoot, shoot.scenes)


def role_bound(shoot: Shoot, role: str) -> int:
    """The least that a role is paid if its scenes fill whole days, in cents."""
    theirs = [scene for scene in shoot.scenes if role in scene.roles]
    fixed = {shoot.date_of_day[scene.fixed_day] for scene in theirs if scene.fixed_day is not None}
    least = max(_least_days(shoot, theirs), len(fixed))
    if fixed and shoot.role[role].hold_paid:
        least = max(least, max(fixed) - min(fixed) + 1)
    return least * shoot.role[role].day_rate_cents


def _least_days(shoot: Shoot, scenes: Iterable[PlanScene]) -> int:
    """How many of the largest days hold so many eighths and minutes."""
    wanted = list(scenes)
    needed = 0
    for want, holds in (
        (sum(scene.eighths for scene in wanted), [day.max_eighths for day in shoot.days]),
        (sum(scene.minutes for scene in wanted), [day.max_minutes for day in shoot.days]),
    ):
        days = 0
        for room in sorted(holds, reverse=True):
            if want <= 0:
                break
            want -= room
            days += 1
        needed = max(needed, days)
    return needed


class _Promise:
    """What a part of the bound may still gain for the work that it asks: cents for each scene of the program."""

    def __init__(self, shoot: Shoot, known: Mapping[Group, int], paid: Mapping[str, int]) -> None:
        self._casts = [scene.roles for scene in shoot.scenes]
        self._known = known
        self._paid = paid

    def of(self, *groups: Group) -> float:
        """Never more than the group with the least to gain has: it is in the way of nobody."""
        roles = frozenset[str]().union(*groups)
        scenes = sum(not roles.isdisjoint(cast) for cast in self._casts)
        return min(self._slack(group) for group in groups) / max(scenes, 1)

    def best_pair(self, tried: Container[Group]) -> tuple[Group, Group] | None:
        pairs = [
            (one, two)
            for one, two in combinations(sorted(self._known, key=sorted), 2)
            if one | two not in tried and self.of(one, two) > 0
        ]
        return max(pairs, key=lambda pair: self.of(*pair), default=None)

    def _slack(self, group: Group) -> int:
        """The group's cost in the plan at hand, less its bound."""
        return sum(self._paid.get(role, 0) for role in group) - self._known[group]


def _group_bound(shoot: Shoot, domains: Domains, group: Group, known: Mapping[Group, int], solve: Solve) -> int:
    """The least that these roles cost together, all other scenes, roles and costs left out."""
    model = PlanModel(_alone(shoot, group), domains)
    for part, cents in known.items():
        if part <= group:
            model.program.add(sum(model.role_cost[role] for role in part) >= cents)
    return solve(model)


def _alone(shoot: Shoot, group: Group) -> Shoot:
    """The shoot as these roles see it. No weather cover: it is made of scenes that may not be theirs."""
    return replace(
        shoot,
        scenes=tuple(replace(scene, roles=scene.roles & group) for scene in shoot.scenes if scene.roles & group),
        roles=tuple(role for role in shoot.roles if role.id in group),
        rules=replace(shoot.rules, cover_eighths=0),
        weights=Weights(),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """The day of each scene in the best plan found, if one was, and what is proved about the cost, in cents."""

    days: Mapping[str, int] | None
    bound: int


class Solver:
    """CP-SAT with limits that don't depend on the speed of the machine, and a way to stop it from outside."""

    def __init__(self, *, seed: int, workers: int = 1) -> None:
        self._seed = seed
        self._workers = workers
        self._running: cp_model.CpSolver | None = None
        self.is_stopped = False

    def stop(self) -> None:
        """Give up as soon as possible, now and at every later call."""
        self.is_stopped = True
        running = self._running
        if running is not None:
            running.stop_search()

    def solve(self, model: PlanModel, effort: float) -> Answer:
        """Run a program for so much of the solver's deterministic time; nothing is known once it was stopped."""
        if self.is_stopped:
            return Answer(None, 0)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self._workers
        solver.parameters.random_seed = self._seed
        solver.parameters.max_deterministic_time = effort
        self._running = solver
        status = solver.solve(model.program)
        self._running = None
        if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
            return Answer(None, 0)
        # The bound is a float that stands for a whole number of cents.
        bound = max(floor(solver.best_objective_bound + 0.001), 0)
        if status == cp_model.UNKNOWN:
            return Answer(None, bound)
        return Answer(
            {scene: day for (scene, day), here in model.here.items() if solver.boolean_value(here)}, bound
        )
