"""What lines refer to: globals, fringes, charges, rates of currencies, and the accounts they stand on."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from coulisse.desks.office.budget.actions.steps import GAP, Step, step_on
from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.engines.budget import is_name
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.versions import Difference, StaleWrite, Versioned

Typed = TypeVar("Typed", BudgetAccount, BudgetCharge, BudgetFringe, BudgetGlobal, BudgetRate)
KEYS: Final[Mapping[type[Versioned], tuple[str, ...]]] = {
    BudgetAccount: ("number",),
    BudgetGlobal: ("name",),
    BudgetFringe: ("code",),
    BudgetCharge: ("code",),
    BudgetRate: ("currency", "day"),
}
"""What tells two rows of one budget apart."""


class AlreadyThere(Exception):
    """Another row has that name, code or number."""


class NotAName(Exception):
    """A global is called by letters, digits and underscores, and never begins with a digit."""


class StillUsed(Exception):
    """It can't be taken away: so many rows refer to it."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows refer to it")
        self.count = count


class UnderItself(Exception):
    """An account can't stand below itself or below one of its own."""


def set_global(
    *, budget: Budget, pk: int | None, read_version: int | None, values: Mapping[str, Any], by: User, at: datetime
) -> BudgetGlobal:
    """Add a global, or give it a value, a label, another name: formulas that refer to it follow the name.

    Raises NotAName, AlreadyThere, StaleWrite.
    """
    name = values.get("name")
    if name is not None and not is_name(name):
        raise NotAName(name)
    with step_on(budget, "global", by=by, at=at) as step:
        row = _found(step, BudgetGlobal, pk, read_version, values)
        was = row.name
        _set(step, row, values)
        if pk is not None and was != row.name:
            _rename_in_formulas(step, was, row.name)
    return row


def set_fringe(
    *, budget: Budget, pk: int | None, read_version: int | None, values: Mapping[str, Any], by: User, at: datetime
) -> BudgetFringe:
    """Add a fringe or change its terms; lines that name it follow its code. Raises AlreadyThere, StaleWrite."""
    with step_on(budget, "fringe", by=by, at=at) as step:
        row = _found(step, BudgetFringe, pk, read_version, values)
        was = row.code
        _set(step, row, values)
        if pk is not None and was != row.code:
            for line in step.keep(_lines_with_fringe(step.budget, was)):
                line.fringes = [row.code if code == was else code for code in line.fringes]
    return row


def set_charge(
    *, budget: Budget, pk: int | None, read_version: int | None, values: Mapping[str, Any], by: User, at: datetime
) -> BudgetCharge:
    with step_on(budget, "charge", by=by, at=at) as step:
        row = _found(step, BudgetCharge, pk, read_version, values)
        _set(step, row, values)
    return row


def set_rate(
    *, budget: Budget, pk: int | None, read_version: int | None, values: Mapping[str, Any], by: User, at: datetime
) -> BudgetRate:
    with step_on(budget, "rate", by=by, at=at) as step:
        row = _found(step, BudgetRate, pk, read_version, values)
        _set(step, row, values)
    return row


def set_account(
    *, budget: Budget, pk: int | None, read_version: int | None, values: Mapping[str, Any], by: User, at: datetime
) -> BudgetAccount:
    """Add an account, rename it, or put it below another: those below follow its number.

    Raises AlreadyThere, UnderItself, StaleWrite.
    """
    with step_on(budget, "account", by=by, at=at) as step:
        row = _found(step, BudgetAccount, pk, read_version, values)
        was = row.number
        _set(step, row, values)
        everybody = step.keep(BudgetAccount.objects.filter(budget=step.budget))
        if pk is not None and was != row.number:
            for other in everybody:
                if other.parent == was:
                    other.parent = row.number
        _refuse_circle(row, {other.number: other.parent for other in everybody})
        _in_their_order([*everybody, *([row] if pk is None and row not in everybody else [])])
    return row


def remove(*, budget: Budget, row: Versioned, by: User, at: datetime) -> None:
    """Take a global, a fringe, a charge, a rate or an empty account away. Raises StillUsed."""
    with step_on(budget, f"{_WORDS[type(row)]}-removed", by=by, at=at) as step:
        fresh = step.row(type(row), row.pk)
        count = _uses(step.budget, fresh)
        if count:
            raise StillUsed(count)
        step.remove([fresh])


