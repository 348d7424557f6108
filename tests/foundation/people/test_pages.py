"""The pages of the book, through the door."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from coulisse.formats.tabular import Column, Table, read_table, write_csv, write_xlsx
from coulisse.formats.vcard import read_cards
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.people.actions.bonds import affiliate, give_part, note_availability
from coulisse.foundation.people.actions.contacts import update_contact
from coulisse.foundation.people.actions.private import write_private
from coulisse.foundation.people.models import Contact, Import, Merge, PrivateFacts
from tests.cast import AT, TODAY, Cast
from tests.foundation.people.people import address, email, some_firm, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    return signed_in(cast.nadia)


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTS = tmp_path


def signed_in(user: Any) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def form_data(page: Any) -> dict[str, Any]:
    """What a browser would send back, unchanged."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if name not in {"emails", "phones", "addresses"}}
    for name in ("emails", "phones"):
        lines = form[name].value() or []
        data |= {f"{name}-{key}": [line[key] for line in lines] for key in ("label", "value")}
    lines = form["addresses"].value() or []
    data |= {
        f"addresses-{key}": [line[key] for line in lines]
        for key in ("label", "street", "postcode", "town", "country")
    }
    return {name: value for name, value in data.items() if value is not None}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "ELISE"}, ["Élise Thonon"]),
        ({"q": "0470 12"}, ["Élise Thonon"]),
        ({"q": "elise@thonon"}, ["Élise Thonon"]),
        ({"q": "belichting"}, ["Kamil Górski"]),
        ({"q": "Thonnon"}, ["Élise Thonon"]),
        ({"kind": "company"}, ["Caméra Sambre"]),
        ({"skill": "gaffer"}, ["Kamil Górski"]),
        ({"language": "nl"}, ["Kamil Górski"]),
        ({"town": "lie"}, ["Élise Thonon"]),
        ({"free": "2027-03-02"}, ["Caméra Sambre", "Kamil Górski"]),
        ({"sort": "-name"}, ["Élise Thonon", "Kamil Górski", "Caméra Sambre"]),
    ],
)
def test_the_list_answers_what_it_is_asked(
    cast: Cast, nadia: Browser, asked: dict[str, str], expected: list[str]
) -> None:
    elise = somebody(
        cast,
        emails=[email("elise@thonon.example")],
        phones=[email("+32470123456")],
        addresses=[address("Liège")],
    )
    somebody(cast, "Kamil", "Górski", skills=["gaffer"], languages=["nl", "pl"])
    some_firm(cast)
    first, last = TODAY.replace(day=1), TODAY.replace(day=9)
    note_availability(contact=elise, state="unavailable", starts_on=first, ends_on=last, by=cast.nadia, at=AT)
    page = nadia.get(reverse("people:contacts"), asked)
    assert [line.name for line in page.context["lines"]] == expected


def test_french_names_stand_in_their_order_without_icu(cast: Cast, nadia: Browser) -> None:
    for last_name in ("Zola", "Évrard", "de Backer", "Etienne"):
        somebody(cast, "A", last_name)
    page = nadia.get(reverse("people:contacts"))
    assert [line.name for line in page.context["lines"]] == ["A de Backer", "A Etienne", "A Évrard", "A Zola"]


@pytest.mark.parametrize("count", [3, 80])
def test_the_list_asks_the_database_a_constant_number_of_questions(
    cast: Cast, nadia: Browser, django_assert_max_num_queries: Any, count: int
) -> None:
    firm = some_firm(cast)
    for number in range(count):
        affiliate(person=somebody(cast, f"P{number}"), company=firm, function="Régie", by=cast.nadia, at=AT)
    nadia.get(reverse("people:contacts"))
    with django_assert_max_num_queries(QUESTIONS) as asked:
        nadia.get(reverse("people:contacts"), {"q": "thonon", "kind": "person"})
    assert len(asked) == QUESTIONS


QUESTIONS = 12
"""Session, person, roles, what the shell shows; of the list: is there one, how many, page, employers."""


