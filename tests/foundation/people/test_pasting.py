"""Rows copied from a spreadsheet come in by the same door as a file: looked at first, then imported."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.foundation.people.models import Contact
from tests.cast import Cast

ROWS = "Prénom\tNom\tE-mail\tVille\r\nÉlise\tThonon\telise@thonon.example\tLiège\r\nJef\tClaes\t\tGent\r\n"


@pytest.fixture
def nadia(cast: Cast, client: Browser, settings: Any, tmp_path: Path) -> Browser:
    settings.DOCUMENTS = tmp_path
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
def test_pasted_rows_are_looked_at_then_imported(nadia: Browser) -> None:
    looked = nadia.post(reverse("people:import"), {"pasted": ROWS}, follow=True)
    assert "Thonon" in looked.content.decode()
    assert not Contact.objects.exists()
    address = looked.redirect_chain[-1][0]
    mapping = {f"column-{at}": code for at, code in enumerate(looked.context["imported"].mapping)}
    nadia.post(address, {"twins": looked.context["imported"].twins, "import": "1", **mapping})
    assert sorted(Contact.objects.values_list("last_name", "town")) == [("Claes", "Gent"), ("Thonon", "Liège")]


@pytest.mark.django_db
def test_nothing_given_is_refused_beside_the_field(nadia: Browser) -> None:
    answer = nadia.post(reverse("people:import"), {"pasted": "  "})
    assert answer.status_code == 422
    assert "Choisissez un fichier, ou collez des lignes." in answer.content.decode()
