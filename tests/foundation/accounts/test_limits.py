"""How often one visitor may try."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coulisse.foundation.accounts.limits import GUEST_LINKS, Limit, TooMany, count
from tests.cast import AT

THREE = Limit("test", amount=3, seconds=60)


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    cache.clear()


def test_the_fourth_try_of_a_window_is_refused_with_the_time_to_wait() -> None:
    at = AT.replace(second=15)
    assert [count(THREE, "visitor", at=at) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(TooMany) as refusal:
        count(THREE, "visitor", at=at)
    assert refusal.value.retry_after == 45


def test_each_visitor_and_each_window_count_apart() -> None:
    for _ in range(3):
        count(THREE, "visitor", at=AT)
    assert count(THREE, "neighbour", at=AT) == 1
    assert count(THREE, "visitor", at=AT + timedelta(seconds=60)) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Trop d’essais"), ("nl", "Te veel pogingen"), ("en", "Too many tries")]
)
def test_guessing_guest_links_ends_on_a_page_in_the_readers_language(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)  # the minute must not turn in the middle
    browser = Client(headers={"accept-language": language})
    answers = [browser.get("/g/made-up/") for _ in range(GUEST_LINKS.amount + 1)]
    answer = answers[-1]
    assert answers[0].status_code == 404
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60
    assert words in answer.content.decode()
