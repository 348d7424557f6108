"""The page that a late write gets, for any room."""

from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import QueryDict
from django.test import RequestFactory

from coulisse.foundation.journal.versions import StaleWrite, differences_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.stale import choices, stale_page, without_left
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def late(production: Production, **values: Any) -> StaleWrite:
    return StaleWrite(production, differences_of(production, values))


def test_values_are_said_in_words(cast: Cast) -> None:
    refused = late(cast.drache, type="short", starts_on=date(2027, 2, 25), details={"days": 32})
    said = {one.name: (one.saved, one.mine) for one in choices(refused)}
    assert said["starts_on"] == ("—", "25/02/2027")
    assert said["details"] == ("—", "32")
    assert said["type"] == tuple(str(Production.Type(code).label) for code in ("feature", "short"))


def test_a_room_may_find_its_own_words(cast: Cast) -> None:
    refused = late(cast.drache, title="Le Grain")
    (choice,) = choices(refused, show=lambda name, value: f"« {value} »" if name == "title" else None)
    assert (choice.saved, choice.mine) == ("« La Drache »", "« Le Grain »")


def test_the_page_keeps_what_was_typed_and_asks_for_each_field(cast: Cast) -> None:
    data = QueryDict("title=Le+Grain&tag=a&tag=b&version=1&csrfmiddlewaretoken=x&stale-choice-title=mine")
    request = RequestFactory().post("/productions/1", data)
    request.user, request.session = cast.nadia, SessionStore()
    refused = late(cast.drache, title="Le <Grain>")
    answer = stale_page(request, refused, title="Trop tard", back="/retour", data=data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert text.count('name="tag"') == 2
    assert 'name="version" value="1"' in text  # the version that is saved now, not the one that was read
    assert text.count('type="radio" name="stale-choice-title"') == 2
    assert "Le &lt;Grain&gt;" in text
    assert 'href="/retour"' in text
    assert 'value="x"' not in text


def test_what_was_left_as_saved_is_not_written() -> None:
    data = QueryDict("stale-choice-title=saved&stale-choice-notes=mine")
    values = {"title": "a", "notes": "b", "vat": "c"}
    assert without_left(values, data) == {"notes": "b", "vat": "c"}
