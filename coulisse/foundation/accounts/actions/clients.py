"""Adding, renaming, archiving the clients of the house."""

from datetime import datetime

from django.db import IntegrityError, transaction

from coulisse.foundation.accounts.facts import ClientAdded, ClientArchived, ClientRenamed, ClientReopened
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.journal.actions import announce


class ClientNameTaken(Exception):
    """Another client carries that name."""


def add_client(*, name: str, by: User, at: datetime) -> Client:
    """Raises `ClientNameTaken`."""
    try:
        with transaction.atomic():
            client = Client.objects.create(name=name, created_at=at)
            announce(ClientAdded(name=name), by=by, at=at, about=client, client=client.pk)
    except IntegrityError:
        raise ClientNameTaken(name) from None
    return client


def rename_client(*, client: Client, name: str, by: User, at: datetime) -> Client:
    """Raises `ClientNameTaken`."""
    try:
        with transaction.atomic():
            fresh = Client.objects.select_for_update().get(pk=client.pk)
            before, fresh.name = fresh.name, name
            fresh.save(update_fields=["name"])
            announce(ClientRenamed(before=before, name=name), by=by, at=at, about=fresh, client=fresh.pk)
    except IntegrityError:
        raise ClientNameTaken(name) from None
    return fresh


def archive_client(*, client: Client, by: User, at: datetime) -> Client:
    """Put a client away: its people keep what they read, nobody chooses it any more."""
    with transaction.atomic():
        fresh = Client.objects.select_for_update().get(pk=client.pk)
        if fresh.archived_at is None:
            fresh.archived_at = at
            fresh.save(update_fields=["archived_at"])
            announce(ClientArchived(name=fresh.name), by=by, at=at, about=fresh, client=fresh.pk)
    return fresh


def reopen_client(*, client: Client, by: User, at: datetime) -> Client:
    """The inverse of `archive_client`."""
    with transaction.atomic():
        fresh = Client.objects.select_for_update().get(pk=client.pk)
        if fresh.archived_at is not None:
            fresh.archived_at = None
            fresh.save(update_fields=["archived_at"])
            announce(ClientReopened(name=fresh.name), by=by, at=at, about=fresh, client=fresh.pk)
    return fresh
