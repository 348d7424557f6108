"""Undo and redo: each person takes back one's own steps in a budget, one at a time, also once the page is closed.

A step is taken back only while its rows still hold what it left in them: if somebody else has changed one of them
since, the undo is refused and says who.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from coulisse.desks.office.budget.actions.steps import (
    SECTIONS,
    VERSION,
    Step,
    Values,
    count_revision,
    open_budget,
    put_back,
    values_of,
)
from coulisse.desks.office.budget.models import Budget, BudgetEdit
from coulisse.desks.office.facts.budget import BudgetStepRedone, BudgetStepUndone
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


class NothingToUndo(Exception):
    """This person has no step in this budget that stands."""


class NothingToRedo(Exception):
    """Nothing was taken back since this person's last step."""


class ChangedSince(Exception):
    """Somebody changed what the step had touched: `edit` is the later step, None when it can't be told."""

    def __init__(self, edit: BudgetEdit | None) -> None:
        super().__init__("the rows of this step were changed since")
        self.edit = edit


def undo(*, budget: Budget, by: User, at: datetime) -> BudgetEdit:
    """Take back this person's last step. Raises NothingToUndo, ChangedSince, BudgetIsLocked, BudgetIsPast."""
    with transaction.atomic():
        step = Step(open_budget(budget))
        edit = last_step(step.budget, by)
        if edit is None:
            raise NothingToUndo
        _exchange(step, edit, holds=edit.after, takes=edit.before)
        edit.undone_at = at
        _finish(step, edit, BudgetStepUndone, by=by, at=at)
    budget.revision = step.budget.revision
    return edit


def redo(*, budget: Budget, by: User, at: datetime) -> BudgetEdit:
    """Do again what was taken back last. Raises NothingToRedo, ChangedSince, BudgetIsLocked, BudgetIsPast."""
    with transaction.atomic():
        step = Step(open_budget(budget))
        edit = next_step(step.budget, by)
        if edit is None:
            raise NothingToRedo
        _exchange(step, edit, holds=edit.before, takes=edit.after)
        edit.undone_at = None
        _finish(step, edit, BudgetStepRedone, by=by, at=at)
    budget.revision = step.budget.revision
    return edit


def last_step(budget: Budget, by: User) -> BudgetEdit | None:
    """What an undo would take back."""
    return BudgetEdit.objects.filter(budget=budget, by=by, undone_at__isnull=True).order_by("-pk").first()


def next_step(budget: Budget, by: User) -> BudgetEdit | None:
    """What a redo would do again: the first step taken back after the last one that stands."""
    undone = BudgetEdit.objects.filter(budget=budget, by=by, undone_at__isnull=False)
    standing = BudgetEdit.objects.filter(budget=budget, by=by, undone_at__isnull=True)
    last = standing.order_by("-pk").values_list("pk", flat=True).first()
    if last is not None:
        undone = undone.filter(pk__gt=last)
    return undone.order_by("pk").first()


def _exchange(step: Step, edit: BudgetEdit, *, holds: Values, takes: Values) -> None:
    for kind, rows in _sections(holds):
        found = step.read(SECTIONS[kind], [int(pk) for pk in rows])
        for pk, values in rows.items():
            row = found.get(int(pk))
            if (values_of(row) if row is not None else None) != _bare(values):
                raise ChangedSince(later(edit, kind, pk))
    for kind, rows in _sections(takes):
        model: Any = SECTIONS[kind]
        found = step.read(model, [int(pk) for pk in rows])
        again = []
        for pk, values in rows.items():
            if values is None:
                continue
            row = found.get(int(pk))
            if row is None:
                row = model(pk=int(pk), budget=step.budget)
                again.append(row)
            put_back(row, values)
        step.add(again)
    for kind, rows in reversed(list(_sections(takes))):
        found = step.read(SECTIONS[kind], [int(pk) for pk in rows])
        step.remove([found[int(pk)] for pk, values in rows.items() if values is None and int(pk) in found])


def _finish(
    step: Step, edit: BudgetEdit, fact: type[BudgetStepUndone | BudgetStepRedone], *, by: User, at: datetime
) -> None:
    try:
        step.written()
    except ProtectedError as used:
        raise ChangedSince(None) from used
    edit.revision = count_revision(step.budget)
    edit.save(update_fields=["undone_at", "revision"])
    budget = step.budget
    happened = fact(budget_id=budget.pk, budget=budget.number, label=edit.label, edit_id=edit.pk)
    announce(happened, by=by, at=at, about=budget, production=budget.production_id, desk=Desk.OFFICE)


def _sections(values: Values) -> Iterator[tuple[str, dict[str, Values | None]]]:
    for kind in SECTIONS:
        if kind in values:
            yield kind, values[kind]


def _bare(values: Values | None) -> Values | None:
    return None if values is None else {name: one for name, one in values.items() if name != VERSION}


def later(edit: BudgetEdit, kind: str, pk: str | int) -> BudgetEdit | None:
    """The last step of somebody that touched this row."""
    touched = BudgetEdit.objects.filter(budget_id=edit.budget_id, **{f"after__{kind}__has_key": str(pk)})
    return touched.exclude(pk=edit.pk).select_related("by").order_by("-revision").first()


def last_touch(budget: Budget, kind: str, pk: int) -> BudgetEdit | None:
    """The step that last wrote a row."""
    touched = BudgetEdit.objects.filter(budget=budget, **{f"after__{kind}__has_key": str(pk)})
    return touched.select_related("by").order_by("-revision").first()


def others_since(budget: Budget, revision: int, reader: User) -> list[str]:
    """Who else changed the budget after a revision."""
    edits = BudgetEdit.objects.filter(budget=budget, revision__gt=revision).exclude(by=reader)
    return list(dict.fromkeys(str(edit.by) for edit in edits.select_related("by").order_by("revision") if edit.by))
