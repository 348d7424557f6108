"""Taking times, and writing them down."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

TIMES: Final = int(os.environ.get("COULISSE_BENCH_TIMES", "30"))
SLOW: Final = 100.0
"""Milliseconds: what a page of the house should stay under."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: milliseconds of so many runs, SQL queries of one, rows that the page is about."""

    what: str
    milliseconds: tuple[float, ...]
    queries: int | None = None
    rows: int | None = None
    note: str = ""

    def percentile(self, share: float) -> float:
        """The time under which that share of the runs stayed, by the nearest rank."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    @property
    def is_slow(self) -> bool:
        return self.percentile(0.95) > SLOW


def measure(work: Callable[[], object], *, times: int = TIMES, warm_up: int = 2) -> tuple[float, ...]:
    """Milliseconds of each run."""
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(times):
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1000)
    return tuple(taken)


def table(title: str, measured: Sequence[Measured]) -> str:
    """As text, one line each; a page slower than it should be is marked."""
    wide = max([len(one.what) for one in measured] or [4])
    lines = [f"\n{title}", f"{'':{wide}}  queries    best ms     p50 ms     p95 ms       rows"]
    for one in measured:
        queries = "" if one.queries is None else str(one.queries)
        rows = "" if one.rows is None else f"{one.rows:,}".replace(",", " ")
        mark = f"  slow{' ' + one.note if one.note else ''}" if one.is_slow else f"  {one.note}".rstrip()
        times = "  ".join(f"{one.percentile(share):>9.1f}" for share in (0, 0.5, 0.95))
        lines.append(f"{one.what:{wide}}  {queries:>7}  {times}  {rows:>9}{mark}")
    return "\n".join(lines)
