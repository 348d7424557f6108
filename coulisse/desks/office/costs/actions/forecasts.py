"""Forecasts: an unforeseen cost enters the estimated final cost before anything is spent or promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from coulisse.desks.office.facts.costs import ForecastMade, ForecastWithdrawn
from coulisse.desks.office.ledger.actions import NoReason, locked_head, post, reverse
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money

TAKEN: Final = 10_000
"""The line of a forecast that takes it from an account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    """What one account is expected to cost more: net of what comes back."""

    account: str
    label: str
    amount: Money
    supplier: str = ""
    paper: str = ""
    """Where the figure comes from: an offer, a rate, a contract."""
    territory: str = ""


def forecast_unforeseen(
    *,
    production: Production,
    label: str,
    lines: Sequence[ForecastLine],
    taken_from: str,
    source: str,
    source_id: str,
    day: date,
    by: User | None,
    at: datetime,
    shooting_day: date | None = None,
) -> list[Posting]:
    """Post the lines as forecasts and take their sum from an account (the contingency), if one is named.

    The total of the film stays what it was when all is taken from the contingency. Idempotent by source and
    number: asked again, it posts nothing new. Raises `BooksClosed`, `WrongEntry`.
    """
    entries = [
        Entry(
            nature=Nature.FORECAST,
            day=day,
            account=line.account,
            label=line.label,
            net_cents=line.amount.cents,
            source=source,
            source_id=source_id,
            line=number,
            supplier=line.supplier,
            paper=line.paper,
            territory=line.territory,
            shooting_day=shooting_day,
        )
        for number, line in enumerate(lines, 1)
    ]
    total = sum(entry.net_cents for entry in entries)
    if taken_from and total:
        taken = Entry(
            nature=Nature.FORECAST,
            day=day,
            account=taken_from,
            label=label,
            net_cents=-total,
            source=source,
            source_id=source_id,
            line=TAKEN,
            shooting_day=shooting_day,
        )
        entries.append(taken)
    with transaction.atomic():
        standing = _standing(production, source, source_id).exists()
        posted = post(production=production, entries=entries, by=by, at=at)
        if posted and not standing:
            said = ForecastMade(
                label=label, cents=total, taken_from=taken_from, source=source, source_id=source_id
            )
            announce(said, by=by, at=at, production=production.pk, desk=Desk.OFFICE)
    return posted


def withdraw_forecast(
    *, production: Production, source: str, source_id: str, why: str, by: User | None, at: datetime
) -> list[Posting]:
    """Reverse all lines of a forecast, those taken from the contingency too. Raises `NoReason`."""
    if not why.strip():
        raise NoReason
    with transaction.atomic():
        locked_head(production)
        standing = list(_standing(production, source, source_id).order_by("sequence"))
        made = [reverse(posting, why=why, by=by, at=at) for posting in standing]
        if standing:
            said = ForecastWithdrawn(label=standing[-1].label, why=why.strip(), source=source, source_id=source_id)
            announce(said, by=by, at=at, production=production.pk, desk=Desk.OFFICE)
    return made


def _standing(production: Production, source: str, source_id: str) -> QuerySet[Posting]:
    return Posting.objects.filter(
        production=production,
        source=source,
        source_id=source_id,
        nature=Nature.FORECAST,
        reverses__isnull=True,
        reversal__isnull=True,
    )