def test_a_contact_is_added_and_shown(cast: Cast, nadia: Browser) -> None:
    data = {
        "kind": "person",
        "first_name": "Élise",
        "last_name": "Thonon",
        "document_language": "fr",
        "emails-label": ["work", ""],
        "emails-value": ["elise@thonon.example", ""],
        "phones-label": ["mobile"],
        "phones-value": ["0470/12.34.56"],
        "skills": "Cheffe opératrice, dressage de lamas",
        "languages": "français, NL",
    }
    answer = nadia.post(reverse("people:add"), data, follow=True)
    elise = Contact.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("people:contact", kwargs={"pk": elise.pk})
    assert elise.phones == [{"label": "mobile", "value": "+32470123456"}]
    assert (elise.skills, elise.languages) == (["cinematographer", "dressage de lamas"], ["fr", "nl"])
    assert "0470 12 34 56" in answer.content.decode()


def test_a_refused_value_keeps_what_was_typed(cast: Cast, nadia: Browser) -> None:
    data = {"kind": "person", "last_name": "Thonon", "document_language": "fr", "emails-value": ["elise(at)x"]}
    answer = nadia.post(reverse("people:add"), data)
    assert answer.status_code == 422
    assert answer.content.decode().count("elise(at)x") >= 2
    assert not Contact.objects.exists()


def test_saving_an_untouched_form_writes_nothing(cast: Cast, nadia: Browser) -> None:
    elise = somebody(
        cast, skills=["gaffer"], languages=["fr"], emails=[email("a@b.example")], addresses=[address("Liège")]
    )
    edit = reverse("people:edit", kwargs={"pk": elise.pk})
    nadia.post(edit, form_data(nadia.get(edit)))
    elise.refresh_from_db()
    assert elise.version == 1


def test_the_second_of_two_writers_sees_both_values_and_chooses(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast, notes="Avant", website="https://avant.example")
    edit = reverse("people:edit", kwargs={"pk": elise.pk})
    mine = form_data(nadia.get(edit)) | {"notes": "La note de Nadia", "website": "https://nadia.example"}
    theirs = {"notes": "La note de Bastien", "website": "https://bastien.example"}
    update_contact(contact=elise, values=theirs, read_version=1, by=cast.bastien, at=AT)

    refused = nadia.post(edit, mine)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert all(value in text for value in ("La note de Nadia", "La note de Bastien", "Bastien Crahay"))
    assert Contact.objects.get().notes == "La note de Bastien"

    again = dict(refused.context["hidden"]) | {
        "version": refused.context["version"],
        "stale-choice-notes": "mine",
        "stale-choice-website": "saved",
    }
    saved = nadia.post(edit, again)
    assert saved.status_code == 302
    elise.refresh_from_db()
    assert (elise.notes, elise.website, elise.version) == ("La note de Nadia", "https://bastien.example", 3)


def test_another_field_of_somebody_else_is_not_written_over(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast, notes="Avant")
    edit = reverse("people:edit", kwargs={"pk": elise.pk})
    mine = form_data(nadia.get(edit)) | {"notes": "La mienne"}
    update_contact(contact=elise, values={"vat": "BE0403170701"}, read_version=1, by=cast.bastien, at=AT)
    refused = nadia.post(edit, mine)
    again = dict(refused.context["hidden"]) | {"version": 2, "stale-choice-notes": "mine"}
    nadia.post(edit, again)
    elise.refresh_from_db()
    assert (elise.notes, elise.vat) == ("La mienne", "BE0403170701")


def test_the_private_part_is_asked_for_and_its_reading_told(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast)
    write_private(
        contact=elise, production=None, values={"allergies": "arachide"}, read_version=0, by=cast.nadia, at=AT
    )
    assert "arachide" not in nadia.get(reverse("people:contact", kwargs={"pk": elise.pk})).content.decode()
    page = nadia.get(reverse("people:private", kwargs={"pk": elise.pk}))
    assert "arachide" in page.content.decode()
    told = Entry.objects.get(kind="foundation.people.private-facts-read")
    assert (told.private, told.by, told.subject_id) == (True, cast.nadia, elise.pk)


