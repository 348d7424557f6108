"""The scenes in the palette, by their number, their set and what happens in them."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    """Scenes as the index wants them; all of them without `pks`."""
    found = Scene.objects.select_related("production", "set").defer("paragraphs").order_by("pk")
    for scene in (found if pks is None else found.filter(pk__in=list(pks))).iterator(chunk_size=1000):
        yield Findable(
            kind="floor.scene",
            pk=scene.pk,
            title=f"{scene.number} {scene.heading}",
            subtitle=scene.production.title,
            keywords=f"{scene.set.name} {scene.synopsis}",
            address=reverse("floor:breakdown:scene", args=[scene.pk]),
            production=scene.production_id,
            desk=Desk.FLOOR,
        )
