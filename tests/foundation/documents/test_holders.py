"""What other rooms stand on is not deleted under them, keeps nothing else from going, and the page says why."""

from datetime import date, timedelta
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override

from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile
from coulisse.desks.floor.script.models import Draft
from coulisse.foundation.documents import actions
from coulisse.foundation.documents.holders import protecting
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.models import Entry
from coulisse.house.holders import HOLDERS
from tests.cast import AT, Cast
from tests.foundation.documents.files import paper, photo

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=31)


def screenplay(cast: Cast, document: Document) -> Draft:
    number = Draft.objects.count() + 1
    return Draft.objects.create(
        production=cast.drache,
        number=number,
        dated_on=date(2027, 3, 1),
        document=document,
        format="fountain",
        received_at=AT,
    )


def posted(cast: Cast, document: Document, **account: Any) -> Publication:
    told = {"network": "instagram", "handle": "ladrache", "production": cast.drache, **account}
    row = Publication.objects.create(
        account=NetworkAccount.objects.create(**told),
        text="La péniche arrive",
        due_at=AT,
        created_at=AT,
        created_by=cast.ines,
    )
    assert document.current is not None
    PublicationFile.objects.create(publication=row, content=document.current, alt="La péniche")
    return row


def trashed(cast: Cast, *documents: Document) -> None:
    actions.trash(documents=documents, by=cast.nadia, at=AT)


def page(user: Any, document: Document) -> str:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return unescape(browser.get(reverse("documents:detail", args=[document.pk])).content.decode())


def in_french(label: str = "") -> str:
    """The words for what holds it; without a label, the sentence above them."""
    with override("fr"):
        return str(HOLDERS[label].words) if label else gettext("It is not deleted as long as it is held by:")


def test_what_is_held_stays_and_the_rest_goes(cast: Cast) -> None:
    held, shown, free = paper(cast), paper(cast, photo()), paper(cast)
    draft = screenplay(cast, held)
    publication = posted(cast, shown)
    trashed(cast, held, shown, free)
    with pytest.raises(ProtectedError):
        held.delete()
    assert actions.purge(at=LATER) == 1
    assert set(Document.objects.all()) == {held, shown}
    told = Entry.objects.filter(kind="foundation.documents.purged")
    assert [one.subject_id for one in told] == [free.pk]
    draft.delete()
    publication.delete()
    assert actions.purge(at=LATER) == 2
    assert not Document.objects.exists()


def test_a_thousand_held_ones_do_not_keep_the_others_from_going(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("coulisse.foundation.documents.actions.trash"), "AT_ONCE", 3)
    held = [paper(cast) for _ in range(4)]
    for document in held:
        screenplay(cast, document)
    trashed(cast, *held, *(paper(cast) for _ in range(5)))
    assert [actions.purge(at=LATER) for _ in range(3)] == [3, 2, 0]
    assert set(Document.objects.all()) == set(held)


def test_asking_what_holds_them_costs_the_same_for_many(cast: Cast) -> None:
    def asked(many: int) -> int:
        documents = [paper(cast) for _ in range(many)]
        for document in documents:
            screenplay(cast, document)
        trashed(cast, *documents)
        with CaptureQueriesContext(connection) as seen:
            assert actions.purge(at=LATER) == 0
        return len(seen)

    asked(1)
    assert asked(1) == asked(12)


def test_the_page_says_what_holds_it(cast: Cast) -> None:
    held, shown, free = paper(cast), paper(cast, photo()), paper(cast)
    screenplay(cast, held)
    publication = posted(cast, shown)
    assert in_french() not in page(cast.odile, shown)
    trashed(cast, held, shown, free)
    told = page(cast.odile, held)
    assert in_french() in told and in_french("floor.draft") in told
    told = page(cast.odile, shown)
    assert in_french() in told and in_french("community.publicationfile") in told
    assert reverse("community:publishing:publication", args=[publication.pk]) in told
    assert in_french() not in page(cast.odile, free)


def test_what_holds_it_is_named_without_its_title_to_who_may_not_read_it(cast: Cast) -> None:
    document = paper(cast, photo())
    publication = posted(cast, document, production=None, client=cast.other_client)
    trashed(cast, document)
    told = page(cast.nadia, document)
    assert in_french("community.publicationfile") in told
    assert "La péniche arrive" not in told
    assert reverse("community:publishing:publication", args=[publication.pk]) not in told


def test_everything_that_holds_documents_has_words() -> None:
    assert {model._meta.label_lower for model, _path in protecting()} == set(HOLDERS)
