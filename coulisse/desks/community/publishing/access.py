"""The only ways to an account and to a publication."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.community.current import access_owned, may
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_account(user: User, pk: int, *, to: str = "read") -> NetworkAccount:
    row = get_object_or_404(NetworkAccount.objects.select_related("client", "production"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_publication(user: User, pk: int, *, to: str = "read") -> Publication:
    """By its account's client; else by its own production, or its account's.

    Whoever changes it speaks in the name of the account, and must be allowed to do that too.
    """
    row = get_object_or_404(Publication.objects.select_related("account__client", "production"), pk=pk)
    account, production = row.account, row.production_id or row.account.production_id
    access_owned(user, production=production, client=account.client_id, to=to)
    if to != "read" and not may_publish_on(user, account):
        raise PermissionDenied
    return row


def may_publish_on(user: User, account: NetworkAccount) -> bool:
    return may(user, "change", production=account.production_id, client=account.client_id)


def accounts_within_reach(user: User, to: str = "read") -> QuerySet[NetworkAccount]:
    """Accounts that somebody may read (or publish on)."""
    return NetworkAccount.objects.filter(_owned(user, to, ""))


def publications_within_reach(user: User, to: str = "read") -> QuerySet[Publication]:
    own = Q(production__isnull=False) & _of_productions(user, to, "production")
    inherited = Q(production__isnull=True) & _owned(user, to, "account__")
    client = _of_clients(user, to, "account__client")
    of_house = Q(account__client__isnull=True)
    return Publication.objects.filter(client | (of_house & (own | inherited)))


def _owned(user: User, to: str, prefix: str) -> Q:
    return _of_clients(user, to, f"{prefix}client") | (
        Q(**{f"{prefix}client__isnull": True}) & _of_productions(user, to, f"{prefix}production")
    )


def _of_productions(user: User, to: str, field: str) -> Q:
    reached = user.scope().productions(to, desk=Desk.COMMUNITY)
    if reached is None:
        return Q(pk__isnull=False)
    return Q(**{f"{field}__in": reached})


def _of_clients(user: User, to: str, field: str) -> Q:
    reached = user.scope().clients(to, desk=Desk.COMMUNITY)
    if reached is None:
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__in": reached})
