import pytest
from django.db import connection

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.actions.contacts import (
    NameMissing,
    create_contact,
    tag_contacts,
    untag_contacts,
    update_contact,
)
from coulisse.foundation.people.models import Contact, PossibleDouble
from tests.cast import AT, Cast
from tests.foundation.people.people import address, email, some_firm, somebody

pytestmark = pytest.mark.django_db


def test_a_contact_is_written_with_its_keys_and_told(cast: Cast) -> None:
    elise = somebody(cast, emails=[email("Elise@Thonon.example")], addresses=[address("Liège")])
    elise.refresh_from_db()
    assert (elise.name, elise.sort_key, elise.town, elise.email_keys) == (
        "Élise Thonon",
        "thonon elise",
        "Liège",
        ["elise@thonon.example"],
    )
    told = Entry.objects.get(kind="foundation.people.contact-added")
    assert (told.subject, told.subject_id, told.by) == ("people.contact", elise.pk, cast.nadia)


def test_a_card_without_a_name_is_refused(cast: Cast) -> None:
    with pytest.raises(NameMissing):
        create_contact(values={"first_name": " ", "last_name": ""}, by=cast.nadia, at=AT)


def test_a_change_counts_the_version_and_renews_the_keys(cast: Cast) -> None:
    elise = somebody(cast)
    changed = update_contact(contact=elise, values={"last_name": "Évrard"}, read_version=1, by=cast.bastien, at=AT)
    assert (changed.version, changed.name, changed.sort_key) == (2, "Élise Évrard", "evrard elise")


def test_two_people_edit_one_contact_and_the_second_is_refused_with_both_values(cast: Cast) -> None:
    elise = somebody(cast, notes="Avant")
    hers, his = Contact.objects.get(pk=elise.pk), Contact.objects.get(pk=elise.pk)
    update_contact(contact=hers, values={"notes": "Nadia"}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite) as refused:
        update_contact(contact=his, values={"notes": "Bastien"}, read_version=1, by=cast.bastien, at=AT)
    elise.refresh_from_db()
    assert elise.notes == "Nadia"
    assert [(one.field, one.stored, one.refused) for one in refused.value.differences] == [
        ("notes", "Nadia", "Bastien")
    ]


def test_tagging_says_who_was_new_and_is_undone(cast: Cast) -> None:
    elise, firm = somebody(cast, tags=["drache"]), some_firm(cast)
    assert tag_contacts(contacts=[elise, firm], tag="drache", by=cast.nadia, at=AT) == [firm]
    assert "drache" in Contact.objects.get(pk=firm.pk).search_text
    untag_contacts(contacts=[firm], tag="drache", by=cast.nadia, at=AT)
    firm.refresh_from_db()
    assert (firm.tags, firm.version) == ([], 3)


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        ({"last_name": "Sarr", "first_name": "Aminata"}, {"last_name": "Aminata", "first_name": "Sarr"}, ["name"]),
        (
            {"last_name": "Sarr", "first_name": "Aminata"},
            {"last_name": "Sar", "first_name": "Aminatah"},
            ["alike"],
        ),
        (
            {"last_name": "Sarr", "emails": [email("a@sarr.example")]},
            {"last_name": "Diop", "emails": [email("A@sarr.example")]},
            ["email"],
        ),
        (
            {"last_name": "Vandamme", "phones": [email("+32470123456")]},
            {"last_name": "Vandammen", "phones": [email("+32470123456")]},
            ["alike", "phone"],
        ),
    ],
)
def test_cards_that_look_alike_are_suspected_with_their_reasons(
    cast: Cast, first: dict[str, object], second: dict[str, object], reasons: list[str]
) -> None:
    one, other = (create_contact(values=values, by=None, at=AT) for values in (first, second))
    pair = PossibleDouble.objects.get()
    assert (pair.one, pair.other, pair.reasons) == (one, other, reasons)
    assert pair.score >= 50


@pytest.mark.parametrize(
    "second",
    [
        {"last_name": "Peeters", "first_name": "Wannes", "phones": [email("+3225123456")]},
        {"last_name": "Thonon", "first_name": "Élise", "birthday": "1971-02-03"},
        {"kind": "company", "name": "Élise Thonon"},
    ],
    ids=["only a switchboard in common", "born on another day", "a firm of that name"],
)
def test_what_contradicts_or_says_little_is_not_suspected(cast: Cast, second: dict[str, object]) -> None:
    somebody(cast, phones=[email("+3225123456")], birthday="1987-03-18")
    create_contact(values=second, by=None, at=AT)
    assert not PossibleDouble.objects.exists()


def test_the_trigram_index_exists(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'contacts_by_words'")
        assert "gin_trgm_ops" in cursor.fetchone()[0]
