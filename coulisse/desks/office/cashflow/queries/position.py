"""Where the cash stands this morning, for whoever only wants the answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.office.cashflow.curve import Spark, spark
from coulisse.desks.office.cashflow.queries.forecast import foresee, outlook
from coulisse.desks.office.cashflow.queries.gathering import gather
from coulisse.desks.office.cashflow.words import slot_name, span
from coulisse.desks.office.current import within_reach
from coulisse.engines.cashflow import WEEKS, Slot
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import OPEN_STATES
from coulisse.kernel.money import Money

MOST: Final = 3
"""Productions of which the morning tells."""
SHOWN: Final = 15
"""Weeks of the small line."""


@dataclass(frozen=True, slots=True)
class CashNow:
    """The balance read last, the first week below zero, and the outflows ahead."""

    balance: Money
    read_at: datetime
    first_negative: Slot | None
    lasts: int | None
    """How many weeks the cash lasts, where it doesn't last all along."""
    available: Money
    out_1: Money
    out_7: Money
    out_30: Money
    spark: Spark

    @property
    def week(self) -> str:
        """The first week below zero by its name."""
        return slot_name(self.first_negative, WEEKS) if self.first_negative else ""

    @property
    def days(self) -> str:
        return span(self.first_negative.first, self.first_negative.last) if self.first_negative else ""

    @property
    def depth(self) -> Money | None:
        return self.first_negative.lowest if self.first_negative else None


def positions_for(user: User, day: date) -> list[tuple[Production, CashNow]]:
    """The open productions whose books this person reads and whose balance is known, a few of them."""
    known = within_reach(user).filter(state__in=OPEN_STATES, balances__dropped_at__isnull=True)
    rows = known.filter(balances__isnull=False).distinct().order_by("starts_on", "pk")[:MOST]
    found = [(production, position_of(production, day)) for production in rows]
    return [(production, now) for production, now in found if now is not None]


def position_of(production: Production, day: date) -> CashNow | None:
    """None before anybody read a balance."""
    gathered = gather(production, day)
    if gathered.balance is None:
        return None
    foreseen = foresee(gathered)
    ahead = outlook(gathered, foreseen)
    return CashNow(
        balance=gathered.balance.amount,
        read_at=gathered.balance.read_at,
        first_negative=foreseen.first,
        lasts=foreseen.first_at,
        available=ahead.available,
        out_1=ahead.out_1,
        out_7=ahead.out_7,
        out_30=ahead.out_30,
        spark=spark(foreseen.forecast.slots[:SHOWN]),
    )
