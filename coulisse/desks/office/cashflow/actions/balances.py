"""The balance of the bank, read and typed until the bank itself is connected; how the cash is watched."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.cashflow.models import BalanceReading, CashSettings
from coulisse.desks.office.facts.cashflow import (
    BalanceDropped,
    BalanceRead,
    BalanceRestored,
    CashSettingsChanged,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


def read_balance(
    *, production: Production, amount: Money, read_at: datetime, account: str = "", by: User | None, at: datetime
) -> BalanceReading:
    """Write what a bank account held; the forecast starts from the latest. A page refuses an hour to come."""
    with transaction.atomic():
        row = BalanceReading.objects.create(
            production=production,
            amount_cents=amount.cents,
            read_at=read_at,
            account=account.strip(),
            by=by,
            at=at,
        )
        told = BalanceRead(reading_id=row.pk, cents=row.amount_cents, read_at=read_at.isoformat())
        announce(told, by=by, at=at, about=row, production=production.pk, desk=Desk.OFFICE)
    return row


def drop_balance(*, reading: BalanceReading, by: User, at: datetime) -> BalanceReading:
    """Take a balance that was mistyped out of account. Out already stays out."""
    with transaction.atomic():
        fresh = BalanceReading.objects.select_for_update().get(pk=reading.pk)
        if fresh.dropped_at is None:
            fresh.dropped_at = at
            fresh.save(update_fields=["dropped_at"])
            told = BalanceDropped(reading_id=fresh.pk)
            announce(told, by=by, at=at, about=fresh, production=fresh.production_id, desk=Desk.OFFICE)
    return fresh


def restore_balance(*, reading: BalanceReading, by: User, at: datetime) -> BalanceReading:
    """The inverse of `drop_balance`."""
    with transaction.atomic():
        fresh = BalanceReading.objects.select_for_update().get(pk=reading.pk)
        if fresh.dropped_at is not None:
            fresh.dropped_at = None
            fresh.save(update_fields=["dropped_at"])
            told = BalanceRestored(reading_id=fresh.pk)
            announce(told, by=by, at=at, about=fresh, production=fresh.production_id, desk=Desk.OFFICE)
    return fresh


def set_watch(
    *, production: Production, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> CashSettings:
    """From which balance to warn, and how VAT is returned. Raises `StaleWrite`. Version 0: nothing saved yet."""
    with transaction.atomic():
        row, _made = CashSettings.objects.get_or_create(production=production, defaults={"version": 0})
        written = row.write(values, read_version=read_version)
        told = CashSettingsChanged(fields=tuple(values))
        announce(told, by=by, at=at, about=written, production=production.pk, desk=Desk.OFFICE)
    return written
