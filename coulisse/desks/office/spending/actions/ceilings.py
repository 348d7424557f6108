"""The most that a ticket, a person or an account may cost in a day before it is marked."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.office.facts.spending import CeilingSet
from coulisse.desks.office.spending.models import Ceiling
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


def set_ceiling(*, production: Production, of: str, account: str, most: Money, by: User, at: datetime) -> Ceiling:
    """One ceiling of a kind and account; setting it again replaces it."""
    with transaction.atomic():
        ceiling, _is_new = Ceiling.objects.update_or_create(
            production=production, of=of, account=account, defaults={"cents": most.cents}
        )
        told = CeilingSet(of=of, account=account, cents=most.cents)
        announce(told, by=by, at=at, about=ceiling, production=production.pk, desk=Desk.OFFICE)
    return ceiling


def lift_ceiling(*, ceiling: Ceiling, by: User, at: datetime) -> None:
    """No ceiling any more: told as one of zero."""
    with transaction.atomic():
        told = CeilingSet(of=ceiling.of, account=ceiling.account, cents=0)
        announce(told, by=by, at=at, about=ceiling, production=ceiling.production_id, desk=Desk.OFFICE)
        ceiling.delete()
