"""A secret address shows its owner's calendar, to whoever holds it, until it is revoked."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser

from coulisse.formats.ics import read_events
from coulisse.foundation.bookings import actions as bookings
from coulisse.foundation.feeds import actions
from coulisse.foundation.feeds.models import Feed
from coulisse.foundation.feeds.queries import events_of
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast

BRUSSELS = ZoneInfo("Europe/Brussels")


def task(cast: Cast, title: str, hour: time | None = None) -> Task:
    return Task.objects.create(
        title=title,
        due_on=date(2027, 10, 31),
        due_time=hour,
        person=cast.nadia,
        production=cast.drache,
        created_by=cast.nadia,
        created_at=AT,
    )


@pytest.mark.django_db
def test_the_calendar_is_read_without_signing_in_and_is_true_to_the_hour(cast: Cast, client: Browser) -> None:
    task(cast, "Déclaration ONSS")
    task(cast, "Réunion, nuit du changement d’heure", time(2, 30))
    _feed, token = actions.make(name="téléphone", by=cast.nadia, at=AT)
    response = client.get(f"/feeds/{token}.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    events = {event.summary: event for event in read_events(response.content).records}
    assert events["Déclaration ONSS"].start == date(2027, 10, 31)
    night = events["Réunion, nuit du changement d’heure"].start
    assert isinstance(night, datetime)
    assert night.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert Feed.objects.get().read_at is not None


@pytest.mark.django_db
def test_it_shows_ones_own_productions_only(cast: Cast) -> None:
    unit = bookings.named_item("Ronin 2, n° 1")
    for production in (cast.drache, cast.gel):
        bookings.take(
            unit=unit,
            production=production,
            starts_at=datetime(2027, 3, 22, 8, tzinfo=BRUSSELS),
            ends_at=datetime(2027, 3, 22, 18, tzinfo=BRUSSELS),
            by=cast.odile,
            at=AT,
        )
    assert [event.description for event in events_of(cast.nadia, AT)] == ["La Drache"]
    assert len(events_of(cast.odile, AT)) == 2


@pytest.mark.django_db
def test_a_revoked_an_unknown_and_a_switched_off_address_are_all_the_same(cast: Cast, client: Browser) -> None:
    feed, token = actions.make(name="téléphone", by=cast.nadia, at=AT)
    _other, second = actions.make(name="tablette", by=cast.bastien, at=AT)
    actions.revoke(feed, by=cast.nadia, at=AT)
    cast.bastien.is_active = False
    cast.bastien.save()
    assert [client.get(f"/feeds/{one}.ics").status_code for one in (token, second, "inconnu")] == [404, 404, 404]


@pytest.mark.django_db
def test_the_secret_is_shown_once_and_never_kept(cast: Cast, client: Browser) -> None:
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    made = client.post("/feeds/make", {"name": "téléphone"}).content.decode()
    secret = made.split('<code class="secret">')[1].split("</code>")[0].rpartition("/")[2].removesuffix(".ics")
    assert client.get(f"/feeds/{secret}.ics").status_code == 200
    assert secret not in client.get("/feeds/").content.decode()
    assert secret not in str(list(Feed.objects.values()))
