"""Whether the house still gets in: each account is asked once an hour, and when somebody connects it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import TokenState
from coulisse.desks.community.publishing.speaking import Connect
from coulisse.desks.community.publishing.telling import tell_lost_access

Now = Callable[[], datetime]


def check_all(*, now: Now, connect: Connect) -> int:
    """Ask every account that publishes by itself. How many refuse us."""
    rows = NetworkAccount.objects.filter(way=NetworkAccount.Way.BY_ITSELF, closed_at__isnull=True)
    return sum(check(row, now=now, connect=connect) == NetworkAccount.Access.REFUSED for row in rows)


def check(account: NetworkAccount, *, now: Now, connect: Connect) -> str:
    """Ask one and note what it said; a refusal is told once."""
    health = connect(account, now=now).token_health()
    at = now()
    with transaction.atomic():
        row = NetworkAccount.objects.select_for_update().get(pk=account.pk)
        was = row.access
        row.access, row.access_at = health.state.value, at
        if health.state == TokenState.GOOD:
            row.access_ends_at = health.expires_at
            if row.access_ends_at is None or (
                account.access_ends_at and row.access_ends_at > account.access_ends_at
            ):
                row.warned_days = None
        row.save(update_fields=["access", "access_at", "access_ends_at", "warned_days"])
        if row.access == NetworkAccount.Access.REFUSED and was != row.access:
            tell_lost_access(row, at)
    return row.access
