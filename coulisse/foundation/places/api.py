"""The places for programs: the same rows as the pages, by the same rules."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.foundation.places import actions, queries
from coulisse.foundation.places.access import access_place
from coulisse.foundation.places.models import Place
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["places"], auth=ApiDoor(MEMBER))


class PlaceOut(Schema):
    id: int
    name: str
    name_nl: str
    kind: str
    inside_id: int | None
    street: str
    street_nl: str
    postcode: str
    city: str
    city_nl: str
    country: str
    latitude: Decimal | None
    longitude: Decimal | None
    access: str
    parking: str
    power: str
    noise: str
    light: str
    opening_hours: str
    hospital_name: str
    hospital_address: str
    hospital_phone: str
    contact_name: str
    contact_phone: str
    contact_email: str
    notes: str
    version: int


class WantedIn(Schema):
    words: str = Field("", max_length=100)
    kind: str = ""
    archived: bool = False
    sort: str = "name"


class PlaceIn(Schema):
    name: str = Field(min_length=1, max_length=160)
    name_nl: str = Field("", max_length=160)
    kind: Place.Kind = Place.Kind.LOCATION
    street: str = Field("", max_length=160)
    street_nl: str = Field("", max_length=160)
    postcode: str = Field("", max_length=12)
    city: str = Field("", max_length=80)
    city_nl: str = Field("", max_length=80)
    country: str = Field("BE", pattern="^[A-Z]{2}$")
    latitude: Decimal | None = Field(None, ge=-90, le=90, decimal_places=6)
    longitude: Decimal | None = Field(None, ge=-180, le=180, decimal_places=6)
    access: str = ""
    parking: str = ""
    power: str = ""
    hospital_name: str = Field("", max_length=160)
    hospital_address: str = Field("", max_length=200)
    hospital_phone: str = Field("", max_length=40)
    contact_name: str = Field("", max_length=120)
    contact_phone: str = Field("", max_length=40)
    notes: str = ""


@router.get("", response=list[PlaceOut], url_name="places", summary="The places of the house")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[WantedIn]) -> Any:
    return queries.listed(request.user, queries.Wanted(**wanted.dict()))


@router.get("/{int:pk}", response=PlaceOut, url_name="place", summary="One place")
def detail(request: SignedInRequest, pk: int) -> Any:
    return access_place(request.user, pk)


@router.post("/add", response={201: PlaceOut}, url_name="add_place", summary="Add a place")
def add(request: SignedInRequest, sent: PlaceIn) -> Any:
    user = request.user
    if not user.may("change"):
        raise PermissionDenied
    if (sent.latitude is None) is not (sent.longitude is None):
        raise HttpError(422, "latitude and longitude: both or none")
    return Status(201, actions.add(values=sent.dict(), by=user, at=timezone.now()))
