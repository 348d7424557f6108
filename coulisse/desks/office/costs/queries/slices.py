"""The costs cut another way: by shooting day, by group, by territory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, Sum

from coulisse.desks.office.budget.queries.agreed import agreed_budget
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import COST
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money

FIELDS: Final[Mapping[str, str]] = {"day": "shooting_day", "group": "group", "territory": "territory"}
"""What a page may cut by, and the column of the books."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One day, group or territory; `key` is empty for what belongs to none."""

    key: str
    day: date | None
    budget: Money | None
    actual: Money
    committed: Money
    forecast: Money

    @property
    def to_date(self) -> Money:
        return self.actual + self.committed


def slices_of(production: Production, until: date, by: str) -> tuple[Slice, ...]:
    """The cost to date by `by`, in one query, and by territory the agreed budget beside it."""
    column = FIELDS[by]
    rows = (
        Posting.objects.filter(production=production)
        .filter(Q(nature=Nature.FORECAST) | Q(day__lte=until))
        .order_by()
        .values_list(column, "nature")
        .annotate(cost=Sum(COST))
    )
    sums: dict[object, dict[str, Money]] = {}
    for key, nature, cost in rows:
        sums.setdefault(key or "", {})[nature] = Money(cost)
    budgets = _budgets(production) if by == "territory" else {}
    keys = sorted({*sums, *budgets}, key=lambda key: (not key, str(key)))
    return tuple(_slice(key, sums.get(key, {}), budgets.get(str(key))) for key in keys)


def _slice(key: object, held: Mapping[str, Money], budget: Money | None) -> Slice:
    return Slice(
        key=key.isoformat() if isinstance(key, date) else str(key),
        day=key if isinstance(key, date) else None,
        budget=budget,
        actual=held.get(Nature.ACTUAL, Money(0)),
        committed=held.get(Nature.COMMITTED, Money(0)),
        forecast=held.get(Nature.FORECAST, Money(0)),
    )


def _budgets(production: Production) -> dict[str, Money]:
    """The agreed budget of each territory: the accounts on top, which hold those below them."""
    budget = agreed_budget(production)
    if budget is None:
        return {}
    tops = {account.number for account in budget.accounts if not account.parent}
    sums: dict[str, Money] = {}
    for account, parts in budget.by_territory.items():
        for territory, amount in parts.items() if account in tops else ():
            sums[territory] = sums.get(territory, Money(0)) + amount
    return sums
