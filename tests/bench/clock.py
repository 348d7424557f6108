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
    """Milliseconds of each run: on the wall, of this process's own work, and of the database's for it.

    The last two do not grow where other programs of the machine take their turns in between.
    """

    wall: tuple[float, ...]
    processor: tuple[float, ...] = ()
    database: tuple[float, ...] = ()


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

    def worked(self, share: float) -> float:
        """The same of the work done, this process's and the database's together, whatever else the machine did."""
        both = [one + other for one, other in zip(self.runs.processor, self.runs.database, strict=True)]
        return nearest_rank(both, share)

    @property
    def is_slow(self) -> bool:
        """By the wall, which is what people wait for."""
        return self.percentile(0.95) > SLOW


def nearest_rank(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def measure(
    work: Callable[[], object],
    *,
    times: int = TIMES,
    warm_up: int = 2,
    database: Callable[[], float] | None = None,
) -> Runs:
    """How long each run takes. `database` tells how many milliseconds the server has worked for us so far."""
    for _ in range(warm_up):
        work()
    wall, processor, served = [], [], []
    for _ in range(times):
        before = database() if database else 0.0
        began, busy = perf_counter(), process_time()
        work()
        wall.append((perf_counter() - began) * 1000)
        processor.append((process_time() - busy) * 1000)
        if database:
            served.append(database() - before)
    return Runs(tuple(wall), tuple(processor), tuple(served))


def table(title: str, measured: Sequence[Measured]) -> str:
    """As text, one line each; a page slower than it should be is marked."""
    wide = max([len(one.what) for one in measured] or [4])
    lines = [
        f"\n{title}",
        f"{'':{wide}}  queries    best ms     p50 ms     p95 ms   python ms   both p95       rows",
    ]
    for one in measured:
        queries = "" if one.queries is None else str(one.queries)
        rows = "" if one.rows is None else f"{one.rows:,}".replace(",", " ")
        mark = f"  slow{' ' + one.note if one.note else ''}" if one.is_slow else f"  {one.note}".rstrip()
        times = "  ".join(f"{one.percentile(share):>9.1f}" for share in (0, 0.5, 0.95))
        processor = f"{nearest_rank(one.runs.processor, 0.5):.1f}" if one.runs.processor else ""
        both = f"{one.worked(0.95):.1f}" if one.runs.database else ""
        lines.append(f"{one.what:{wide}}  {queries:>7}  {times}  {processor:>10}  {both:>9}  {rows:>9}{mark}")
    return "\n".join(lines)
