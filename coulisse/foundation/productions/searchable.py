"""The productions in the palette."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    """Productions as the index wants them; all of them without `pks`."""
    found = Production.objects.select_related("client").order_by("pk")
    for production in found if pks is None else found.filter(pk__in=list(pks)):
        yield Findable(
            kind="productions.production",
            pk=production.pk,
            title=production.title,
            subtitle=production.client.name if production.client else "",
            keywords=f"{production.code} {production.type}",
            address=reverse("productions:detail", args=[production.pk]),
            production=production.pk,
            client=production.client_id,
        )
