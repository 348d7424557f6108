"""What is done to documents: kept, versioned, written about, thrown away, and told in the journal."""

import os
from datetime import timedelta

import pytest
from django.db import transaction

from coulisse.foundation.documents import actions, previews
from coulisse.foundation.documents.models import Attachment, Document, Version
from coulisse.foundation.documents.vault import EmptyFile, vault
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.search.queries import find
from tests.cast import AT, Cast
from tests.foundation.documents.files import HTML, locked_pdf, paper, pdf, photo

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def found(cast: Cast, words: str) -> list[str]:
    return [hit.title for hit in find(cast.nadia, words)]


def test_a_file_becomes_a_document(cast: Cast) -> None:
    document = paper(cast, name="Permis_pont.pdf", tags=["permis", "Permis", " Jambes "])
    assert (document.title, document.kind, document.tags) == ("Permis pont", "pdf", ["permis", "Jambes"])
    version = document.current
    assert version is not None
    assert (version.number, version.media_type, version.name) == (1, "application/pdf", "Permis_pont.pdf")
    assert vault().holds(version.sha256)
    entry = Entry.objects.get(kind="foundation.documents.kept")
    assert (entry.production_id, entry.by_id, entry.private) == (cast.drache.pk, cast.nadia.pk, False)
    assert found(cast, "permis") == ["Permis pont"]


def test_the_name_does_not_say_what_it_is(cast: Cast) -> None:
    document = paper(cast, HTML, name="photo.jpg")
    assert document.kind == "other"
    assert document.current is not None
    assert document.current.media_type == "text/html"


def test_an_empty_file_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(EmptyFile):
        paper(cast, b"")
    assert not Document.objects.exists()


def test_a_file_about_an_object_belongs_where_it_does(cast: Cast) -> None:
    document = actions.keep(pdf("x"), name="x.pdf", about=cast.gel, by=None, at=AT)
    assert (document.production_id, document.client_id) == (cast.gel.pk, None)
    attachment = Attachment.objects.get()
    assert (attachment.subject, attachment.subject_id) == ("productions.production", cast.gel.pk)


