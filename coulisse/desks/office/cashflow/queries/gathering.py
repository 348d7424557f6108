"""Every movement that the house knows of, from where it is kept: the plan, the ledger, what was typed.

Nothing counts twice: of a tranche only what is still to come, of a commitment only what is not billed, and what
was planned on an account gives way to what is committed there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coulisse.desks.office.cashflow.models import BalanceReading, CashSettings, PlannedMovement
from coulisse.desks.office.financing.queries.tranches import TrancheDue, tranches_of
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import Commitment, open_commitments
from coulisse.engines.cashflow import (
    Calendar,
    Every,
    Kind,
    Movement,
    Terms,
    VatRule,
    due_on,
    give_way,
    occurrences,
    over,
)
from coulisse.foundation.parameters.queries import Valued, listed
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

VAT_DAY, REFUND = "cash.vat_return_day", "cash.vat_refund_days"
WITHHOLDING, SOCIAL = "cash.withholding_day", "cash.social_day"
TRANCHE, COMMITTED, BILLED, PLANNED = (
    "office.financing.tranche",
    "office.ledger.commitment",
    "office.ledger.bill",
    "office.cash.planned",
)
MOST_READINGS: Final = 400


@dataclass(frozen=True, slots=True)
class Balance:
    """What the bank held: the sum of the last reading of each account."""

    amount: Money
    read_at: datetime
    accounts: int


@dataclass(frozen=True, slots=True)
class Undated:
    """Money that moves one day, nobody knows which: told beside the curve, never in it."""

    label: str
    amount: Money
    is_in: bool
    tranche: int | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a forecast is made of. `day` is the reader's; the curve begins after the balance."""

    day: date
    balance: Balance | None
    movements: tuple[Movement, ...]
    undated: tuple[Undated, ...]
    tranches: Mapping[str, TrancheDue]
    legal: Mapping[str, Valued]
    watch: CashSettings

    @property
    def opening(self) -> Money:
        return self.balance.amount if self.balance else Money(0)

    @property
    def opened_on(self) -> date:
        """The day whose end the curve starts from; without a balance, yesterday."""
        return localdate(self.balance.read_at) if self.balance else self.day - timedelta(days=1)

    @property
    def next_day(self) -> date:
        """The first day of which the outflows are still ahead."""
        return max(self.day, self.opened_on + timedelta(days=1))

    @property
    def threshold(self) -> Money:
        return Money(self.watch.threshold_cents)

    @property
    def vat_rule(self) -> VatRule | None:
        """None where nobody knows the day of the return: no return is foreseen then, and the page says so."""
        day = _number(self.legal, VAT_DAY)
        if day is None:
            return None
        refund = _number(self.legal, REFUND) if self.watch.vat_refunded else None
        return VatRule(day, self.watch.vat_months, refund)


def gather(production: Production, day: date) -> Gathered:
    """Everything, in a constant number of queries."""
    balance = balance_of(production)
    watch = settings_of(production)
    legal = legal_on(day)
    opened_on = localdate(balance.read_at) if balance else day - timedelta(days=1)
    tranches = tranches_of(production)
    commitments = open_commitments(production)
    owed = [*_committed(commitments), *_billed(production, opened_on)]
    planned = [one for one in planned_movements(production, calendar_of(legal)) if one.day > opened_on]
    coming = over(_coming(tranches), opened_on)
    late = [replace(one, is_certain=one.is_certain and one.was_due_on is None) for one in coming]
    return Gathered(
        day=day,
        balance=balance,
        movements=(*late, *over(owed, opened_on), *give_way(planned, owed)),
        undated=(*_undated_tranches(tranches), *_undated_commitments(commitments)),
        tranches={f"tranche:{one.pk}": one for one in tranches},
        legal=legal,
        watch=watch,
    )


def balance_of(production: Production) -> Balance | None:
    """The last reading of each account, summed; None before the first one."""
    rows = BalanceReading.objects.filter(production=production, dropped_at__isnull=True)[:MOST_READINGS]
    last: dict[str, BalanceReading] = {}
    for row in rows:
        last.setdefault(row.account, row)
    if not last:
        return None
    amount = Money(sum(row.amount_cents for row in last.values()))
    return Balance(amount, max(row.read_at for row in last.values()), len(last))


