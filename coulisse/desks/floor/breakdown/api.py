"""The elements for programs: the same rows as the pages, by the same rules. An age is never among them."""

from typing import Any

from ninja import Field, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.floor.breakdown import queries
from coulisse.desks.floor.breakdown.access import access_element
from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["elements"], auth=ApiDoor(MEMBER))


class ElementOut(Schema):
    id: int
    production_id: int
    category: str
    name: str
    number: int | None
    description: str
    version: int


class WantedBy(Schema):
    scene_id: int
    quantity: int
    note: str


class OneElementOut(ElementOut):
    scenes: list[WantedBy]

    @staticmethod
    def resolve_scenes(element: Element) -> list[Tag]:
        tags = Tag.objects.filter(element=element, state=Tag.State.CONFIRMED, scene__omitted_at__isnull=True)
        return list(tags.order_by("scene__order"))


class WantedIn(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    category: Category | None = None


@router.get("", response=list[ElementOut], url_name="elements", summary="The elements that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[WantedIn]) -> Any:
    found = queries.visible_to(request.user).order_by("production_id", "category", "number", "key")
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    return found.filter(category=wanted.category) if wanted.category else found


@router.get("/{int:pk}", response=OneElementOut, url_name="element", summary="One element and its scenes")
def detail(request: SignedInRequest, pk: int) -> Any:
    return access_element(request.user, pk)
