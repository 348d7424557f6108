"""The days on which each scene may be shot at all: its date, its people, its place, its light, its own length.

What is ruled out here is ruled out in every company and in every order, so that a bound may rely on it.
"""

from collections.abc import Mapping

from coulisse.engines.stripboard.plan.records import PlanDay, PlanScene, Shoot
from coulisse.engines.stripboard.plan.timeline import DAY, light_window

Domains = Mapping[str, tuple[int, ...]]


def domains_of(shoot: Shoot) -> Domains:
    """Days by scene; a scene without a day means that no plan of this shoot is without a flag."""
    return {
        scene.id: tuple(day.index for day in shoot.days if _may_be_shot(shoot, scene, day))
        for scene in shoot.scenes
    }


def _may_be_shot(shoot: Shoot, scene: PlanScene, day: PlanDay) -> bool:
    return (
        scene.fixed_day in (None, day.index)
        and scene.eighths <= day.max_eighths
        and scene.minutes <= day.max_minutes
        and shoot.may_be_shot(scene, day)
        and _has_time(shoot, scene, day)
    )


def _has_time(shoot: Shoot, scene: PlanScene, day: PlanDay) -> bool:
    """Whether its light and its children's hours leave it room."""
    earliest, latest = light_window(scene, day, shoot.rules) or (0, 2 * DAY)
    for name in scene.roles:
        minor = shoot.role[name].minor
        if minor is not None:
            if scene.minutes > minor.max_minutes:
                return False
            earliest, latest = max(earliest, minor.earliest), min(latest, minor.latest)
    return earliest + scene.minutes <= latest
