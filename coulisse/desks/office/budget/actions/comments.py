"""Comments beside a line: also in a locked budget, for they change no figure."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.office.budget.models import BudgetComment, BudgetLine
from coulisse.desks.office.facts.budget import LineCommented
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


def comment(*, line: BudgetLine, text: str, by: User, at: datetime) -> BudgetComment:
    budget = line.budget
    with transaction.atomic():
        made = BudgetComment.objects.create(budget=budget, line_key=line.pk, text=text, by=by, at=at)
        happened = LineCommented(
            budget_id=budget.pk, budget=budget.number, line_id=line.pk, account=line.account.number
        )
        announce(happened, by=by, at=at, about=line, production=budget.production_id, desk=Desk.OFFICE)
    return made
