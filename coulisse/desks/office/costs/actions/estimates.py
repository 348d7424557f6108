"""What somebody expects an account to cost in the end: each figure stays, the newest holds."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from coulisse.desks.office.costs.models import Estimate
from coulisse.desks.office.facts.costs import AccountEstimated
from coulisse.desks.office.ledger.actions import NoReason, locked_head
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import COST
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money


class EstimatedMeanwhile(Exception):
    """Somebody estimated the account since it was read. Carries the newest estimate; nothing was written."""

    def __init__(self, newest: Estimate) -> None:
        super().__init__(newest.account)
        self.newest = newest


def estimate(
    *,
    production: Production,
    account: str,
    final: Money | None,
    reason: str,
    by: User | None,
    at: datetime,
    read: int | None = None,
) -> Estimate:
    """Say what an account will have cost in the end, forecasts included; None goes back to the rule.

    Forecasts that are made or withdrawn later move the final cost along. `read`: the key of the estimate that was
    on the screen, 0 where there was none. Raises `NoReason`, `EstimatedMeanwhile`.
    """
    if not reason.strip():
        raise NoReason
    with transaction.atomic():
        locked_head(production)
        newest = Estimate.objects.filter(production=production, account=account).order_by("-pk").first()
        if read is not None and newest is not None and newest.pk != read:
            raise EstimatedMeanwhile(newest)
        bare = None if final is None else final.cents - forecast_on(production, account).cents
        made = Estimate.objects.create(
            production=production, account=account, final_cents=bare, reason=reason.strip(), by=by, at=at
        )
        said = AccountEstimated(account=account, why=reason.strip())
        announce(said, by=by, at=at, production=production.pk, desk=Desk.OFFICE)
    return made


def forecast_on(production: Production, account: str) -> Money:
    """What the forecasts add to an account, or take from it."""
    found = Posting.objects.filter(production=production, account=account, nature=Nature.FORECAST)
    return Money(found.aggregate(cost=Sum(COST))["cost"] or 0)
