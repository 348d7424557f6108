"""The elements in the palette: those that somebody agreed to."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from coulisse.desks.floor.breakdown.models import Element, Tag
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.search.actions import Findable


def findable(pks: Iterable[int] | None = None) -> Iterator[Findable]:
    """Elements as the index wants them; all of them without `pks`. An age is never among the words."""
    agreed = Tag.objects.filter(state=Tag.State.CONFIRMED).values("element_id")
    found = Element.objects.filter(pk__in=agreed).select_related("production").order_by("pk")
    for element in (found if pks is None else found.filter(pk__in=list(pks))).iterator(chunk_size=1000):
        yield Findable(
            kind="floor.element",
            pk=element.pk,
            title=element.name,
            subtitle=element.production.title,
            keywords=f"{element.get_category_display()} {element.number or ''}",
            address=reverse("floor:breakdown:element", args=[element.pk]),
            production=element.production_id,
            desk=Desk.FLOOR,
        )
