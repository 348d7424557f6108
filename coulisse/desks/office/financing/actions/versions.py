"""Freezing the plan: a copy that nothing changes any more."""

from datetime import date, datetime

from django.db import transaction

from coulisse.desks.office.facts.financing import PlanFrozen
from coulisse.desks.office.financing.models import PlanVersion
from coulisse.desks.office.financing.queries.frozen import content_of, fingerprint
from coulisse.desks.office.financing.queries.plan import sources_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class NothingToFreeze(Exception):
    """The plan holds no source."""


class NumberTaken(Exception):
    """There is a version of that number, or a later one. `next` is the first that is free."""

    def __init__(self, asked: int, following: int) -> None:
        super().__init__(asked)
        self.asked, self.next = asked, following


def freeze_plan(
    *,
    production: Production,
    day: date,
    by: User | None,
    at: datetime,
    reason: str = "",
    number: int | None = None,
) -> PlanVersion:
    """Keep the plan as it stands. `number` may leap ahead, for a house whose first versions were elsewhere.

    Raises `NothingToFreeze`, `NumberTaken`.
    """
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=production.pk)
        rows = sources_of(production)
        if not rows:
            raise NothingToFreeze(production.pk)
        content = content_of(rows)
        version = PlanVersion.objects.create(
            production=production,
            number=_number(production, number),
            day=day,
            reason=reason,
            content=content,
            total_cents=sum(row.amount_cents for row in rows),
            sha256=fingerprint(content),
            by=by,
            at=at,
        )
        told = PlanFrozen(number=version.number, cents=version.total_cents, sha256=version.sha256)
        announce(told, by=by, at=at, about=version, production=production.pk, desk=Desk.OFFICE)
    return version


def _number(production: Production, asked: int | None) -> int:
    last = PlanVersion.objects.filter(production=production).order_by("-number").first()
    following = (last.number if last else 0) + 1
    if asked is not None and asked < following:
        raise NumberTaken(asked, following)
    return asked or following
