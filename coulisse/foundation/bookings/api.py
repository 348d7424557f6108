"""Bookings over the API: a week as one may see it."""

from datetime import date, datetime, timedelta

from ninja import Router, Schema

from coulisse.foundation.bookings.queries import week_of
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["bookings"], auth=ApiDoor(MEMBER))


class StretchOut(Schema):
    id: int
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    state: str
    production: str
    purpose: str
    clashes: bool


@router.get("", response=list[StretchOut], url_name="bookings")
def bookings(request: SignedInRequest, day: date) -> list[StretchOut]:
    """The bookings of the week of `day`; of other productions, only that the unit is taken."""
    week = week_of(request.user, day - timedelta(days=day.weekday()))
    once = {stretch.pk: (row, stretch) for row in week.rows for stretches in row.days for stretch in stretches}
    return [
        StretchOut(
            id=stretch.pk,
            unit_id=row.unit_id,
            unit=row.name,
            starts_at=stretch.starts_at,
            ends_at=stretch.ends_at,
            state=stretch.state,
            production=stretch.production,
            purpose=stretch.purpose,
            clashes=stretch.clashes,
        )
        for row, stretch in once.values()
    ]
