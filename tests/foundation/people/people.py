"""A few contacts for the tests of this room, made by the same actions that users call."""

from typing import Any

from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact
from tests.cast import AT, Cast


def email(address: str, label: str = "") -> dict[str, str]:
    return {"label": label, "value": address}


def address(town: str, street: str = "Rue Léopold 1", postcode: str = "4000") -> dict[str, str]:
    return {"label": "", "street": street, "postcode": postcode, "town": town, "country": "BE"}


def somebody(cast: Cast, first_name: str = "Élise", last_name: str = "Thonon", **values: Any) -> Contact:
    card = {"kind": "person", "first_name": first_name, "last_name": last_name, **values}
    return create_contact(values=card, by=cast.nadia, at=AT)


def some_firm(cast: Cast, name: str = "Caméra Sambre", **values: Any) -> Contact:
    return create_contact(values={"kind": "company", "name": name, **values}, by=cast.nadia, at=AT)
