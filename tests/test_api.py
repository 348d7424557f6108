"""The API against its own description: whatever is sent, it answers in JSON and never breaks."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client as Browser

from coulisse.house.api import api
from tests.cast import Cast

NASTY = [
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "1e9",
    "",
    "a",
    "é" * 300,
    "\x00",
    "' OR 1=1 --",
    "%",
    "2027-02-30",
    "2027-03-16",
    "0001-01-01",
    "9999-12-31",
    "2027-03-28T02:30:00+01:00",
    "../..",
    "<b>",
]
BODIES: list[Any] = [None, [], {}, "x", 1, {"name": None}, {"name": "\x00"}, {"version": -1}, {"emails": [1]}]


def operations(*methods: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Every operation of the description: method, path, parameters."""
    for path, item in api.get_openapi_schema()["paths"].items():
        for method, operation in item.items():
            if method in methods:
                yield method, path, operation.get("parameters", [])


def address(path: str, parameters: list[dict[str, Any]], value: str) -> str:
    query = {one["name"]: value for one in parameters if one["in"] == "query"}
    for one in parameters:
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", quote(value, safe="") or "x")
    return f"{path}?{urlencode(query)}" if query else path


@pytest.fixture
def odile(cast: Cast, client: Browser) -> Browser:
    client.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    return client


def test_the_description_has_operations() -> None:
    assert len(list(operations("get"))) > 15
    assert len(list(operations("post", "patch", "put"))) > 1


@pytest.mark.django_db
@pytest.mark.parametrize("value", NASTY)
def test_no_value_breaks_a_reading(odile: Browser, value: str) -> None:
    broken = []
    for _method, path, parameters in operations("get"):
        with transaction.atomic():
            response = odile.get(address(path, parameters, value))
            transaction.set_rollback(True)
        if response.status_code >= 500:
            broken.append((path, response.status_code))
    assert broken == []


@pytest.mark.django_db
@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_a_writing(odile: Browser, body: object) -> None:
    broken = []
    for method, path, parameters in operations("post", "put", "patch", "delete"):
        sent = json.dumps(body)
        with transaction.atomic():
            response = odile.generic(method.upper(), address(path, parameters, "1"), sent, "application/json")
            transaction.set_rollback(True)
        if response.status_code >= 500:
            broken.append((method, path, response.status_code))
    assert broken == []


@pytest.mark.django_db
def test_a_writing_asks_for_the_token_of_the_page(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    answers = {
        path: browser.generic(method.upper(), address(path, parameters, "1"), "{}", "application/json").status_code
        for method, path, parameters in operations("post", "put", "patch", "delete")
    }
    assert set(answers.values()) == {403}
