"""How a plan is looked for: a first packing, annealing in rounds, windows given to the solver, a bound beside.

1. The scenes are packed in days, in the order that was given or place by place.
2. Rounds of annealing move scenes between days; each better draft is put in order (arrange) and checked with the
   true clock. What that costs more than the search believed is remembered for those days with those scenes.
3. After each round the solver takes a window of days of the plan at hand and reorders it exactly.
4. Meanwhile, or in turns when there is one worker, the bound rises.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice, pairwise
from typing import Final

import numpy as np

from coulisse.engines.stripboard.plan.annealing import (
    BROKEN,
    Ints,
    anneal,
    corrected,
    days_as_seen,
    estimate,
    pair_as_seen,
    tables_of,
)
from coulisse.engines.stripboard.plan.arrange import Arranger
from coulisse.engines.stripboard.plan.bound import Solver, rising_bound
from coulisse.engines.stripboard.plan.cost import minimised_kinds, price
from coulisse.engines.stripboard.plan.domains import domains_of
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.model import PlanModel
from coulisse.engines.stripboard.plan.propose import Effort, KeepGoing, OnBetter
from coulisse.engines.stripboard.plan.records import Assignment, CostKind, FlagCode, InconsistentShoot, Plan, Shoot

CHUNK: Final = 100_000
"""Steps between two questions to `keep_going`: a third of a second."""
WINDOW_DAYS: Final = 8
SMALL: Final = 300
"""So many choices of a scene and a day are given to the solver whole."""
PARTS: Final = 6
"""Parts of the bound that are looked at after each round, when there is one worker."""
_HOT, _WARM, _COLD = 2.0, 0.8, 0.1
"""Temperatures, as a part of a middling day's pay."""


