"""Accounts on networks: added, changed, connected, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.desks.community.publishing.queries.due import at_risk
from coulisse.desks.community.publishing.vault import RowVault

FIELDS: Final = ("client", "production", "network", "handle", "server", "remote_id", "way")


class AccountKnown(ValueError):
    """The house has this account already."""


class StillAtWork(Exception):
    """Publications wait for this account; carries how many."""


def add(*, values: Mapping[str, Any], credentials: Credentials) -> NetworkAccount:
    """Raises `AccountKnown`."""
    try:
        with transaction.atomic():
            row = NetworkAccount.objects.create(**values)
            connect(account=row, credentials=credentials)
            return row
    except IntegrityError:
        raise AccountKnown from None


def edit(
    *, account: NetworkAccount, values: Mapping[str, Any], credentials: Credentials, read_version: int
) -> NetworkAccount:
    """Empty credentials leave those that are stored. Raises `AccountKnown`, `StaleWrite`."""
    try:
        with transaction.atomic():
            row = account.write(values, read_version=read_version)
            connect(account=row, credentials=credentials)
            return row
    except IntegrityError:
        raise AccountKnown from None


def connect(*, account: NetworkAccount, credentials: Credentials) -> None:
    """Give it what opens it; nothing given, nothing changes."""
    if not credentials.secrets:
        return
    RowVault().keep(str(account.pk), credentials)
    NetworkAccount.objects.filter(pk=account.pk).update(
        access=NetworkAccount.Access.UNTRIED, access_at=None, warned_days=None
    )


@transaction.atomic
def close(*, account: NetworkAccount, at: datetime) -> None:
    """No more is published there, and its secrets are forgotten. Raises `StillAtWork`."""
    row = NetworkAccount.objects.select_for_update().get(pk=account.pk)
    waiting = at_risk(row.pk)
    if waiting:
        raise StillAtWork(waiting)
    row.closed_at, row.secrets = at, ""
    row.save(update_fields=["closed_at", "secrets"])
