"""How companies are found."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.companies.models import Company
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    rows = Company.objects.all() if pks is None else Company.objects.filter(pk__in=pks)
    for row in rows.iterator():
        yield Findable(
            "companies.company",
            row.pk,
            str(row),
            reverse("companies:company", args=[row.pk]),
            subtitle=row.city,
            keywords=row.vat,
        )
