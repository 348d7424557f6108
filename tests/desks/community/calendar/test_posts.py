"""A publication is moved, tied and untied on screen; clocks that change, rights and walls hold."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from coulisse.desks.community.calendar.models import CalendarMove, OnCall, PostSlot
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, Cast
from tests.desks.community.calendar.rows import AT_NINE, ON_AIR, a_broadcast, a_post, an_account_of, lent

pytestmark = pytest.mark.django_db
HERE = "/community/calendar/"
NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)
STATE = Publication.State


@pytest.fixture(autouse=True)
def clock() -> Any:
    with patch("django.utils.timezone.now", lambda: NOW):
        yield


@pytest.fixture
def ines(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def again(row: Publication) -> Publication:
    return Publication.objects.get(pk=row.pk)


def moved(client: Client, row: Publication, day: str, hour: str, **more: Any) -> Any:
    told = {"day": day, "hour": hour, "version": again(row).version, **more}
    return client.post(f"{HERE}publications/{row.pk}/move", told)


def test_an_armed_one_moves_stays_armed_and_it_is_told(ines: Client, cast: Cast) -> None:
    row = a_post(cast.drache)
    assert moved(ines, row, "2027-05-08", "10:30").status_code == 302
    assert (again(row).state, again(row).due_at.isoformat()) == ("armed", "2027-05-08T08:30:00+00:00")
    [move] = CalendarMove.objects.all()
    assert (move.kind, move.was_at, move.by) == ("hand", row.due_at, cast.ines)
    assert Entry.objects.filter(kind="community.calendar.moved").count() == 1


def test_dropped_on_a_day_it_leads_back_to_the_week_and_nowhere_else(ines: Client, cast: Cast) -> None:
    row = a_post(cast.drache)
    answer = moved(ines, row, "2027-05-08", "10:30", back=f"{HERE}?view=week&day=2027-05-08")
    assert answer["Location"] == f"{HERE}?view=week&day=2027-05-08"
    answer = moved(ines, row, "2027-05-09", "10:30", back="https://elsewhere.example/community/calendar/")
    assert answer["Location"] == f"{HERE}publications/{row.pk}"


def test_an_hour_that_does_not_exist_is_refused_one_that_happens_twice_is_asked_for(
    ines: Client, cast: Cast
) -> None:
    row = a_post(cast.drache)
    answer = moved(ines, row, "2027-03-28", "02:30")
    assert answer.status_code == 422 and "03:00" in words(answer.content)
    answer = moved(ines, row, "2027-10-31", "02:30")
    assert answer.status_code == 422 and 'name="twice"' in answer.content.decode()
    assert again(row).due_at == row.due_at
    moved(ines, row, "2027-10-31", "02:30", twice="earlier")
    assert again(row).due_at.isoformat() == "2027-10-31T00:30:00+00:00"
    moved(ines, row, "2027-10-31", "02:30", twice="later")
    assert again(row).due_at.isoformat() == "2027-10-31T01:30:00+00:00"


def test_a_stale_move_a_past_moment_and_what_is_out_change_nothing(ines: Client, cast: Cast) -> None:
    row = a_post(cast.drache)
    ines.post(f"{HERE}publications/{row.pk}/move", {"day": "2027-05-08", "hour": "10:00", "version": 7})
    moved(ines, row, "2027-02-08", "10:00")
    assert again(row).due_at == row.due_at
    out = a_post(
        cast.drache, state=STATE.CONFIRMED, address="https://example.com/1", confirmed_at=AT, due_at=AT_NINE
    )
    moved(ines, out, "2027-05-08", "10:00")
    assert again(out).due_at == out.due_at
    assert not CalendarMove.objects.exists()


def test_moved_under_its_embargo_it_is_paused_and_says_why(ines: Client, cast: Cast) -> None:
    idea = Idea.objects.create(title="Jury", not_before=AT_NINE - timedelta(hours=1), created_at=AT)
    row = a_post(cast.drache, idea=idea)
    moved(ines, row, "2027-05-05", "10:00")
    assert (again(row).state, again(row).paused_why) == ("paused", "moved.held")
    assert "embargo" in words(ines.get(f"{HERE}publications/{row.pk}").content).lower()


def tied(client: Client, row: Publication, slot: Any, amount: int, unit: str, side: str) -> Any:
    told = {"broadcast": slot.pk, "amount": amount, "unit": unit, "side": side, "version": again(row).version}
    return client.post(f"{HERE}publications/{row.pk}/tie", told)


def test_tied_to_a_broadcast_moved_and_untied(ines: Client, cast: Cast) -> None:
    row, slot = a_post(cast.drache), a_broadcast(cast.drache)
    tied(ines, row, slot, 2, "hours", "before")
    now = again(row)
    assert (now.broadcast_id, now.offset_minutes, now.due_at) == (slot.pk, -120, ON_AIR - timedelta(hours=2))
    moved(ines, row, "2027-05-06", "20:00")
    assert again(row).offset_minutes == -25
    ines.post(f"{HERE}publications/{row.pk}/untie", {"version": again(row).version})
    assert (again(row).broadcast_id, again(row).due_at) == (None, ON_AIR - timedelta(minutes=25))


def test_days_before_keep_the_hour_of_the_clock_across_the_change(ines: Client, cast: Cast) -> None:
    sunday = datetime.fromisoformat("2027-03-28T20:25:00+02:00")
    row, slot = a_post(cast.drache), a_broadcast(cast.drache, starts_at=sunday)
    tied(ines, row, slot, 7, "days", "before")
    assert again(row).due_at == datetime.fromisoformat("2027-03-21T20:25:00+01:00")
    assert again(row).offset_minutes == -(7 * 24 * 60 - 60)


def test_a_programme_of_another_house_is_not_offered(ines: Client, cast: Cast) -> None:
    row, slot = a_post(cast.drache), a_broadcast(None)
    assert tied(ines, row, slot, 1, "hours", "before").status_code == 422
    assert again(row).broadcast_id is None


def test_what_the_grid_did_is_looked_at_once(ines: Client, cast: Cast) -> None:
    row = a_post(cast.drache)
    CalendarMove.objects.create(
        publication=row, kind="stated", source="journal:1", was_at=AT, now_at=AT, detail="20 h 25", at=AT
    )
    page = f"{HERE}publications/{row.pk}"
    assert "« 20 h 25 »" in words(ines.get(page).content)
    assert "« 20 h 25 »" in words(ines.get(f"{page}/told").content)
    ines.post(f"{page}/seen")
    assert CalendarMove.objects.get().seen_by == cast.ines


def test_comments_are_answered_and_settled(ines: Client, cast: Cast) -> None:
    row = a_post(cast.drache)
    token = lent(cast).token
    guest = Client()
    guest.post(f"{HERE}guests/{token}/comment/{row.pk}", {"text": "Mag het om 10 u?"})
    page = f"{HERE}publications/{row.pk}"
    assert "Mag het om 10 u?" in words(ines.get(page).content)
    ines.post(f"{page}/comment", {"text": "Dat kan."})
    ines.post(f"{page}/settle")
    assert not row.calendar_comments.filter(settled_at__isnull=True).exists()
    assert "Dat kan." in words(guest.get(f"/g/{token}/").content)


def test_a_guest_reads_only_what_is_lent(cast: Cast) -> None:
    mine = a_post(cast.drache, text="Voor het festival.")
    outside = a_post(cast.drache, text="Veel later.", due_at=AT_NINE + timedelta(days=30))
    theirs = a_post(cast.gel, text="Le Gel.", account=an_account_of(cast.gel, "gel"))
    dropped = a_post(cast.drache, text="Weg.", state=STATE.CANCELLED)
    token = lent(cast).token
    guest = Client()
    for row in (outside, theirs, dropped):
        assert guest.post(f"{HERE}guests/{token}/comment/{row.pk}", {"text": "?"}).status_code == 404
    assert guest.post(f"{HERE}guests/{token}/comment/{mine.pk}", {"text": "Ja"}).status_code == 302
    paper = guest.get(f"{HERE}guests/{token}/calendar.xlsx")
    assert paper["Cache-Control"] == "no-store"
    assert guest.get(f"{HERE}guests/{token}x/calendar.pdf").status_code == 404


def test_a_production_that_is_lent_hides_its_clients_other_work(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save()
    account = an_account_of(cast.gel, "client")
    account.production, account.client = None, cast.client
    account.save()
    row = a_post(cast.gel, account=account)
    token = lent(cast).token
    assert Client().post(f"{HERE}guests/{token}/comment/{row.pk}", {"text": "?"}).status_code == 404
    whole = lent(cast, production=None, client=cast.client).token
    assert Client().post(f"{HERE}guests/{whole}/comment/{row.pk}", {"text": "?"}).status_code == 302


def test_slots_and_on_call_by_form(ines: Client, cast: Cast) -> None:
    account = an_account_of(cast.drache)
    slot = {"account": account.pk, "weekday": 2, "at": "18:00", "starts_on": "2027-03-01"}
    here = f"?production={cast.drache.pk}"
    assert ines.post(f"{HERE}slots{here}", slot).status_code == 302
    assert ines.post(f"{HERE}slots{here}", slot).status_code == 422
    called = {"person": cast.ines.pk, "starts_on": "2027-05-08", "ends_on": "2027-05-09", "owner": "house"}
    assert ines.post(f"{HERE}on-call{here}", called).status_code == 302
    backwards = called | {"ends_on": "2027-05-01"}
    assert ines.post(f"{HERE}on-call{here}", backwards).status_code == 422
    assert "Inès Ouali" in words(ines.get(f"{HERE}on-call").content)
    ines.post(f"{HERE}slots/{PostSlot.objects.get().pk}/end")
    ines.post(f"{HERE}on-call/{OnCall.objects.get().pk}/off")
    assert not PostSlot.objects.exists() and not OnCall.objects.exists()


def test_a_calendar_is_lent_only_in_a_zone_that_exists(ines: Client, cast: Cast) -> None:
    told = {
        "owner": f"production-{cast.drache.pk}",
        "name": "Kobe",
        "language": "nl",
        "starts_on": "2027-04-30",
        "ends_on": "2027-05-09",
        "zone": "Europe/Brussel",
    }
    here = f"{HERE}lent?production={cast.drache.pk}"
    assert ines.post(here, told).status_code == 422
    made = ines.post(here, told | {"zone": "Europe/London"})
    assert "<code>" in made.content.decode()


def test_whoever_has_an_address_gets_the_link_by_mail_in_their_language(cast: Cast) -> None:
    lent(cast, email="kobe@capsambre.example")
    letter = Letter.objects.get()
    assert "/g/" in letter.text and "Kobe Maes" in letter.text
    assert letter.language == "nl"


def test_nothing_is_armed_on_a_cancelled_broadcast(cast: Cast) -> None:
    slot = a_broadcast(cast.drache, state=Broadcast.State.CANCELLED)
    row = a_post(cast.drache, broadcast=slot, offset_minutes=-60, due_at=AT_NINE, state=STATE.DRAFT)
    with pytest.raises(publications.NotCleared) as refused:
        publications.arm(publication=row, by=cast.ines, at=NOW)
    assert [reason.code for reason in refused.value.reasons] == ["publishing.off-the-grid"]


def test_written_anew_at_another_hour_it_stays_tied_at_another_distance(cast: Cast) -> None:
    slot = a_broadcast(cast.drache)
    row = a_post(
        cast.drache, broadcast=slot, offset_minutes=-60, due_at=ON_AIR - timedelta(hours=1), state="draft"
    )
    values = {"text": "Bientôt.", "due_at": ON_AIR - timedelta(minutes=30)}
    publications.rewrite(publication=row, values=values, files=(), read_version=row.version)
    assert (again(row).offset_minutes, again(row).broadcast_id) == (-30, slot.pk)