def settings_of(production: Production) -> CashSettings:
    """How it is watched; before anybody said so: below zero, VAT every month, credits carried."""
    row = CashSettings.objects.filter(production=production).first()
    return row or CashSettings(production=production, version=0)


def legal_on(day: date) -> dict[str, Valued]:
    """The dated values on due dates, by code."""
    return {line.code: line.first for line in listed(day, group="cash") if line.first and line.first.text}


def calendar_of(legal: Mapping[str, Valued]) -> Calendar:
    return Calendar(_number(legal, VAT_DAY), _number(legal, WITHHOLDING), _number(legal, SOCIAL))


def planned_movements(production: Production, legal: Calendar) -> list[Movement]:
    """What was typed, each time that it comes back."""
    rows = PlannedMovement.objects.filter(production=production, dropped_at__isnull=True)
    return [one for row in rows for one in occurrences_of(row, legal)]


def occurrences_of(row: PlannedMovement, legal: Calendar) -> Iterator[Movement]:
    kind = Kind(row.kind)
    amount = Money(row.net_cents + row.vat_cents)
    for day in occurrences(row.day, Every(row.every), row.until):
        yield Movement(
            key=f"planned:{row.pk}:{day.isoformat()}",
            day=due_on(day, Terms(row.terms), kind, legal),
            amount=amount if row.is_in else -amount,
            kind=kind,
            label=f"{row.supplier}, {row.label}" if row.supplier else row.label,
            is_certain=row.is_certain,
            vat_back=Money(row.recoverable_cents) if row.recoverable_cents and not row.is_in else None,
            vat_due=Money(row.vat_cents) if row.vat_cents and row.is_in else None,
            account=row.account,
            source=PLANNED,
        )


def tranche_name(one: TrancheDue) -> str:
    return _("%(source)s, tranche %(number)s") % {"source": one.source, "number": one.number}


def _coming(tranches: Iterable[TrancheDue]) -> Iterator[Movement]:
    for one in tranches:
        if one.due_on is not None and one.outstanding:
            yield Movement(
                key=f"tranche:{one.pk}",
                day=one.due_on,
                amount=one.outstanding,
                kind=Kind.TRANCHE,
                label=tranche_name(one),
                is_certain=one.confirmed,
                source=TRANCHE,
            )


def _committed(commitments: Iterable[Commitment]) -> Iterator[Movement]:
    for one in commitments:
        if one.due_on is not None and one.cash:
            yield Movement(
                key=f"committed:{one.pk}",
                day=one.due_on,
                amount=-one.cash,
                kind=Kind.SUPPLIER,
                label=f"{one.supplier}, {one.label}" if one.supplier else one.label,
                vat_back=one.recoverable if one.recoverable else None,
                account=one.account,
                source=COMMITTED,
            )


def _billed(production: Production, opened_on: date) -> Iterator[Movement]:
    """Bills that fall due after the balance: until the bank is connected, taken as paid on their day."""
    rows = Posting.objects.filter(
        production=production,
        nature=Nature.ACTUAL,
        due_on__gt=opened_on,
        reverses__isnull=True,
        reversal__isnull=True,
    )
    for row in rows:
        yield Movement(
            key=f"billed:{row.pk}",
            day=row.due_on,  # type: ignore[arg-type]  # the filter asks for one
            amount=-Money(row.net_cents + row.vat_cents),
            kind=Kind.SUPPLIER,
            label=f"{row.supplier}, {row.label}" if row.supplier else row.label,
            account=row.account,
            source=BILLED,
        )


def _undated_tranches(tranches: Iterable[TrancheDue]) -> Iterator[Undated]:
    for one in tranches:
        if one.due_on is None and one.outstanding:
            yield Undated(tranche_name(one), one.outstanding, True, one.pk)


def _undated_commitments(commitments: Iterable[Commitment]) -> Iterator[Undated]:
    for one in commitments:
        if one.due_on is None and one.cash:
            yield Undated(f"{one.supplier}, {one.label}" if one.supplier else one.label, one.cash, False)


def _number(legal: Mapping[str, Valued], code: str) -> int | None:
    found = legal.get(code)
    return int(found.number) if found else None
