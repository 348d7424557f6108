"""What a calendar shows, and in how many queries."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.community.calendar.models import CalendarComment, CalendarMove, OnCall, PostSlot
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Idea
from tests.cast import AT, Cast, give, person
from tests.desks.community.approving.rows import campaign, handed_in, says
from tests.desks.community.calendar.rows import AT_NINE, MAY_6, ON_AIR, a_broadcast, a_post, an_account_of

pytestmark = pytest.mark.django_db
HERE = "/community/calendar/"
NOW = datetime(2027, 4, 30, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with patch("django.utils.timezone.now", lambda: NOW):
        yield


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ines(cast: Cast) -> Client:
    return browser_of(cast.ines)


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def week(client: Client, cast: Cast, **asked: str) -> str:
    answer = client.get(HERE, {"production": str(cast.drache.pk), "day": MAY_6.isoformat(), **asked})
    assert answer.status_code == 200
    return words(answer.content)


def test_the_week_names_holiday_on_call_programme_network_language_and_state(ines: Client, cast: Cast) -> None:
    a_broadcast(cast.drache)
    a_post(cast.drache, text="Ce soir, La Drache.", language="nl")
    OnCall.objects.create(person=cast.ines, starts_on=MAY_6, ends_on=MAY_6, written_at=AT)
    seen = week(ines, cast)
    assert "Ascension" in seen and "Inès Ouali" in seen
    assert "20:25 La Drache" in seen
    assert "Instagram, 09:00 NL" in seen and "Ce soir, La Drache. " in seen


@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_each_view_opens_full_and_empty(ines: Client, cast: Cast, view: str) -> None:
    assert "200" not in week(ines, cast, view=view)[:3]
    a_broadcast(cast.drache)
    a_broadcast(None, starts_at=ON_AIR - timedelta(hours=1))
    a_post(cast.drache, text="Un seul mot.")
    assert "Un seul mot." in week(ines, cast, view=view)


def test_filters_by_network_language_and_whose(ines: Client, cast: Cast) -> None:
    a_post(cast.drache, text="Une en français.")
    a_post(cast.drache, text="Een in het Nederlands.", language="nl")
    theirs = an_account_of(cast.gel, "legel", "mastodon")
    a_post(cast.gel, text="Le Gel arrive.", account=theirs)
    assert "Le Gel arrive." not in week(ines, cast)
    everything = week(ines, cast, whose="all")
    assert "Le Gel arrive." in everything and "Une en français." in everything
    assert "Le Gel arrive." not in week(ines, cast, whose="all", network="instagram")
    dutch = week(ines, cast, language="nl")
    assert "Een in het Nederlands." in dutch and "Une en français." not in dutch


def test_a_client_has_its_own_calendar_and_walls_hold(cast: Cast) -> None:
    account = an_account_of(cast.drache)
    account.production, account.client = None, cast.client
    account.save()
    a_post(cast.gel, text="Pour le festival.", account=account)
    only_gel = person("Gert", "gert@meuse.example")
    give(only_gel, "community_manager", production=cast.gel)
    seen = browser_of(only_gel).get(HERE, {"production": str(cast.gel.pk), "day": "2027-05-06", "whose": "all"})
    assert "Pour le festival." not in words(seen.content)
    asked = {"production": str(cast.gel.pk), "day": "2027-05-06", "whose": f"client-{cast.client.pk}"}
    assert "Pour le festival." in words(browser_of(cast.ines).get(HERE, asked).content)


def test_gaps_a_first_broadcast_without_a_post_an_empty_slot_nobody_on_call(ines: Client, cast: Cast) -> None:
    slot = a_broadcast(cast.drache)
    a_broadcast(cast.drache, starts_at=ON_AIR + timedelta(hours=5), is_repeat=True)
    account = an_account_of(cast.drache)
    PostSlot.objects.create(account=account, weekday=3, at="09:00", starts_on=date(2027, 4, 1), created_at=AT)
    seen = week(ines, cast)
    assert seen.count("première sans publication") + seen.count("première without a post") == 2
    assert "1 " in seen and ("à remplir" in seen or "to be filled" in seen)
    a_post(cast.drache, broadcast=slot, offset_minutes=-60, due_at=ON_AIR - timedelta(minutes=60))
    a_post(cast.drache, due_at=AT_NINE + timedelta(minutes=30))
    seen = week(ines, cast)
    assert "première sans publication" not in seen and "première without a post" not in seen
    assert "to be filled" not in seen and "à remplir" not in seen
    assert "Nobody is on call" in seen or "Personne n’est de garde" in seen


def test_a_second_zone_stands_beside_brussels(ines: Client, cast: Cast) -> None:
    a_post(cast.drache)
    assert "09:00 FR" in week(ines, cast) and "03:00" not in week(ines, cast)
    assert "03:00" in week(ines, cast, zone="America/New_York")
    assert "03:00" not in week(ines, cast, zone="America/Atlantis")


def test_moves_embargo_and_comments_show_on_the_card(ines: Client, cast: Cast) -> None:
    idea = Idea.objects.create(title="Le jury", not_before=AT_NINE - timedelta(hours=1), created_at=AT)
    row = a_post(cast.drache, idea=idea)
    CalendarMove.objects.create(
        publication=row, kind="moved", source="journal:1", was_at=ON_AIR, now_at=row.due_at, at=AT
    )
    CalendarComment.objects.create(publication=row, name="Kobe", text="Mooi", at=AT)
    seen = week(ines, cast)
    assert "20:25" in seen and "06/05/2027, 08:00" in seen


def card_of(html: str, text: str) -> str:
    """The link of one card, as it is sent."""
    cards: list[str] = re.findall(r'<a class="cal-post.*?</a>', html, re.S)
    return next(card for card in cards if text in card)


@pytest.mark.parametrize("view", ["week", "day"])
def test_a_card_shows_a_dot_for_each_role_and_says_them_in_one_breath(ines: Client, cast: Cast, view: str) -> None:
    made = campaign(cast)
    Publication.objects.filter(pk=made.french.pk).update(due_at=AT_NINE)
    made.french.refresh_from_db()
    row = handed_in(cast, made)
    says(row, made.wannes, "writer", "16 09:30")
    asked = {"production": str(cast.drache.pk), "day": MAY_6.isoformat(), "view": view}
    card = card_of(ines.get(HERE, asked).content.decode(), "1 200 passes")
    assert re.findall(r'<i class="(.?)">', card) == ["y", "h", "y", "y", "", ""]
    (said,) = re.findall(r'<span class="vh">([^<]*Rédaction bilingue[^<]*)</span>', card)
    assert "Rédaction bilingue\xa0: validé, Service-conseil\xa0: en retard" in said
    Publication.objects.filter(pk=made.french.pk).update(agreed_hash="another")
    changed = card_of(ines.get(HERE, asked).content.decode(), "1 200 passes")
    assert re.findall(r'<i class="(.?)">', changed)[-1] == "n"
    assert "changée depuis" in changed
    pane = words(ines.get(f"{HERE}publications/{made.french.pk}/pane").content)
    assert "Validations Rédaction bilingue validé" in pane


def test_one_dot_where_nobody_keeps_a_route(ines: Client, cast: Cast) -> None:
    a_post(cast.drache, agreement_asked=True)
    asked = {"production": str(cast.drache.pk), "day": MAY_6.isoformat()}
    assert re.findall(r'<i class="(.?)">', card_of(ines.get(HERE, asked).content.decode(), "Ce soir")) == ["h"]


def fill(cast: Cast, n: int) -> None:
    slot = a_broadcast(cast.drache, starts_at=ON_AIR + timedelta(minutes=n))
    idea = Idea.objects.create(title=f"Idée {n}", created_at=AT)
    row = a_post(
        cast.drache, due_at=AT_NINE + timedelta(minutes=n), idea=idea, agreed_hash="x", agreement_asked=True
    )
    a_post(cast.drache, due_at=slot.starts_at, broadcast=slot, offset_minutes=0)
    CalendarMove.objects.create(publication=row, kind="moved", was_at=AT, now_at=AT, at=AT)
    CalendarComment.objects.create(publication=row, name="Kobe", text="Mooi", at=AT)
    OnCall.objects.create(person=cast.ines, starts_on=MAY_6, ends_on=MAY_6, written_at=AT)
    PostSlot.objects.create(
        account=an_account_of(cast.drache),
        weekday=n % 7,
        at="23:00",
        starts_on=date(2027, 4, 1) + timedelta(days=n),
        created_at=AT,
    )


@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_the_number_of_queries_does_not_grow(ines: Client, cast: Cast, view: str) -> None:
    fill(cast, 0)
    asked = {"production": str(cast.drache.pk), "day": MAY_6.isoformat(), "view": view}
    ines.get(HERE, asked)
    with CaptureQueriesContext(connection) as first:
        ines.get(HERE, asked)
    for n in range(1, 9):
        fill(cast, n)
    with CaptureQueriesContext(connection) as second:
        ines.get(HERE, asked)
    assert len(second) == len(first)
    assert 10 < len(first) < 40
    assert Publication.objects.count() == 18


@pytest.mark.parametrize(
    ("day", "moments", "said"),
    [
        ("2027-03-28", ("2027-03-28T00:30:00+00:00", "2027-03-28T01:30:00+00:00"), ("01:30", "03:30")),
        ("2027-10-31", ("2027-10-31T00:30:00+00:00", "2027-10-31T01:30:00+00:00"), ("02:30", "02:30")),
    ],
)
def test_days_of_23_and_25_hours_are_whole(
    ines: Client, cast: Cast, day: str, moments: tuple[str, str], said: tuple[str, str]
) -> None:
    for n, moment in enumerate(moments):
        a_post(cast.drache, due_at=datetime.fromisoformat(moment), text=f"Message {n}")
    before = datetime.fromisoformat(f"{day}T00:00:00+02:00") - timedelta(hours=2)
    a_post(cast.drache, due_at=before, text="La veille")
    asked = {"production": str(cast.drache.pk), "day": day, "view": "day"}
    seen = words(ines.get(HERE, asked).content)
    assert re.findall(r"Instagram, (\d\d:\d\d)", seen) == list(said)
    assert "La veille" not in seen
