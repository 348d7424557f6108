"""The only ways to a comment, a rule, a list, a charter and a file."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.community.current import access_owned
from coulisse.desks.community.moderation.models import (
    Charter,
    Comment,
    CommentImport,
    ModerationRule,
    ReportFile,
    WordList,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk

SHOWN = ("account__client", "production", "publication", "author", "rule", "seen_by", "acted_by")


def access_comment(user: User, pk: int, *, to: str = "read") -> Comment:
    """By its account's client; else by its own production, or its account's."""
    row = get_object_or_404(Comment.objects.select_related(*SHOWN), pk=pk)
    production = row.production_id or row.account.production_id
    access_owned(user, production=production, client=row.account.client_id, to=to)
    return row


def comments_within_reach(user: User, to: str = "read") -> QuerySet[Comment]:
    """Those of the productions, and of the clients' accounts, that somebody may read (or change)."""
    scope = user.scope()
    productions = scope.productions(to, desk=Desk.COMMUNITY)
    clients = scope.clients(to, desk=Desk.COMMUNITY)
    if productions is None and clients is None:
        return Comment.objects.all()
    house = Q(account__client__isnull=True)
    if productions is not None:
        house &= Q(production__isnull=False, production__in=productions)
    of_client = Q(account__client__isnull=False)
    if clients is not None:
        of_client &= Q(account__client__in=clients)
    return Comment.objects.filter(house | of_client)


def chosen(user: User, pks: Iterable[int]) -> list[int]:
    """Those of these comments that somebody may change; 404 where none is."""
    found = list(comments_within_reach(user, "change").filter(pk__in=set(pks)).values_list("pk", flat=True))
    if not found:
        raise Http404
    return sorted(found)


def access_rule(user: User, pk: int, *, to: str = "read") -> ModerationRule:
    row = get_object_or_404(ModerationRule.objects.select_related("production", "client"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_list(user: User, pk: int, *, to: str = "read") -> WordList:
    row = get_object_or_404(WordList.objects.select_related("production", "client"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_charter(user: User, pk: int, *, to: str = "read") -> Charter:
    row = get_object_or_404(Charter.objects.select_related("production", "client"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def public_charter(slug: str) -> Charter:
    """For anybody, where it is public."""
    return get_object_or_404(Charter.objects.select_related("production", "client"), slug=slug, is_public=True)


def access_import(user: User, pk: int) -> CommentImport:
    row = get_object_or_404(CommentImport.objects.select_related("account", "production"), pk=pk)
    account = row.account
    access_owned(user, production=row.production_id or account.production_id, client=account.client_id)
    return row


def access_file(user: User, pk: int) -> ReportFile:
    """Threats in their own words: only who may change what the production's desk holds reads them."""
    row = get_object_or_404(ReportFile.objects.select_related("production__company", "by"), pk=pk)
    access_owned(user, production=row.production_id, client=None, to="change")
    return row
