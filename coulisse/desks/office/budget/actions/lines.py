"""Lines: cells set many at once, rows inserted, deleted, moved and pasted; each call is one undo step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.desks.office.budget.actions.steps import GAP, VERSION, Step, UnknownRow, step_on
from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetEdit, BudgetFringe, BudgetLine
from coulisse.desks.office.budget.typed import COLUMN_OF, LONG_NAMES, Refused, Unreadable, Where, read_cell
from coulisse.foundation.accounts.models import User
from coulisse.kernel.language import Language

MOST_ROWS: Final = 2_000
"""In one paste."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to set: the line and the version that the person saw, the field of the grid, the text typed."""

    id: int
    v: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class StaleCell:
    """Somebody else changed the cell since: both values, as kept."""

    id: int
    field: str
    yours: str
    theirs: Any
    edit: BudgetEdit | None


class StaleCells(Exception):
    """Nothing was written: cells that somebody else changed since they were read."""

    def __init__(self, cells: Iterable[StaleCell]) -> None:
        self.cells = tuple(cells)
        super().__init__(f"{len(self.cells)} stale cells")


def set_cells(
    *, budget: Budget, cells: Sequence[Cell], language: Language, by: User, at: datetime, label: str = "cells"
) -> int:
    """Set many cells in one step; how many lines that changed.

    Raises Refused (with the cells), StaleCells, BudgetIsLocked, BudgetIsPast. Lines that are gone are refused too.
    """
    with step_on(budget, label, by=by, at=at) as step:
        lines = step.read(BudgetLine, [cell.id for cell in cells])
        known = fringe_codes(step)
        _refuse_stale(step, lines, cells, by)
        refused: list[Where] = []
        for cell in cells:
            line = lines.get(cell.id)
            if line is None:
                raise UnknownRow(cell.id)
            try:
                put(line, cell.field, read_cell(cell.field, cell.value, language, known))
            except Unreadable as why:
                refused.append(Where(why.why, cell.field, id=cell.id))
        if refused:
            raise Refused(refused)
    return len({cell.id for cell in cells})


def set_values(
    *, budget: Budget, line: int, values: Mapping[str, Any], by: User, at: datetime, label: str = "cells"
) -> None:
    """Columns of one line, as kept: for other parts of the office (a negotiated price). Raises UnknownRow."""
    with step_on(budget, label, by=by, at=at) as step:
        row = step.row(BudgetLine, line)
        for name, value in values.items():
            setattr(row, name, value)


def insert(
    *,
    budget: Budget,
    account: str,
    after: int | None,
    rows: Sequence[Mapping[str, str]],
    language: Language,
    by: User,
    at: datetime,
    label: str = "insert",
) -> list[int]:
    """New lines below another (None: at the end of the account), each with the texts of its cells.

    Raises Refused, UnknownRow.
    """
    with step_on(budget, label, by=by, at=at) as step:
        known = fringe_codes(step)
        made = [BudgetLine(budget=step.budget, account=account_of(step, account)) for _row in rows]
        _fill(made, rows, language, known)
        place(step, made, account, after)
        step.add(made)
    return [line.pk for line in made]


def delete(*, budget: Budget, ids: Sequence[tuple[int, int]], by: User, at: datetime) -> int:
    """Take lines out. `ids` with the versions that the person saw. Raises StaleCells, UnknownRow."""
    with step_on(budget, "delete", by=by, at=at) as step:
        lines = _seen(step, ids, by)
        step.remove(lines)
    return len(ids)


def move(
    *, budget: Budget, ids: Sequence[tuple[int, int]], account: str, after: int | None, by: User, at: datetime
) -> int:
    """Move lines below another, in their order. Raises StaleCells, UnknownRow."""
    with step_on(budget, "move", by=by, at=at) as step:
        lines = _seen(step, ids, by)
        target = account_of(step, account)
        for line in lines:
            line.account = target
        place(step, lines, account, after)
    return len(ids)


def paste(
    *,
    budget: Budget,
    account: str,
    start: int | None,
    fields: Sequence[str],
    rows: Sequence[Sequence[str]],
    language: Language,
    by: User,
    at: datetime,
    label: str = "paste",
) -> int:
    """A block of cells as one step: over the lines from `start` on, then appended to the account.

    `start` None appends them all. Nothing is written if one cell cannot be read: Refused names them all.
    """
    if len(rows) > MOST_ROWS:
        raise Refused([Where(TOO_MANY, row=MOST_ROWS)])
    texts = [{field: text for field, text in zip(fields, row, strict=False) if field} for row in rows]
    with step_on(budget, label, by=by, at=at) as step:
        known = fringe_codes(step)
        owner = account_of(step, account)
        under = _lines_from(step, owner, start)[: len(rows)]
        added = [BudgetLine(budget=step.budget, account=owner) for _row in texts[len(under) :]]
        _fill([*under, *added], texts, language, known)
        place(step, added, account, None)
        step.add(added)
    return len(rows)


TOO_MANY: Final = "too-many"
"""A code, put into words by the page."""


