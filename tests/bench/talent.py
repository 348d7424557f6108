"""Orders of scenes: the published instances, beside OR-Tools CP-SAT on the same instances in the same run.

CP-SAT gets what the house's own search gets after reduction (scenes with the same actors merged, actors of one
scene left out), a pairwise-order model and two workers. COULISSE_BENCH_CPSAT is how many seconds it has for
each (60).
"""

import json
import os
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from math import exp, log
from pathlib import Path
from time import perf_counter
from typing import Final

from ortools.sat.python import cp_model

from coulisse.engines.stripboard.talent import Casting, propose_order
from coulisse.engines.stripboard.talent.reduction import Piece, reduce_casting
from coulisse.engines.stripboard.talent.warming import warm
from coulisse.house.commands.schedule import read_casting
from tests.corpora.folder import CORPORA

CAP: Final = float(os.environ.get("COULISSE_BENCH_CPSAT", "60"))
OURS: Final = 60.0
RUNS: Final = 3
"""Of ours the quickest counts, for the machine may be busy; CP-SAT has one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one solver says of one instance."""

    seconds: float
    cost: Fraction
    bound: Fraction

    def __str__(self) -> str:
        gap = float((self.cost - self.bound) / self.cost) if self.cost else 0.0
        verdict = "proved" if self.cost == self.bound else f"gap {gap:.1%}"
        return f"{self.seconds:>9.3f} s {float(self.cost):>10g}  {verdict:<10}"


def orders() -> str:
    """A table, and how many times quicker the house is in geometric mean."""
    warm()
    lines = [f"\nOrders of scenes{'':16} the house{'':22} CP-SAT, two workers, at most {CAP:g} s"]
    ratios = []
    for path in sorted((CORPORA / "talent").glob("*.json")):
        casting = read_casting(path.read_bytes())
        ours, theirs = _ours(casting), _theirs(casting)
        ratios.append(theirs.seconds / ours.seconds)
        size = f"{len(casting.durations)} × {len(casting.rates)}"
        lines.append(f"{path.stem:<18}{size:>9} {ours} {theirs} {ratios[-1]:>8.1f} ×{_published(path, ours)}")
    if not ratios:
        return "\nOrders of scenes: ../shared/corpora/talent is not there"
    mean = exp(sum(map(log, ratios)) / len(ratios))
    load = os.getloadavg()[0]
    return "\n".join([*lines, f"geometric mean: {mean:.1f} times quicker; load of the machine {load:.1f}"])


def _published(path: Path, ours: Answer) -> str:
    known = json.loads(path.read_bytes()).get("optimum")
    return "" if known is None or known == ours.cost else f"  published optimum {known}!"


def _ours(casting: Casting) -> Answer:
    answers = []
    for _ in range(RUNS):
        began = perf_counter()
        until = began + OURS
        proposal = propose_order(casting, keep_going=lambda until=until: perf_counter() < until)  # type: ignore[misc]
        answers.append(Answer(perf_counter() - began, proposal.cost, proposal.bound))
    return min(answers, key=lambda answer: answer.seconds)


def _theirs(casting: Casting) -> Answer:
    began = perf_counter()
    cost = bound = casting.own_cost
    for piece in reduce_casting(casting).pieces:
        upper, lower = _by_constraints(piece)
        own = sum(
            d * sum(piece.rates[a] for a in cast) for d, cast in zip(piece.durations, piece.casts, strict=True)
        )
        cost += Fraction(upper - own, piece.unit)
        bound += Fraction(lower - own, piece.unit)
    return Answer(perf_counter() - began, cost, bound)


def _by_constraints(piece: Piece) -> tuple[int, int]:
    """What CP-SAT finds for one piece: cost and bound.

    One literal for each two scenes says which comes first; no three of them may run in a circle. A scene begins
    after the durations of those before it; an actor stays from the first beginning to the last end.
    """
    model = cp_model.CpModel()
    scenes, total = range(len(piece.durations)), sum(piece.durations)
    first = {(i, j): model.new_bool_var("") for i, j in combinations(scenes, 2)}
    comes = {**first, **{(j, i): ~literal for (i, j), literal in first.items()}}
    for i, j, k in permutations(scenes, 3):
        if i < j and i < k:
            model.add_bool_or(~comes[i, j], ~comes[j, k], ~comes[k, i])
    begins = [sum(piece.durations[j] * comes[j, i] for j in scenes if j != i) for i in scenes]
    stays = []
    for actor, rate in enumerate(piece.rates):
        arrives, leaves = model.new_int_var(0, total, ""), model.new_int_var(0, total, "")
        played = [i for i in scenes if actor in piece.casts[i]]
        model.add(leaves - arrives >= sum(piece.durations[i] for i in played))
        for i in played:
            model.add(arrives <= begins[i])
            model.add(leaves >= begins[i] + piece.durations[i])
        stays.append(rate * (leaves - arrives))
    # An order and its reverse cost the same: one of the two is enough.
    model.add_bool_or(comes[0, 1])
    model.minimize(sum(stays))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = CAP
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return total * sum(piece.rates), round(solver.best_objective_bound)
    return round(solver.objective_value), round(solver.best_objective_bound)