_WORDS: Final = {
    BudgetAccount: "account",
    BudgetGlobal: "global",
    BudgetFringe: "fringe",
    BudgetCharge: "charge",
    BudgetRate: "rate",
}


def _found(
    step: Step, model: type[Typed], pk: int | None, read_version: int | None, values: Mapping[str, Any]
) -> Typed:
    """The row to change, as the person saw it, or a new one at the end."""
    _refuse_twin(step, model, pk, values)
    if pk is None:
        count = model._default_manager.filter(budget=step.budget).count()
        row = model(budget=step.budget)
        if hasattr(row, "position"):
            row.position = GAP * (count + 1)
        return row
    row = step.row(model, pk)
    if read_version is not None and read_version != row.version:
        raise StaleWrite(row, _differences(row, values))
    return row


def _refuse_twin(step: Step, model: type[Typed], pk: int | None, values: Mapping[str, Any]) -> None:
    names = [name for name in KEYS[model] if name in values]
    if not names:
        return
    twins = model._default_manager.filter(budget=step.budget, **{name: values[name] for name in names})
    if pk is not None:
        twins = twins.exclude(pk=pk)
    if len(names) == len(KEYS[model]) and twins.exists():
        raise AlreadyThere(" ".join(str(values[name]) for name in names))


def _set(step: Step, row: Typed, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if row.pk is None:
        step.add([row])


def _differences(row: Versioned, values: Mapping[str, Any]) -> list[Difference]:
    return [
        Difference(name, str(getattr(row._meta.get_field(name), "verbose_name", name)), getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    ]


def word(name: str) -> re.Pattern[str]:
    """A name where it stands alone in a formula."""
    return re.compile(rf"(?<![\w@.]){re.escape(name)}(?!\w)")


def _rename_in_formulas(step: Step, was: str, now: str) -> None:
    pattern = word(was)
    columns = ("quantity", "multiplier", "rate")
    for line in step.keep(BudgetLine.objects.filter(budget=step.budget)):
        for column in columns:
            text = getattr(line, column)
            if was in text:
                setattr(line, column, pattern.sub(now, text))
    for row in step.keep(BudgetGlobal.objects.filter(budget=step.budget)):
        row.formula = pattern.sub(now, row.formula)


def _lines_with_fringe(budget: Budget, code: str) -> list[BudgetLine]:
    return list(BudgetLine.objects.filter(budget=budget, fringes__contains=[code]))


def _uses(budget: Budget, row: Versioned) -> int:
    if isinstance(row, BudgetAccount):
        below = BudgetAccount.objects.filter(budget=budget, parent=row.number).count()
        return below + BudgetLine.objects.filter(account=row).count()
    if isinstance(row, BudgetFringe):
        return len(_lines_with_fringe(budget, row.code))
    if isinstance(row, BudgetGlobal):
        pattern = word(row.name)
        lines = BudgetLine.objects.filter(budget=budget).values_list("quantity", "multiplier", "rate")
        others = BudgetGlobal.objects.filter(budget=budget).exclude(pk=row.pk).values_list("formula")
        return sum(any(pattern.search(text) for text in texts) for texts in (*lines, *others))
    return 0


def _refuse_circle(row: BudgetAccount, parents: Mapping[str, str]) -> None:
    seen, one = set(), row.number
    known = {**parents, row.number: row.parent}
    while one:
        if one in seen:
            raise UnderItself(row.number)
        seen.add(one)
        one = known.get(one, "")


def _in_their_order(accounts: list[BudgetAccount]) -> None:
    """Each account below its own, and those of one level by their numbers."""
    children: dict[str, list[BudgetAccount]] = {}
    known = {account.number for account in accounts}
    for account in accounts:
        children.setdefault(account.parent if account.parent in known else "", []).append(account)
    waiting = sorted(children.get("", []), key=in_number_order, reverse=True)
    position = 0
    while waiting:
        account = waiting.pop()
        position += 1
        account.position = position
        waiting += sorted(children.get(account.number, []), key=in_number_order, reverse=True)


def in_number_order(account: BudgetAccount) -> tuple[tuple[int, int | str], ...]:
    """`9` before `10`, `31` before `3101`'s sisters: digits as numbers, the rest as text."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", account.number)
    return tuple((0, int(piece)) if piece[0] in "0123456789" else (1, piece) for piece in pieces)
