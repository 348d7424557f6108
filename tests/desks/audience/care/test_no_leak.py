"""A folded text stays folded on every page, search and interface of the desk, until somebody asks for it.

The row is the worst case: folded, with its subject, first words and the words that spoke still on it.
"""

import pytest
from django.test import Client as Browser
from django.urls import NoReverseMatch, reverse

from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.intake.searching import vector
from coulisse.foundation.accounts.models import User
from tests.cast import Cast
from tests.desks.audience.care.rows import NEVER, THREAT, a_threat
from tests.test_walk import OURS, verdicts
from tests.walk import _nothing

pytestmark = pytest.mark.django_db
OBJECTS = (
    "audience:inbox:thread",
    "audience:care:conversation",
    "audience:answers:write",
    "audience:cases:follow",
)


def the_worst(cast: Cast) -> Conversation:
    """As no action leaves it: everything on the row, only the flag says that it is folded."""
    one = a_threat(cast, folded=False)
    one.messages.update(words=vector(("Quelqu’un", "B")))
    Conversation.objects.filter(pk=one.pk).update(is_folded=True, gist="threat")
    return one


def leaks(content: bytes) -> list[str]:
    return [words for words in NEVER if words in content.decode(errors="replace")]


@pytest.fixture
def officer(cast: Cast) -> Browser:
    User.objects.filter(pk=cast.marc_olivier.pk).update(language="fr")
    browser = Browser()
    browser.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_every_page_of_the_desk_keeps_it_folded(cast: Cast, officer: Browser) -> None:
    one = the_worst(cast)
    seen = 0
    for name, verdict in verdicts().items():
        if not name.startswith("audience:") or verdict.method != "get" or verdict.args is not _nothing:
            continue
        answer = officer.get(f"{reverse(name)}?production={cast.drache.pk}")
        body: bytes = answer.getvalue()
        assert not leaks(body), name
        seen += answer.status_code == 200
    assert seen > 10
    for name in OBJECTS:
        if name in OURS:
            assert not leaks(officer.get(reverse(name, args=[one.pk])).content), name


@pytest.mark.parametrize("asked", ["genoux", "casser", "presentateur"])
def test_search_finds_no_word_of_it(cast: Cast, officer: Browser, asked: str) -> None:
    the_worst(cast)
    for address in (
        f"{reverse('audience:inbox:list')}?production={cast.drache.pk}&q={asked}",
        f"{reverse('search:find')}?q={asked}",
    ):
        found = [words for words in leaks(officer.get(address).content) if words != asked]  # what one typed stays
        assert not found, address


def test_interface_and_journal_keep_it_folded(cast: Cast, officer: Browser) -> None:
    one = the_worst(cast)
    for name in OURS:
        if name.startswith("api:") and "conversation" in name:
            for args in ([], [one.pk]):
                try:
                    address = reverse(name, args=args)
                except NoReverseMatch:  # the other shape of the route
                    continue
                assert not leaks(officer.get(address).content), name
    assert not leaks(officer.get(f"/journal/?production={cast.drache.pk}").content)
    assert THREAT in one.messages.get().text
