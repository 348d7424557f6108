"""The scenes for programs: the same rows as the pages, by the same rules."""

from typing import Any

from ninja import Field, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.floor.script import queries
from coulisse.desks.floor.script.access import access_scene
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["scenes"], auth=ApiDoor(MEMBER))


class SceneOut(Schema):
    id: int
    production_id: int
    number: str
    order: int
    heading: str
    int_ext: str
    set_id: int
    set_name: str
    place_id: int | None
    time: str
    effect: str
    eighths: int
    eighths_from: str
    synopsis: str
    story_day: str
    sequence: str
    unit: str
    script_page: str
    seconds: int | None
    minutes: int | None
    change: str
    is_omitted: bool
    to_review: bool
    version: int

    @staticmethod
    def resolve_set_name(scene: Scene) -> str:
        return scene.set.name

    @staticmethod
    def resolve_place_id(scene: Scene) -> int | None:
        return scene.set.place_id

    @staticmethod
    def resolve_is_omitted(scene: Scene) -> bool:
        return scene.omitted_at is not None


class WantedIn(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    omitted: bool = False


@router.get("", response=list[SceneOut], url_name="scenes", summary="The scenes that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[WantedIn]) -> Any:
    found = queries.visible_to(request.user).select_related("set").defer(*queries.HEAVY)
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    return found.filter(omitted_at__isnull=not wanted.omitted).order_by("production_id", "order")


@router.get("/{int:pk}", response=SceneOut, url_name="scene", summary="One scene")
def detail(request: SignedInRequest, pk: int) -> Any:
    return access_scene(request.user, pk)
