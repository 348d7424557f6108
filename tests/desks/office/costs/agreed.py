"""A small agreed budget to report against: two headings, four accounts, 10 000,00 € in all."""

from collections.abc import Sequence

from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetLine
from tests.cast import AT, TODAY, Cast

ACCOUNTS = (
    ("30", "Moyens techniques", "", ""),
    ("31", "Image", "30", "4000"),
    ("33", "Machinerie", "30", "3000"),
    ("50", "Régie", "", ""),
    ("53", "Repas", "50", "2000"),
    ("91", "Imprévus", "50", "1000"),
)
"""Number, name, account above, amount of its one line."""


def a_budget(cast: Cast, accounts: Sequence[tuple[str, str, str, str]] = ACCOUNTS) -> Budget:
    budget = Budget.objects.create(
        production=cast.drache,
        number=11,
        name="agréé",
        state=Budget.State.ORIGINAL,
        made_at=AT,
        agreed_on=TODAY,
        locked_at=AT,
    )
    for place, (number, name, parent, rate) in enumerate(accounts):
        row = BudgetAccount.objects.create(budget=budget, number=number, name=name, parent=parent, position=place)
        if rate:
            BudgetLine.objects.create(
                budget=budget,
                account=row,
                description=name,
                quantity="1",
                multiplier="1",
                rate=rate,
                cuts={"territory": {"BE": "51", "FR": "34", "LU": "15"}},
            )
    return budget
