"""A letter on paper is kept, read, found by its words, and due on a working day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.scans import actions, reading
from coulisse.desks.audience.intake.scans.actions import Author, GivenFile
from coulisse.desks.audience.intake.scans.jobs import begin_reading
from coulisse.desks.audience.intake.scans.models import PaperLetter
from coulisse.desks.audience.intake.searching import query
from coulisse.foundation.documents.models import Document
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.run import Stopped
from coulisse.foundation.parameters.actions import load
from tests.cast import AT, Cast
from tests.desks.audience.intake.scans.sheets import FIRST, SECOND, a_letter, page_count, photo, scan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_vault(tmp_path: Path, settings: Any) -> None:
    settings.DOCUMENTS = tmp_path


@pytest.fixture
def browser(cast: Cast) -> Browser:
    signed_in = Browser()
    signed_in.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def test_two_photos_are_read_filed_found_and_due(cast: Cast) -> None:
    load(at=AT)
    letter = a_letter(cast)
    done = run_now(begin_reading(letter=letter, by=cast.marc_olivier, at=AT), at=AT)
    assert done.state == "done", done.error
    letter.refresh_from_db()
    assert letter.state == PaperLetter.State.READ
    assert "avertissement" in letter.text
    assert "Yvonne Delvaux" in letter.text
    author = Author(name="Yvonne Delvaux", postal="Rue de la Procession 12\n6000 Charleroi", language="fr")
    conversation = actions.file_letter(letter=letter, author=author, by=cast.marc_olivier, at=AT)
    assert (conversation.channel, conversation.reference[:9]) == ("letter", "2027-0315")
    assert conversation.due_on == date(2027, 4, 27)
    assert conversation.writer.addresses.get().kind == "postal"
    found = Message.objects.extra(where=["words @@ %s::tsquery"], params=[query("circonstanciée")])
    assert found.get().conversation == conversation
    with pytest.raises(actions.AlreadyFiled):
        actions.file_letter(letter=letter, author=author, by=cast.marc_olivier, at=AT)


def test_a_scan_of_two_sheets_is_one_file(cast: Cast) -> None:
    content = scan()
    assert page_count(content) == 2
    letter = a_letter(cast, GivenFile("lettre.pdf", content))
    run_now(begin_reading(letter=letter, by=cast.marc_olivier, at=AT), at=AT)
    letter.refresh_from_db()
    page = letter.pages.get()
    assert (page.sheets, page.read, page.trouble) == (2, 2, "")
    assert "Charleroi" in letter.text
    document = Document.objects.get()
    assert (document.desk, document.production) == ("audience", cast.drache)


def test_a_stopped_reading_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter(cast)
    true, seen = reading.read_sheet, []

    def interrupted(*told: Any) -> str:
        seen.append(told)
        if len(seen) == 2:
            raise Stopped
        return true(*told)

    monkeypatch.setattr(reading, "read_sheet", interrupted)
    job = begin_reading(letter=letter, by=cast.marc_olivier, at=AT)
    assert run_now(job, at=AT).state == "stopped"
    letter.refresh_from_db()
    assert letter.state == PaperLetter.State.GIVEN
    assert [page.read for page in letter.pages.all()] == [1, 0]

    def counted(*told: Any) -> str:
        seen.append(told)
        return true(*told)

    monkeypatch.setattr(reading, "read_sheet", counted)
    assert run_now(begin_reading(letter=letter, by=cast.marc_olivier, at=AT), at=AT).state == "done"
    assert len(seen) == 3


def test_without_tesseract_it_is_said_and_the_text_is_typed(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    page = browser.get(reverse("audience:intake:letter-add")).content.decode()
    assert "tesseract" in page
    letter = a_letter(cast)
    job = begin_reading(letter=letter, by=cast.marc_olivier, at=AT)
    assert run_now(job, at=AT).state == "failed"
    letter.refresh_from_db()
    assert letter.state == PaperLetter.State.GIVEN
    with pytest.raises(actions.NothingRead):
        actions.file_letter(letter=letter, author=Author(), by=cast.marc_olivier, at=AT)
    typed = actions.type_text(
        letter=letter, text="Madame, je demande une réponse.", read_version=letter.version, by=cast.odile, at=AT
    )
    conversation = actions.file_letter(letter=typed, author=Author(), by=cast.marc_olivier, at=AT)
    assert conversation.preview.startswith("Madame, je demande")


def test_what_a_person_typed_is_not_read_over(cast: Cast) -> None:
    letter = a_letter(cast)
    typed = actions.type_text(letter=letter, text="Tapé", read_version=letter.version, by=cast.odile, at=AT)
    actions.note_sheets(page=typed.pages.all()[0], sheets=1, text="lu par la machine")
    assert actions.finish_reading(letter=typed, by=None, at=AT).text == "Tapé"


def test_a_corrected_text_is_found_by_its_new_words(cast: Cast) -> None:
    letter = a_letter(cast)
    typed = actions.type_text(letter=letter, text="Les ecluses", read_version=letter.version, by=cast.odile, at=AT)
    conversation = actions.file_letter(letter=typed, author=Author(name="Yvonne"), by=cast.odile, at=AT)
    typed.refresh_from_db()
    actions.type_text(letter=typed, text="Les sous-titres", read_version=typed.version, by=cast.odile, at=AT)
    message = Message.objects.get(conversation=conversation)
    message.refresh_from_db(fields=["text"])
    assert message.text == "Les sous-titres"
    assert Conversation.objects.get().preview == "Les sous-titres"


def test_sheets_change_places(cast: Cast) -> None:
    letter = a_letter(cast)
    first, second = letter.pages.order_by("position")
    actions.move_page(page=second, up=True)
    assert list(letter.pages.order_by("position")) == [second, first]
    actions.move_page(page=second, up=True)
    assert list(letter.pages.order_by("position")) == [second, first]


def test_by_the_screen_from_the_photos_to_the_conversation(cast: Cast, browser: Browser) -> None:
    files = [SimpleUploadedFile("1.jpg", photo(FIRST)), SimpleUploadedFile("2.jpg", photo(SECOND))]
    data = {"files": files, "received_on": "2027-03-15", "production": cast.drache.pk}
    there = browser.post(reverse("audience:intake:letter-add"), data)
    letter = PaperLetter.objects.get()
    assert there.headers["Location"] == reverse("audience:intake:letter", args=[letter.pk])
    page = browser.get(there.headers["Location"])
    assert len(page.context["sheets"]) == 2
    assert (
        browser.get(
            reverse("audience:intake:letter-picture", args=[page.context["sheets"][0].pk, "small"])
        ).status_code
        == 200
    )
    refused = browser.post(reverse("audience:intake:letter-file", args=[letter.pk]), {"name": "Yvonne"})
    assert refused.status_code == 422
    letter.refresh_from_db()
    text = {"text": "Madame, Monsieur", "version": letter.version}
    browser.post(reverse("audience:intake:letter-text", args=[letter.pk]), text)
    assert browser.post(reverse("audience:intake:letter-text", args=[letter.pk]), text).status_code == 409
    filed = browser.post(reverse("audience:intake:letter-file", args=[letter.pk]), {"name": "Yvonne Delvaux"})
    assert filed.headers["Location"] == reverse("audience:inbox:thread", args=[Conversation.objects.get().pk])
    listed = browser.get(reverse("audience:intake:letters"))
    assert listed.context["letters"][0].writer == "Yvonne Delvaux"


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"<html><script>", b"PK\x03\x04" + b"\x00" * 50, b"II*\x00tiff"]
)
def test_what_is_no_letter_is_refused_on_the_form(cast: Cast, browser: Browser, content: bytes) -> None:
    data = {"files": [SimpleUploadedFile("lettre.pdf", content)], "received_on": "2027-03-15"}
    assert browser.post(reverse("audience:intake:letter-add"), data).status_code == 422
    assert not PaperLetter.objects.exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7 rien", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60])
def test_a_broken_file_is_said_and_stops_nothing(cast: Cast, content: bytes) -> None:
    letter = a_letter(cast, GivenFile("cassé.pdf", content), GivenFile("2.jpg", photo(SECOND)))
    done = run_now(begin_reading(letter=letter, by=cast.marc_olivier, at=AT), at=AT)
    assert done.state == "done"
    letter.refresh_from_db()
    assert "Delvaux" in letter.text
    assert [page.trouble for page in letter.pages.order_by("position")] == ["broken", ""]
