"""Every page carries the policy, and no value in an address breaks a page."""

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import NoReverseMatch, reverse

from coulisse.house.shield import POLICY, refuse_the_unthinkable
from tests.cast import Cast
from tests.test_walk import OURS, verdicts

VALUES = ["99999999999999999999", "9999-12-31", "\x00", "-1"]
NAMES = (
    "page",
    "week",
    "day",
    "first",
    "second",
    "production",
    "person",
    "q",
    "kind",
    "group",
    "state",
    "after",
    "since",
)


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_an_address_breaks_a_page(cast: Cast, client: Browser, value: str) -> None:
    client.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    broken = []
    for name in OURS:
        if name.startswith("api:") or verdicts()[name].method != "get":
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        with transaction.atomic():
            response = client.get(address, dict.fromkeys(NAMES, value))
            transaction.set_rollback(True)
        if response.status_code >= 500:
            broken.append((name, response.status_code))
    assert broken == []


@pytest.mark.django_db
def test_the_policy_is_on_every_answer(client: Browser) -> None:
    for address in ("/account/login/", "/styleguide", "/nowhere", "/health"):
        assert client.get(address).headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY


def test_other_failures_are_not_hidden() -> None:
    assert refuse_the_unthinkable(None, RuntimeError("a bug")) is None  # type: ignore[arg-type]
    assert refuse_the_unthinkable(None, ValueError("a bug")) is None  # type: ignore[arg-type]
