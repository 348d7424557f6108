"""The only way to a file that is being read in: it follows the books of its production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.current import access_office
from coulisse.foundation.accounts.models import User


def access_import(user: User, key: str) -> BudgetImport:
    rows = BudgetImport.objects.select_related("production", "budget", "made")
    found = get_object_or_404(rows, key=key)
    access_office(user, found.production_id, to="change")
    return found
