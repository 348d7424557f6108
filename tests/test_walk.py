"""All routes × all kinds of people. A route without a verdict fails."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast, give, person
from tests.walk import EVERYBODY, Verdict

HERE = Path(__file__).parent
FOREIGN = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")
"""allauth's own routes: their doors are its own, tested in tests/foundation/accounts."""


def verdicts() -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    for path in sorted(HERE.rglob("verdicts.py")):
        module = importlib.import_module(".".join(("tests", *path.relative_to(HERE).with_suffix("").parts)))
        found.update(module.VERDICTS)
    return found


def routes() -> Iterator[tuple[str, Any]]:
    """Every named route with its view; an unnamed one has no verdict and is reported by its pattern."""

    def below(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from below(pattern, inner)
            elif isinstance(pattern, URLPattern):
                yield ":".join((*spaces, pattern.name or str(pattern.pattern))), pattern.callback

    yield from below(get_resolver(), ())


OURS = {name: view for name, view in routes() if not name.startswith(FOREIGN)}


def test_every_route_has_a_verdict() -> None:
    assert sorted(set(OURS) - set(verdicts())) == []


def test_no_verdict_outlives_its_route() -> None:
    assert sorted(set(verdicts()) - set(OURS)) == []


def test_every_page_states_its_door() -> None:
    silent = [name for name, view in OURS.items() if not name.startswith("api:") and not hasattr(view, "door")]
    assert silent == []


def send(browser: Browser, verdict: Verdict, address: str, cast: Cast) -> HttpResponse:
    data = verdict.data(cast)
    method = getattr(browser, verdict.method)
    if verdict.json:
        return method(address, data, content_type="application/json")  # type: ignore[no-any-return]
    return method(address, data)  # type: ignore[no-any-return]


def refused(response: HttpResponse) -> bool:
    to_sign_in = response.status_code in {301, 302} and "/account/login" in response.headers["Location"]
    return response.status_code in {401, 403, 404} or to_sign_in


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(verdicts()))
def test_each_route_lets_in_who_may_and_nobody_else(name: str, cast: Cast) -> None:
    verdict = verdicts()[name]
    other = person("Lotte Claes", "lotte@lamby.example", language="nl")
    give(other, "reader", client=cast.other_client)
    people = {
        "owner": cast.odile,
        "own": cast.nadia,
        "own_floor": cast.bastien,
        "other_production": cast.pascaline,
        "audience": cast.marc_olivier,
        "community": cast.ines,
        "client": cast.kobe,
        "other_client": other,
        "stranger": cast.achille,
        "guest": None,
        "nobody": None,
    }
    address = reverse(name, kwargs=verdict.args(cast))
    wrong = []
    for who in sorted(EVERYBODY):
        browser = Browser()
        if (user := people[who]) is not None:
            user.forget_scope()
            browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        elif who == "guest":
            open_a_guest_link(browser, cast)
        with transaction.atomic():
            response = send(browser, verdict, address, cast)
            transaction.set_rollback(True)
        if refused(response) is (who in verdict.allowed) or response.status_code >= 500:
            wrong.append((who, response.status_code))
    assert wrong == []


def open_a_guest_link(browser: Browser, cast: Cast) -> None:
    """A guest of another object than the one asked for; the walk of guest pages themselves is in their rooms."""
    guests = importlib.import_module("tests.foundation.accounts.guests")
    browser.get(guests.some_guest_address(cast))