def test_private_facts_are_kept_by_production(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast)
    address_ = reverse("people:private_on_production", kwargs={"pk": elise.pk, "production": cast.drache.pk})
    nadia.post(address_, {"diets": "sans gluten", "version": 0, "emergency_phone": "0475 11 22 33"})
    facts = PrivateFacts.objects.get()
    assert (facts.production, facts.diets, facts.emergency_phone) == (cast.drache, "sans gluten", "+32475112233")
    assert signed_in(cast.pascaline).get(address_).status_code == 404
    assert signed_in(cast.ines).get(address_).status_code == 403


def test_only_the_productions_within_reach_are_shown(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast)
    for production in (cast.drache, cast.gel):
        give_part(contact=elise, production=production, function="Cadre", by=None, at=AT)
    card = nadia.get(reverse("people:contact", kwargs={"pk": elise.pk})).context["card"]
    assert [part.production for part in card.parts] == ["La Drache"]


@pytest.mark.parametrize("form", ["vcard", "vcard3"])
def test_contacts_leave_as_vcard(cast: Cast, nadia: Browser, form: str) -> None:
    elise = somebody(cast, emails=[email("elise@thonon.example", "work")], addresses=[address("Liège")])
    affiliate(person=elise, company=some_firm(cast), function="Cadre", by=cast.nadia, at=AT)
    answer = nadia.get(reverse("people:export", kwargs={"form": form}), {"kind": "person"})
    (card,) = read_cards(answer.content).records
    assert (card.formatted_name, card.organisation, card.title) == ("Élise Thonon", "Caméra Sambre", "Cadre")
    assert card.emails[0].kinds == ("work",)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_contacts_leave_as_a_table_that_runs_nothing_and_comes_back_in(
    cast: Cast, nadia: Browser, form: str
) -> None:
    somebody(cast, "Élise", "=HYPERLINK(1)", phones=[email("+33142685300")], skills=["gaffer"])
    answer = nadia.get(reverse("people:export", kwargs={"form": form}))
    if form == "csv":
        assert b"'=HYPERLINK" in answer.content
    (_number, row), *_rest = read_table(answer.content).records.records()
    assert "=HYPERLINK(1)" in row.values()
    assert Entry.objects.get(kind="foundation.people.contacts-exported").payload["count"] == 1
    Contact.objects.all().delete()
    key = upload(nadia, answer.content, f"x.{form}")
    nadia.post(reverse("people:import_check", kwargs={"key": key}), check_data(nadia, key) | {"import": "1"})
    back = Contact.objects.get()
    assert (back.last_name, back.skills, back.phone_keys) == ("=HYPERLINK(1)", ["gaffer"], ["+33142685300"])


def test_private_facts_leave_only_when_asked_by_who_may(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast)
    write_private(contact=elise, production=None, values={"diets": "halal"}, read_version=0, by=cast.nadia, at=AT)
    export = reverse("people:export", kwargs={"form": "csv"})
    assert b"halal" not in nadia.get(export).content
    assert b"halal" in nadia.get(export, {"private": "1"}).content
    assert Entry.objects.filter(kind="foundation.people.private-facts-read", subject_id=elise.pk).exists()
    assert signed_in(cast.ines).get(export, {"private": "1"}).status_code == 403


def test_the_ticked_are_tagged_and_that_is_undone(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast)
    page = nadia.post(reverse("people:selected"), {"id": [elise.pk], "act": "tag", "tag": "drache"}, follow=True)
    (toast,) = page.context["messages"]
    nadia.post(toast.extra_tags)
    elise.refresh_from_db()
    assert elise.tags == []


