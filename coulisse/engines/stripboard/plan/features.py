"""Feature films made from a seed: every one has a plan without a flag, for it is cut out of one.

A hidden plan is laid down first (stays in places, nights at the end of the weeks, children early in the day); the
scenes are then numbered at random and everybody's free days drawn around the days of the hidden plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from coulisse.engines.stripboard.plan.arrange import Arranger
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.records import (
    Assignment,
    Effect,
    FlagCode,
    Minor,
    Place,
    PlanDay,
    PlanRole,
    PlanScene,
    Shoot,
    Weights,
)

HOLIDAYS = frozenset({date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)})
CHILD = Minor(max_minutes=6 * 60, earliest=8 * 60, latest=22 * 60)
WEIGHTS = Weights(
    shooting_day=0,
    move=120_000,
    overnight_move=60_000,
    switch=40_000,
    set_change=15_000,
    overtime_minute=4_500,
)


@dataclass(frozen=True, slots=True)
class Feature:
    """A shoot and the plan that it was cut out of."""

    shoot: Shoot
    hidden: Assignment


@dataclass(slots=True)
class _Part:
    """A role while the film is being written: how often it plays, and in which places it belongs."""

    id: str
    rate: int
    share: float
    places: frozenset[str]
    minor: bool = False


def feature(*, seed: int = 1, scenes: int = 120, days: int = 45, roles: int = 25, places: int = 20) -> Feature:
    """A film of so many scenes; the same seed makes the same film."""
    random = Random(seed)  # noqa: S311  # a film that repeats, not a secret
    calendar = _calendar(days)
    names = [f"P{number:02}" for number in range(1, places + 1)]
    parts = _parts(random, roles, names)
    stays = _stays(random, days, names)
    counts = _counts(random, scenes, days)
    drafts = [list(_scenes_of(random, calendar[day], counts[day], stays[day], parts)) for day in range(days)]
    ids = [str(number) for number in random.sample(range(1, scenes + 1), scenes)]
    named = [[replace(scene, id=ids.pop()) for scene in day] for day in drafts]
    hidden = [[scene.id for scene in day] for day in named]
    fixed = {random.choice(day) for day in random.sample(hidden, 5)}
    written = [
        replace(scene, fixed_day=index if scene.id in fixed else None)
        for index, day in enumerate(named)
        for scene in day
    ]
    shoot = Shoot(
        scenes=tuple(sorted(written, key=lambda scene: int(scene.id))),
        roles=tuple(_role(random, part, named) for part in parts),
        places=tuple(_place(random, name, named) for name in names),
        days=calendar,
        weights=WEIGHTS,
    )
    return _made_possible(shoot, hidden)


def _made_possible(shoot: Shoot, hidden: list[list[str]]) -> Feature:
    """What the hidden plan can't hold is made lighter: shorter scenes, and rain that may fall on the last days."""
    for _ in range(60):
        assignment = Arranger(shoot).arrange(hidden)
        flags = find_flags(shoot, assignment)
        if not flags:
            return Feature(shoot, assignment)
        touched = {scene for flag in flags for day in flag.days for scene in hidden[day]}
        dry = {scene for flag in flags if flag.code is FlagCode.NO_WEATHER_COVER for scene in flag.scenes}
        shoot = replace(
            shoot,
            scenes=tuple(
                replace(
                    scene,
                    minutes=scene.minutes - scene.minutes // 8 if scene.id in touched else scene.minutes,
                    weather_bound=scene.weather_bound and scene.id not in dry,
                )
                for scene in shoot.scenes
            ),
        )
    raise ValueError(f"no plan could be hidden in this film: {flags}")


def _calendar(days: int) -> tuple[PlanDay, ...]:
    """Working days from the first of March 2027; the light of Brussels, from civil dawn to civil dusk, roughly."""
    found: list[PlanDay] = []
    at = date(2027, 3, 1)
    while len(found) < days:
        if at.weekday() < 5 and at not in HOLIDAYS:
            later = (at - date(2027, 3, 1)).days
            summer = 60 if at >= date(2027, 3, 28) else 0
            found.append(
                PlanDay(
                    index=len(found),
                    date=at,
                    max_eighths=34,
                    light_from=6 * 60 + 50 - later * 2 + summer,
                    light_to=18 * 60 + 55 + later * 3 // 2 + summer,
                )
            )
        at += timedelta(days=1)
    return tuple(found)


