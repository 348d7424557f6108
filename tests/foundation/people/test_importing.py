"""Files into the book: honest ones and hostile ones."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Column, Table, write_csv, write_xlsx
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.people.actions import importing
from coulisse.foundation.people.actions.bonds import give_part
from coulisse.foundation.people.actions.contacts import update_contact
from coulisse.foundation.people.actions.importing import AlreadyImported, NotImported, Undone, undo_import
from coulisse.foundation.people.imports import staging
from coulisse.foundation.people.models import Affiliation, Contact, Import
from coulisse.foundation.people.words import told, why_unreadable
from tests.cast import AT, Cast
from tests.foundation.people.people import email, somebody

pytestmark = pytest.mark.django_db

HEADER = ("Prénom", "Nom", "E-mail", "GSM", "Ville", "Métier", "Société", "Fonction", "Date de naissance")
ELISE = (
    "Élise",
    "Thonon",
    "elise@thonon.example",
    "0470 12 34 56",
    "Liège",
    "cadreuse",
    "Caméra Sambre",
    "Cadre",
    "18/03/1987",
)


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTS = tmp_path


def csv_of(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    return write_csv(Table("c", tuple(Column(title) for title in header), rows))


def staged(data: bytes, cast: Cast, name: str = "contacts.csv", *, twins: str = "complete") -> Import:
    imported = importing.stage_file(chunks=[data], file_name=name, by=cast.nadia, at=AT)
    return importing.choose_mapping(imported=imported, mapping=staging.read_draft(imported.key).guess, twins=twins)


def imported_from(data: bytes, cast: Cast, **options: Any) -> Import:
    choices = options.pop("choices", None)
    waiting = staged(data, cast, **options)
    draft = staging.read_draft(waiting.key)
    return importing.import_contacts(imported=waiting, draft=draft, choices=choices, by=cast.nadia, at=AT)


def problems(imported: Import) -> list[tuple[int | None, str]]:
    return [(one.line, one.text) for one in map(told, imported.problems)]


def test_a_row_becomes_a_contact_with_its_firm(cast: Cast) -> None:
    done = imported_from(csv_of(ELISE), cast)
    elise = Contact.objects.get(kind="person")
    assert (done.created, done.refused, done.problems) == (1, 0, [])
    assert (elise.name, elise.town, elise.skills, str(elise.birthday)) == (
        "Élise Thonon",
        "Liège",
        ["camera"],
        "1987-03-18",
    )
    assert elise.phones == [{"label": "mobile", "value": "+32470123456"}]
    bond = Affiliation.objects.get()
    assert (bond.person, bond.company.name, bond.function) == (elise, "Caméra Sambre", "Cadre")
    assert Entry.objects.get(kind="foundation.people.contacts-imported").payload["created"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(cast: Cast, encoding: str) -> None:
    imported_from("Naam;E-mailadres\r\nZoë Müller;zoe@example.be\r\n".encode(encoding), cast)
    assert Contact.objects.get().name == "Zoë Müller"


def test_a_vcard_comes_in_and_out_the_same(cast: Cast) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Aminata Sarr\r\nN:Sarr;Aminata;;;\r\n"
        "ORG:Lux Grip\r\nTITLE:Machiniste\r\n"
        "TEL;TYPE=cell:+32475112233\r\nEMAIL;TYPE=work:aminata@sarr.example\r\nEND:VCARD\r\n"
    )
    imported_from(card.encode(), cast, name="sarr.vcf")
    aminata = Contact.objects.get(kind="person")
    assert (aminata.last_name, aminata.emails) == ("Sarr", [{"label": "work", "value": "aminata@sarr.example"}])
    assert Affiliation.objects.get().company.name == "Lux Grip"


def test_what_cannot_be_read_is_told_with_its_row_and_the_rest_is_imported(cast: Cast) -> None:
    rows = (
        ELISE,
        ("Tom", "Claes", "tom(at)claes", "12", "", "", "", "", "31/02/1990"),
        ("", "", "x@y.example", "", "", "", "", "", ""),
    )
    done = imported_from(csv_of(*rows), cast)
    assert (done.created, done.refused) == (2, 1)
    lines = [line for line, _text in problems(done)]
    assert lines == [3, 3, 3, 4]
    text = " ".join(text for _line, text in problems(done))
    assert all(value in text for value in ("tom(at)claes", "12", "31/02/1990"))


def test_one_already_in_the_book_is_completed_skipped_or_created(cast: Cast) -> None:
    for twins, people, phones in (("skip", 1, 0), ("complete", 1, 1), ("create", 2, 1)):
        Contact.objects.all().delete()
        somebody(cast, emails=[email("ELISE@thonon.example")], notes="gardée")
        done = imported_from(csv_of(ELISE), cast, twins=twins)
        first = Contact.objects.filter(kind="person").order_by("pk").first()
        assert first is not None
        assert Contact.objects.filter(kind="person").count() == people
        assert first.notes == "gardée"
        assert sum(len(one.phones) for one in Contact.objects.filter(kind="person")) == phones
        assert (done.skipped, done.completed, done.created) == {
            "skip": (1, 0, 0),
            "complete": (0, 1, 0),
            "create": (0, 0, 1),
        }[twins]


def test_one_row_may_have_an_answer_of_its_own(cast: Cast) -> None:
    somebody(cast, emails=[email("elise@thonon.example")])
    done = imported_from(csv_of(ELISE), cast, choices={2: "skip"})
    assert (done.skipped, done.completed) == (1, 0)


def test_the_same_person_twice_in_a_file_is_one_contact(cast: Cast) -> None:
    again = ("Elise", "Thonon", "elise@thonon.example", "", "", "", "", "", "")
    assert imported_from(csv_of(ELISE, again), cast).created == 1
    assert Contact.objects.filter(kind="person").count() == 1


def test_a_file_is_imported_once(cast: Cast) -> None:
    done = imported_from(csv_of(ELISE), cast)
    with pytest.raises(AlreadyImported):
        importing.import_contacts(imported=done, draft=staging.read_draft(done.key), by=cast.nadia, at=AT)


def test_undoing_an_import_leaves_the_book_as_it_was(cast: Cast) -> None:
    tom = somebody(cast, "Tom", "Claes", emails=[email("tom@claes.example")])
    row = ("Tom", "Claes", "tom@claes.example", "0475 11 22 33", "Gent", "", "", "", "")
    done = imported_from(csv_of(ELISE, row), cast)
    assert undo_import(imported=done, by=cast.nadia, at=AT) == Undone(removed=2, restored=1, kept=0)
    left = Contact.objects.get()
    assert (left.pk, left.phones, left.town, left.search_text) == (tom.pk, [], "", tom.search_text)
    with pytest.raises(NotImported):
        undo_import(imported=done, by=cast.nadia, at=AT)


def test_undoing_keeps_whom_somebody_changed_or_used_since(cast: Cast) -> None:
    tom = ("Tom", "Claes", "tom@claes.example", "", "", "", "", "", "")
    jan = ("Jan", "Maes", "jan@maes.example", "", "", "", "", "", "")
    done = imported_from(csv_of(tom, jan, ELISE), cast)
    changed, used = Contact.objects.get(last_name="Claes"), Contact.objects.get(last_name="Maes")
    update_contact(contact=changed, values={"notes": "x"}, read_version=1, by=cast.nadia, at=AT)
    give_part(contact=used, production=cast.drache, function="Régie", by=cast.nadia, at=AT)
    assert undo_import(imported=done, by=cast.nadia, at=AT) == Undone(removed=2, restored=0, kept=2)
    assert set(Contact.objects.values_list("pk", flat=True)) == {changed.pk, used.pk}


def test_formulas_and_nul_come_in_as_plain_text_and_are_told(cast: Cast) -> None:
    data = b"Nom;Notes;Ville\n=cmd|'/c calc'!A1;@SUM(1);Li\x00ege\n"
    done = imported_from(data, cast)
    contact = Contact.objects.get()
    assert (contact.name, contact.notes, contact.town) == ("=cmd|'/c calc'!A1", "@SUM(1)", "Liege")
    assert [line for line, _text in problems(done)] == [2, 2, 2]


def endless_line() -> Iterator[bytes]:
    """Sixty megabytes without one end of line; the upload itself stops at 64."""
    yield b"Nom;Notes\nThonon;"
    for _ in range(60):
        yield b"x" * 1024 * 1024


def test_an_endless_line_is_refused_with_its_row(cast: Cast) -> None:
    waiting = importing.stage_file(chunks=endless_line(), file_name="x.csv", by=cast.nadia, at=AT)
    with pytest.raises(Unreadable) as refused:
        staging.read_draft(waiting.key)
    assert (refused.value.code, refused.value.where.line) == ("line-too-long", 2)
    assert "2" in why_unreadable(refused.value)


def test_a_gigabyte_is_not_even_kept(cast: Cast) -> None:
    with pytest.raises(staging.TooLarge):
        importing.stage_file(
            chunks=(b"x" * 1024 * 1024 for _ in range(1024)), file_name="x.csv", by=cast.nadia, at=AT
        )
    assert list(staging.staging_folder().iterdir()) == []
    assert not Import.objects.exists()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x>" + b" " * 300 * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not really", "not-a-workbook"),
        (bomb(), "too-large-unpacked"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old-or-encrypted"),
    ],
    ids=["empty", "broken workbook", "zip bomb", "old workbook"],
)
def test_a_file_that_cannot_be_used_says_why(cast: Cast, data: bytes, code: str) -> None:
    waiting = importing.stage_file(chunks=[data], file_name="x", by=cast.nadia, at=AT)
    with pytest.raises(Unreadable) as refused:
        staging.read_draft(waiting.key)
    assert refused.value.code == code
    assert not Contact.objects.exists()


def test_nothing_is_half_written_when_the_end_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("no disk")

    waiting = staged(csv_of(ELISE), cast)
    monkeypatch.setattr(importing, "announce", break_down)
    with pytest.raises(RuntimeError):
        importing.import_contacts(imported=waiting, draft=staging.read_draft(waiting.key), by=cast.nadia, at=AT)
    waiting.refresh_from_db()
    assert (Contact.objects.count(), waiting.state) == (0, "staged")


def test_staged_files_are_gone_after_a_day(cast: Cast) -> None:
    waiting = staged(csv_of(ELISE), cast)
    assert importing.sweep_staging(at=AT + timedelta(hours=23)) == 0
    assert importing.sweep_staging(at=AT + timedelta(hours=25)) == 1
    assert not staging.staged_path(waiting.key).exists()


def test_staged_files_are_private(cast: Cast) -> None:
    path = staging.staged_path(staged(csv_of(ELISE), cast).key)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_twenty_thousand_rows_come_in_at_once(cast: Cast) -> None:
    header = tuple(Column(title) for title in HEADER[:4])
    rows = tuple(
        (
            f"Prénom{row % 97}",
            f"Nom{row}",
            f"p{row}@example.be",
            f"0470 {row // 10000:02} {row // 100 % 100:02} {row % 100:02}",
        )
        for row in range(20_000)
    )
    seen: list[tuple[int, int]] = []
    waiting = staged(write_xlsx([Table("c", header, rows)], created=AT), cast, "grand.xlsx")
    done = importing.import_contacts(
        imported=waiting,
        draft=staging.read_draft(waiting.key),
        by=cast.nadia,
        at=AT,
        progress=lambda count, total: seen.append((count, total)),
    )
    assert (done.created, done.refused, Contact.objects.count()) == (20_000, 0, 20_000)
    assert seen[-1] == (20_000, 20_000)
