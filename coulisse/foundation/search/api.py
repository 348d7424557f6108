"""Search over the API: the same answer as the palette's."""

from typing import Annotated

from ninja import Query, Router, Schema

from coulisse.foundation.search.queries import find
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor, SignedInRequest

router = Router(tags=["search"], auth=ApiDoor(SIGNED_IN))


class Found(Schema):
    kind: str
    id: int
    title: str
    subtitle: str
    address: str


@router.get("", response=list[Found], url_name="search")
def search(request: SignedInRequest, q: Annotated[str, Query(min_length=2, max_length=120)]) -> list[Found]:
    """What the signed-in person may reach, best first."""
    return [
        Found(kind=hit.kind, id=hit.pk, title=hit.title, subtitle=hit.subtitle, address=hit.address)
        for hit in find(request.user, q, most=20)
    ]
