"""The open budget: its rows and the engine's workbook, kept in this process and brought up to date by the history.

A reader at revision 40 of a budget that stands at 42 reads which rows the steps since then touched, reads those
rows, and gives them to the workbook: one cell of five thousand lines costs as much as one cell of fifty. What is
kept only ever holds committed rows: a transaction that wrote to the budget reads it fresh until it has ended.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import RLock, local
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from coulisse.desks.office.budget.models import Budget, BudgetEdit, BudgetFringe, BudgetGlobal, BudgetLine
from coulisse.desks.office.budget.queries.rows import (
    Rows,
    fringe_record,
    line_record,
    read_rows,
    record_of,
)
from coulisse.engines.budget import Changed, Line, Result
from coulisse.engines.budget.workbook import Workbook

KEPT: Final = 24
"""How many budgets a process keeps open."""
REMEMBERED: Final = 200
"""How many steps back a reader may be and still be told only what changed."""
MANY: Final = 400
"""More rows than this are read as a whole budget."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What came between two revisions: lines that changed (in text or amount), and lines that went."""

    since: int
    until: int
    lines: frozenset[int]
    gone: frozenset[int]


@dataclass(slots=True)
class Opened:
    """One budget with its figures. Take `lock` for as long as what is read must belong together."""

    budget: int
    stamp: UUID
    currency: str
    revision: int
    rows: Rows
    workbook: Workbook
    lock: RLock = field(default_factory=RLock)
    happened: deque[Happened] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    @property
    def result(self) -> Result:
        return self.workbook.result

    def changed_since(self, revision: int) -> tuple[set[int], set[int]] | None:
        """Keys of lines that changed, and of those that went; None where that is too long ago to be known."""
        if revision >= self.revision:
            return set(), set()
        lines: set[int] = set()
        gone: set[int] = set()
        for step in reversed(self.happened):
            lines |= step.lines
            gone |= step.gone
            if step.since <= revision:
                return {pk for pk in lines if pk in self.rows.lines}, gone - self.rows.lines.keys()
        return None


class _Shelf:
    """The budgets that this process keeps open."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.held: OrderedDict[int, Opened] = OrderedDict()

    def get(self, budget: int) -> Opened | None:
        with self.lock:
            found = self.held.get(budget)
            if found is not None:
                self.held.move_to_end(budget)
            return found

    def put(self, opened: Opened) -> None:
        with self.lock:
            self.held[opened.budget] = opened
            while len(self.held) > KEPT:
                self.held.popitem(last=False)

    def drop(self, budget: int) -> None:
        with self.lock:
            self.held.pop(budget, None)


_SHELF: Final = _Shelf()
_WRITING: Final = local()


def writing(budget: int) -> None:
    """This transaction changed the budget: until it ends, its readers read fresh."""
    touched: set[int] = getattr(_WRITING, "budgets", set())
    _WRITING.budgets = touched | {budget}
    transaction.on_commit(lambda: _WRITING.budgets.discard(budget))


def _is_written_here(budget: int) -> bool:
    touched: set[int] = getattr(_WRITING, "budgets", set())
    if not connection.in_atomic_block:
        touched.clear()
    return budget in touched


def opened(budget: Budget) -> Opened:
    """The budget as it stands at `budget.revision` or later."""
    if _is_written_here(budget.pk):
        return _read(budget)
    held = _SHELF.get(budget.pk)
    if held is None or (held.stamp, held.currency) != (budget.stamp, budget.currency):
        held = _read(budget)
        _SHELF.put(held)
        return held
    with held.lock:
        if held.revision < budget.revision:
            _catch_up(held, budget)
    return held


def forget(budget: int) -> None:
    """For whoever changes rows beside the history."""
    _SHELF.drop(budget)


def _read(budget: Budget) -> Opened:
    rows = read_rows(budget.pk)
    workbook = Workbook(record_of(rows, budget.currency))
    return Opened(budget.pk, budget.stamp, budget.currency, budget.revision, rows, workbook)


def _catch_up(held: Opened, budget: Budget) -> None:
    touched = _touched(budget.pk, held.revision)
    small = sum(map(len, touched.values())) <= MANY and not touched.keys() - {"lines", "globals", "fringes"}
    changed = _take_rows(held, touched) if small else None
    if changed is None:
        was = set(held.rows.lines)
        held.rows = read_rows(budget.pk)
        changed = set(held.workbook.replace(record_of(held.rows, budget.currency)).lines)
        changed |= touched.get("lines", set()) | (was ^ held.rows.lines.keys())
    now = held.rows.lines.keys()
    lines = frozenset(int(str(pk)) for pk in changed)
    held.happened.append(Happened(held.revision, budget.revision, lines, frozenset(lines - now)))
    held.revision = budget.revision


def _touched(budget: int, since: int) -> dict[str, set[int]]:
    """Keys of the rows that the steps after a revision did, undid or did again."""
    found: dict[str, set[int]] = {}
    edits = BudgetEdit.objects.filter(budget=budget, revision__gt=since)
    for before, after in edits.values_list("before", "after"):
        for kept in (before, after):
            for kind, rows in kept.items():
                if rows:
                    found.setdefault(kind, set()).update(map(int, rows))
    return found


def _take_rows(held: Opened, touched: dict[str, set[int]]) -> set[object] | None:
    """Give the workbook the rows as they are now; None where something came or went that it can't take alone."""
    changes: list[Changed] = []
    if "globals" in touched and not _take_globals(held, touched["globals"], changes):
        return None
    if "fringes" in touched and not _take_fringes(held, touched["fringes"], changes):
        return None
    changed: set[object] = set()
    if "lines" in touched:
        changed |= touched["lines"]
        _take_lines(held, touched["lines"], changes)
    for one in changes:
        changed |= one.lines
    return changed


