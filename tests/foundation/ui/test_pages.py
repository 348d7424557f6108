"""The reader's settings, the living page, and the pages that are refused."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from coulisse.foundation.ui import errors, pages
from coulisse.foundation.ui.shell import THEME_COOKIE
from tests.cast import Cast


def send(**sent: str) -> HttpResponse:
    request = RequestFactory().post("/preferences", sent)
    request.user = AnonymousUser()
    answer = pages.preferences(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_visitor_keeps_language_and_theme_in_cookies() -> None:
    answer = send(language="nl", theme="dark", next="/styleguide")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    assert answer.cookies[THEME_COOKIE].value == "dark"
    assert answer.headers["Location"] == "/styleguide"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(elsewhere: str) -> None:
    assert send(language="fr", next=elsewhere).headers["Location"] == "/"


def test_what_the_house_does_not_know_is_left_aside() -> None:
    assert pages.chosen_settings({"language": "xx", "theme": "neon", "single_keys": "maybe"}) == {}
    assert pages.chosen_settings({"single_keys": "off"}) == {"single_keys": False}


def test_a_person_keeps_the_choice_on_every_machine(client: Client, cast: Cast) -> None:
    client.force_login(cast.nadia)
    client.post("/preferences", {"language": "nl", "theme": "dark", "single_keys": "off"})
    cast.nadia.refresh_from_db()
    assert (cast.nadia.language, cast.nadia.theme, cast.nadia.single_keys) == ("nl", "dark", False)
    assert 'lang="nl-BE"' in client.get("/styleguide").content.decode()


def test_the_living_page_is_drawn_in_each_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.nadia)
    for language, title in (("fr", "Charte vivante"), ("nl", "Levende stijlgids"), ("en", "Living style guide")):
        client.post("/preferences", {"language": language})
        assert title in client.get("/styleguide").content.decode()


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
        (errors.server_error, 500),
        (errors.csrf_failure, 403),
    ],
)
def test_refusals_speak_the_readers_language_and_need_no_database(handler: errors.Handler, status: int) -> None:
    titles = set()
    for language in ("fr", "nl", "en"):
        with translation.override(language):
            answer = handler(RequestFactory().get("/"))
        assert answer.status_code == status
        assert f'lang="{language}-BE"' in answer.content.decode()
        titles.add(answer.content.decode().partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == 3
