"""The cost report of a production: what stands in the books, against the agreed budget and the estimates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.db.models import Max, Q, QuerySet, Sum

from coulisse.desks.office.budget.queries.agreed import AgreedAccount, accounts_of, agreed_row, budget_record
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.desks.office.costs.models import CostNote, CostSettings, Estimate
from coulisse.desks.office.costs.weeks import Week, last_whole_week
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import COST, narrowed
from coulisse.engines.costs import Account, Report, Row, report
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money

NOTHING: Final = Money(0)


@dataclass(frozen=True, slots=True)
class Cut:
    """One part of the film: a territory, a group, a shooting day; all of it where nothing is said."""

    territory: str = ""
    group: str = ""
    shooting_day: date | None = None

    def __bool__(self) -> bool:
        return bool(self.territory or self.group or self.shooting_day)

    def of(self, found: QuerySet[Posting]) -> QuerySet[Posting]:
        values = {"territory": self.territory, "group": self.group, "shooting_day": self.shooting_day}
        return found.filter(**{name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True)
class Known:
    """What was known at a moment: the last posting and the last estimate; all where None."""

    sequence: int | None = None
    estimate: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under the report."""

    pk: int
    number: int
    text: str
    accounts: tuple[str, ...]
    version: int = 1


@dataclass(frozen=True, slots=True)
class Situation:
    """The report with what stands around it."""

    until: date
    week: Week
    report: Report
    notes: tuple[Note, ...]
    budget_number: int | None
    contingency: Row | None
    cut: Cut = field(default_factory=Cut)

    @property
    def has_budget(self) -> bool:
        return self.budget_number is not None


def cost_report(production: Production, until: date) -> Report:
    """The report of the whole film, with all that is known of it."""
    return situation_of(production, until).report


def situation_of(
    production: Production,
    until: date,
    *,
    known: Known = Known(),
    cut: Cut = Cut(),
    week: Week | None = None,
) -> Situation:
    """The report up to a day. What is spent and promised counts up to that day, forecasts whatever their day."""
    week = week or last_whole_week(until)
    budget = _agreed(production, cut)
    notes = notes_of(production)
    sums = _sums(production, until, known=known, cut=cut, week=week)
    estimates = {} if cut else estimates_of(production, upto=known.estimate)
    accounts = [_with_notes(each, notes) for each in _accounts(budget, sums, estimates, cut)]
    made = report(accounts)
    settings = CostSettings.objects.filter(production=production).first()
    return Situation(
        until=until,
        week=week,
        report=made,
        notes=notes,
        budget_number=budget.number if budget else None,
        contingency=made.row(settings.contingency) if settings and settings.contingency else None,
        cut=cut,
    )


def notes_of(production: Production) -> tuple[Note, ...]:
    rows = CostNote.objects.filter(production=production, removed_at__isnull=True).order_by("number")
    return tuple(Note(row.pk, row.number, row.text, tuple(row.accounts), row.version) for row in rows)


def estimates_of(production: Production, *, upto: int | None = None) -> dict[str, Money]:
    """The estimate that holds for each account, before forecasts."""
    found = Estimate.objects.filter(production=production)
    if upto is not None:
        found = found.filter(pk__lte=upto)
    newest = found.order_by("account", "-pk").distinct("account").values_list("account", "final_cents")
    return {account: Money(cents) for account, cents in newest if cents is not None}


def days_shot(production: Production, until: date) -> int:
    """How many shooting days the books know of, up to a day."""
    found = Posting.objects.filter(production=production, nature=Nature.ACTUAL, shooting_day__lte=until)
    return found.order_by().values("shooting_day").distinct().count()


def last_estimate(production: Production) -> int:
    found: int | None = Estimate.objects.filter(production=production).aggregate(last=Max("pk"))["last"]
    return found or 0


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What a report needs of the agreed budget; the parts by territory only where one is asked for."""

    number: int
    accounts: tuple[AgreedAccount, ...]
    by_territory: Mapping[str, Mapping[str, Money]] = field(default_factory=dict)


def _agreed(production: Production, cut: Cut) -> _Agreed | None:
    row = agreed_row(production)
    if row is None:
        return None
    if cut.territory:
        whole = budget_record(row)
        return _Agreed(whole.number, whole.accounts, whole.by_territory)
    book = opened(row)
    with book.lock:
        return _Agreed(row.number, accounts_of(book))


@dataclass(frozen=True, slots=True)
class _Sums:
    actual: Money = NOTHING
    committed: Money = NOTHING
    forecast: Money = NOTHING
    movement: Money = NOTHING


def _sums(production: Production, until: date, *, known: Known, cut: Cut, week: Week) -> dict[str, _Sums]:
    """By account, in one query."""
    found = narrowed(cut.of(Posting.objects.filter(production=production)), upto=known.sequence)
    in_week = Q(nature=Nature.ACTUAL, day__gte=week.since, day__lte=week.through)
    rows = (
        found.filter(Q(nature=Nature.FORECAST) | Q(day__lte=until))
        .order_by()
        .values_list("account", "nature")
        .annotate(cost=Sum(COST), moved=Sum(COST, filter=in_week))
    )
    sums: dict[str, _Sums] = {}
    for account, nature, cost, moved in rows:
        held = sums.get(account, _Sums())
        values = {str(nature): Money(cost)}
        if nature == Nature.ACTUAL:
            values["movement"] = Money(moved or 0)
        sums[account] = replace(held, **values)
    return sums


def _accounts(
    budget: _Agreed | None, sums: Mapping[str, _Sums], estimates: Mapping[str, Money], cut: Cut
) -> Iterator[Account]:
    """The accounts of the budget in its order, then those that only the books know."""
    heads = {account.number: account for account in budget.accounts} if budget else {}
    parents = {account.parent for account in heads.values()}
    for account in heads.values():
        if account.number not in parents or account.number in sums:
            yield _account(account, heads, parents, sums, estimates, _budgeted(account, budget, cut))
    for number in sorted({*sums, *estimates} - set(heads)):
        yield _held(Account(number, number, group=number, group_name=number), sums, estimates)


def _account(
    account: AgreedAccount,
    heads: Mapping[str, AgreedAccount],
    parents: set[str],
    sums: Mapping[str, _Sums],
    estimates: Mapping[str, Money],
    budgeted: Money,
) -> Account:
    """One account of the budget; one with accounts below it brings only what was posted on itself."""
    top = account
    while top.parent in heads:
        top = heads[top.parent]
    is_heading = account.number in parents
    bare = Account(
        account.number,
        account.name,
        budget=Money(0) if is_heading else budgeted,
        group=top.number,
        group_name=top.name,
    )
    return _held(bare, sums, estimates)


def _held(account: Account, sums: Mapping[str, _Sums], estimates: Mapping[str, Money]) -> Account:
    held = sums.get(account.number, _Sums())
    return replace(
        account,
        actual=held.actual,
        committed=held.committed,
        forecast=held.forecast,
        movement=held.movement,
        estimate=estimates.get(account.number),
    )


def _budgeted(account: AgreedAccount, budget: _Agreed | None, cut: Cut) -> Money:
    """The budget of an account, or that of a territory; groups and days have none of their own."""
    if not cut:
        return account.total
    if cut.group or cut.shooting_day or budget is None:
        return Money(0)
    return budget.by_territory.get(account.number, {}).get(cut.territory, Money(0))


def _with_notes(account: Account, notes: tuple[Note, ...]) -> Account:
    return replace(account, notes=tuple(note.number for note in notes if account.number in note.accounts))
