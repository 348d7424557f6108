"""La Drache as the sample house tells it: the agreed budget v11 and the financing plan v6."""

from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetLine
from coulisse.desks.office.financing.models import Source
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.financing import add_pays, draw_the_financing
from tests.cast import AT, Cast
from tests.papers.la_drache_financing import accounts

__all__ = ["add_pays", "agreed_budget_of", "plan_v6", "source"]


def agreed_budget_of(cast: Cast) -> Budget:
    """The 37 accounts, each with one line: 3 482 650,00 €, split over three countries."""
    budget = Budget.objects.create(
        production=cast.drache,
        number=11,
        name="agréé",
        state=Budget.State.ORIGINAL,
        made_at=AT,
        agreed_on="2027-01-08",
        locked_at=AT,
    )
    parent, rows = "", accounts()
    for place, row in enumerate(rows):
        is_alone = row.is_top and not any(one.number[0] == row.number[0] for one in rows if one is not row)
        parent = "" if row.is_top else row.number[0] + "0"
        made = BudgetAccount.objects.create(
            budget=budget, number=row.number, name=row.name, parent=parent, position=place
        )
        if not row.is_top or is_alone:
            weights = zip(("BE", "FR", "LU"), row.cuts, strict=True)
            cuts = {code: cut.plain() for code, cut in weights if cut}
            BudgetLine.objects.create(
                budget=budget,
                account=made,
                description=row.name,
                quantity="1",
                multiplier="1",
                rate=row.total.plain(),
                cuts={"territory": cuts},
            )
    budget.refresh_from_db()
    return budget


def plan_v6(cast: Cast) -> None:
    people = {"nadia": cast.nadia, "solange": cast.solange}
    draw_the_financing(production=cast.drache, people=people, moments=Moments(AT))


def source(name: str) -> Source:
    return Source.objects.get(name__startswith=name)
