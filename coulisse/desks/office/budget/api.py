"""Budgets for programs: versions, and one of them to the cent. Amounts are texts with a dot and two decimals."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.office.budget.access import access_budget
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.agreed import budget_record
from coulisse.desks.office.current import within_reach
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["budgets"], auth=ApiDoor(MEMBER))


class BudgetOut(Schema):
    id: int
    production_id: int
    number: int
    name: str
    state: Budget.State
    currency: str
    agreed_on: date | None
    revision: int


class AccountOut(Schema):
    number: str
    name: str
    parent: str
    level: int
    total: str
    territories: dict[str, str]


class OneBudgetOut(BudgetOut):
    total: str
    accounts: list[AccountOut]


class BudgetsIn(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    state: Budget.State | None = None


@router.get("", response=list[BudgetOut], url_name="budgets", summary="The versions of budgets that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[BudgetsIn]) -> QuerySet[Budget]:
    found = Budget.objects.filter(production__in=within_reach(request.user)).order_by("production_id", "-number")
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    return found.filter(state=wanted.state) if wanted.state else found


@router.get("/{int:pk}", response=OneBudgetOut, url_name="budget", summary="One version, account by account")
def detail(request: SignedInRequest, pk: int) -> dict[str, Any]:
    row = access_budget(request.user, pk)
    made = budget_record(row)
    accounts = [
        {
            "number": one.number,
            "name": one.name,
            "parent": one.parent,
            "level": one.level,
            "total": one.total.plain(),
            "territories": {code: sum_.plain() for code, sum_ in made.by_territory.get(one.number, {}).items()},
        }
        for one in made.accounts
    ]
    return {**BudgetOut.from_orm(row).dict(), "total": made.total.plain(), "accounts": accounts}
