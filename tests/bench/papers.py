"""The papers of a shooting day: the first of a process, the same again, and another day's in the same process.

The first is measured in processes of their own, since the typesetter keeps what it has laid out.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from coulisse.papers.call_sheet import CallSheet, call_sheet
from coulisse.papers.production_report import production_report
from coulisse.papers.sides import sides
from tests.bench.clock import Measured, Runs, measure
from tests.papers.call_sheet.rectified import SHEET
from tests.papers.la_drache import heavy
from tests.papers.la_drache_report import REPORT
from tests.papers.test_sides import COPY

COLD_TIMES: Final = 5
ONCE: Final = "from tests.bench.papers import WORK, timed; print(timed(WORK[{what!r}]))"
NUMBERS: Final = count(1)


def another(sheet: CallSheet) -> CallSheet:
    """The same day of a film that was never printed: nothing of the page is in the typesetter's memory."""
    number = next(NUMBERS)
    crew = tuple(
        replace(one, members=tuple(replace(member, job=f"{member.job} {number}") for member in one.members))
        for one in sheet.crew
    )
    scenes = tuple(
        replace(scene, set=f"{scene.number} {number}", summary=f"Jour {number}.") for scene in sheet.scenes
    )
    return replace(sheet, film=f"{sheet.film} {number}", crew=crew, scenes=scenes)


WORK: Final[dict[str, Callable[[], object]]] = {
    "call sheet": lambda: call_sheet(SHEET, "fr"),
    "call sheet, heavy day": lambda: call_sheet(heavy(), "fr"),
    "call sheet, another day's": lambda: call_sheet(another(SHEET), "fr"),
    "production report": lambda: production_report(REPORT, "fr"),
    "sides, two pages": lambda: sides(COPY, "fr"),
    "sides, the next person's": lambda: sides(replace(COPY, person=f"Personne {next(NUMBERS)}"), "fr"),
}
COLD: Final = ("call sheet", "call sheet, heavy day", "production report", "sides, two pages")


def papers() -> Iterator[Measured]:
    for what in COLD:
        yield Measured(f"{what}, cold", Runs(tuple(_in_a_process_of_its_own(what) for _ in range(COLD_TIMES))))
    for what, work in WORK.items():
        yield Measured(f"{what}, warm", measure(work))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run, without any before it."""
    return measure(work, times=1, warm_up=0).wall[0]


def _in_a_process_of_its_own(what: str) -> float:
    command = [sys.executable, "-c", ONCE.format(what=what)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
