"""The door of the proposals: an order of the scenes that minimises what `Plan.minimised` names.

The work is done in search.py, which is loaded at the first call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coulisse.engines.stripboard.plan.records import Assignment, Place, Plan, PlanDay, PlanScene, Shoot
from coulisse.kernel.money import Money

OnBetter = Callable[[Plan, Money], None]
KeepGoing = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search, in steps rather than seconds: the same effort gives the same plan on any machine.

    With one worker plans and bound take turns; with two the bound is worked at beside the plans. `part` and
    `window` are in the solver's own deterministic unit, a few seconds each: the limit of one part of the bound and
    of one look at a window of days.
    """

    rounds: int = 20
    steps: int = 1_500_000
    part: float = 0.3
    window: float = 0.4
    workers: int = 1


def propose(
    shoot: Shoot,
    *,
    seed: int = 0,
    effort: Effort | None = None,
    seed_order: Sequence[str] | None = None,
    present: Assignment | None = None,
    on_better: OnBetter | None = None,
    keep_going: KeepGoing = lambda: True,
) -> Plan:
    """The cheapest plan found, flags before cost, with what is proved about its cost.

    `seed_order` is an order of the scenes to begin from (that of the exact talent scheduling, say), `present` a
    plan that exists: what comes back is never worse. `on_better` hears of each better plan or bound. `keep_going`
    is asked several times a second and ends the search with the plan at hand: a limit in seconds is the caller's.
    """
    # The compiler and the solver take seconds to load: only a process that proposes needs them.
    from coulisse.engines.stripboard.plan.search import Search

    search = Search(shoot, seed=seed, effort=effort or Effort(), on_better=on_better, keep_going=keep_going)
    return search.run(seed_order=seed_order, present=present)


def prepare() -> None:
    """Compile the search and keep it on disk: half a minute, once, that the first proposal doesn't wait for."""
    day = PlanDay(0, date(2027, 1, 4))
    shoot = Shoot((PlanScene("1", 8, 60, "set", "place"),), (), (Place("place"),), (day,))
    propose(shoot, effort=Effort(rounds=0))
