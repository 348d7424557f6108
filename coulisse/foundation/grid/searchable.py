"""How programmes are found."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.grid.models import Programme
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    rows = Programme.objects.all() if pks is None else Programme.objects.filter(pk__in=pks)
    for row in rows.iterator():
        yield Findable(
            "grid.programme",
            row.pk,
            str(row),
            reverse("grid:programme", args=[row.pk]),
            subtitle=row.category,
            keywords=" ".join(row.titles.values()),
        )
