"""The documents for programs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from coulisse.foundation.accounts.models import User
from tests.cast import Cast
from tests.foundation.documents.files import paper, pdf

pytestmark = pytest.mark.django_db


def as_(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_a_file_goes_in_and_comes_out(cast: Cast) -> None:
    browser = as_(cast.nadia)
    sent = {
        "file": SimpleUploadedFile("permis.pdf", pdf("x")),
        "where": f"production:{cast.drache.pk}",
        "tags": "a, b",
        "about": f"productions.production:{cast.drache.pk}",
    }
    answer = browser.post(reverse("api:document_add"), sent)
    assert answer.status_code == 201
    kept = answer.json()
    assert (kept["title"], kept["kind"], kept["tags"], kept["version"]) == ("permis", "pdf", ["a", "b"], 1)
    listed = browser.get(reverse("api:documents"), {"tag": "a"}).json()
    assert [each["id"] for each in listed["documents"]] == [kept["id"]]
    one = browser.get(reverse("api:document", args=[kept["id"]])).json()
    assert one["versions"][0]["sha256"] == kept["sha256"]
    content = browser.get(reverse("api:document_content", args=[kept["id"], 1]))
    assert b"".join(content.streaming_content) == pdf("x")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "content", "more", "status"),
    [
        ("a.pdf", b"", {}, 422),
        ("a.pdf", b"x", {"where": "production:0"}, 403),
        ("a.pdf", b"x", {"about": "productions.production:x"}, 422),
        ("a.pdf", b"x", {"about": "productions.production:0"}, 404),
    ],
)
def test_refused(cast: Cast, name: str, content: bytes, more: dict[str, str], status: int) -> None:
    answer = as_(cast.nadia).post(reverse("api:document_add"), {"file": SimpleUploadedFile(name, content), **more})
    assert answer.status_code == status


def test_the_walls_hold(cast: Cast) -> None:
    document = paper(cast, production=cast.gel.pk)
    assert as_(cast.nadia).get(reverse("api:document", args=[document.pk])).status_code == 404
    assert as_(cast.nadia).get(reverse("api:documents")).json()["count"] == 0
