"""The frame: where one stands, which rooms open for whom, and what other rooms bring to it."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve

from coulisse.foundation.ui import shell as frame
from coulisse.foundation.ui.navigation import HOUSE, Slice, Tab, navigation
from coulisse.foundation.ui.shell import ProductionChoice, ProductionSwitch, Shell

if TYPE_CHECKING:
    from pytest_django import Settings

HOOK = "tests.foundation.ui.test_shell.bring"


def bring(request: HttpRequest) -> dict[str, object]:
    choice = ProductionChoice("La Drache", "/productions/1", is_current=True)
    return {"productions": ProductionSwitch((choice,)), "counts": {"tasks": 7}}


def count_more(request: HttpRequest) -> dict[str, object]:
    return {"counts": {"jobs": 2}}


def person(*, opens: bool = True, theme: str = "dark") -> Any:
    """Somebody signed in for whom every door opens, or none but the public ones."""
    return SimpleNamespace(
        is_authenticated=True,
        theme=theme,
        single_keys=False,
        may=lambda *asked, **where: opens,
        scope=lambda: SimpleNamespace(is_somebody=opens),
    )


def at(path: str, user: Any) -> Shell:
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(path)
    return Shell(request)


@pytest.fixture(autouse=True)
def hooked(settings: "Settings") -> None:
    settings.COULISSE_SHELL = [HOOK, "tests.foundation.ui.test_shell.count_more"]


def test_the_desk_comes_from_the_address() -> None:
    assert at("/floor/schedule/", person()).desk == "floor"
    assert at("/styleguide", person()).desk == HOUSE


def test_one_tab_is_current() -> None:
    assert [tab.desk for tab in at("/office/budget/", person()).tabs if tab.is_current] == ["office"]


def test_the_rail_has_the_morning_and_four_desks_with_a_key_each() -> None:
    tabs = at("/styleguide", person()).tabs
    assert [tab.key for tab in tabs] == ["m", "a", "p", "u", "c"]
    assert all(tab.address for tab in tabs)


def test_counts_of_all_hooks_reach_their_slices() -> None:
    counts = {tab.address: tab.count for tab in at("/styleguide", person()).house_slices if tab.count}
    assert set(counts.values()) <= {7, 2}
    assert counts["/tasks/"] == 7


def test_a_room_whose_door_stays_shut_is_not_shown() -> None:
    assert len(at("/styleguide", person(opens=False)).slices) < len(at("/styleguide", person()).slices)


def test_a_visitor_gets_no_hook_and_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "hooks", lambda paths: pytest.fail("a hook ran for a visitor"))
    visited = at("/styleguide", AnonymousUser())
    assert visited.productions is None
    assert visited.slices == ()


def test_the_switch_names_the_current_production() -> None:
    switch = at("/styleguide", person()).productions
    assert switch is not None
    assert switch.current is not None
    assert switch.current.label == "La Drache"


@pytest.mark.parametrize(("wished", "drawn"), [("light", "light"), ("dark", "dark"), ("neon", "auto")])
def test_the_theme_is_the_readers(wished: str, drawn: str) -> None:
    assert at("/styleguide", person(theme=wished)).theme == drawn


def test_a_visitor_keeps_the_theme_in_a_cookie() -> None:
    visited = at("/styleguide", AnonymousUser())
    visited.request.COOKIES[frame.THEME_COOKIE] = "dark"
    assert visited.theme == "dark"


def test_a_page_that_this_house_lacks_has_no_address() -> None:
    assert Slice("Nowhere", "nowhere:list").address == ""


def test_every_address_of_the_navigation_exists() -> None:
    plan = navigation()
    rooms = [each for slices in plan.SLICES.values() for each in slices]
    every: list[Tab | Slice] = [*plan.TABS, *plan.PERSON_MENU, *rooms]
    assert [each.url_name for each in every if not each.address] == []
    assert Slice("", plan.SEARCH).address
