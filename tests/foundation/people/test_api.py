from typing import Any

import pytest
from django.test import Client as Browser

from coulisse.foundation.people.models import Contact
from tests.cast import Cast
from tests.foundation.people.people import email, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def send(browser: Browser, method: str, address: str, data: dict[str, Any]) -> Any:
    return getattr(browser, method)(address, data, content_type="application/json")


def test_contacts_are_listed_as_on_the_page(cast: Cast, nadia: Browser) -> None:
    somebody(cast)
    somebody(cast, "Tom", "Claes", skills=["gaffer"])
    answer = nadia.get("/api/people", {"skill": "gaffer"}).json()
    assert (answer["count"], answer["items"][0]["name"]) == (1, "Tom Claes")


def test_a_contact_is_added_by_the_rules_of_the_form(cast: Cast, nadia: Browser) -> None:
    refused = send(nadia, "post", "/api/people", {"last_name": "Thonon", "emails": [{"value": "x(at)y"}]})
    assert (refused.status_code, Contact.objects.count()) == (422, 0)
    added = send(
        nadia,
        "post",
        "/api/people",
        {"last_name": "Thonon", "phones": [{"value": "0470123456"}], "skills": ["dop"]},
    )
    assert added.status_code == 201
    assert added.json()["phones"] == [{"label": "", "value": "+32470123456"}]
    assert added.json()["skills"] == ["cinematographer"]


def test_a_change_names_the_version_it_read(cast: Cast, nadia: Browser) -> None:
    elise = somebody(cast, emails=[email("a@b.example")], notes="Avant")
    address = f"/api/people/{elise.pk}"
    changed = send(nadia, "patch", address, {"version": 1, "notes": "Après"}).json()
    assert (changed["version"], changed["notes"], changed["emails"][0]["value"]) == (2, "Après", "a@b.example")
    late = send(nadia, "patch", address, {"version": 1, "notes": "Trop tard"})
    assert late.status_code == 409
    assert late.json() == {
        "version": 2,
        "differences": [{"field": "notes", "saved": "Après", "yours": "Trop tard"}],
    }
