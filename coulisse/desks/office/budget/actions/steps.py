"""One step on a budget: the rows it touches are locked, changed, compared, written and remembered.

The budget's row is locked for the length of the step, so that two people in one budget come one after the other.
Only the rows that the step names are read: a step costs what it changes, whatever the length of the budget.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.db import models, transaction

from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetEdit,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.desks.office.budget.queries.opened import writing
from coulisse.desks.office.facts.budget import BudgetChanged
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import Versioned

GAP: Final = 65_536
"""Between two lines: sixteen insertions at one place before their neighbours must be written too."""

Values = dict[str, Any]
Typed = TypeVar("Typed", bound=Versioned)

SECTIONS: Final[Mapping[str, type[Versioned]]] = {
    "accounts": BudgetAccount,
    "lines": BudgetLine,
    "globals": BudgetGlobal,
    "fringes": BudgetFringe,
    "charges": BudgetCharge,
    "rates": BudgetRate,
}
"""In the order in which they come back: a line stands on an account."""
COLUMNS: Final[Mapping[type[Versioned], tuple[str, ...]]] = {
    BudgetAccount: ("number", "name", "parent", "position"),
    BudgetLine: (
        *("account_id", "position", "description", "quantity", "multiplier", "rate", "unit", "currency"),
        *("fringes", "person", "cuts", "vat", "note", "same_as"),
    ),
    BudgetGlobal: ("name", "label", "formula", "unit", "parameters", "position"),
    BudgetFringe: (
        *("code", "name", "kind", "value", "cutoff_cents", "floor_cents", "currency", "account"),
        *("preset", "parameters", "position"),
    ),
    BudgetCharge: ("code", "name", "percent", "bases", "excluded", "on_fringes", "account", "position"),
    BudgetRate: ("currency", "rate", "day", "source"),
}
_NAMES: Final = {model: name for name, model in SECTIONS.items()}
VERSION: Final = "_v"
"""The version that a row got, beside its values in an Edit."""


class BudgetIsLocked(Exception):
    """The agreed budget never changes: work on a copy."""


class BudgetIsPast(Exception):
    """The budget was replaced: it is history. Work on a copy."""


class UnknownRow(Exception):
    """A row that is not, or no longer, in this budget."""


class Step:
    """What one step reads, changes, adds and removes. Change rows freely; `add` and `remove` for the others."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._rows: dict[tuple[type[Versioned], int], Versioned] = {}
        self._before: dict[tuple[type[Versioned], int], Values] = {}
        self._added: list[Versioned] = []
        self._as_added: dict[tuple[type[Versioned], int], Values] = {}
        self._removed: list[Versioned] = []

    def read(self, model: type[Typed], keys: Iterable[int]) -> dict[int, Typed]:
        """Rows of this budget, by key. Those that are gone are left out."""
        wanted = {pk for pk in keys if (model, pk) not in self._rows}
        if wanted:
            self.keep(model._default_manager.filter(budget=self.budget, pk__in=wanted))
        found = ((pk, self._rows.get((model, pk))) for pk in keys)
        return {pk: row for pk, row in found if isinstance(row, model)}

    def keep(self, rows: Iterable[Typed]) -> list[Typed]:
        """Rows read elsewhere in this transaction, from now on part of the step."""
        kept: list[Typed] = []
        for row in rows:
            key = (type(row), row.pk)
            if key not in self._rows:
                self._rows[key] = row
                self._before[key] = values_of(row)
            kept.append(self._rows[key])  # type: ignore[arg-type]  # same model
        return kept

    def row(self, model: type[Typed], pk: int) -> Typed:
        """One row. Raises UnknownRow."""
        found = self.read(model, [pk]).get(pk)
        if found is None:
            raise UnknownRow(pk)
        return found

    def add(self, rows: Iterable[Versioned]) -> None:
        """Rows that aren't there yet; written at once, so that they have their keys."""
        by_model: dict[type[Versioned], list[Versioned]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model, some in by_model.items():
            model._default_manager.bulk_create(some)
            self._added += some
            self._rows |= {(model, row.pk): row for row in some}
            self._as_added |= {(model, row.pk): values_of(row) for row in some}

    def remove(self, rows: Iterable[Versioned]) -> None:
        for row in rows:
            del self._rows[type(row), row.pk]
            self._removed.append(row)

    def written(self) -> tuple[Values, Values]:
        """Write what changed; what these rows held before and hold now, as an Edit keeps them."""
        before: Values = {}
        after: Values = {}
        changed: list[Versioned] = []
        for key, row in self._rows.items():
            was = self._before.get(key)
            if was is None or was == values_of(row):
                continue
            row.version += 1
            changed.append(row)
            _note(before, row, was)
            _note(after, row, remembered(row))
        for row in self._added:
            _note(before, row, None)
            _note(after, row, remembered(row))
            if self._as_added[type(row), row.pk] != values_of(row):
                changed.append(row)
        for row in self._removed:
            _note(before, row, self._before[type(row), row.pk])
            _note(after, row, None)
        self._write(changed)
        return before, after

    def _write(self, changed: list[Versioned]) -> None:
        for model, columns in COLUMNS.items():
            rows = [row for row in changed if type(row) is model]
            if rows:
                names = [name.removesuffix("_id") for name in columns]
                model._default_manager.bulk_update(rows, [*names, "version"], batch_size=500)
        for model in reversed(list(COLUMNS)):
            gone = [row.pk for row in self._removed if type(row) is model]
            if gone:
                model._default_manager.filter(pk__in=gone).delete()


@contextmanager
def step_on(budget: Budget, label: str, *, by: User, at: datetime) -> Iterator[Step]:
    """One step, in a transaction of its own: remembered for undo when it changed something.

    Raises BudgetIsLocked, BudgetIsPast.
    """
    with transaction.atomic():
        step = Step(open_budget(budget))
        yield step
        before, after = step.written()
        if before != after:
            revision = count_revision(step.budget)
            edit = BudgetEdit.objects.create(
                budget=step.budget, label=label, before=before, after=after, by=by, at=at, revision=revision
            )
            tell(step.budget, label, edit, by=by, at=at)
        budget.revision = step.budget.revision


def tell(budget: Budget, label: str, edit: BudgetEdit, *, by: User, at: datetime) -> None:
    happened = BudgetChanged(
        budget_id=budget.pk,
        budget=budget.number,
        label=label,
        rows=sum(len(rows) for rows in edit.after.values()),
        edit_id=edit.pk,
    )
    announce(happened, by=by, at=at, about=budget, production=budget.production_id, desk=Desk.OFFICE)


def open_budget(budget: Budget) -> Budget:
    """The budget's row, locked for this transaction. Raises BudgetIsLocked, BudgetIsPast."""
    fresh = Budget.objects.select_for_update().get(pk=budget.pk)
    if fresh.state == Budget.State.PAST:
        raise BudgetIsPast(fresh.number)
    if fresh.is_locked:
        raise BudgetIsLocked(fresh.number)
    return fresh


def count_revision(budget: Budget) -> int:
    budget.revision += 1
    budget.save(update_fields=["revision"])
    writing(budget.pk)
    return budget.revision


def values_of(row: models.Model) -> Values:
    """What a step remembers of a row, as JSON; lists and mappings as copies, for the row's own may change."""
    return {name: _plain(getattr(row, name)) for name in COLUMNS[type(row)]}  # type: ignore[index]


def remembered(row: Versioned) -> Values:
    return {**values_of(row), VERSION: row.version}


def put_back(row: Versioned, values: Values) -> None:
    """The remembered values on the row again, as the columns have them."""
    for name in COLUMNS[type(row)]:
        value = values[name]
        setattr(row, name, date.fromisoformat(value) if name == "day" else _plain(value))


def section_of(row: Versioned) -> str:
    return _NAMES[type(row)]


def _note(values: Values, row: Versioned, found: Values | None) -> None:
    values.setdefault(section_of(row), {})[str(row.pk)] = found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
