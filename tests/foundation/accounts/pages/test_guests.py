"""What a guest meets behind the address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from coulisse.foundation.accounts.actions.guest_links import revoke
from coulisse.foundation.accounts.models import Receipt
from tests.cast import Cast
from tests.foundation.accounts.guests import lend_paper


def test_the_object_opens_in_the_guests_language_and_the_visit_is_noted(cast: Cast) -> None:
    lent = lend_paper(cast, object_id=41, language="nl")
    answer = Client(headers={"accept-language": "fr"}).get(f"/g/{lent.token}/")
    assert answer.content.decode() == "paper 41 for Élise Thonon in nl"
    assert [receipt.kind for receipt in lent.link.receipts.all()] == ["opened"]


def test_the_address_is_kept_secret(cast: Cast) -> None:
    answer = Client().get(f"/g/{lend_paper(cast).token}/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_bien_recu_is_noted_once(cast: Cast) -> None:
    lent, browser = lend_paper(cast), Client()
    for _ in range(2):
        answer = browser.post(f"/g/{lent.token}/received")
        assert answer.headers["Location"] == f"/g/{lent.token}/"
    assert lent.link.receipts.filter(kind=Receipt.Kind.ACKNOWLEDGED).count() == 1


def test_a_receipt_needs_the_token_of_the_form(cast: Cast) -> None:
    lent = lend_paper(cast)
    assert Client(enforce_csrf_checks=True).post(f"/g/{lent.token}/received").status_code == 403


def test_an_ended_link_says_why_in_the_guests_language(cast: Cast) -> None:
    lent = lend_paper(cast, at=datetime.now(tz=UTC) - timedelta(days=5), days=3)
    answer = Client().get(f"/g/{lent.token}/")
    assert answer.status_code == 410
    assert "Ce lien a expiré" in answer.content.decode()
    assert "Nadia Verhaeghen" in answer.content.decode()
    back = lend_paper(cast, language="nl")
    revoke(link=back.link, by=cast.nadia, at=datetime.now(tz=UTC))
    assert "Deze link is ingetrokken" in Client().get(f"/g/{back.token}/").content.decode()
    assert Client().post(f"/g/{back.token}/received").status_code == 410


def test_an_unknown_address_opens_nothing(db: None) -> None:
    answer = Client().get("/g/made-up/")
    assert answer.status_code == 404
    assert "Cette adresse n’ouvre rien" in answer.content.decode()


@pytest.mark.parametrize(("next_page", "lands"), [("/me/", "/me/"), ("https://elsewhere.example/", "/")])
def test_taking_a_link_back_returns_to_the_page_it_was_on(cast: Cast, next_page: str, lands: str) -> None:
    lent, browser = lend_paper(cast), Client()
    browser.force_login(cast.nadia)
    answer = browser.post(f"/guest-links/{lent.link.pk}/revoke", {"next": next_page})
    assert answer.headers["Location"] == lands
    assert Client().get(f"/g/{lent.token}/").status_code == 410
