"""How parameters are found."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.parameters.models import Parameter
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    rows = Parameter.objects.all() if pks is None else Parameter.objects.filter(pk__in=pks)
    for row in rows.iterator():
        yield Findable(
            "parameters.parameter",
            row.pk,
            row.labels.get("fr", row.code),
            reverse("parameters:parameter", args=[row.pk]),
            subtitle=row.code,
            keywords=" ".join(row.labels.values()),
        )