def test_a_merge_is_done_and_undone_from_its_toast(cast: Cast, nadia: Browser) -> None:
    kept, gone = somebody(cast), somebody(cast, first_name="Elise")
    pair = nadia.get(reverse("people:duplicates")).context["pairs"][0]
    merge = reverse("people:merge", kwargs={"kept": pair.one.pk, "gone": pair.other.pk})
    assert nadia.get(merge).status_code == 200
    done = nadia.post(merge, {"first_name": "gone"}, follow=True)
    assert Contact.objects.get().first_name == "Elise"
    (toast,) = done.context["messages"]
    assert toast.extra_tags == reverse("people:undo_merge", kwargs={"pk": Merge.objects.get().pk})
    nadia.post(toast.extra_tags)
    assert set(Contact.objects.values_list("pk", "first_name")) == {(kept.pk, "Élise"), (gone.pk, "Elise")}


def upload(browser: Browser, data: bytes, name: str) -> str:
    browser.post(reverse("people:import"), {"file": SimpleUploadedFile(name, data)})
    return Import.objects.latest("pk").key


def check_data(browser: Browser, key: str) -> dict[str, Any]:
    form = browser.get(reverse("people:import_check", kwargs={"key": key})).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_an_import_is_looked_at_mapped_run_and_undone(cast: Cast, nadia: Browser) -> None:
    somebody(cast, emails=[email("elise@thonon.example")])
    data = "Prénom;Nom;Courriel;Truc\nÉlise;Thonon;elise@thonon.example;Liège\nTom;Claes;tom(at)x;Gent\n".encode()
    key = upload(nadia, data, "carnet.csv")
    check = reverse("people:import_check", kwargs={"key": key})
    page = nadia.get(check)
    preview = page.context["preview"]
    assert [row.name for row in preview.rows] == ["Élise Thonon", "Tom Claes"]
    assert [(twin.line, twin.twin) for twin in preview.twins] == [(2, "Élise Thonon")]
    assert [problem.line for problem in preview.problems] == [3]
    assert "tom(at)x" in page.content.decode()

    mapped = check_data(nadia, key) | {"column-3": "town"}
    again = nadia.post(check, mapped)
    assert [row.town for row in again.context["preview"].rows] == ["Liège", "Gent"]
    assert Contact.objects.count() == 1

    result = nadia.post(check, mapped | {"import": "1"}, follow=True)
    assert {contact.town for contact in Contact.objects.all()} == {"Liège", "Gent"}
    assert "tom(at)x" in result.content.decode()
    report = nadia.get(reverse("people:import_problems", kwargs={"key": key})).content.decode("utf-8-sig")
    assert report.splitlines()[1].startswith("3;")

    nadia.post(reverse("people:import_undo", kwargs={"key": key}))
    assert [(contact.name, contact.town) for contact in Contact.objects.all()] == [("Élise Thonon", "")]


def test_a_file_that_cannot_be_used_is_refused_at_once_in_the_reader_s_words(cast: Cast, nadia: Browser) -> None:
    line = b"Nom;Notes\nThonon;" + b"x" * 2 * 1024 * 1024
    answer = nadia.post(reverse("people:import"), {"file": SimpleUploadedFile("x.csv", line)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_many_rows_go_to_a_job(cast: Cast, nadia: Browser) -> None:
    rows = tuple((f"Nom{number}",) for number in range(600))
    key = upload(nadia, write_xlsx([Table("c", (Column("Nom"),), rows)], created=AT), "grand.xlsx")
    check = reverse("people:import_check", kwargs={"key": key})
    nadia.post(check, check_data(nadia, key) | {"import": "1"})
    job = Job.objects.get()
    assert (job.kind, job.params["key"], Contact.objects.count()) == ("people.import", key, 0)
    assert Import.objects.get().state == Import.State.RUNNING


def test_somebody_else_s_import_is_not_there(cast: Cast, nadia: Browser) -> None:
    data = write_csv(Table("c", (Column("Nom"),), (("Thonon",),)))
    key = upload(nadia, data, "x.csv")
    check = reverse("people:import_check", kwargs={"key": key})
    assert signed_in(cast.bastien).get(check).status_code == 404
