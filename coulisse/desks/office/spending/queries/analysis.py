"""Expenses of a period by person, account and day: net, VAT that comes back, ceilings passed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.spending.models import Ceiling, Expense
from coulisse.desks.office.spending.queries.expenses import recovered
from coulisse.desks.office.spending.vat import Parts, parts_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


@dataclass(frozen=True, slots=True)
class Group:
    """One person, account or day of the period."""

    key: str
    name: str
    tickets: int
    gross: Money
    net: Money
    vat: Money
    recoverable: Money
    passed: int
    """How many times a ceiling was passed."""
    on: date | None = None
    """The day, where the group is one."""

    @property
    def cost(self) -> Money:
        return self.net + self.vat - self.recoverable


@dataclass(frozen=True, slots=True)
class Passed:
    """A ceiling that was passed: by whom or on what, when, by how much."""

    of: str
    what: str
    day: date
    amount: Money
    most: Money
    expense_id: int | None = None

    @property
    def over(self) -> Money:
        return self.amount - self.most


@dataclass(frozen=True, slots=True)
class CeilingLine:
    pk: int
    of: str
    account: str
    most: Money


@dataclass(frozen=True, slots=True)
class Analysis:
    """The expenses of a period, refused ones left out."""

    first: date | None
    last: date | None
    whole: Group
    people: tuple[Group, ...]
    accounts: tuple[Group, ...]
    days: tuple[Group, ...]
    passed: tuple[Passed, ...]
    ceilings: tuple[CeilingLine, ...]
    refused: int
    refused_total: Money


@dataclass(frozen=True, slots=True)
class _Row:
    expense: Expense
    gross: Money
    parts: Parts


def analysis(production: Production, *, first: date | None = None, last: date | None = None) -> Analysis:
    """Four queries, whatever the number of tickets."""
    found = Expense.objects.filter(production=production)
    if first is not None:
        found = found.filter(day__gte=first)
    if last is not None:
        found = found.filter(day__lte=last)
    recovery = recovered(production.company)
    rows = [_row(expense, recovery) for expense in found.order_by("day", "number")]
    counted = [row for row in rows if row.expense.state != Expense.State.REFUSED]
    refused = [row for row in rows if row.expense.state == Expense.State.REFUSED]
    names = {account.number: account.name for account in leaf_accounts(production)}
    ceilings = list(Ceiling.objects.filter(production=production))
    passed = tuple(_passed(counted, ceilings))
    days = {row.expense.day for row in counted}
    return Analysis(
        first=first or min(days, default=None),
        last=last or max(days, default=None),
        whole=_group("", "", counted, len(passed)),
        people=_groups(counted, lambda row: row.expense.who, {}, _counted(passed, Ceiling.Of.PERSON)),
        accounts=_groups(counted, lambda row: row.expense.account, names, _counted(passed, Ceiling.Of.ACCOUNT)),
        days=_groups(counted, lambda row: row.expense.day.isoformat(), {}, _by_day(passed), in_order=True),
        passed=passed,
        ceilings=tuple(
            CeilingLine(row.pk, str(row.get_of_display()), row.account, Money(row.cents)) for row in ceilings
        ),
        refused=len(refused),
        refused_total=Money.total(row.gross for row in refused),
    )


def _row(expense: Expense, recovery: Callable[[date], Rate]) -> _Row:
    gross = Money(expense.gross_cents)
    return _Row(expense, gross, parts_of(gross, Rate.percent(expense.vat_percent), recovery(expense.day)))


def _groups(
    rows: Iterable[_Row],
    key_of: Callable[[_Row], str],
    names: Mapping[str, str],
    passed: Mapping[str, int],
    *,
    in_order: bool = False,
) -> tuple[Group, ...]:
    """The largest first, or in the order of their keys."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[key_of(row)].append(row)
    groups = [
        _group(key, names.get(key, key), of, passed.get(key, 0), on=of[0].expense.day if in_order else None)
        for key, of in found.items()
    ]
    return tuple(sorted(groups, key=lambda one: one.key if in_order else (-one.gross.cents, one.key)))


def _group(key: str, name: str, rows: list[_Row], passed: int, *, on: date | None = None) -> Group:
    return Group(
        key=key,
        name=name,
        tickets=len(rows),
        gross=Money.total(row.gross for row in rows),
        net=Money.total(row.parts.net for row in rows),
        vat=Money.total(row.parts.vat for row in rows),
        recoverable=Money.total(row.parts.recoverable for row in rows),
        passed=passed,
        on=on,
    )


def _passed(rows: Iterable[_Row], ceilings: Iterable[Ceiling]) -> Iterable[Passed]:
    rows = list(rows)
    for ceiling in ceilings:
        of_account = [row for row in rows if ceiling.account in {"", row.expense.account}]
        most = Money(ceiling.cents)
        for (what, day, expense_id), amount in _sums(of_account, ceiling).items():
            if amount > most:
                yield Passed(ceiling.of, what, day, amount, most, expense_id)


def _sums(rows: Iterable[_Row], ceiling: Ceiling) -> dict[tuple[str, date, int | None], Money]:
    found: dict[tuple[str, date, int | None], Money] = defaultdict(Money.zero)
    for row in rows:
        expense = row.expense
        match ceiling.of:
            case Ceiling.Of.TICKET:
                key: tuple[str, date, int | None] = (
                    f"n°\u00a0{expense.number:04} · {expense.supplier}",
                    expense.day,
                    expense.pk,
                )
            case Ceiling.Of.PERSON:
                key = (expense.who, expense.day, None)
            case _:
                key = (expense.account, expense.day, None)
        found[key] = found[key] + row.gross
    return found


def _counted(passed: Iterable[Passed], of: "Ceiling.Of") -> Counter[str]:
    return Counter(one.what for one in passed if one.of == of)


def _by_day(passed: Iterable[Passed]) -> Counter[str]:
    return Counter(one.day.isoformat() for one in passed)
