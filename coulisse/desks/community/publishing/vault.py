"""The secrets of an account, sealed in its row: a copy of the database alone opens nothing.

What a network grants is written over what stood only where it holds no less: a reconnection that brought no
refresh token never takes away one that is good.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.community.publishing.locks import CREDENTIALS, holding
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.foundation.mailroom.secrets import SealBroken, opened, seal

MOMENTS = ("access_expires_at", "refresh_expires_at")


class RowVault:
    """`networks.contract.Vault` on the rows of accounts; a reference is the number of one."""

    def read(self, reference: str) -> Credentials:
        row = NetworkAccount.objects.only("secrets").get(pk=reference)
        return _read(row.secrets)

    def keep(self, reference: str, credentials: Credentials) -> None:
        with transaction.atomic():
            row = NetworkAccount.objects.select_for_update().only("secrets").get(pk=reference)
            row.secrets = sealed(_no_less(_read(row.secrets), credentials))
            row.save(update_fields=["secrets"])

    @contextmanager
    def holding(self, reference: str) -> Iterator[bool]:
        with holding(CREDENTIALS, int(reference)) as is_held:
            yield is_held


def sealed(credentials: Credentials) -> str:
    """As the row keeps it; nothing for nothing."""
    told = {name: _plain(value) for name, value in asdict(credentials).items() if value}
    return seal(json.dumps(told)) if told else ""


def _read(text: str) -> Credentials:
    """Nothing where the seal is broken: the account is connected anew."""
    try:
        told: dict[str, Any] = json.loads(opened(text) or "{}")
    except SealBroken:
        return Credentials()
    known = {field.name for field in fields(Credentials)}
    values = {name: value for name, value in told.items() if name in known}
    for name in MOMENTS:
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    return Credentials(**values)


def _no_less(stood: Credentials, granted: Credentials) -> Credentials:
    kept = {
        name: getattr(stood, name)
        for name in ("refresh_token", "password", "client_id", "client_secret")
        if not getattr(granted, name) and getattr(stood, name)
    }
    return replace(granted, **kept) if kept else granted


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
