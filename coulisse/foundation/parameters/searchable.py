"""How parameters are found."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import translation

from coulisse.foundation.parameters.models import Parameter
from coulisse.foundation.parameters.subjects import SUBJECTS
from coulisse.foundation.search.actions import Findable
from coulisse.kernel.language import SPOKEN


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    rows = Parameter.objects.all() if pks is None else Parameter.objects.filter(pk__in=pks)
    for row in rows.iterator():
        yield Findable(
            "parameters.parameter",
            row.pk,
            row.labels.get("fr", row.code),
            reverse("parameters:parameter", args=[row.pk]),
            subtitle=_subject(row.group, "fr"),
            keywords=" ".join([row.code, *row.labels.values(), *(_subject(row.group, code) for code in SPOKEN)]),
        )


def _subject(group: str, language: str) -> str:
    with translation.override(language):
        return str(SUBJECTS.get(group, group))
