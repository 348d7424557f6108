"""Yvan Grosjean is seventy minutes late on day 14 (scenario A11): what it touches, another order, who is told."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from coulisse.desks.floor.dailies.models import Incident
from coulisse.desks.floor.dailies.queries.today import today
from coulisse.desks.floor.dailies.queries.unforeseen import Unforeseen, propose
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.kernel.times import in_brussels
from tests.cast import Cast
from tests.desks.floor.dailies.day_fifteen import Fifteen, day_fifteen

pytestmark = pytest.mark.django_db


@pytest.fixture
def fifteen(cast: Cast) -> Fifteen:
    return day_fifteen(cast)


def fourteen(fifteen: Fifteen) -> Day:
    """Day 14 of v8, which was not cancelled yet."""
    drache = fifteen.drache
    Board.objects.filter(pk=drache.v9.pk).update(state=Board.State.DRAFT)
    Board.objects.filter(pk=drache.v8.pk).update(state=Board.State.APPROVED)
    return Day.objects.select_related("board__production__company").get(board=drache.v8, number=14)


def proposal(day: Day, *, hour: int, minutes: int) -> Unforeseen:
    now = in_brussels(date(2027, 3, 16), time(hour))
    seen = today(day, now=now)
    late = next(line.called for line in seen.people if line.called.name == "Yvan Grosjean")
    return propose(seen, late=late, minutes=minutes, now=now)


def test_the_scenes_of_the_late_actor_wait_and_the_others_go_first(fifteen: Fifteen) -> None:
    found = proposal(fourteen(fifteen), hour=8, minutes=70)
    assert {line.strip.number for line in found.touched} == {"12", "14"}
    assert found.scenes[0].line.strip.number == "17"
    assert found.until - in_brussels(date(2027, 3, 16), found.until.time().replace(hour=8, minute=0)) == timedelta(
        minutes=70
    )


def test_only_those_whose_hour_moves_are_told(fifteen: Fifteen) -> None:
    found = proposal(fourteen(fifteen), hour=8, minutes=70)
    told = {message.called.name for message in found.messages}
    assert "Yvan Grosjean" in told
    assert len(told) == 9


def test_a_delay_that_touches_nothing_tells_nobody(fifteen: Fifteen) -> None:
    found = proposal(fourteen(fifteen), hour=5, minutes=30)
    assert found.messages == ()
    assert found.around.moved == ()


def test_applying_it_moves_the_strips_and_writes_the_incident(
    fifteen: Fifteen, cast: Cast, client: Client
) -> None:
    day = fourteen(fifteen)
    client.force_login(cast.bastien)
    late = fifteen.drache.actors[2]
    page = client.get(f"/floor/dailies/{day.pk}/unforeseen?person={late.pk}&minutes=70")
    assert page.status_code == 200
    answer = client.post(
        f"/floor/dailies/{day.pk}/unforeseen/apply", {"person": late.pk, "minutes": 70, "cause": ""}
    )
    assert answer.status_code == 302
    assert Incident.objects.get().kind == "late"
