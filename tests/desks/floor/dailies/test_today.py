"""The day as it goes: scene 27 starts forty minutes late, and what follows from it (scenario B6)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.models import Mark, Note, Presence, SceneDone
from coulisse.desks.floor.dailies.queries.called import called_on
from coulisse.desks.floor.dailies.queries.today import today
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.schedule.queries.days import day_sheet
from tests.cast import Cast
from tests.desks.floor.dailies.day_fifteen import Fifteen, at, day_fifteen

pytestmark = pytest.mark.django_db


@pytest.fixture
def fifteen(cast: Cast) -> Fifteen:
    return day_fifteen(cast)


def test_everybody_of_the_day_has_an_hour(fifteen: Fifteen) -> None:
    called = called_on(day_sheet(fifteen.day), fifteen.drache.production)
    hours = {one.name: f"{one.call_at:%H:%M}" for one in called if one.call_at}
    assert len([one for one in called if not one.is_cast]) == 34
    assert len([one for one in called if one.is_cast]) == 6
    assert hours["Frédéric Magnée"] == "05:30"
    assert hours["Dirk Van Acker"] == "07:00"


def test_forty_minutes_late_move_the_wrap_the_overtime_and_tomorrow(fifteen: Fifteen, cast: Cast) -> None:
    actions.begin_scene(
        day=fifteen.day,
        scene=fifteen.drache.scenes["27"],
        started_at=at("09:10"),
        by=cast.bastien,
        at=at("09:10"),
    )
    heading = today(fifteen.day, now=at("09:10")).heading
    assert heading is not None
    assert f"{heading.wrap:%H:%M}" == "19:35"
    assert heading.delay == 65
    assert {one.name for one in heading.overtime} == {
        "Dirk Van Acker",
        "Julien Thiry",
        "Marc Lhoest",
        "Didier Hubert",
        "Frédéric Magnée",
        "Elke Smets",
    }
    assert heading.overtime_minutes == 8 * 60 + 15
    assert {(one.name, one.rest) for one in heading.short_rest} == {("Frédéric Magnée", 640), ("Elke Smets", 640)}


def test_on_time_nobody_is_in_trouble(fifteen: Fifteen, cast: Cast) -> None:
    scene = fifteen.drache.scenes["27"]
    actions.begin_scene(day=fifteen.day, scene=scene, started_at=at("08:30"), by=cast.bastien, at=at("08:30"))
    heading = today(fifteen.day, now=at("08:31")).heading
    assert heading is not None
    assert heading.short_rest == ()


def test_who_has_not_come_is_late_and_who_came_is_here(fifteen: Fifteen) -> None:
    called = called_on(day_sheet(fifteen.day), fifteen.drache.production)
    missing = {"Dirk Van Acker", "Julien Thiry", "Nico Frère"}
    for one in called:
        if one.name not in missing and not one.is_cast:
            Presence.objects.create(
                day=shooting_day(fifteen.day), contact_id=one.contact_id, arrived_at=one.call_at
            )
    seen = today(fifteen.day, now=at("08:10"))
    late = {line.called.name for line in seen.late if not line.called.is_cast}
    assert late == missing
    assert sum(line.is_here for line in seen.people if not line.called.is_cast) == 31


def test_marks_keep_their_order(fifteen: Fifteen, cast: Cast) -> None:
    by, when = cast.bastien, at("20:00")
    actions.mark(day=fifteen.day, kind=Mark.Kind.READY, happened_at=at("09:10"), by=by, at=when)
    with pytest.raises(actions.HoursOutOfOrder) as refused:
        actions.mark(day=fifteen.day, kind=Mark.Kind.FIRST_SHOT, happened_at=at("08:10"), by=by, at=when)
    assert refused.value.standing.kind == Mark.Kind.READY
    actions.mark(day=fifteen.day, kind=Mark.Kind.FIRST_SHOT, happened_at=at("09:22"), by=by, at=when)
    corrected = actions.mark(day=fifteen.day, kind=Mark.Kind.FIRST_SHOT, happened_at=at("09:20"), by=by, at=when)
    assert corrected.happened_at == at("09:20")
    assert Mark.objects.count() == 2


def test_a_note_told_twice_arrives_once(fifteen: Fifteen, cast: Cast, client: Client) -> None:
    client.force_login(cast.bastien)
    sent = {"key": "d4f7a1c0-0001", "text": "Porte de la loge 1 abîmée à notre arrivée"}
    for _again in range(2):
        answer = client.post(f"/floor/dailies/{fifteen.day.pk}/note", sent, headers={"X-Queue": "1"})
        assert answer.status_code == 204
    assert Note.objects.count() == 1


def test_a_scene_begun_twice_keeps_its_first_hour(fifteen: Fifteen, cast: Cast) -> None:
    scene = fifteen.drache.scenes["27"]
    for hour in ("09:10", "09:14"):
        actions.begin_scene(day=fifteen.day, scene=scene, started_at=at(hour), by=cast.bastien, at=at(hour))
    assert SceneDone.objects.get(scene=scene, started_at__gte=at("00:01")).started_at == at("09:10")


def test_the_check_list_follows_from_day_to_day(fifteen: Fifteen, cast: Cast) -> None:
    actions.begin_checks(day=fifteen.day)
    first = shooting_day(fifteen.day).checks.first()
    assert first is not None
    actions.tick(check=first, done_at=at("06:05"), by=cast.bastien)
    actions.tick(check=first, done_at=at("06:52"), by=cast.bastien)
    first.refresh_from_db()
    assert first.done_at == at("06:05")
    actions.begin_checks(day=fifteen.day)
    later = fifteen.drache.day(fifteen.drache.v9, 16)
    actions.begin_checks(day=later)
    assert shooting_day(later).checks.count() == shooting_day(fifteen.day).checks.count()
    assert not shooting_day(later).checks.exclude(done_at=None).exists()


def test_the_page_of_the_day_asks_the_same_number_of_questions(
    fifteen: Fifteen, cast: Cast, client: Client
) -> None:
    """As many for one mark as for a full day of them."""
    client.force_login(cast.bastien)
    page = f"/floor/dailies/?production={fifteen.drache.production.pk}&day={fifteen.day.date}"
    client.get(page)
    with CaptureQueriesContext(connection) as bare:
        assert client.get(page).status_code == 200
    actions.begin_checks(day=fifteen.day)
    for one in called_on(day_sheet(fifteen.day), fifteen.drache.production):
        Presence.objects.create(day=shooting_day(fifteen.day), contact_id=one.contact_id, arrived_at=one.call_at)
    for number in ("27", "28"):
        scene = fifteen.drache.scenes[number]
        actions.begin_scene(day=fifteen.day, scene=scene, started_at=at("09:10"), by=cast.bastien, at=at("09:10"))
    with CaptureQueriesContext(connection) as full:
        assert "Frédéric Magnée" in client.get(page).content.decode()
    assert len(full) == len(bare)


def test_what_happened_stays_when_another_plan_is_approved(fifteen: Fifteen, cast: Cast) -> None:
    actions.mark(day=fifteen.day, kind=Mark.Kind.CALL, happened_at=at("06:30"), by=cast.bastien, at=at("06:31"))
    other = fifteen.drache.day(fifteen.drache.v8, 15)
    marks = {line.kind: line.real for line in today(other, now=at("06:40")).marks}
    assert marks["call"] == at("06:30")
