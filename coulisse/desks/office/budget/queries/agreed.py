"""What the rest of the office asks of the budget: the agreed one, account by account, and where one may post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Case, Value, When

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.totals import NOWHERE, cuts_of, parents_of, totals_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

_RANKS: Final = (Budget.State.ORIGINAL, Budget.State.WORKING, Budget.State.ESTIMATE)


@dataclass(frozen=True, slots=True)
class AgreedAccount:
    """One heading with all that is shown on it and below it: lines, fringes, charges."""

    number: str
    name: str
    parent: str
    level: int
    total: Money
    is_leaf: bool = True


@dataclass(frozen=True, slots=True)
class AgreedGlobal:
    """A global as it was typed: its words for people, its formula, and the unit that it is told in."""

    name: str
    label: str
    formula: str
    unit: str


@dataclass(frozen=True, slots=True)
class AgreedBudget:
    """The budget that costs and financing are held against."""

    pk: int
    number: int
    name: str
    total: Money
    accounts: tuple[AgreedAccount, ...]
    by_territory: Mapping[str, Mapping[str, Money]]
    """By account number and code of country; "" is what is assigned to none."""
    globals: tuple[AgreedGlobal, ...]
    agreed_on: date | None
    is_locked: bool = True
    revision: int = 1


def agreed_row(production: Production) -> Budget | None:
    """The locked original; else the working one; else the newest estimate."""
    ranked = [When(state=state, then=Value(rank)) for rank, state in enumerate(_RANKS)]
    rows = Budget.objects.filter(production=production, state__in=_RANKS)
    return rows.order_by(Case(*ranked, default=Value(len(_RANKS))), "-number").first()


def agreed_budget(production: Production) -> AgreedBudget | None:
    """The locked original; else the working one; None without any budget."""
    row = agreed_row(production)
    return budget_record(row) if row is not None else None


def budget_record(row: Budget) -> AgreedBudget:
    """Any version as the papers print it."""
    book = opened(row)
    with book.lock:
        cuts = cuts_of(book.rows, book.result, "territory")
        return AgreedBudget(
            pk=row.pk,
            number=row.number,
            name=row.name,
            total=book.result.total,
            accounts=accounts_of(book),
            by_territory={
                number: {code: Money(cents, row.currency) for code, cents in sums.items()}
                for number, sums in cuts.items()
                if number != NOWHERE
            },
            globals=tuple(AgreedGlobal(one.name, one.label, one.formula, one.unit) for one in book.rows.globals),
            agreed_on=row.agreed_on,
            is_locked=row.is_locked,
            revision=row.revision,
        )


def leaf_accounts(production: Production) -> tuple[AgreedAccount, ...]:
    """The accounts that one may post on: those that have none below them."""
    row = agreed_row(production)
    if row is None:
        return ()
    book = opened(row)
    with book.lock:
        return tuple(account for account in accounts_of(book) if account.is_leaf)


def accounts_of(book: Opened) -> tuple[AgreedAccount, ...]:
    """The accounts in the order of the budget, each under its own."""
    totals = totals_of(book.rows, book.result)
    parents = parents_of(book.rows)
    has_children = set(parents.values())
    levels = levels_of(parents)
    return tuple(
        AgreedAccount(
            number=account.number,
            name=account.name,
            parent=parents[account.number],
            level=levels[account.number],
            total=Money(totals.accounts[account.number], book.currency),
            is_leaf=account.number not in has_children,
        )
        for account in book.rows.accounts
    )


def levels_of(parents: Mapping[str, str]) -> dict[str, int]:
    """How deep each account stands: 0 at the top."""
    found: dict[str, int] = {}
    for number in parents:
        path, one = [], number
        while one and one not in found and one not in path:
            path.append(one)
            one = parents[one]
        above = found.get(one, -1) if one not in path else -1
        for step, below in enumerate(reversed(path), 1):
            found[below] = above + step
    return found
