"""The grid over the API."""

from datetime import date, datetime

from ninja import Router, Schema

from coulisse.foundation.grid.queries import day_of
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["grid"], auth=ApiDoor(MEMBER))


class BroadcastOut(Schema):
    id: int
    channel: str
    programme_id: int
    titles: dict[str, str]
    episode_titles: dict[str, str]
    starts_at: datetime
    ends_at: datetime
    cancelled: bool


@router.get("", response=list[BroadcastOut], url_name="grid")
def grid(request: SignedInRequest, day: date) -> list[BroadcastOut]:
    """What every channel shows that day, from five to five."""
    return [
        BroadcastOut(
            id=one.pk,
            channel=lane.code,
            programme_id=one.programme_id,
            titles=one.titles,
            episode_titles=one.episode_titles,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            cancelled=one.is_cancelled,
        )
        for lane in day_of(day)
        for one in lane.broadcasts
    ]
