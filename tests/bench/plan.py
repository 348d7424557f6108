"""Real shooting plans: the time to the first plan without a flag, then cost, bound and gap after a minute.

COULISSE_BENCH_SECONDS is how long each film is searched (60).
"""

import os
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from coulisse.engines.stripboard.plan.features import Feature, feature
from coulisse.engines.stripboard.plan.propose import Effort, prepare, propose
from coulisse.engines.stripboard.plan.records import Plan
from coulisse.kernel.money import Money

SECONDS: Final = float(os.environ.get("COULISSE_BENCH_SECONDS", "60"))


@dataclass(slots=True)
class Watch:
    """What happened when."""

    began: float = field(default_factory=perf_counter)
    first: float | None = None

    def hear(self, plan: Plan, _bound: Money) -> None:
        if self.first is None and not plan.flags:
            self.first = perf_counter() - self.began

    def has_time(self) -> bool:
        return perf_counter() - self.began < SECONDS


def plans() -> str:
    """A line for each film; the load of the machine at its end stands beside its figures."""
    prepare()
    films = [
        *((f"120 scenes, 45 days, film {seed}", feature(seed=seed)) for seed in (1, 2, 3)),
        ("300 scenes, 90 days", feature(seed=1, scenes=300, days=90, roles=40, places=35)),
    ]
    lines = [
        f"\nShooting plans, {SECONDS:.0f} s each",
        f"{'':28}  first without flag     flags            cost           bound     gap   load",
        *(_line(name, film) for name, film in films),
    ]
    return "\n".join(lines)


def _line(name: str, film: Feature) -> str:
    watch = Watch()
    effort = Effort(rounds=10_000, workers=2)
    plan = propose(film.shoot, effort=effort, on_better=watch.hear, keep_going=watch.has_time)
    first = "never" if watch.first is None else f"{watch.first:.1f} s"
    return (
        f"{name:28}  {first:>18}  {len(plan.flags):>8}  {plan.total.plain():>14}  {plan.bound.plain():>14}"
        f"  {float(plan.gap):>6.1%}  {os.getloadavg()[0]:>5.1f}"
    )


if __name__ == "__main__":
    print(plans(), flush=True)
