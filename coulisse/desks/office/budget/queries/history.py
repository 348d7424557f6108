"""Who changed what, and when: the steps of a budget, or of one of its lines, in plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.desks.office.budget.models import Budget, BudgetEdit

SHOWN: Final = {
    "lines": (
        "description",
        "quantity",
        "multiplier",
        "rate",
        "unit",
        "currency",
        "fringes",
        "person",
        "cuts",
        "vat",
    ),
    "globals": ("name", "formula", "unit"),
    "fringes": ("code", "value", "cutoff_cents", "floor_cents", "account"),
    "charges": ("code", "percent", "account"),
    "rates": ("currency", "rate"),
    "accounts": ("number", "name", "parent"),
}
NAMES: Final = {
    "lines": "description",
    "globals": "name",
    "fringes": "code",
    "charges": "code",
    "accounts": "number",
}
MOST_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row: what it was and what it became; `field` empty for a row that came or went."""

    what: str
    pk: int
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class StepView:
    pk: int
    label: str
    by: str
    at: datetime
    undone_at: datetime | None
    rows: int
    changes: tuple[Change, ...]
    """The first of them."""


def steps_of(budget: Budget, *, line: int | None = None, limit: int = 100) -> list[StepView]:
    """The newest first, in one query."""
    edits = BudgetEdit.objects.filter(budget=budget).select_related("by")
    if line is not None:
        edits = edits.filter(after__lines__has_key=str(line))
    return [_view(edit, line) for edit in edits[:limit]]


def _view(edit: BudgetEdit, line: int | None) -> StepView:
    changes = []
    for change in _changes(edit.before, edit.after):
        if line is None or change.pk == line:
            changes.append(change)
        if len(changes) >= MOST_ROWS:
            break
    rows = sum(len(found) for found in edit.after.values())
    return StepView(
        edit.pk, edit.label, str(edit.by) if edit.by else "", edit.at, edit.undone_at, rows, tuple(changes)
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for kind, rows in after.items():
        for key, now in rows.items():
            was = before.get(kind, {}).get(key)
            name = (now or was or {}).get(NAMES.get(kind, ""), "")
            if was is None or now is None:
                yield Change(name, int(key), "", was and name, now and name)
                continue
            for field in SHOWN[kind]:
                if was[field] != now[field]:
                    yield Change(name, int(key), field, was[field], now[field])
