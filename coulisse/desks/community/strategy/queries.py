"""What the strategy knows: for its own pages, and for the other slices."""

from django.db.models import Q, QuerySet

from coulisse.desks.community.strategy.models import Campaign, Pillar
from coulisse.foundation.productions.models import Production


def campaigns_of(*, production: int | None = None, client: int | None = None) -> QuerySet[Campaign]:
    """Open campaigns that work for this owner may hang on; of a production also those of its client.

    Whoever shows them asks `access.campaigns_within_reach` besides.
    """
    rows = Campaign.objects.filter(closed_at__isnull=True, objective__closed_at__isnull=True)
    return rows.filter(_of(production, client)).select_related("objective")


def pillars_of(*, production: int | None = None, client: int | None = None) -> QuerySet[Pillar]:
    """Pillars of open objectives, as `campaigns_of`."""
    rows = Pillar.objects.filter(objective__closed_at__isnull=True)
    return rows.filter(_of(production, client)).select_related("objective")


def _of(production: int | None, client: int | None) -> Q:
    if client is not None:
        return Q(objective__client=client) | Q(objective__production__client=client)
    if production is None:
        return Q(pk__isnull=True)
    # A subquery: a join would give a campaign as often as its client has productions.
    return Q(objective__production=production) | Q(
        objective__client__in=Production.objects.filter(pk=production, client__isnull=False).values("client")
    )
