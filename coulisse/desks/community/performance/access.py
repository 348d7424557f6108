"""The only ways to a file of figures, to a post's record, to an audit and to a page."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from coulisse.desks.community.current import access_owned
from coulisse.desks.community.performance.models import (
    AccountAudit,
    DataFile,
    DirectionPage,
    PageSchedule,
    PostRecord,
)
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.strategy.models import Campaign, Objective
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production


def access_file(user: User, pk: int, *, to: str = "read") -> DataFile:
    row = get_object_or_404(
        DataFile.objects.select_related("production", "client", "account", "campaign", "document", "by"), pk=pk
    )
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_record(user: User, pk: int, *, to: str = "read") -> PostRecord:
    """By its account."""
    rows = PostRecord.objects.select_related("account", "publication", "campaign", "broadcast__programme")
    row = get_object_or_404(rows, pk=pk)
    access_owned(user, production=row.account.production_id, client=row.account.client_id, to=to)
    return row


def access_audit(user: User, pk: int, *, to: str = "read") -> AccountAudit:
    row = get_object_or_404(AccountAudit.objects.select_related("account", "made_by"), pk=pk)
    access_owned(user, production=row.account.production_id, client=row.account.client_id, to=to)
    return row


def access_page(user: User, pk: int, *, to: str = "read") -> DirectionPage:
    row = get_object_or_404(DirectionPage.objects.select_related("production__company", "made_by"), pk=pk)
    access_owned(user, production=row.production_id, client=None, to=to)
    return row


def access_schedule(user: User, pk: int, *, to: str = "read") -> PageSchedule:
    row = get_object_or_404(PageSchedule.objects.select_related("production"), pk=pk)
    access_owned(user, production=row.production_id, client=None, to=to)
    return row


def files_of(user: User, production: Production) -> QuerySet[DataFile]:
    """The files that the pages of a production show: its own, and those of accounts that serve it."""
    accounts = accounts_within_reach(user).filter(serving(production))
    mine = Q(production=production) | Q(account__in=accounts)
    if reads_client(user, production):
        mine |= Q(client=production.client_id)
    return DataFile.objects.filter(mine)


def records_of(user: User, production: Production) -> QuerySet[PostRecord]:
    """Posts of the production's accounts, of its client's, and those published for it elsewhere."""
    return PostRecord.objects.filter(about(production), account__in=accounts_within_reach(user))


def about(production: Production) -> Q:
    """What a post has to do with a production: its account, its publication, its campaign or its programme."""
    found = (
        Q(account__production=production)
        | Q(publication__production=production)
        | Q(campaign__objective__production=production)
        | Q(broadcast__programme__production=production)
    )
    return found | Q(account__client=production.client_id) if production.client_id else found


def serving(production: Production) -> Q:
    """Accounts of the production, of its client, and of the house."""
    found = Q(production=production) | Q(production__isnull=True, client__isnull=True)
    return found | Q(client=production.client_id) if production.client_id else found


def campaigns_of(user: User, production: Production) -> QuerySet[Campaign]:
    """Of the production's objectives, and of its client's for who may know of them."""
    found = Campaign.objects.filter(objective__production=production)
    if reads_client(user, production):
        found |= Campaign.objects.filter(objective__client=production.client_id)
    return found.order_by("starts_on", "pk")


def objectives_of(user: User, production: Production) -> QuerySet[Objective]:
    found = Objective.objects.filter(production=production)
    if reads_client(user, production):
        found |= Objective.objects.filter(client=production.client_id)
    return found.order_by("starts_on", "pk")


def reads_client(user: User, production: Production) -> bool:
    """Whether a production has a client, and this person may read what is the client's."""
    client = production.client_id
    return client is not None and user.may("read", desk=Desk.COMMUNITY, client=client)