def _parts(random: Random, roles: int, places: Sequence[str]) -> list[_Part]:
    parts = []
    for number in range(1, roles + 1):
        name = f"R{number:02}"
        if number <= 2:
            parts.append(_Part(name, 120_000 - 20_000 * number, 0.62, frozenset(places)))
        elif number <= 6:
            home = frozenset(random.sample(places, max(len(places) // 2, 1)))
            parts.append(_Part(name, random.randrange(55_000, 80_000, 1_000), 0.45, home))
        elif number <= 14:
            home = frozenset(random.sample(places, min(4, len(places))))
            parts.append(_Part(name, random.randrange(35_000, 55_000, 1_000), 0.45, home, number in (9, 12)))
        else:
            home = frozenset(random.sample(places, min(2, len(places))))
            parts.append(_Part(name, random.randrange(25_000, 40_000, 1_000), 0.35, home))
    return parts


def _stays(random: Random, days: int, places: Sequence[str]) -> list[str]:
    """The place of each day: every place once or twice, in a stretch."""
    order = list(places)
    random.shuffle(order)
    lengths = [1] * len(order)
    while sum(lengths) < days:
        lengths[random.randrange(len(order))] += 1
    return [place for place, length in zip(order, lengths, strict=True) for _ in range(length)][:days]


def _counts(random: Random, scenes: int, days: int) -> list[int]:
    counts = [scenes // days] * days
    for day in random.sample(range(days), scenes - sum(counts)):
        counts[day] += 1
    return counts


def _scenes_of(
    random: Random, day: PlanDay, count: int, place: str, parts: Sequence[_Part]
) -> Iterator[PlanScene]:
    """One day's scenes. Nights are shot outside on some Fridays, and made by hand inside on any day."""
    outdoors = int(place[1:]) % 5 in (1, 3)
    night = outdoors and day.date.weekday() == 4
    for _ in range(count):
        exterior = outdoors and random.random() < 0.8
        dark = night if exterior else random.random() < 0.25
        eighths = max(2, round(random.triangular(3, 14, 7) * 2.7 / count))
        cast = {part.id for part in parts if place in part.places and random.random() < part.share}
        if exterior and dark:
            cast -= {part.id for part in parts if part.minor}
        yield PlanScene(
            id="",
            eighths=eighths,
            minutes=15 * round((25 + 20 * eighths) / 15),
            set=f"{place}-{'ext' if exterior else random.choice('ab')}",
            place=place,
            effect=Effect.NIGHT if dark else Effect.DAY,
            exterior=exterior,
            roles=frozenset(cast or {parts[0].id}),
            weather_bound=exterior and random.random() < 0.7,
        )


def _role(random: Random, part: _Part, days: Sequence[Sequence[PlanScene]]) -> PlanRole:
    """Free on the hidden days, and on most of the others."""
    played = {index for index, day in enumerate(days) if any(part.id in scene.roles for scene in day)}
    away = 0.05 if part.share > 0.6 else random.choice((0.0, 0.15, 0.35))
    free = played | {day for day in range(len(days)) if random.random() >= away}
    return PlanRole(
        id=part.id,
        day_rate_cents=part.rate,
        available=frozenset(free) if away else None,
        hold_paid=part.rate >= 35_000,
        minor=CHILD if part.minor else None,
    )


def _place(random: Random, name: str, days: Sequence[Sequence[PlanScene]]) -> Place:
    """Half of the places can be had at any time, the others around the days of the hidden plan."""
    used = {index for index, day in enumerate(days) if any(scene.place == name for scene in day)}
    if random.random() < 0.5:
        return Place(name)
    around = {day for at in used for day in range(at - 5, at + 6)}
    return Place(name, frozenset(day for day in around if 0 <= day < len(days)))
