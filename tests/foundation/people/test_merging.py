"""Two cards made one, and parted again exactly as they were."""

from datetime import date
from typing import Any

import pytest
from django.forms.models import model_to_dict

from coulisse.foundation.people.actions.bonds import affiliate, give_part, note_availability
from coulisse.foundation.people.actions.contacts import update_contact
from coulisse.foundation.people.actions.merging import (
    AlreadyUndone,
    CannotPart,
    SameCard,
    merge_contacts,
    say_not_the_same,
    take_back_not_the_same,
    undo_merge,
)
from coulisse.foundation.people.actions.private import write_private
from coulisse.foundation.people.models import (
    Affiliation,
    Availability,
    Contact,
    Merge,
    NotSame,
    Part,
    PossibleDouble,
    PrivateFacts,
)
from tests.cast import AT, Cast
from tests.foundation.people.people import email, some_firm, somebody

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of the book, versions aside: undoing is a write too."""
    models = (Contact, Affiliation, Part, Availability, PrivateFacts, NotSame)
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name != "version"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }


def private(cast: Cast, contact: Contact, **values: str) -> PrivateFacts:
    return write_private(contact=contact, production=None, values=values, read_version=0, by=cast.nadia, at=AT)


@pytest.fixture
def two(cast: Cast) -> tuple[Contact, Contact]:
    """Two cards of one person, each with bonds of its own and some in common."""
    kept = somebody(cast, emails=[email("elise@thonon.example")], notes="Première", skills=["gaffer"])
    gone = somebody(
        cast,
        first_name="Elise",
        emails=[email("ELISE@thonon.example"), email("e.thonon@prod.example")],
        notes="Seconde",
        skills=["grip"],
        birthday=date(1987, 3, 18),
        website="https://thonon.example",
    )
    firm, other_firm, third = some_firm(cast), some_firm(cast, "Lux Grip"), somebody(cast, "Tom", "Thonon")
    for person in (kept, gone):
        affiliate(person=person, company=firm, function="Cadre", by=cast.nadia, at=AT)
        give_part(contact=person, production=cast.drache, function="Cadreuse", by=cast.nadia, at=AT)
    affiliate(person=gone, company=other_firm, function="", by=cast.nadia, at=AT)
    note_availability(
        contact=gone, state="option", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 9), by=cast.nadia, at=AT
    )
    private(cast, kept, diets="végétarienne")
    private(cast, gone, diets="végétarienne", allergies="arachide")
    say_not_the_same(one=gone, other=third, by=cast.nadia, at=AT)
    return Contact.objects.get(pk=kept.pk), Contact.objects.get(pk=gone.pk)


def test_a_merge_unites_the_lines_and_loses_nothing(cast: Cast, two: tuple[Contact, Contact]) -> None:
    kept, gone = two
    merge_contacts(kept=kept, gone=gone, chosen={"birthday": gone.birthday}, by=cast.nadia, at=AT)
    kept.refresh_from_db()
    assert [line["value"] for line in kept.emails] == ["elise@thonon.example", "e.thonon@prod.example"]
    assert (kept.skills, kept.notes) == (["gaffer", "grip"], "Première\n\nSeconde")
    assert (kept.first_name, kept.birthday, kept.website) == ("Élise", gone.birthday, "https://thonon.example")
    assert not Contact.objects.filter(pk=gone.pk).exists()
    assert set(kept.employers.values_list("company__name", "function")) == {
        ("Caméra Sambre", "Cadre"),
        ("Lux Grip", ""),
    }
    assert kept.parts.count() == 1
    assert kept.availability.get().state == "option"
    facts = kept.private_facts.get()
    assert (facts.diets, facts.allergies) == ("végétarienne", "arachide")


def test_undoing_a_merge_restores_every_row(cast: Cast, two: tuple[Contact, Contact]) -> None:
    kept, gone = two
    before = everything()
    suspected = set(PossibleDouble.objects.values_list("one", "other", "score"))
    merge = merge_contacts(kept=kept, gone=gone, chosen={"first_name": "Elise"}, by=cast.nadia, at=AT)
    assert everything() != before
    undo_merge(merge=merge, by=cast.bastien, at=AT)
    assert everything() == before
    assert set(PossibleDouble.objects.values_list("one", "other", "score")) == suspected


def test_a_stale_form_of_before_the_merge_stays_refused_after_its_undoing(
    cast: Cast, two: tuple[Contact, Contact]
) -> None:
    kept, gone = two
    merge = merge_contacts(kept=kept, gone=gone, chosen={}, by=cast.nadia, at=AT)
    undo_merge(merge=merge, by=cast.nadia, at=AT)
    assert Contact.objects.get(pk=kept.pk).version > kept.version


def test_what_the_merge_had_not_touched_survives_its_undoing(cast: Cast, two: tuple[Contact, Contact]) -> None:
    kept, gone = two
    merge = merge_contacts(kept=kept, gone=gone, chosen={}, by=cast.nadia, at=AT)
    merged = Contact.objects.get(pk=kept.pk)
    update_contact(
        contact=merged, values={"vat": "BE0403170701"}, read_version=merged.version, by=cast.nadia, at=AT
    )
    undo_merge(merge=merge, by=cast.nadia, at=AT)
    parted = Contact.objects.get(pk=kept.pk)
    assert (parted.vat, parted.skills) == ("BE0403170701", ["gaffer"])


def test_undoing_is_refused_where_somebody_changed_what_was_merged(
    cast: Cast, two: tuple[Contact, Contact]
) -> None:
    kept, gone = two
    merge = merge_contacts(kept=kept, gone=gone, chosen={}, by=cast.nadia, at=AT)
    merged = Contact.objects.get(pk=kept.pk)
    update_contact(contact=merged, values={"notes": "Autre"}, read_version=merged.version, by=cast.nadia, at=AT)
    with pytest.raises(CannotPart) as refused:
        undo_merge(merge=merge, by=cast.nadia, at=AT)
    assert (refused.value.reason, refused.value.fields) == ("changed", ("notes",))
    assert not Contact.objects.filter(pk=gone.pk).exists()


def test_a_merge_is_undone_once(cast: Cast, two: tuple[Contact, Contact]) -> None:
    merge = merge_contacts(kept=two[0], gone=two[1], chosen={}, by=cast.nadia, at=AT)
    undo_merge(merge=merge, by=cast.nadia, at=AT)
    with pytest.raises(AlreadyUndone):
        undo_merge(merge=merge, by=cast.nadia, at=AT)


def test_merges_in_a_row_are_undone_from_the_last(cast: Cast, two: tuple[Contact, Contact]) -> None:
    kept, gone = two
    third = somebody(cast, "Élise", "Thonon", notes="Troisième")
    before = everything()
    first = merge_contacts(kept=kept, gone=gone, chosen={}, by=cast.nadia, at=AT)
    second = merge_contacts(kept=third, gone=Contact.objects.get(pk=kept.pk), chosen={}, by=cast.nadia, at=AT)
    with pytest.raises(CannotPart, match="gone"):
        undo_merge(merge=first, by=cast.nadia, at=AT)
    undo_merge(merge=second, by=cast.nadia, at=AT)
    undo_merge(merge=first, by=cast.nadia, at=AT)
    assert everything() == before


def test_a_card_is_not_merged_with_itself(cast: Cast) -> None:
    elise = somebody(cast)
    with pytest.raises(SameCard):
        merge_contacts(kept=elise, gone=elise, chosen={}, by=cast.nadia, at=AT)


def test_a_denied_pair_is_not_suspected_again_unless_that_is_taken_back(cast: Cast) -> None:
    one, other = somebody(cast), somebody(cast)
    assert PossibleDouble.objects.count() == 1
    say_not_the_same(one=other, other=one, by=cast.nadia, at=AT)
    update_contact(contact=one, values={"notes": "x"}, read_version=1, by=cast.nadia, at=AT)
    assert not PossibleDouble.objects.exists()
    take_back_not_the_same(one_pk=one.pk, other_pk=other.pk)
    assert model_to_dict(PossibleDouble.objects.get())["one"] == one.pk
    assert not Merge.objects.exists()
