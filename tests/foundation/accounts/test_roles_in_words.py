"""The journal names a role in the reader's language, never by its code."""

import pytest
from django.utils import translation

from coulisse.foundation.accounts.actions.roles import grant_role
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.queries import sentence_of
from tests.cast import AT, Cast


@pytest.mark.django_db
def test_a_role_is_named_in_the_language_of_the_reader(cast: Cast) -> None:
    grant_role(user=cast.achille, role="reader", by=cast.odile, at=AT)
    entry = Entry.objects.get(kind="foundation.accounts.role-granted")
    with translation.override("fr"):
        french = sentence_of(entry, "Odile Renard")
    with translation.override("nl"):
        dutch = sentence_of(entry, "Odile Renard")
    assert "reader" not in french + dutch
    assert "Lecteur" in french or "Lectrice" in french
    assert french != dutch
