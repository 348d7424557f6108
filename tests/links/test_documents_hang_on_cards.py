"""A document hangs on a contact, a place and a production; each reader sees there what each may read."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.foundation.documents.actions import keep
from coulisse.foundation.journal.links import fill
from coulisse.foundation.people.models import Contact
from tests.cast import AT, Cast
from tests.foundation.people.verdicts import contact


@pytest.mark.django_db
def test_it_shows_on_the_page_of_the_production(cast: Cast, client: Browser) -> None:
    keep(b"%PDF-1.7 attestation", name="attestation.pdf", by=cast.nadia, at=AT, about=cast.drache)
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("productions:detail", args=[cast.drache.pk])).content.decode()
    assert "attestation" in page
    assert f"about=productions.production:{cast.drache.pk}" in page


@pytest.mark.django_db
def test_a_paper_of_one_production_does_not_show_on_a_contact_to_the_other(cast: Cast) -> None:
    row = Contact.objects.get(pk=contact(cast)["pk"])
    keep(b"contrat", name="contrat.txt", by=cast.nadia, at=AT, production=cast.drache.pk, about=row)
    seen = {
        name: "contrat" in "".join(fill("foundation.people.contact", user=getattr(cast, name), subject_id=row.pk))
        for name in ("nadia", "pascaline")
    }
    assert seen == {"nadia": True, "pascaline": False}


@pytest.mark.django_db
def test_who_may_not_read_the_place_sees_nothing_there_and_the_page_stands(cast: Cast) -> None:
    assert fill("foundation.places.detail", user=cast.kobe, subject_id=999) == []
