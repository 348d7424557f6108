"""The pages: files come in by a form, go out as attachments, and are never shown as they came."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents import actions, receiving, vault
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.foundation.documents.files import HTML, SVG, bomb, locked_pdf, paper, pdf, photo

pytestmark = pytest.mark.django_db


def as_(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def send(browser: Browser, *files: tuple[str, bytes], **values: str) -> HttpResponse:
    uploads = [SimpleUploadedFile(name, content, content_type="image/png") for name, content in files]
    return browser.post(reverse("documents:add"), {"file": uploads, **values})  # type: ignore[return-value]


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_several_files_come_in_at_once(cast: Cast) -> None:
    where = f"production:{cast.drache.pk}"
    response = send(as_(cast.nadia), ("a.pdf", pdf("x")), ("b.jpg", photo()), where=where, tags="repérage, Jambes")
    assert response.status_code == 302
    kept = Document.objects.order_by("title")
    assert [(each.title, each.kind, each.tags) for each in kept] == [
        ("a", "pdf", ["repérage", "Jambes"]),
        ("b", "picture", ["repérage", "Jambes"]),
    ]


def test_nothing_is_put_where_one_may_not(cast: Cast) -> None:
    for where in (f"production:{cast.gel.pk}", f"client:{cast.client.pk}", "production:x", ""):
        assert send(as_(cast.nadia), ("a.pdf", pdf("x")), where=where).status_code == 400
    assert not Document.objects.exists()


def test_an_empty_file_is_refused_in_place(cast: Cast) -> None:
    response = send(as_(cast.nadia), ("vide.pdf", b""), where="house")
    assert response.status_code == 400
    assert "vide.pdf" in response.content.decode()


def test_no_more_than_the_limit_reaches_the_disk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LIMIT", 100_000)
    monkeypatch.setattr("coulisse.foundation.documents.forms.LIMIT", 100_000)
    response = send(as_(cast.nadia), ("gros.bin", b"\0" * 300_000), where="house")
    assert response.status_code == 400
    assert "gros.bin" in response.content.decode()
    assert not Document.objects.exists()


def test_added_from_the_page_of_an_object(cast: Cast) -> None:
    about = f"productions.production:{cast.drache.pk}"
    response = send(as_(cast.nadia), ("a.pdf", pdf("x")), about=about, next="/productions/")
    assert response.headers["Location"] == "/productions/"
    document = Document.objects.get()
    assert document.production_id == cast.drache.pk
    assert document.attachments.get().subject_id == cast.drache.pk
    assert send(as_(cast.pascaline), ("a.pdf", pdf("x")), about=about).status_code == 404
    assert send(as_(cast.nadia), ("a.pdf", pdf("x")), about="auth.group:1", where="house").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (HTML, "photo.jpg", "application/octet-stream"),
        (SVG, "logo.svg", "application/octet-stream"),
        (pdf("x"), "a\r\nX-Evil: 1\u202e.pdf", "application/pdf"),
        (photo(), 'été "16".jpg', "image/jpeg"),
        (b"\0\1\2", "../../../etc/passwd", "application/octet-stream"),
    ],
)
def test_a_file_goes_out_sealed(cast: Cast, content: bytes, name: str, media_type: str) -> None:
    document = paper(cast, content, name=name)
    response = as_(cast.nadia).get(reverse("documents:download", args=[document.pk, 1]))
    assert body(response) == content  # type: ignore[arg-type]
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in response.headers
    assert not set("\r\n/\u202e") & set(response.headers["Content-Disposition"])


@pytest.mark.parametrize("content", [HTML, SVG, locked_pdf(), bomb(), b"%PDF-1.4", b"\xff\xd8\xff\xe0" + HTML])
def test_what_is_dangerous_or_broken_is_never_shown(cast: Cast, content: bytes) -> None:
    document = paper(cast, content, name="image.png")
    browser = as_(cast.nadia)
    for route, args in (("thumbnail", [document.pk, 1]), ("page", [document.pk, 1, 1])):
        response = browser.get(reverse(f"documents:{route}", args=args))
        assert response.status_code == 404
    version = document.current
    assert version is not None
    actions.examine(version=version, at=AT)
    page = browser.get(reverse("documents:detail", args=[document.pk]))
    assert page.status_code == 200
    assert 'class="leaf"' not in page.content.decode()


def test_a_picture_is_shown_as_we_drew_it(cast: Cast) -> None:
    document = paper(cast, photo(), name="pont.jpg")
    response = as_(cast.nadia).get(reverse("documents:page", args=[document.pk, 1, 1]))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with Image.open(io.BytesIO(body(response))) as picture:  # type: ignore[arg-type]
        assert picture.format == "WEBP"
        assert dict(picture.getexif()) == {}


def test_the_page_of_a_photo_tells_where_and_when(cast: Cast) -> None:
    document = paper(cast, photo(), name="pont.jpg")
    version = document.current
    assert version is not None
    actions.examine(version=version, at=AT)
    page = as_(cast.nadia).get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "mlat=50.26056" in page
    assert "50,2606° N, 4,9122° E" in page
    assert "16/03/2027, 07:25" in page


def test_pages_are_turned(cast: Cast) -> None:
    document = paper(cast, pdf("un", "deux", "trois"))
    version = document.current
    assert version is not None
    actions.examine(version=version, at=AT)
    address = reverse("documents:detail", args=[document.pk])
    browser = as_(cast.nadia)
    page = browser.get(address, {"p": "2"}).content.decode()
    assert 'href="?p=1" data-key="ArrowLeft"' in page
    assert 'href="?p=3" data-key="ArrowRight"' in page
    for strange in ("0", "-1", "99", "x", "9" * 20, "٣"):
        assert browser.get(address, {"p": strange}).status_code == 200


def test_a_version_is_added_and_an_old_one_taken_up(cast: Cast) -> None:
    document, browser = paper(cast), as_(cast.bastien)
    address = reverse("documents:add-version", args=[document.pk])
    browser.post(address, {"file": SimpleUploadedFile("v2.jpg", photo()), "note": "photo du plan"})
    browser.post(address, {"file": SimpleUploadedFile("v2.jpg", photo()[:0])})
    assert document.versions.count() == 2
    browser.post(reverse("documents:restore-version", args=[document.pk, 1]))
    document.refresh_from_db()
    assert document.current is not None
    assert document.current.number == 3
    assert "photo du plan" in browser.get(reverse("documents:detail", args=[document.pk])).content.decode()


def test_two_people_save_one_sheet(cast: Cast) -> None:
    document = paper(cast)
    address = reverse("documents:edit", args=[document.pk])
    typed = {"title": "Permis A", "where": f"production:{cast.drache.pk}", "version": "1", "tags": "a, b"}
    assert as_(cast.nadia).post(address, typed).status_code == 302
    answer = as_(cast.bastien).post(address, {**typed, "title": "Permis B"})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Permis A" in told
    assert "Permis B" in told
    assert "Nadia Verhaeghen" in told
    over = as_(cast.bastien).post(address, {**typed, "title": "Permis B", "version": "2"})
    assert over.status_code == 302
    document.refresh_from_db()
    assert (document.title, document.tags) == ("Permis B", ["a", "b"])


def test_the_trash_and_its_way_back(cast: Cast) -> None:
    document, browser = paper(cast), as_(cast.nadia)
    browser.post(reverse("documents:trash", args=[document.pk]))
    assert document.title in browser.get(reverse("documents:list"), {"state": "trash"}).content.decode()
    assert as_(cast.kobe).get(reverse("documents:detail", args=[document.pk])).status_code == 404
    browser.post(reverse("documents:take-back", args=[document.pk]))
    document.refresh_from_db()
    assert document.trashed_at is None


def test_a_selection_is_tagged_trashed_and_undone(cast: Cast) -> None:
    mine, theirs = paper(cast), paper(cast, production=cast.gel.pk)
    browser, ids = as_(cast.nadia), [mine.pk, theirs.pk, "x", "9" * 30]
    answer = browser.post(reverse("documents:tag-selection"), {"ids": ids, "tag": "à signer"}, follow=True)
    assert [list(each.tags) for each in (_fresh(mine), _fresh(theirs))] == [["à signer"], []]
    browser.post(_undo(answer))
    assert _fresh(mine).tags == []
    answer = browser.post(reverse("documents:trash-selection"), {"ids": ids}, follow=True)
    assert _fresh(mine).trashed_at is not None
    assert _fresh(theirs).trashed_at is None
    browser.post(_undo(answer))
    assert _fresh(mine).trashed_at is None


def _undo(answer: Any) -> str:
    """The address behind « Annuler » in the newest toast."""
    return str(list(answer.context["messages"])[-1].extra_tags)


def _fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


@pytest.mark.parametrize(
    "query", ["", "?q=permis", "?state=trash", "?kind=pdf&tag=a&sort=-size", "?where=house&page=2"]
)
def test_a_list_asks_as_much_of_few_as_of_many(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    counts = []
    browser = as_(cast.nadia)
    for size in (2, 12):
        for number in range(size):
            paper(cast, name=f"permis {size} {number}.pdf", tags=["a"])
        browser.get(reverse("documents:list") + query)
        with django_assert_max_num_queries(16) as captured:
            assert browser.get(reverse("documents:list") + query).status_code == 200
        counts.append(len(captured.captured_queries))
    assert counts[0] == counts[1]


def test_the_list_about_an_object(cast: Cast) -> None:
    actions.attach(document=paper(cast, name="du film.pdf"), row=cast.drache, by=None, at=AT)
    paper(cast, name="autre.pdf")
    about = f"productions.production:{cast.drache.pk}"
    page = as_(cast.nadia).get(reverse("documents:list"), {"about": about}).content.decode()
    assert "du film" in page
    assert "autre" not in page
    assert as_(cast.pascaline).get(reverse("documents:list"), {"about": about}).status_code == 404


def test_the_vault_tells_its_limit() -> None:
    assert vault.LIMIT == 200_000_000
