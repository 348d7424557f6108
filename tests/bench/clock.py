"""Taking times, and writing them down."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Final

TIMES: Final = int(os.environ.get("COULISSE_BENCH_TIMES", "30"))
SLOW: Final = 100.0
"""Milliseconds: what a page of the house should stay under."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Milliseconds of each run: on the wall, and of this process's own work (the database's is not in it)."""

    wall: tuple[float, ...]
    processor: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: so many runs, the SQL queries of one, the rows that the page is about."""

    what: str
    runs: Runs
    queries: int | None = None
    rows: int | None = None
    note: str = ""

    def percentile(self, share: float) -> float:
        """The time under which that share of the runs stayed, by the nearest rank."""
        return nearest_rank(self.runs.wall, share)

    @property
    def is_slow(self) -> bool:
        return self.percentile(0.95) > SLOW


def nearest_rank(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def measure(work: Callable[[], object], *, times: int = TIMES, warm_up: int = 2) -> Runs:
    """How long each run takes."""
    for _ in range(warm_up):
        work()
    wall, processor = [], []
    for _ in range(times):
        began, busy = perf_counter(), process_time()
        work()
        wall.append((perf_counter() - began) * 1000)
        processor.append((process_time() - busy) * 1000)
    return Runs(tuple(wall), tuple(processor))


def table(title: str, measured: Sequence[Measured]) -> str:
    """As text, one line each; a page slower than it should be is marked."""
    wide = max([len(one.what) for one in measured] or [4])
    lines = [f"\n{title}", f"{'':{wide}}  queries    best ms     p50 ms     p95 ms   python ms       rows"]
    for one in measured:
        queries = "" if one.queries is None else str(one.queries)
        rows = "" if one.rows is None else f"{one.rows:,}".replace(",", " ")
        mark = f"  slow{' ' + one.note if one.note else ''}" if one.is_slow else f"  {one.note}".rstrip()
        times = "  ".join(f"{one.percentile(share):>9.1f}" for share in (0, 0.5, 0.95))
        processor = f"{nearest_rank(one.runs.processor, 0.5):.1f}" if one.runs.processor else ""
        lines.append(f"{one.what:{wide}}  {queries:>7}  {times}  {processor:>10}  {rows:>9}{mark}")
    return "\n".join(lines)
