"""The contacts over the API: list, one, add, change with the version that was read."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.access import access_book, access_contact
from coulisse.foundation.people.actions.contacts import create_contact, update_contact
from coulisse.foundation.people.forms import ContactForm, ListForm
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.queries.book import PER_PAGE, contacts_asked
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["people"], auth=ApiDoor(MEMBER))


class LineSchema(Schema):
    label: str = ""
    value: str


class AddressSchema(Schema):
    label: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "BE"


class CardIn(Schema):
    """What is written on a card. On a change, fields left out stay as they are."""

    kind: str = "person"
    first_name: str = ""
    last_name: str = ""
    name: str = ""
    emails: list[LineSchema] = Field(default_factory=list)
    phones: list[LineSchema] = Field(default_factory=list)
    addresses: list[AddressSchema] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=list)
    document_language: str = "fr"
    skills: list[str] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    website: str = ""
    birthday: date | None = None
    vat: str = ""
    notes: str = ""


class CardChange(CardIn):
    version: int


class CardOut(CardIn):
    id: int
    version: int


class Page(Schema):
    count: int
    page: int
    items: list[CardOut]


class Asked(Schema):
    q: str = ""
    kind: str = ""
    skill: str = ""
    language: str = ""
    town: str = ""
    tag: str = ""
    free: str = ""
    sort: str = "name"
    page: int = 1


class StaleField(Schema):
    field: str
    saved: Any
    yours: Any


class Stale(Schema):
    """Somebody saved the contact since that version: nothing was written."""

    version: int
    differences: list[StaleField]


@router.get("", response=Page, url_name="people")
def list_contacts(request: SignedInRequest, asked: Annotated[Asked, Query()]) -> dict[str, Any]:
    """The contacts that answer, fifty a page."""
    access_book(request.user)
    found = contacts_asked(request.user, ListForm(asked.dict()).asked())
    page = max(asked.page, 1)
    first = (page - 1) * PER_PAGE
    return {"count": found.count(), "page": page, "items": list(found[first : first + PER_PAGE])}


@router.get("{pk}", response=CardOut, url_name="person")
def one_contact(request: SignedInRequest, pk: int) -> Contact:
    return access_contact(request.user, pk)


@router.post("", response={201: CardOut}, url_name="add_person")
def add_contact(request: SignedInRequest, card: CardIn) -> Status[Contact]:
    access_book(request.user, to="change")
    values = _checked(card.dict())
    return Status(201, create_contact(values=values, by=request.user, at=timezone.now()))


@router.patch("{pk}", response={200: CardOut, 409: Stale}, url_name="change_person")
def change_contact(request: SignedInRequest, pk: int, card: CardChange) -> Status[Any]:
    contact = access_contact(request.user, pk, to="change")
    given = card.dict(exclude_unset=True)
    version = given.pop("version")
    values = _checked({**_plain(contact), **given})
    changed = {name: value for name, value in values.items() if name in given}
    try:
        row = update_contact(
            contact=contact, values=changed, read_version=version, by=request.user, at=timezone.now()
        )
    except StaleWrite as refused:
        differences = [
            {"field": one.field, "saved": one.stored, "yours": one.refused} for one in refused.differences
        ]
        return Status(409, {"version": refused.row.version, "differences": differences})
    return Status(200, row)


def _plain(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in CardIn.model_fields}


def _checked(card: dict[str, Any]) -> dict[str, Any]:
    """The same rules as the form's; refusals as 422, one sentence a field."""
    typed = {**card, **{name: ", ".join(card[name]) for name in ("languages", "skills", "tags")}}
    form = ContactForm(typed)
    if not form.is_valid():
        reasons = (f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items())
        raise HttpError(422, " ".join(reasons))
    return form.values()
