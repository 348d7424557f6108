"""Day 15 in the database: the plan, the crew of 34, and the thirteen days before it as they were shot."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.dailies.models import SceneDone
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.house.sample.floor.crew import CREW
from coulisse.kernel.times import in_brussels
from tests.cast import Cast
from tests.desks.floor.la_drache import DAY_15, Drache, contact, shoot

LAST_TO_LEAVE = {"Frédéric Magnée": 15, "Elke Smets": 15}
"""The two who lock up: a quarter of an hour after the wrap."""
SHOT_SECONDS = 41 * 60 + 50
"""Useful length of days 1 to 13, against an estimate of 40′15″."""


@dataclass(frozen=True, slots=True)
class Fifteen:
    drache: Drache
    day: Day


def at(hour: str, *, days: int = 0) -> datetime:
    return in_brussels(DAY_15 + timedelta(days=days), time.fromisoformat(hour))


def day_fifteen(cast: Cast, *, shot_before: bool = True) -> Fifteen:
    """v9 approved, as on the morning of 17/03/2027."""
    drache = shoot(cast)
    Board.objects.filter(pk=drache.v8.pk).update(state=Board.State.PAST)
    Board.objects.filter(pk=drache.v9.pk).update(state=Board.State.APPROVED)
    for order, facts in enumerate(CREW):
        CrewMember.objects.create(
            production=drache.production,
            contact=contact(facts.name),
            function=facts.function,
            department=facts.department,
            order=order,
            call_shift=facts.call_shift,
            wrap_shift=LAST_TO_LEAVE.get(facts.name, facts.wrap_shift),
            leaves_at=time.fromisoformat(facts.leaves_at) if facts.leaves_at else None,
            is_flat_rate=facts.is_flat_rate,
            is_key_contact=facts.is_key_contact,
        )
    if shot_before:
        shoot_days_before(drache)
    return Fifteen(
        drache, Day.objects.select_related("board__production__company").get(board=drache.v9, number=15)
    )


def shoot_days_before(drache: Drache) -> None:
    """Days 1 to 13, every scene complete, a little longer on screen than estimated."""
    strips = list(
        Strip.objects.filter(board=drache.v9, day__number__lt=14)
        .select_related("scene", "day__board")
        .order_by("day", "position")
    )
    estimate = sum(strip.scene.seconds or 0 for strip in strips if strip.scene)
    run = given = 0
    for strip in strips:
        assert strip.scene
        assert strip.day
        run += strip.scene.seconds or 0
        upto = SHOT_SECONDS * run // estimate
        SceneDone.objects.create(
            day=shooting_day(strip.day),
            scene=strip.scene,
            state=SceneDone.State.COMPLETE,
            eighths=strip.eighths,
            seconds=upto - given,
            shots=10,
        )
        given = upto