def _fill(
    lines: Sequence[BudgetLine], rows: Sequence[Mapping[str, str]], language: Language, known: Mapping[str, str]
) -> None:
    refused = []
    for number, (line, texts) in enumerate(zip(lines, rows, strict=True)):
        for name, text in texts.items():
            field = LONG_NAMES.get(name, name)
            try:
                put(line, field, read_cell(field, text, language, known))
            except Unreadable as why:
                refused.append(Where(why.why, field, row=number))
    if refused:
        raise Refused(refused)


def put(line: BudgetLine, field: str, value: Any) -> None:
    """A read value into the line's column; a cut beside the other cuts."""
    column = COLUMN_OF[field]
    if column != "cuts":
        setattr(line, column, value)
        return
    kept = {kind: codes for kind, codes in line.cuts.items() if f"t.{kind}" != field}
    line.cuts = {**kept, field[2:]: value} if value else kept


def fringe_codes(step: Step) -> dict[str, str]:
    """The codes that a line may name, by their lower case."""
    codes = BudgetFringe.objects.filter(budget=step.budget).values_list("code", flat=True)
    return {code.lower(): code for code in codes}


def account_of(step: Step, number: str) -> BudgetAccount:
    found = BudgetAccount.objects.filter(budget=step.budget, number=number).first()
    if found is None:
        raise UnknownRow(number)
    return found


def place(step: Step, lines: Sequence[BudgetLine], account: str, after: int | None) -> None:
    """Positions for lines that come below another; where there is no room, the account is spread out again."""
    if not lines:
        return
    moved = {line.pk for line in lines if line.pk}
    owner = lines[0].account_id
    standing = BudgetLine.objects.filter(budget=step.budget, account=owner).exclude(pk__in=moved)
    order = list(standing.values_list("pk", "position").order_by("position", "pk"))
    at = len(order)
    if after is not None:
        keys = [pk for pk, _position in order]
        if after not in keys:
            raise UnknownRow(after)
        at = keys.index(after) + 1
    low = order[at - 1][1] if at else 0
    high = order[at][1] if at < len(order) else low + GAP * (len(lines) + 1)
    distance = (high - low) // (len(lines) + 1)
    if distance >= 1:
        for number, line in enumerate(lines, 1):
            line.position = low + distance * number
        return
    spread = step.read(BudgetLine, [pk for pk, _position in order])
    whole = [spread[pk] for pk, _position in order]
    whole[at:at] = lines
    for number, line in enumerate(whole, 1):
        line.position = GAP * number


def _lines_from(step: Step, account: BudgetAccount, start: int | None) -> list[BudgetLine]:
    """The lines of an account from one on, part of the step."""
    if start is None:
        return []
    lines = list(BudgetLine.objects.filter(account=account).order_by("position", "pk"))
    keys = [line.pk for line in lines]
    if start not in keys:
        raise UnknownRow(start)
    return step.keep(lines[keys.index(start) :])


def _seen(step: Step, ids: Sequence[tuple[int, int]], by: User) -> list[BudgetLine]:
    """Lines that go or move: refused where somebody else wrote into them since they were read."""
    found = step.read(BudgetLine, [pk for pk, _version in ids])
    stale = []
    for pk, version in ids:
        if pk not in found:
            raise UnknownRow(pk)
        if version != found[pk].version:
            edit = _others_since(found[pk], version, by, None)
            if edit is not None:
                stale.append(StaleCell(pk, "d", found[pk].description, found[pk].description, edit))
    if stale:
        raise StaleCells(stale)
    return [found[pk] for pk, _version in ids]


def _refuse_stale(step: Step, lines: Mapping[int, BudgetLine], cells: Sequence[Cell], by: User) -> None:
    """A cell is stale where somebody else changed that very cell since the version that the person saw."""
    stale = []
    for cell in cells:
        line = lines.get(cell.id)
        if line is None or cell.v == line.version or cell.field not in COLUMN_OF:
            continue
        edit = _others_since(line, cell.v, by, cell.field)
        if edit is not None:
            theirs = getattr(line, COLUMN_OF[cell.field])
            if COLUMN_OF[cell.field] == "cuts":
                theirs = theirs.get(cell.field[2:], {})
            stale.append(StaleCell(cell.id, cell.field, cell.value, theirs, edit))
    if stale:
        raise StaleCells(stale)


def _others_since(line: BudgetLine, version: int, by: User, field: str | None) -> BudgetEdit | None:
    """The last step of somebody else that changed the line (in that field) after a version."""
    key = str(line.pk)
    touched = BudgetEdit.objects.filter(budget_id=line.budget_id, after__lines__has_key=key).exclude(by=by)
    for edit in touched.select_related("by").order_by("-revision")[:50]:
        before, after = edit.before["lines"][key], edit.after["lines"][key]
        if edit.undone_at is None and after is not None and after[VERSION] <= version:
            continue
        if field is None or before is None or after is None or _value(before, field) != _value(after, field):
            return edit
    return None


def _value(values: Mapping[str, Any], field: str) -> Any:
    column = COLUMN_OF[field]
    return values[column].get(field[2:]) if column == "cuts" else values[column]
