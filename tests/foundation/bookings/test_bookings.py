"""Confirmed bookings of one unit exclude each other in the database itself; options may overlap and show."""

from datetime import date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coulisse.foundation.bookings import actions
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.foundation.bookings.queries import week_of
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = date(2027, 3, 22)


def hour(day: int, at: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, at, minute, tzinfo=BRUSSELS)


def book(cast: Cast, unit: Unit, start: datetime, end: datetime, **more: object) -> Booking:
    values = {"production": cast.drache, "by": cast.nadia, "at": AT, "confirmed": True, **more}
    return actions.take(unit=unit, starts_at=start, ends_at=end, **values)  # type: ignore[arg-type]


@pytest.fixture
def ronin(cast: Cast) -> Unit:
    return actions.named_item("Ronin 2, n° 1")


def test_two_confirmed_bookings_of_one_unit_are_refused_with_who_stands_there(cast: Cast, ronin: Unit) -> None:
    standing = book(cast, ronin, hour(22, 8), hour(22, 18), production=cast.gel, by=cast.pascaline)
    with pytest.raises(actions.AlreadyBooked) as refusal:
        book(cast, ronin, hour(22, 17), hour(22, 20))
    assert refusal.value.standing == [standing]
    assert Booking.objects.count() == 1


def test_the_hour_of_the_end_is_free_again(cast: Cast, ronin: Unit) -> None:
    book(cast, ronin, hour(22, 8), hour(22, 18))
    book(cast, ronin, hour(22, 18), hour(22, 20))
    assert Booking.objects.count() == 2


def test_the_database_itself_refuses_whoever_writes(cast: Cast, ronin: Unit) -> None:
    first = book(cast, ronin, hour(22, 8), hour(22, 18))
    with pytest.raises(IntegrityError, match=actions.EXCLUSION), transaction.atomic():
        Booking.objects.create(unit=ronin, production=cast.gel, during=first.during, state="confirmed", made_at=AT)


def test_options_overlap_and_both_show_as_clashing(cast: Cast, ronin: Unit) -> None:
    book(cast, ronin, hour(22, 8), hour(22, 18), confirmed=False)
    book(cast, ronin, hour(22, 12), hour(23, 12), confirmed=False, production=cast.gel)
    row = week_of(cast.odile, MONDAY).rows[0]
    assert [[one.clashes for one in day] for day in row.days[:3]] == [[True, True], [True], []]


def test_an_option_is_confirmed_once_the_way_is_free(cast: Cast, ronin: Unit) -> None:
    standing = book(cast, ronin, hour(22, 8), hour(22, 18))
    option = book(cast, ronin, hour(22, 10), hour(22, 12), confirmed=False)
    with pytest.raises(actions.AlreadyBooked):
        actions.confirm(option, read_version=1, by=cast.nadia, at=AT)
    actions.release(standing, read_version=1, by=cast.nadia, at=AT)
    option.refresh_from_db()
    assert actions.confirm(option, read_version=1, by=cast.nadia, at=AT).state == "confirmed"


def test_a_release_is_undone_unless_the_hours_were_given_away(cast: Cast, ronin: Unit) -> None:
    booking = book(cast, ronin, hour(22, 8), hour(22, 18))
    released = actions.release(booking, read_version=1, by=cast.nadia, at=AT)
    again = actions.take_back(released, was=Booking.State.CONFIRMED, by=cast.nadia, at=AT)
    assert again.state == "confirmed"
    released = actions.release(again, read_version=again.version, by=cast.nadia, at=AT)
    book(cast, ronin, hour(22, 8), hour(22, 9), production=cast.gel)
    with pytest.raises(actions.AlreadyBooked):
        actions.take_back(released, was=Booking.State.CONFIRMED, by=cast.nadia, at=AT)


def test_a_stale_move_is_refused(cast: Cast, ronin: Unit) -> None:
    booking = book(cast, ronin, hour(22, 8), hour(22, 18))
    actions.move(booking, starts_at=hour(22, 9), ends_at=hour(22, 18), read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite):
        actions.move(booking, starts_at=hour(22, 7), ends_at=hour(22, 18), read_version=1, by=cast.solange, at=AT)


def test_an_end_before_its_start_is_refused(cast: Cast, ronin: Unit) -> None:
    with pytest.raises(actions.EndsBeforeItStarts):
        book(cast, ronin, hour(22, 18), hour(22, 8))


def test_the_night_when_the_clocks_change_lasts_an_hour_less(cast: Cast, ronin: Unit) -> None:
    booking = book(cast, ronin, hour(27, 22), hour(28, 6))
    booking.refresh_from_db()
    assert booking.during.upper - booking.during.lower == timedelta(hours=7)
    assert [len(day) for day in week_of(cast.nadia, MONDAY).rows[0].days] == [0, 0, 0, 0, 0, 1, 1]


def test_of_another_production_only_the_hours_show(cast: Cast, ronin: Unit) -> None:
    book(cast, ronin, hour(22, 8), hour(22, 18), production=cast.gel, by=cast.pascaline, purpose="patinoire")
    (stretch,) = week_of(cast.nadia, MONDAY).rows[0].days[0]
    assert (stretch.production, stretch.purpose, stretch.is_mine) == ("", "", False)


def test_each_act_is_a_fact_of_its_production(cast: Cast, ronin: Unit) -> None:
    booking = book(cast, ronin, hour(22, 8), hour(22, 18), confirmed=False)
    actions.confirm(booking, read_version=1, by=cast.nadia, at=AT)
    told = Entry.objects.filter(kind__startswith="foundation.bookings").values_list("kind", "production_id")
    assert set(told) == {
        ("foundation.bookings.option-taken", cast.drache.pk),
        ("foundation.bookings.booking-confirmed", cast.drache.pk),
    }


@pytest.mark.django_db
def test_the_week_takes_as_many_queries_for_two_units_as_for_forty(cast: Cast, client: Browser) -> None:
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/bookings/?week={MONDAY}"
    counts = []
    for total in (2, 40):
        for number in range(Unit.objects.count(), total):
            book(cast, actions.named_item(f"Talkie n° {number}"), hour(22, 8), hour(22, 18))
        client.get(address)
        with CaptureQueriesContext(connection) as sent:
            assert client.get(address).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_form_refuses_the_hour_that_does_not_exist(cast: Cast, client: Browser) -> None:
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    sent = {
        "item": "Ronin 2, n° 1",
        "production": cast.drache.pk,
        "from_day": "2027-03-28",
        "from_hour": "02:30",
        "to_day": "2027-03-28",
        "to_hour": "08:00",
    }
    response = client.post("/bookings/add", sent)
    assert response.status_code == 422
    assert "Ronin 2, n° 1" in response.content.decode()
    assert not Booking.objects.exists()
    assert client.post("/bookings/add", {**sent, "from_hour": "03:30"}).status_code == 302
    assert Booking.objects.get().during.lower == hour(28, 3, 30)


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_at_the_same_moment_and_one_is_refused(cast: Cast) -> None:
    ronin = actions.named_item("Ronin 2, n° 1")
    ends: list[str] = []

    def confirm(production: object) -> None:
        try:
            book(cast, ronin, hour(22, 8), hour(22, 18), production=production)
            ends.append("booked")
        except actions.AlreadyBooked:
            ends.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=confirm, args=[production]) for production in (cast.drache, cast.gel)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["booked", "refused"]
