"""The book is the house's: its people read it, those who change the common rooms write it, clients see none."""

from typing import Any

from coulisse.foundation.people.actions import importing
from coulisse.foundation.people.actions.bonds import affiliate, give_part, note_availability
from coulisse.foundation.people.actions.merging import merge_contacts
from coulisse.foundation.people.models import Contact, Import
from tests.cast import AT, TODAY, Cast
from tests.foundation.people.people import some_firm, somebody
from tests.walk import MEMBERS, OWN, OWNER, Verdict

PRIVATE = OWN | {"other_production"}
"""Whoever may read what is private somewhere in the house."""


def contact(cast: Cast) -> dict[str, Any]:
    return {"pk": somebody(cast).pk}


def pair(cast: Cast) -> dict[str, Any]:
    return {"one": somebody(cast).pk, "other": somebody(cast, "Tom").pk}


def to_merge(cast: Cast) -> dict[str, Any]:
    return {"kept": somebody(cast).pk, "gone": somebody(cast, "Tom").pk}


def merged(cast: Cast) -> dict[str, Any]:
    kept, gone = somebody(cast), somebody(cast, "Tom")
    return {"pk": merge_contacts(kept=kept, gone=gone, chosen={}, by=cast.nadia, at=AT).pk}


def period(cast: Cast) -> dict[str, Any]:
    row = note_availability(
        contact=somebody(cast), state="option", starts_on=TODAY, ends_on=TODAY, by=cast.nadia, at=AT
    )
    return {"pk": row.pk}


def bond(cast: Cast) -> dict[str, Any]:
    row = affiliate(person=somebody(cast), company=some_firm(cast), function="", by=cast.nadia, at=AT)
    return {"pk": row.pk}


def part(cast: Cast) -> dict[str, Any]:
    row = give_part(contact=somebody(cast), production=cast.drache, function="Régie", by=cast.nadia, at=AT)
    return {"pk": row.pk}


def on_production(cast: Cast) -> dict[str, Any]:
    return {"pk": somebody(cast).pk, "production": cast.drache.pk}


def imported(cast: Cast, state: str = Import.State.DONE) -> dict[str, Any]:
    """Nadia's import; its page belongs to her and to whoever manages the house."""
    row = Import.objects.create(
        key="nadia-s-import", file_name="x.csv", state=state, uploaded_by=cast.nadia, uploaded_at=AT
    )
    return {"key": row.key}


def staged(cast: Cast) -> dict[str, Any]:
    row = importing.stage_file(chunks=[b"Nom\nThonon\n"], file_name="x.csv", by=cast.nadia, at=AT)
    return {"key": row.key}


def change(cast: Cast) -> dict[str, Any]:
    return {"version": Contact.objects.get().version, "notes": "x"}


HERS = OWNER | {"own"}

VERDICTS = {
    "people:contacts": Verdict(MEMBERS),
    "people:selected": Verdict(MEMBERS, method="post"),
    "people:export": Verdict(MEMBERS, args=lambda cast: {"form": "csv"}),
    "people:untag": Verdict(MEMBERS, method="post"),
    "people:add": Verdict(MEMBERS),
    "people:contact": Verdict(MEMBERS, args=contact),
    "people:edit": Verdict(MEMBERS, args=contact),
    "people:vcard": Verdict(MEMBERS, args=contact),
    "people:note_availability": Verdict(MEMBERS, args=contact, method="post"),
    "people:remove_availability": Verdict(MEMBERS, args=period, method="post"),
    "people:affiliate": Verdict(MEMBERS, args=contact, method="post"),
    "people:end_affiliation": Verdict(MEMBERS, args=bond, method="post"),
    "people:give_part": Verdict(MEMBERS, args=contact, method="post"),
    "people:take_part_back": Verdict(OWN | {"audience", "community"}, args=part, method="post"),
    "people:private": Verdict(PRIVATE, args=contact),
    "people:private_on_production": Verdict(OWN, args=on_production),
    "people:duplicates": Verdict(MEMBERS),
    "people:different": Verdict(MEMBERS, args=pair, method="post"),
    "people:undo_different": Verdict(MEMBERS, args=pair, method="post"),
    "people:merge": Verdict(MEMBERS, args=to_merge),
    "people:undo_merge": Verdict(MEMBERS, args=merged, method="post"),
    "people:import": Verdict(MEMBERS),
    "people:import_check": Verdict(HERS, args=staged),
    "people:import_result": Verdict(HERS, args=imported),
    "people:import_problems": Verdict(HERS, args=imported),
    "people:import_undo": Verdict(HERS, args=imported, method="post"),
    "api:people": Verdict(MEMBERS),
    "api:person": Verdict(MEMBERS, args=contact),
    "api:add_person": Verdict(MEMBERS, method="post", data=lambda cast: {"last_name": "Thonon"}, json=True),
    "api:change_person": Verdict(MEMBERS, args=contact, method="patch", data=change, json=True),
}