class Search:
    """One search for one shoot."""

    def __init__(
        self, shoot: Shoot, *, seed: int, effort: Effort, on_better: OnBetter | None, keep_going: KeepGoing
    ) -> None:
        self._shoot = shoot
        self._seed = seed
        self._effort = effort
        self._on_better = on_better
        self._keep_going = keep_going
        self._domains = domains_of(shoot)
        self._tables = tables_of(shoot, self._domains)
        self._position = {scene.id: position for position, scene in enumerate(shoot.scenes)}
        self._corrections: dict[int, int] = {}
        self._arranger = Arranger(shoot)
        self._minimised = minimised_kinds(shoot)
        self._plan: Plan | None = None
        self._bound = 0
        self._told = 0
        self._bounds: Iterator[int] = iter(())
        self._prover = Solver(seed=seed, workers=1)

    def run(self, *, seed_order: Sequence[str] | None, present: Assignment | None) -> Plan:
        if present is not None:
            if len(present) != len(self._shoot.days):
                raise InconsistentShoot("a plan has one entry for each day of the calendar")
            self._judge(present)
        self._consider(self._packed(seed_order))
        if not self._shoot.scenes or not self._shoot.days:
            return self._finished()
        self._round(CHUNK, (_WARM, _COLD), 0)
        self._bounds = self._rising()
        if self._effort.workers < 2:
            self._rounds()
            return self._finished()
        with ThreadPoolExecutor(max_workers=1) as beside:
            proving = beside.submit(self._prove, self._bounds)
            try:
                self._rounds()
                self._wait_for(proving)
            finally:
                self._prover.stop()
        return self._finished()

    def _rounds(self) -> None:
        if self._is_small():
            self._solve_whole()
        for number in range(1, self._effort.rounds + 1):
            if self._is_over():
                return
            # Hot enough to forget the plan at hand, but every third time only to loosen it.
            heat = _WARM if number % 3 == 0 else _HOT
            self._round(self._effort.steps, (heat, _COLD), number)
            if not self._is_over():
                self._look_at_window(number)
            if self._effort.workers < 2:
                self._prove(islice(self._bounds, PARTS))

    def _round(self, steps: int, heat: tuple[float, float], number: int) -> None:
        """Anneal from the plan at hand, a chunk at a time."""
        now = self._days_of(self._at_hand().assignment)
        chunks = max(steps // CHUNK, 1)
        cheapest = estimate(self._tables, now)
        for chunk in range(chunks):
            if self._is_over():
                break
            best, now = anneal(
                self._tables,
                now,
                seed=(self._seed * 1_000_003 + number * 10_007 + chunk) % 2**32,
                steps=min(CHUNK, steps),
                heat=(self._heat(heat, chunk / chunks), self._heat(heat, (chunk + 1) / chunks)),
            )
            if estimate(self._tables, best) < cheapest:
                self._learn(best)
                cheapest = estimate(self._tables, self._days_of(self._at_hand().assignment))
            self._tell_of_the_bound()

    def _learn(self, days: Ints) -> None:
        """Put a draft in order; what that shows and the search didn't see is remembered."""
        held = self._grouped(days)
        self._consider(held)
        alone = {
            day: _in_cents(self._arranger.price_alone(day, scenes)) for day, scenes in enumerate(held) if scenes
        }
        believed, sets = days_as_seen(self._tables, days)
        for day, true in alone.items():
            self._correct(sets[day], true + self._shoot.weights.shooting_day - believed[day])
        for unit in self._shoot.days_of_units:
            for one, two in pairwise(day.index for day in unit if held[day.index]):
                seen, pair = pair_as_seen(self._tables, days, one, two)
                true = _in_cents(self._arranger.price_together(one, held[one], two, held[two]))
                self._correct(pair, true - alone[one] - alone[two] - seen)
        self._tables = corrected(self._tables, self._corrections)

    def _correct(self, known: int, dearer: int) -> None:
        if dearer > 0:
            self._corrections[known] = self._corrections.get(known, 0) + dearer

    def _heat(self, heat: tuple[float, float], part: float) -> float:
        rates = [role.day_rate_cents for role in self._shoot.roles if role.day_rate_cents]
        pay = sum(rates) / len(rates) if rates else float(max(self._tables.weights.max(), 1))
        return float(pay * heat[0] * (heat[1] / heat[0]) ** part)

    def _look_at_window(self, number: int) -> None:
        """Give the solver some days of the plan at hand, the others held still."""
        plan = self._at_hand()
        if any(flag.code is FlagCode.SCENE_UNPLANNED for flag in plan.flags):
            return
        days = self._window(plan, np.random.default_rng((self._seed, number)))
        held = {
            scene: tuple(d for d in self._domains[scene] if d in days) if day in days else (day,)
            for day, scenes in enumerate(plan.assignment)
            for scene in scenes
        }
        if not all(held.values()):
            return
        model = PlanModel(self._shoot, held)
        model.hint(plan.assignment)
        self._take_over(Solver(seed=self._seed).solve(model, self._effort.window).days)

    def _window(self, plan: Plan, chance: np.random.Generator) -> frozenset[int]:
        """A day, and those nearest to it in place and people, some by chance."""
        used = [day for day, scenes in enumerate(plan.assignment) if scenes]
        centre = used[int(chance.integers(len(used)))]
        mine = self._company(plan, centre)

        def nearness(day: int) -> float:
            return len(self._company(plan, day) & mine) + float(chance.random()) * 2 + (day == centre) * 1_000

        return frozenset(sorted(used, key=nearness, reverse=True)[:WINDOW_DAYS])

    def _company(self, plan: Plan, day: int) -> set[str]:
        scenes = [self._shoot.scene[one] for one in plan.assignment[day]]
        return {scene.place for scene in scenes} | {role for scene in scenes for role in scene.roles}

    def _is_small(self) -> bool:
        return sum(map(len, self._domains.values())) <= SMALL and all(self._domains.values())

    def _solve_whole(self) -> None:
        """Few enough choices: one program for everything, whose bound is often the cost itself."""
        model = PlanModel(self._shoot, self._domains)
        model.hint(self._at_hand().assignment)
        solver = Solver(seed=self._seed, workers=self._effort.workers)
        answer = solver.solve(model, self._effort.part * 5)
        self._take_over(answer.days)
        self._bound = max(self._bound, answer.bound)

    def _take_over(self, days: Mapping[str, int] | None) -> None:
        if days is not None:
            found: list[list[str]] = [[] for _ in self._shoot.days]
            for scene, day in days.items():
                found[day].append(scene)
            self._consider(found)

    def _packed(self, seed_order: Sequence[str] | None) -> list[list[str]]:
        """Scene after scene into the first day with room, never going back further than it must."""
        days: list[list[str]] = [[] for _ in self._shoot.days]
        room = [(day.max_eighths, day.normal_minutes) for day in self._shoot.days]
        today = 0
        for name in self._order(seed_order):
            scene = self._shoot.scene[name]
            open_days = self._domains[name] or (() if scene.fixed_day is None else (scene.fixed_day,))
            if not open_days:
                continue
            ahead = [day for day in open_days if day >= today] + [day for day in open_days if day < today]
            fitting = [day for day in ahead if room[day][0] >= scene.eighths and room[day][1] >= scene.minutes]
            day = fitting[0] if fitting else max(open_days, key=lambda one: room[one][1])
            days[day].append(name)
            room[day] = room[day][0] - scene.eighths, room[day][1] - scene.minutes
            if len(open_days) > 1 and day >= today:
                today = day
        return days

    def _order(self, seed_order: Sequence[str] | None) -> list[str]:
        """The order given, completed; else the fixed scenes, then place by place, the least free place first."""
        known = [name for name in seed_order or () if name in self._shoot.scene]
        freedom: dict[str, int] = defaultdict(lambda: len(self._shoot.days))
        for scene in self._shoot.scenes:
            days = self._domains[scene.id]
            freedom[scene.place] = min(freedom[scene.place], days[-1] if days else 0)
        rest = sorted(
            (scene for scene in self._shoot.scenes if scene.id not in set(known)),
            key=lambda scene: (
                scene.fixed_day is None,
                freedom[scene.place],
                scene.place,
                scene.set,
                scene.effect,
            ),
        )
        return [*dict.fromkeys(known), *(scene.id for scene in rest)]

    def _days_of(self, assignment: Assignment) -> Ints:
        found: Ints = np.full(len(self._shoot.scenes), -1, dtype=np.int64)
        for day, scenes in enumerate(assignment):
            for scene in scenes:
                found[self._position[scene]] = day
        return found

    def _grouped(self, days: Ints) -> list[list[str]]:
        found: list[list[str]] = [[] for _ in self._shoot.days]
        for scene, day in zip(self._shoot.scenes, days.tolist(), strict=True):
            if day >= 0:
                found[day].append(scene.id)
        return found

    def _consider(self, days: Sequence[Iterable[str]]) -> Plan:
        return self._judge(self._arranger.arrange(days))

    def _judge(self, assignment: Assignment) -> Plan:
        """Price and check a plan, and keep it if it is better than the one at hand: fewer flags, then cheaper."""
        costs, flags = price(self._shoot, assignment), find_flags(self._shoot, assignment)
        plan = Plan(assignment, costs, flags, self._bound, self._minimised)
        if self._plan is None or (len(flags), plan.cents) < (len(self._plan.flags), self._plan.cents):
            self._plan = plan
            self._tell()
        return plan

    def _at_hand(self) -> Plan:
        if self._plan is None:
            raise LookupError("a plan is packed before anything is asked of it")
        return self._plan

    def _finished(self) -> Plan:
        plan = self._at_hand()
        return Plan(plan.assignment, plan.costs, plan.flags, self._bound, plan.minimised)

    def _tell_of_the_bound(self) -> None:
        if self._bound > self._told:
            self._tell()

    def _tell(self) -> None:
        self._told = self._bound
        if self._on_better is not None:
            plan = self._finished()
            self._on_better(plan, plan.bound)

    def _is_over(self) -> bool:
        plan = self._at_hand()
        return (not plan.flags and plan.cents <= self._bound) or not self._keep_going()

    def _rising(self) -> Iterator[int]:
        paid: dict[str, int] = defaultdict(int)
        for line in self._at_hand().costs:
            if line.kind in (CostKind.ROLE_DAYS, CostKind.HOLD_DAYS):
                paid[line.what] += line.cents
        return rising_bound(
            self._shoot, self._domains, paid, lambda model: self._prover.solve(model, self._effort.part).bound
        )

    def _prove(self, bounds: Iterator[int]) -> None:
        for bound in bounds:
            self._bound = max(self._bound, bound)
            if self._prover.is_stopped or (self._effort.workers < 2 and self._is_over()):
                return

    def _wait_for(self, proving: Future[None]) -> None:
        """The plans are done: the bound may take what is left."""
        while not proving.done() and not self._is_over():
            wait([proving], timeout=0.25)
            self._tell_of_the_bound()
        if proving.done():
            proving.result()


def _in_cents(price: tuple[int, int]) -> int:
    """Flags and cents as the search counts them."""
    return price[0] * BROKEN + price[1]
