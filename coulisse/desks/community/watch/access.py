"""The only ways to a source, a keyword, a name and to what was found."""

from typing import TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.community.clients.workspaces import Workspace, within_reach
from coulisse.desks.community.current import access_owned
from coulisse.desks.community.watch.models import WatchedName, WatchItem, WatchKeyword, WatchSource
from coulisse.foundation.accounts.models import User

Owned = WatchSource | WatchKeyword | WatchedName | WatchItem
Row = TypeVar("Row", WatchSource, WatchKeyword, WatchedName, WatchItem)


def access_source(user: User, pk: int, *, to: str = "read") -> WatchSource:
    return _checked(user, get_object_or_404(WatchSource.objects.select_related("client", "production"), pk=pk), to)


def access_keyword(user: User, pk: int, *, to: str = "read") -> WatchKeyword:
    return _checked(
        user, get_object_or_404(WatchKeyword.objects.select_related("client", "production"), pk=pk), to
    )


def access_name(user: User, pk: int, *, to: str = "read") -> WatchedName:
    return _checked(user, get_object_or_404(WatchedName.objects.select_related("client", "production"), pk=pk), to)


def access_item(user: User, pk: int, *, to: str = "read") -> WatchItem:
    return _checked(user, get_object_or_404(WatchItem.objects.select_related("client", "production"), pk=pk), to)


def items_within_reach(user: User, to: str = "read") -> QuerySet[WatchItem]:
    return WatchItem.objects.filter(within_reach(user, to))


def home_of(row: Owned) -> Workspace:
    """The workspace that it belongs to."""
    return Workspace(client=row.client, production=row.production)


def _checked(user: User, row: Row, to: str) -> Row:
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row
