"""The only ways to a budget and to a line: they follow the books of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.desks.office.current import access_office
from coulisse.foundation.accounts.models import User


def access_budget(user: User, pk: int, *, to: str = "read") -> Budget:
    rows = Budget.objects.select_related("production__company", "based_on", "made_by", "locked_by")
    budget = get_object_or_404(rows, pk=pk)
    access_office(user, budget.production_id, to=to)
    return budget


def access_line(user: User, pk: int, *, to: str = "read") -> BudgetLine:
    line = get_object_or_404(BudgetLine.objects.select_related("budget__production", "account"), pk=pk)
    access_office(user, line.budget.production_id, to=to)
    return line