def _take_globals(held: Opened, keys: Iterable[int], changes: list[Changed]) -> bool:
    known = {row.pk: row for row in held.rows.globals}
    fresh = {row.pk: row for row in BudgetGlobal.objects.filter(pk__in=keys)}
    for pk in keys:
        row = fresh.get(pk)
        if row is None or pk not in known or known[pk].name != row.name:
            return False
        if row.formula != known[pk].formula or row.unit != known[pk].unit:
            changes.append(held.workbook.set_global(row.name, row.formula, row.unit))
    held.rows.globals = [fresh.get(row.pk, row) for row in held.rows.globals]
    return True


def _take_fringes(held: Opened, keys: Iterable[int], changes: list[Changed]) -> bool:
    known = {row.pk: row for row in held.rows.fringes}
    fresh = {row.pk: row for row in BudgetFringe.objects.filter(pk__in=keys)}
    for pk in keys:
        row = fresh.get(pk)
        if row is None or pk not in known or known[pk].code != row.code:
            return False
        changes.append(held.workbook.set_fringe(fringe_record(row, held.currency)))
    held.rows.fringes = [fresh.get(row.pk, row) for row in held.rows.fringes]
    return True


def _take_lines(held: Opened, keys: Iterable[int], changes: list[Changed]) -> None:
    lines, workbook = held.rows.lines, held.workbook
    fresh = {row.pk: row for row in BudgetLine.objects.filter(pk__in=keys)}
    for pk in keys:
        row, old = fresh.get(pk), lines.get(pk)
        if row is None:
            if old is not None:
                changes.append(workbook.remove_line(pk))
                del lines[pk]
            continue
        number = held.rows.numbers[row.account_id]
        if old is None:
            changes.append(workbook.add_line(number, line_record(row)))
        else:
            _take_line(workbook, old, row, number, changes)
        lines[pk] = row


def _take_line(workbook: Workbook, old: BudgetLine, row: BudgetLine, number: str, changes: list[Changed]) -> None:
    if old.account_id != row.account_id:
        changes.append(workbook.move_line(row.pk, number))
    was, now = line_record(old), line_record(row)
    differing = {name: getattr(now, name) for name in Line.__slots__ if getattr(was, name) != getattr(now, name)}
    if differing:
        changes.append(workbook.set_line(row.pk, **differing))
