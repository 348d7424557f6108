import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.shell import production_switch
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.shell import ProductionSwitch
from tests.cast import Cast, production

pytestmark = pytest.mark.django_db


def request(user: User, address: str = "/tasks/") -> SignedInRequest:
    made = RequestFactory().get(address)
    made.user, made.session = user, SessionStore()
    made.resolver_match = resolve(made.path)
    return made  # type: ignore[return-value]


def switch(asked: SignedInRequest) -> ProductionSwitch:
    found = production_switch(asked)["productions"]
    assert isinstance(found, ProductionSwitch)
    return found


def test_one_query_whatever_the_number(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(20):
        production(f"P{number}", f"p{number}", cast.company)
    asked = request(cast.odile)
    cast.odile.scope()
    with django_assert_num_queries(1):
        assert len(switch(asked).choices) == 22


def test_the_asked_production_becomes_the_current_one_and_stays(cast: Cast) -> None:
    asked = request(cast.odile, f"/tasks/?production={cast.gel.pk}")
    current = switch(asked).current
    assert current is not None and current.label == "Le Gel"
    assert asked.session["production"] == cast.gel.pk


def test_a_production_out_of_reach_is_not_opened(cast: Cast) -> None:
    asked = request(cast.nadia, f"/tasks/?production={cast.gel.pk}")
    assert [choice.label for choice in switch(asked).choices] == ["La Drache"]
    assert "production" not in asked.session


def test_a_list_stays_and_the_page_of_an_object_gives_way(cast: Cast) -> None:
    on_a_list = switch(request(cast.nadia)).choices[0]
    on_an_object = switch(request(cast.nadia, "/tasks/7")).choices[0]
    assert on_a_list.address == f"/tasks/?production={cast.drache.pk}"
    assert on_an_object.address == f"/productions/{cast.drache.pk}?production={cast.drache.pk}"


def test_the_bar_says_what_it_is(cast: Cast) -> None:
    cast.drache.details = {"shooting_days": 32}
    cast.drache.save()
    with translation.override("fr"):
        current = switch(request(cast.nadia)).current
    assert current is not None and current.detail == "Long métrage · 32 jours"


def test_nobody_gets_nothing(cast: Cast) -> None:
    asked = request(cast.nadia)
    asked.user = AnonymousUser()  # type: ignore[assignment]
    assert production_switch(asked) == {}
    assert production_switch(request(cast.achille)) == {}
