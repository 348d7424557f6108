"""The tasks in the palette: those that are still to do."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.foundation.search.actions import Findable
from coulisse.foundation.tasks.models import Task


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    """Tasks as the index wants them; all of them without `pks`."""
    found = Task.objects.filter(dropped_at__isnull=True).select_related("production").order_by("pk")
    for task in (found if pks is None else found.filter(pk__in=list(pks))).iterator(chunk_size=1000):
        yield Findable(
            kind="tasks.task",
            pk=task.pk,
            title=task.title,
            subtitle=task.production.title if task.production else "",
            keywords=task.subject_title,
            address=reverse("tasks:detail", args=[task.pk]),
            production=task.production_id,
            client=task.client_id,
        )