def test_versions_follow_each_other_and_an_old_one_comes_back_as_new(cast: Cast) -> None:
    document = paper(cast)
    second = actions.add_version(photo(), document=document, name="plan.jpg", note="photo", by=cast.bastien, at=AT)
    document.refresh_from_db()
    assert (second.number, document.current_id, document.kind) == (2, second.pk, "picture")
    first = document.versions.get(number=1)
    third = actions.restore_version(version=first, by=cast.nadia, at=AT)
    document.refresh_from_db()
    assert (third.number, third.sha256, document.kind) == (3, first.sha256, "pdf")
    assert list(document.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert kinds()[-2:] == ["foundation.documents.version-added", "foundation.documents.version-restored"]


def test_the_content_that_is_there_is_not_added_again(cast: Cast) -> None:
    document = paper(cast)
    with pytest.raises(actions.SameContent):
        actions.add_version(pdf("Permis de tournage"), document=document, name="x", by=cast.nadia, at=AT)
    with pytest.raises(actions.SameContent):
        actions.restore_version(version=document.versions.get(), by=cast.nadia, at=AT)


def test_two_people_write_on_one_sheet(cast: Cast) -> None:
    document = paper(cast)
    actions.edit(document=document, values={"title": "Permis 1"}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite) as told:
        actions.edit(document=document, values={"title": "Permis 2"}, read_version=1, by=cast.bastien, at=AT)
    assert ("title", "Permis 1", "Permis 2") in [
        (each.field, each.stored, each.refused) for each in told.value.differences
    ]
    document.refresh_from_db()
    assert document.title == "Permis 1"


def test_tags_are_put_and_taken_from_those_concerned(cast: Cast) -> None:
    bare, bearing = paper(cast), paper(cast, photo(), tags=["repérage"])
    assert actions.tag(documents=[bare, bearing], tag="repérage", by=cast.nadia, at=AT) == [bare]
    bare.refresh_from_db()
    assert bare.tags == ["repérage"]
    assert found(cast, "reperage")
    assert actions.untag(documents=[bare], tag="repérage", by=cast.nadia, at=AT) == [bare]
    bearing.refresh_from_db()
    assert bearing.tags == ["repérage"]


def test_the_trash_gives_back_for_thirty_days(cast: Cast) -> None:
    document = paper(cast, name="Permis.pdf")
    actions.trash(documents=[document], by=cast.nadia, at=AT)
    assert found(cast, "permis") == []
    with pytest.raises(actions.InTheTrash):
        actions.add_version(photo(), document=document, name="x", by=cast.nadia, at=AT)
    assert actions.purge(at=AT + timedelta(days=30)) == 0
    actions.take_back(documents=[document], by=cast.nadia, at=AT)
    assert found(cast, "permis") == ["Permis"]
    actions.trash(documents=[document], by=cast.nadia, at=AT)
    assert actions.purge(at=AT + timedelta(days=30, seconds=1)) == 1
    assert not Document.objects.exists()
    assert Entry.objects.filter(kind="foundation.documents.purged", production_id=cast.drache.pk).exists()


def test_contents_go_when_no_version_holds_them(cast: Cast) -> None:
    kept, gone = paper(cast), paper(cast, photo())
    also = paper(cast)
    assert kept.current is not None
    assert gone.current is not None
    assert also.current is not None
    assert kept.current.sha256 == also.current.sha256
    drawn = previews.thumbnail(gone.current)
    for document in (gone, also):
        document.delete()
    assert actions.collect() == 0, "young contents are left alone"
    for sha256 in vault().every():
        os.utime(vault().place(sha256), (0, 0))
    assert actions.collect() == 1
    assert list(vault().every()) == [kept.current.sha256]
    assert not drawn.exists()


def test_examining_finds_words_pages_and_position(cast: Cast) -> None:
    version = _current(paper(cast, pdf("Permis de tournage", "Ecluse de Houx"), name="a.pdf"))
    actions.examine(version=version, at=AT)
    version.refresh_from_db()
    assert (version.pages, version.trouble, version.examined_at) == (2, "", AT)
    assert found(cast, "écluse houx") == ["a"]
    shot = actions.examine(version=_current(paper(cast, photo())), at=AT)
    assert (shot.width, shot.height, shot.taken_at) == (1200, 800, "2027-03-16T07:25:00")
    assert shot.latitude is not None
    assert round(shot.latitude, 3) == 50.261


def test_examining_what_cannot_be_read_says_why(cast: Cast) -> None:
    version = actions.examine(version=_current(paper(cast, locked_pdf())), at=AT)
    assert (version.trouble, version.pages) == ("encrypted", None)


def test_a_private_document_is_never_indexed(cast: Cast) -> None:
    document = paper(cast, name="Salaire.pdf", private=True)
    assert found(cast, "salaire") == []
    actions.edit(document=document, values={"private": False}, read_version=1, by=cast.nadia, at=AT)
    assert found(cast, "salaire") == ["Salaire"]
    actions.edit(document=document, values={"private": True}, read_version=2, by=cast.nadia, at=AT)
    assert found(cast, "salaire") == []
    assert Entry.objects.filter(kind="foundation.documents.kept", private=True).exists()


def test_a_refused_act_keeps_no_row(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        paper(cast)
        raise ZeroDivisionError
    assert not Version.objects.exists()


def test_attached_once_and_detached(cast: Cast) -> None:
    document = paper(cast)
    actions.attach(document=document, row=cast.drache, by=cast.nadia, at=AT)
    actions.attach(document=document, row=cast.drache, by=cast.nadia, at=AT)
    assert Attachment.objects.count() == 1
    assert actions.detach(document=document, row=cast.drache, by=cast.nadia, at=AT)
    assert not actions.detach(document=document, row=cast.drache, by=cast.nadia, at=AT)
    assert kinds().count("foundation.documents.attached") == 1


def _current(document: Document) -> Version:
    assert document.current is not None
    return document.current
