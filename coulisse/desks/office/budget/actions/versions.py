"""Versions: a first budget from a template, what-if copies, the one that is worked on, the one that is agreed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.budget.actions.library import keep_lines
from coulisse.desks.office.budget.actions.steps import COLUMNS, GAP, open_budget
from coulisse.desks.office.budget.charts import Chart
from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.desks.office.budget.queries.opened import forget, opened, writing
from coulisse.desks.office.facts.budget import (
    BudgetBegun,
    BudgetCopied,
    BudgetLocked,
    BudgetRenamed,
    BudgetTakenUp,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class EmptyBudget(Exception):
    """A budget without any amount isn't agreed."""


class AgreedMeanwhile(Exception):
    """Somebody agreed on another version since the page was opened: it is looked at before it is replaced."""


class HasProblems(Exception):
    """Some lines cannot be counted: a budget is agreed when all of them can. Carries how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} problems")
        self.count = count


Tables = Mapping[type[Versioned], Sequence[Mapping[str, Any]]]


def begin(
    *,
    production: Production,
    chart: Chart | None,
    name: str = "",
    language: str = "fr",
    tables: Tables | None = None,
    number: int | None = None,
    by: User,
    at: datetime,
) -> Budget:
    """A new estimate, with the accounts of a template (None: empty) and what `tables` adds to them.

    `number` is for a budget that had versions before it came here.
    """
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=production.pk)
        budget = Budget.objects.create(
            production=production,
            number=number or next_number(production.pk),
            name=name,
            chart=chart.key if chart else "",
            made_by=by,
            made_at=at,
        )
        accounts = chart.accounts if chart else ()
        BudgetAccount.objects.bulk_create(
            BudgetAccount(
                budget=budget,
                number=account.number,
                name=account.words.in_(language),
                parent=account.parent,
                position=position,
            )
            for position, account in enumerate(accounts, 1)
        )
        _begin_tables(budget, tables or {})
        _tell(
            BudgetBegun(budget_id=budget.pk, budget=budget.number, accounts=len(accounts), chart=budget.chart),
            budget,
            by=by,
            at=at,
        )
    return budget


def _begin_tables(budget: Budget, tables: Tables) -> None:
    for model, rows in tables.items():
        maker: Any = model
        made: list[Any] = [maker(budget=budget, **values) for values in rows]
        for place, row in enumerate(made, 1):
            if hasattr(row, "position") and not row.position:
                row.position = GAP * place
        model._default_manager.bulk_create(made)


def next_number(production: int) -> int:
    last = Budget.objects.filter(production=production).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def copy(*, budget: Budget, name: str, change: str = "", by: User, at: datetime) -> Budget:
    """A « what if »: the same rows, free to change, and nothing else touched."""
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=budget.production_id)
        made = Budget.objects.create(
            production_id=budget.production_id,
            number=next_number(budget.production_id),
            name=name,
            state=Budget.State.WHAT_IF,
            currency=budget.currency,
            chart=budget.chart,
            based_on=budget,
            change=change,
            made_by=by,
            made_at=at,
        )
        _copy_rows(budget, made)
        _tell(
            BudgetCopied(budget_id=made.pk, budget=made.number, source_id=budget.pk, source=budget.number),
            made,
            by=by,
            at=at,
        )
    return made


_PLAIN: Final = (BudgetGlobal, BudgetFringe, BudgetCharge, BudgetRate)


def _copy_rows(budget: Budget, made: Budget) -> None:
    for model in _PLAIN:
        model._default_manager.bulk_create(
            _copied(row, made) for row in model._default_manager.filter(budget=budget)
        )
    accounts = list(BudgetAccount.objects.filter(budget=budget))
    new = BudgetAccount.objects.bulk_create(_copied(row, made) for row in accounts)
    account_of = {old.pk: account for old, account in zip(accounts, new, strict=True)}
    lines = []
    for row in BudgetLine.objects.filter(budget=budget):
        line = _copied(row, made)
        line.account, line.same_as = account_of[row.account_id], row.kin
        lines.append(line)
    BudgetLine.objects.bulk_create(lines, batch_size=1000)


def _copied(row: Any, made: Budget) -> Any:
    values = {name: getattr(row, name) for name in COLUMNS[type(row)]}
    return type(row)(budget=made, **values)


def take_up(*, budget: Budget, by: User, at: datetime) -> Budget:
    """Make an estimate or a what-if the budget that is worked on; the one before becomes a what-if again.

    Raises BudgetIsLocked, BudgetIsPast.
    """
    with transaction.atomic():
        _one_by_one(budget)
        fresh = open_budget(budget)
        Budget.objects.filter(production=fresh.production_id, state=Budget.State.WORKING).exclude(
            pk=fresh.pk
        ).update(state=Budget.State.WHAT_IF)
        fresh.state = Budget.State.WORKING
        fresh.save(update_fields=["state"])
        _tell(BudgetTakenUp(budget_id=fresh.pk, budget=fresh.number), fresh, by=by, at=at)
    return fresh


ANY: Final = -1


def lock(*, budget: Budget, agreed_on: date, replaces: int | None = ANY, by: User, at: datetime) -> Budget:
    """The agreed budget: it never changes again; the one agreed before becomes past.

    `replaces` is that one as the person saw it, None for none; ANY takes whatever stands. Its prices go to the
    library. Raises BudgetIsLocked, BudgetIsPast, EmptyBudget, HasProblems, AgreedMeanwhile.
    """
    with transaction.atomic():
        _one_by_one(budget)
        fresh = open_budget(budget)
        book = opened(fresh)
        if not book.result.total:
            raise EmptyBudget
        if book.result.problems:
            raise HasProblems(len(book.result.problems))
        standing = Budget.objects.filter(production=fresh.production_id, state=Budget.State.ORIGINAL)
        if replaces not in (ANY, standing.values_list("pk", flat=True).first()):
            raise AgreedMeanwhile
        standing.update(state=Budget.State.PAST)
        fresh.state, fresh.agreed_on = Budget.State.ORIGINAL, agreed_on
        fresh.locked_at, fresh.locked_by = at, by
        fresh.save(update_fields=["state", "agreed_on", "locked_at", "locked_by"])
        keep_lines(budget=fresh, book=book, by=by, at=at)
        cents = book.result.total.cents
        _tell(BudgetLocked(budget_id=fresh.pk, budget=fresh.number, cents=cents), fresh, by=by, at=at)
    return fresh


def _one_by_one(budget: Budget) -> None:
    """The states of the versions of one production change one after the other."""
    Production.objects.select_for_update(no_key=True).get(pk=budget.production_id)


def rename(*, budget: Budget, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Budget:
    """Another name, or what it changes. A locked budget may be renamed. Raises StaleWrite."""
    with transaction.atomic():
        written = budget.write(values, read_version=read_version)
        _tell(BudgetRenamed(budget_id=written.pk, budget=written.number), written, by=by, at=at)
    return written


def put_aside(*, budget: Budget, by: User, at: datetime) -> None:
    """A what-if that led nowhere is kept as past. Raises BudgetIsLocked, BudgetIsPast."""
    with transaction.atomic():
        fresh = open_budget(budget)
        fresh.state = Budget.State.PAST
        fresh.save(update_fields=["state"])
        writing(fresh.pk)
        forget(fresh.pk)
        _tell(BudgetRenamed(budget_id=fresh.pk, budget=fresh.number), fresh, by=by, at=at)


def _tell(happened: Fact, budget: Budget, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=budget, production=budget.production_id, desk=Desk.OFFICE)
