"""A document lent: the holder of the link sees it, and nothing that the photo knew besides."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from coulisse.foundation.accounts.actions.guest_links import revoke
from coulisse.foundation.accounts.models import GuestLink, Receipt
from coulisse.foundation.documents import actions
from tests.cast import AT, Cast
from tests.foundation.documents.files import lent, paper, pdf, photo

pytestmark = pytest.mark.django_db

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def content_of(token: str) -> tuple[int, bytes]:
    response = Browser().get(reverse("documents:lent-download", args=[token]))
    streamed = b"".join(response.streaming_content) if response.streaming else b""  # type: ignore[attr-defined]
    return response.status_code, streamed


def test_the_holder_sees_and_downloads_the_current_version(cast: Cast) -> None:
    document = paper(cast, name="permis.pdf")
    token = lent(cast, document)
    page = Browser().get(reverse("accounts:guest", args=[token]))
    assert page.status_code == 200
    assert "permis" in page.content.decode()
    assert Receipt.objects.get().kind == "opened"
    assert content_of(token) == (200, pdf("Permis de tournage"))
    actions.add_version(pdf("Permis 2"), document=document, name="permis.pdf", by=cast.nadia, at=AT)
    assert content_of(token) == (200, pdf("Permis 2"))
    assert Browser().get(reverse("documents:lent-page", args=[token, 1])).status_code == 200


def test_a_photo_is_lent_without_its_position(cast: Cast) -> None:
    status, content = content_of(lent(cast, paper(cast, photo(turned=6), name="pont.jpg")))
    assert status == 200
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (800, 1200))
        assert dict(picture.getexif()) == {}
    assert b"Sigma" not in content


def test_a_photo_that_cannot_be_drawn_anew_stays_here(cast: Cast) -> None:
    token = lent(cast, paper(cast, HEIC, name="IMG_1.HEIC"))
    assert content_of(token)[0] == 404
    page = Browser().get(reverse("accounts:guest", args=[token])).content.decode()
    assert "lent/" + token + "/download" not in page


def test_a_link_taken_back_or_a_document_in_the_trash_opens_nothing(cast: Cast) -> None:
    document = paper(cast)
    token, other = lent(cast, document), lent(cast, document)
    now = datetime.now(tz=UTC)
    revoke(link=GuestLink.objects.order_by("pk")[0], by=cast.nadia, at=now)
    assert content_of(token)[0] == 404
    assert content_of(other)[0] == 200
    actions.trash(documents=[document], by=cast.nadia, at=AT)
    assert content_of(other)[0] == 404
    assert Browser().get(reverse("accounts:guest", args=[other])).status_code == 410
    assert content_of("x" * 43)[0] == 404


def test_lending_shows_the_address_once(cast: Cast) -> None:
    document = paper(cast)
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("documents:lend", args=[document.pk])
    typed = {"lent_to": "Élise Thonon", "language": "nl", "until": "2030-01-01"}
    assert browser.post(address, {**typed, "until": "2020-01-01"}).status_code == 400
    until = localdate() + timedelta(days=7)
    answer = browser.post(address, {**typed, "until": until.isoformat()})
    link = GuestLink.objects.get()
    assert (link.kind, link.object_id, link.production_id) == ("documents.document", document.pk, cast.drache.pk)
    assert "/g/" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    listed = browser.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "Élise Thonon" in listed
