"""Budgets: ours, whole and one edit, beside the same recalculated in an open LibreOffice in the same run."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from coulisse.engines.budget import Budget, Result, Workbook, compute
from coulisse.engines.budget.formula import plain, read_formula
from tests.bench.budget_case import bench_budget
from tests.bench.budget_workbook import write_workbook
from tests.bench.clock import Measured, measure, nearest_rank

PYTHON_OF_OFFICE: Final = "/usr/bin/python3"
CHANGED: Final = "SEM_4"
VALUE: Final = "7.25"
TIMES: Final = 5
SCRIPT: Final = Path(__file__).with_name("budget_in_libreoffice.py")


def budgets() -> str:
    """The tables, the ratio, and how many cents lie between the two."""
    small = bench_budget()
    ours = [*_small(small), *_large()]
    lines = ["\nA budget of 60 accounts, 40 globals, 8 fringes", f"{'':44}  best ms  p50 ms  p95 ms  at most"]
    for one, most in ours:
        best, half, high = (one.percentile(share) for share in (0, 0.5, 0.95))
        mark = "" if half <= most else "  over"
        lines.append(f"{one.what:<44}{best:>9.2f}{half:>8.2f}{high:>8.2f}{most:>9}{mark}")
    return "\n".join([*lines, _theirs(small, [one for one, _ in ours])])


def _small(budget: Budget) -> Iterator[tuple[Measured, int]]:
    """What is measured of 5,000 lines, and how many milliseconds it may take."""
    yield Measured("5,000 lines, every formula read anew", measure(_unread(budget))), 50
    yield Measured("5,000 lines", measure(lambda: compute(budget).total)), 50
    book, turn, fringe = Workbook(budget), count(1), budget.fringes[0]
    hung = Workbook(bench_budget(names=1))
    works: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("one line edited", lambda: book.set_line(2500, rate=f"{next(turn)}.25"), 5),
        ("one global edited", lambda: book.set_global(CHANGED, f"{next(turn)}.5"), 5),
        ("one global edited, 3,333 lines hang on it", lambda: hung.set_global("SEM_0", f"{next(turn)}.5"), 50),
        ("one fringe edited", lambda: book.set_fringe(replace(fringe, value=f"{next(turn) % 50}.5")), 5),
        ("one line edited, and all figures copied", lambda: _edit_and_read(book, next(turn)), 5),
    )
    for what, work, most in works:
        yield Measured(what, measure(work)), most


def _large() -> Iterator[tuple[Measured, int]]:
    budget = bench_budget(50_000)
    yield Measured("50,000 lines, every formula read anew", measure(_unread(budget))), 500
    yield Measured("50,000 lines", measure(lambda: compute(budget).total)), 500


def _unread(budget: Budget) -> Callable[[], object]:
    def work() -> object:
        read_formula.cache_clear()
        plain.cache_clear()
        return compute(budget).total

    return work


def _edit_and_read(book: Workbook, turn: int) -> Result:
    book.set_line(2500, quantity=str(turn))
    return book.result


def _theirs(budget: Budget, ours: list[Measured]) -> str:
    if not _office_is_here():
        return "LibreOffice is not installed with its Python bridge (python3-uno): nothing to stand beside."
    lines = [f"\nThe same in an open LibreOffice, {TIMES} runs, median"]
    for living, what in ((True, "living: rows may be added and moved"), (False, "wired cell by cell")):
        lines += _one_workbook(budget, what, living, ours)
    return "\n".join(lines)


def _one_workbook(budget: Budget, what: str, living: bool, ours: list[Measured]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "budget.xlsx"
        formulas = write_workbook(budget, path, living=living)
        found = _in_office(budget, path)
    book = Workbook(budget)
    apart = _apart(book.result, found["before"])
    book.set_global(CHANGED, VALUE)
    apart = max(apart, _apart(book.result, found["after"]))
    yield f"  {what}: {formulas:,} formulas; {apart} cents apart at most, on any account, fringe or total"
    for which, times, place in (("whole", "full", 1), ("one global → top", "one", 3)):
        theirs, mine = nearest_rank(found[times], 0.5), ours[place].percentile(0.5)
        yield f"    {which:<18} {theirs:>8.1f} ms   the house {mine:>7.2f} ms   {theirs / mine:>7.1f} × quicker"


def _office_is_here() -> bool:
    if not (shutil.which("soffice") and Path(PYTHON_OF_OFFICE).exists()):
        return False
    done = subprocess.run([PYTHON_OF_OFFICE, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


def _in_office(budget: Budget, path: Path) -> dict[str, Any]:
    row = [one.name for one in budget.globals].index(CHANGED)
    asked = [PYTHON_OF_OFFICE, str(SCRIPT), str(path), str(TIMES), str(row), VALUE]
    done = subprocess.run(asked, capture_output=True, check=True, text=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _apart(result: Result, cents: list[int]) -> int:
    ours = [amount.cents for amount in (*result.accounts.values(), *result.fringes.values(), result.total)]
    return max(abs(one - other) for one, other in zip(ours, cents, strict=True))
