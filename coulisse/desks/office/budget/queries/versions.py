"""The versions of a production's budget, and two of them side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.desks.office.budget.queries.agreed import accounts_of
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.rows import budgets_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list. `variance` is against the agreed one; None without one, or for itself."""

    pk: int
    number: int
    name: str
    state: str
    state_name: str
    change: str
    based_on: int | None
    made_by: str
    made_at: datetime
    agreed_on: date | None
    locked_by: str
    is_locked: bool
    total: Money
    variance: Money | None
    lines: int
    problems: int
    version: int


def versions_of(production: Production) -> list[VersionLine]:
    """Newest first; each is counted once and kept open by the process."""
    rows = budgets_of(production.pk)
    books = {row.pk: opened(row) for row in rows}
    agreed = next((books[row.pk] for row in rows if row.state == Budget.State.ORIGINAL), None)
    return [_line(row, books[row.pk], agreed) for row in rows]


def _line(row: Budget, book: Opened, agreed: Opened | None) -> VersionLine:
    result = book.result
    comparable = agreed is not None and agreed is not book and agreed.currency == book.currency
    return VersionLine(
        pk=row.pk,
        number=row.number,
        name=row.name,
        state=row.state,
        state_name=row.get_state_display(),
        change=row.change,
        based_on=row.based_on.number if row.based_on else None,
        made_by=str(row.made_by) if row.made_by else "",
        made_at=row.made_at,
        agreed_on=row.agreed_on,
        locked_by=str(row.locked_by) if row.locked_by else "",
        is_locked=row.is_locked,
        total=result.total,
        variance=result.total - agreed.result.total if comparable and agreed else None,
        lines=len(book.rows.lines),
        problems=len(result.problems),
        version=row.version,
    )


def chosen(production: Production, asked: int | None) -> Budget | None:
    """The version asked for; else the one being worked on, else the newest that isn't past."""
    rows = Budget.objects.filter(production=production).select_related("production")
    if asked is not None:
        found = rows.filter(pk=asked).first()
        if found is not None:
            return found
    working = rows.filter(state=Budget.State.WORKING).first()
    return working or rows.exclude(state=Budget.State.PAST).first() or rows.first()


@dataclass(frozen=True, slots=True)
class AccountPair:
    """One heading in two versions."""

    number: str
    name: str
    level: int
    is_leaf: bool
    left: Money
    right: Money

    @property
    def variance(self) -> Money:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class LinePair:
    """One line in two versions; a side that lacks it is None."""

    account: str
    description: str
    left: Money | None
    right: Money | None
    variance: Money
    why: str
    """`added`, `removed`, `changed` (its own text), or `follows` (a global or a fringe moved it)."""


@dataclass(frozen=True, slots=True)
class GlobalPair:
    name: str
    label: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side: what right is above left."""

    left: Budget
    right: Budget
    accounts: tuple[AccountPair, ...]
    lines: tuple[LinePair, ...]
    """Only those that differ."""
    globals: tuple[GlobalPair, ...]
    left_total: Money
    right_total: Money

    @property
    def variance(self) -> Money:
        return self.right_total - self.left_total


def compare(left: Budget, right: Budget) -> Comparison:
    one, other = opened(left), opened(right)
    with one.lock, other.lock:
        return Comparison(
            left=left,
            right=right,
            accounts=_accounts(one, other),
            lines=tuple(_lines(one, other)),
            globals=tuple(_globals(one, other)),
            left_total=one.result.total,
            right_total=other.result.total,
        )


def _accounts(one: Opened, other: Opened) -> tuple[AccountPair, ...]:
    left = {account.number: account for account in accounts_of(one)}
    right = {account.number: account for account in accounts_of(other)}
    zero = Money.zero(one.currency)
    order = [*right, *(number for number in left if number not in right)]
    pairs = []
    for number in order:
        known = right.get(number) or left[number]
        pairs.append(
            AccountPair(
                number=number,
                name=known.name,
                level=known.level,
                is_leaf=known.is_leaf,
                left=left[number].total if number in left else zero,
                right=right[number].total if number in right else zero,
            )
        )
    return tuple(pairs)


def _lines(one: Opened, other: Opened) -> list[LinePair]:
    left = {line.kin: line for line in one.rows.lines.values()}
    right = {line.kin: line for line in other.rows.lines.values()}
    pairs = []
    for kin in [*right, *(kin for kin in left if kin not in right)]:
        was, now = left.get(kin), right.get(kin)
        before, after = _amount(one, was), _amount(other, now)
        zero = Money.zero(one.currency)
        variance = (after or zero) - (before or zero)
        why = _why(was, now)
        if not variance and why in {"follows", ""}:
            continue
        shown = now or was
        assert shown is not None  # one of the two is there
        book = other if now else one
        pairs.append(
            LinePair(book.rows.numbers[shown.account_id], shown.description, before, after, variance, why)
        )
    return pairs


def _amount(book: Opened, line: BudgetLine | None) -> Money | None:
    return Money(book.result.line_cents[line.pk], book.currency) if line is not None else None


_TYPED = ("description", "quantity", "multiplier", "rate", "unit", "currency", "fringes", "person", "cuts", "vat")


def _why(was: BudgetLine | None, now: BudgetLine | None) -> str:
    if was is None:
        return "added"
    if now is None:
        return "removed"
    is_same = all(getattr(was, name) == getattr(now, name) for name in _TYPED)
    return "follows" if is_same else "changed"


def _globals(one: Opened, other: Opened) -> list[GlobalPair]:
    left: Mapping[str, str] = {row.name: row.formula for row in one.rows.globals}
    right = {row.name: row for row in other.rows.globals}
    labels = {row.name: row.label for row in (*one.rows.globals, *other.rows.globals)}
    return [
        GlobalPair(name, labels[name], left.get(name, ""), right[name].formula if name in right else "")
        for name in [*right, *(name for name in left if name not in right)]
        if left.get(name, "") != (right[name].formula if name in right else "")
    ]
