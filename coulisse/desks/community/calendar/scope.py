"""Whose publications a calendar shows: one production with its client, one client, or everything within reach."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db.models import Q, QuerySet

from coulisse.desks.community.current import may, within_reach
from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production

ALL = "all"
Allowed = Callable[[int | None, int | None], bool]
"""Whether somebody may write for a production, or for a client."""


@dataclass(frozen=True, slots=True)
class Whose:
    """`production` or `client`; neither: everything that this person reaches."""

    production: Production | None = None
    client: Client | None = None

    @property
    def code(self) -> str:
        if self.client is not None:
            return f"client-{self.client.pk}"
        return str(self.production.pk) if self.production is not None else ALL

    def owns(self) -> Q:
        """Of publications."""
        if self.client is not None:
            of_its_production = Q(account__client__isnull=True, production__client=self.client)
            return Q(account__client=self.client) | of_its_production
        if self.production is None:
            return Q()
        own = Q(production=self.production)
        inherited = Q(production__isnull=True, account__production=self.production)
        found = own | inherited
        if self.production.client_id is not None:
            found |= Q(account__client=self.production.client_id)
        return found


def publications_of(user: User, whose: Whose) -> QuerySet[Publication]:
    return publications_within_reach(user).filter(whose.owns()).exclude(state=Publication.State.CANCELLED)


def clients_within_reach(user: User, to: str = "read") -> QuerySet[Client]:
    reached = user.scope().clients(to, desk=Desk.COMMUNITY)
    return Client.objects.all() if reached is None else Client.objects.filter(pk__in=reached)


def whose_of(user: User, asked: str, production: Production) -> Whose:
    """What the address asks for; what is not within reach is as if it had not been asked."""
    if asked == ALL:
        return Whose()
    if asked.startswith("client-") and (pk := _number(asked.removeprefix("client-"))):
        client = clients_within_reach(user).filter(pk=pk).first()
        if client is not None:
            return Whose(client=client)
    return Whose(production=production)


def changing(user: User) -> Allowed:
    """What this person may: asked once for each production or client, not once a card."""

    @cache
    def allowed(production: int | None, client: int | None) -> bool:
        return may(user, "change", production=production, client=client)

    return allowed


def productions_of(user: User, whose: Whose) -> frozenset[int] | None:
    """The productions whose broadcasts and on-call belong to this calendar; None: every one of the house."""
    if whose.production is not None:
        return frozenset({whose.production.pk})
    if whose.client is not None:
        return frozenset(within_reach(user).filter(client=whose.client).values_list("pk", flat=True))
    return user.scope().productions("read", desk=Desk.COMMUNITY)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
