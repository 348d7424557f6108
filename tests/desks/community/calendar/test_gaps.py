"""An empty place of the calendar opens a new idea, filled in; who may not write there only sees it."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from coulisse.desks.community.calendar.models import PostSlot
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.actions import add_pillar, set_objective
from coulisse.desks.community.strategy.models import Idea
from tests.cast import AT, TODAY, Cast, give, person
from tests.desks.community.calendar.rows import MAY_6, ON_AIR, a_broadcast, an_account_of
from tests.stories.test_rights_stop_the_posts import signed_in, words

pytestmark = pytest.mark.django_db
HERE = "/community/calendar/"
ADD = "/community/composing/add"
NOW = datetime(2027, 4, 30, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with patch("django.utils.timezone.now", lambda: NOW):
        yield


@pytest.fixture
def ines(cast: Cast, clock: None) -> Client:
    return signed_in(cast.ines)


def board(client: Client, cast: Cast, view: str = "week") -> str:
    asked = {"production": str(cast.drache.pk), "day": MAY_6.isoformat(), "view": view}
    return client.get(HERE, asked).content.decode()


def link(html: str, kind: str) -> str:
    """Where the gap of that kind leads, on the day."""
    found = map(unescape, re.findall(rf'<a class="{kind}" href="([^"]+)"', html))
    (address,) = [one for one in found if MAY_6.isoformat() in one]
    return address


def a_slot(cast: Cast, **values: Any) -> PostSlot:
    told = {"weekday": 3, "at": "09:00", "starts_on": date(2027, 4, 1), "created_at": AT}
    return PostSlot.objects.create(**{"account": an_account_of(cast.drache), **told, **values})


def field(html: str, name: str) -> str:
    """What a field holds: the value of an input, or the option that is chosen."""
    tag = re.search(rf'<(input|select)[^>]*name="{name}"[^>]*>', html)
    assert tag is not None, name
    if tag[1] == "select":
        inside = html[tag.end() :].partition("</select>")[0]
        return next(iter(re.findall(r'<option value="([^"]*)" selected', inside)), "")
    return unescape(next(iter(re.findall(r'value="([^"]*)"', tag[0])), ""))


@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_an_empty_slot_opens_a_new_idea_with_its_account_hour_and_subject(
    ines: Client, cast: Cast, view: str
) -> None:
    objective = set_objective(
        name="1 200 passes", starts_on=TODAY, ends_on=TODAY, production=cast.drache, by=cast.ines, at=AT
    )
    pillar = add_pillar(objective=objective, values={"name": "Coulisses"})
    slot = a_slot(cast, about="Les coulisses de jeudi", pillar=pillar)
    address = link(board(ines, cast, view), "cal-hole")
    page = ines.get(address).content.decode()
    assert field(page, "title") == "Les coulisses de jeudi"
    assert field(page, "pillar") == str(pillar.pk)
    assert field(page, "account") == str(slot.account_id)
    assert field(page, "due_at") == "2027-05-06T09:00"
    sent = {"title": "Le jury arrive", "account": slot.account_id, "language": "nl", "due_at": "2027-05-06T09:00"}
    answer = ines.post(address, {"production": cast.drache.pk, **sent})
    row = Publication.objects.get()
    assert answer["Location"] == f"/community/composing/variants/{row.pk}"
    assert (row.account_id, row.language, row.state) == (slot.account_id, "nl", "draft")
    assert row.due_at == datetime.fromisoformat("2027-05-06T09:00+02:00")
    assert row.idea is not None and (row.idea.title, row.idea.production_id) == ("Le jury arrive", cast.drache.pk)
    assert "2027-05-06T09" not in board(ines, cast, view), "the slot is filled"


def test_a_premiere_without_a_post_opens_one_that_is_tied_to_it(ines: Client, cast: Cast) -> None:
    slot = a_broadcast(cast.drache)
    account = an_account_of(cast.drache)
    address = link(board(ines, cast), "lack")
    page = ines.get(address).content.decode()
    assert field(page, "title") == "La Drache"
    assert field(page, "due_at") == "2027-05-06T19:25", "an hour before"
    assert "La Drache, 06/05/2027, 20:25" in words(ines.get(address).content)
    sent = {"title": "Ce soir", "account": account.pk, "language": "fr", "broadcast": field(page, "broadcast")}
    ines.post(address, {"production": cast.drache.pk, **sent, "due_at": "2027-05-06T18:25"})
    row = Publication.objects.get()
    assert (row.broadcast, row.offset_minutes) == (slot, -120)
    assert 'class="lack"' not in board(ines, cast), "it lacks no post any more"


def test_without_an_account_only_the_idea_is_kept(ines: Client, cast: Cast) -> None:
    a_broadcast(cast.drache)
    an_account_of(cast.drache)
    address = link(board(ines, cast), "lack")
    answer = ines.post(address, {"production": cast.drache.pk, "title": "Plus tard", "language": "fr"})
    assert answer["Location"] == f"/community/composing/ideas/{Idea.objects.get().pk}"
    assert not Publication.objects.exists()


def test_what_the_form_would_not_take_is_as_if_it_had_not_been_asked(ines: Client, cast: Cast) -> None:
    foreign = a_broadcast(None)
    closed = an_account_of(cast.drache)
    closed.closed_at = AT
    closed.save()
    asked: dict[str, int | str] = {"account": closed.pk, "broadcast": foreign.pk, "due_at": "hier"}
    answer = ines.get(ADD, {**asked, "production": cast.drache.pk, "title": "x" * 300, "pillar": "7 OR 1=1"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert [field(page, name) for name in ("title", "pillar", "account", "broadcast", "due_at")] == [""] * 5
    sent = {"title": "Une idée", "language": "fr"}
    for refused in (
        {"account": closed.pk, "due_at": "2027-05-06T09:00"},
        {"account": an_account_of(cast.gel, "legel").pk, "due_at": "2099-05-06T09:00"},
        {"account": an_account_of(cast.gel, "legel").pk},
        {"account": an_account_of(cast.gel, "legel").pk, "due_at": "2027-05-06T09:00", "broadcast": foreign.pk},
    ):
        address = f"{ADD}?production={cast.drache.pk}&account=1"
        assert ines.post(address, {"production": cast.drache.pk, **sent, **refused}).status_code == 422
    assert not Idea.objects.exists(), "neither or both"


def test_nothing_is_tied_to_a_broadcast_months_away(ines: Client, cast: Cast) -> None:
    slot = a_broadcast(cast.drache, starts_at=ON_AIR + timedelta(days=100))
    asked = {
        "production": cast.drache.pk,
        "title": "Tôt",
        "language": "fr",
        "account": an_account_of(cast.drache).pk,
    }
    sent = {**asked, "broadcast": slot.pk, "due_at": "2027-05-06T09:00"}
    assert ines.post(f"{ADD}?broadcast={slot.pk}", sent).status_code == 422


def test_an_account_of_another_client_says_nothing_of_this_idea(ines: Client, cast: Cast) -> None:
    theirs = an_account_of(cast.drache, "lamby")
    theirs.production, theirs.client = None, cast.other_client
    theirs.save()
    asked = {"production": cast.drache.pk, "title": "Une idée", "language": "fr", "account": theirs.pk}
    assert ines.post(f"{ADD}?account={theirs.pk}", {**asked, "due_at": "2027-05-06T09:00"}).status_code == 422
    page = ines.get(f"{ADD}?account={theirs.pk}&workspace=client-{cast.other_client.pk}").content.decode()
    assert field(page, "account") == str(theirs.pk)


def test_a_client_s_slot_opens_an_idea_of_that_client(ines: Client, cast: Cast) -> None:
    account = an_account_of(cast.drache, "cap")
    account.production, account.client = None, cast.client
    account.save()
    a_slot(cast, account=account)
    asked = {"production": str(cast.drache.pk), "day": MAY_6.isoformat(), "whose": f"client-{cast.client.pk}"}
    address = link(ines.get(HERE, asked).content.decode(), "cal-hole")
    sent = {"workspace": f"client-{cast.client.pk}", "title": "Pour le client", "language": "fr"}
    ines.post(address, {**sent, "account": account.pk, "due_at": "2027-05-06T09:00"})
    row = Publication.objects.select_related("idea").get()
    assert row.idea is not None and row.idea.client == cast.client


def test_who_may_only_read_sees_the_gap_and_is_led_nowhere(cast: Cast) -> None:
    a_slot(cast)
    a_broadcast(cast.drache)
    reader = person("Lise", "lise@meuse.example")
    give(reader, "reader", production=cast.drache)
    browser = signed_in(reader)
    html = board(browser, cast)
    assert 'class="cal-hole"' in html and 'class="lack"' in html
    assert '<a class="cal-hole"' not in html and '<a class="lack"' not in html
    assert browser.get(ADD, {"production": cast.drache.pk, "account": 1}).status_code == 403
