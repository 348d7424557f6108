"""The library of prices: what the house paid or was quoted, found by words, account or supplier."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from coulisse.desks.office.budget.models import LibraryLine
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.search.writing import plain
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Price:
    """One price seen; `production` is empty where the reader may not know it."""

    pk: int
    description: str
    account: str
    account_name: str
    unit: str
    rate: Money
    vat: int
    supplier: str
    origin: str
    origin_name: str
    production: str
    seen_on: date


def prices(user: User, *, words: str = "", account: str = "", limit: int = 60) -> list[Price]:
    """The newest first. What a production agreed to pay is shown to those only who read its books; what suppliers
    quote is the whole house's."""
    reached = user.scope().productions(desk=Desk.OFFICE)
    found = _visible(reached)
    for word in plain(words).split():
        found = found.filter(plain__contains=word)
    if account:
        found = found.filter(account__startswith=account)
    return [_price(row, reached) for row in found.select_related("production")[:limit]]


def price(user: User, pk: int) -> LibraryLine | None:
    return _visible(user.scope().productions(desk=Desk.OFFICE)).filter(pk=pk).first()


def _visible(reached: "set[int] | frozenset[int] | None") -> QuerySet[LibraryLine]:
    rows = LibraryLine.objects.all()
    if reached is None:
        return rows
    agreed = Q(origin=LibraryLine.Origin.BUDGET, production_id__isnull=False)
    of_the_house = ~agreed & Q(is_pay=False)
    return rows.filter(of_the_house | Q(production_id__in=reached))


def _price(row: LibraryLine, reached: "set[int] | frozenset[int] | None") -> Price:
    may_know = row.production is not None and (reached is None or row.production_id in reached)
    return Price(
        pk=row.pk,
        description=row.description,
        account=row.account,
        account_name=row.account_name,
        unit=row.unit,
        rate=Money(row.rate_cents, row.currency),
        vat=row.vat,
        supplier=row.supplier,
        origin=row.origin,
        origin_name=row.get_origin_display(),
        production=row.production.title if may_know and row.production else "",
        seen_on=row.seen_on,
    )
