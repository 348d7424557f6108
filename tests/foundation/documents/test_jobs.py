"""What the worker does: reads what came in, packs parcels, and packs nothing that may no longer be read."""

import io
import os
import zipfile

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.foundation.accounts.models import Grant
from coulisse.foundation.documents.jobs import begin_parcel, discard_parcels, examine, parcel_path, unlike
from coulisse.foundation.documents.models import Version
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import State
from tests.cast import AT, Cast
from tests.foundation.documents.files import paper, pdf, photo

pytestmark = pytest.mark.django_db


def test_a_parcel_holds_what_was_ticked(cast: Cast) -> None:
    documents = [
        paper(cast, name="../plan.pdf"),
        paper(cast, pdf("2"), name="plan.pdf"),
        paper(cast, photo(), name="é.jpg"),
    ]
    job = run_now(begin_parcel(documents=documents, by=cast.nadia, at=AT), at=AT)
    assert (job.state, job.done, job.total) == (State.DONE, 3, 3)
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    assert job.result is not None
    response = browser.get(job.result["url"])
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as parcel:  # type: ignore[attr-defined]
        assert sorted(parcel.namelist()) == ["plan (2).pdf", "plan.pdf", "é.jpg"]
        assert parcel.read("é.jpg") == photo_of(documents[2].pk)
        assert parcel.testzip() is None
    browser.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("documents:parcel", args=[job.pk])).status_code == 404


def photo_of(pk: int) -> bytes:
    from coulisse.foundation.documents.vault import vault

    with vault().open(Version.objects.get(document=pk).sha256) as content:
        return content.read()


def test_a_right_taken_back_meanwhile_is_heard(cast: Cast) -> None:
    house, film = paper(cast, production=None), paper(cast)
    job = begin_parcel(documents=[house, film], by=cast.nadia, at=AT)
    Grant.objects.filter(user=cast.nadia).update(revoked_at=AT)
    run_now(job, at=AT)
    with zipfile.ZipFile(parcel_path(job.pk)) as parcel:
        assert parcel.namelist() == []


def test_parcels_are_cleared(cast: Cast) -> None:
    job = run_now(begin_parcel(documents=[paper(cast)], by=cast.nadia, at=AT), at=AT)
    assert discard_parcels() == 0
    os.utime(parcel_path(job.pk), (0, 0))
    assert discard_parcels() == 1


def test_examined_once(cast: Cast) -> None:
    version = paper(cast).current
    assert version is not None
    examine(version_id=version.pk)
    version.refresh_from_db()
    first = version.examined_at
    examine(version_id=version.pk)
    version.refresh_from_db()
    assert version.examined_at == first
    examine(version_id=0)


def test_names_that_come_again_are_numbered() -> None:
    assert unlike(["a.pdf", "A.pdf", "a.pdf", "b"]) == ["a.pdf", "A (2).pdf", "a (3).pdf", "b"]
