"""Small shoots for the tests: a scene, a day, a role said in few words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations, product
from random import Random
from typing import Any

from coulisse.engines.stripboard.plan.cost import price, total_cents
from coulisse.engines.stripboard.plan.flags import find_flags
from coulisse.engines.stripboard.plan.records import (
    Assignment,
    Effect,
    Flag,
    FlagCode,
    Place,
    PlanDay,
    PlanRole,
    PlanScene,
    Rules,
    Shoot,
    Weights,
)

MONDAY = date(2027, 3, 1)
NO_COVER = Rules(cover_eighths=0)


def scene(id: str, roles: str = "", **other: Any) -> PlanScene:
    """A scene of one page and 100 minutes in place A; roles are single letters."""
    given: dict[str, Any] = {"eighths": 8, "minutes": 100, "set": "s", "place": "A", **other}
    return PlanScene(id=id, roles=frozenset(roles), **given)


def night(id: str, roles: str = "", **other: Any) -> PlanScene:
    return scene(id, roles, **{"exterior": True, "effect": Effect.NIGHT, **other})


def days(count: int, **other: Any) -> tuple[PlanDay, ...]:
    """Days that follow each other from a Monday."""
    return tuple(PlanDay(index=index, date=MONDAY + timedelta(days=index), **other) for index in range(count))


def role(id: str, rate: int = 50_000, **other: Any) -> PlanRole:
    return PlanRole(id=id, day_rate_cents=rate, **other)


def shoot(
    scenes: Sequence[PlanScene],
    calendar: Sequence[PlanDay],
    roles: Sequence[PlanRole] = (),
    places: Sequence[Place] = (),
    rules: Rules = NO_COVER,
    weights: Weights | None = None,
) -> Shoot:
    """Roles and places that aren't given are made: 500 euros a day, free every day."""
    known = {one.id for one in roles}
    played = sorted({name for one in scenes for name in one.roles} - known)
    settled = {one.id for one in places}
    used = sorted({one.place for one in scenes} - settled)
    return Shoot(
        scenes=tuple(scenes),
        roles=(*roles, *(role(name) for name in played)),
        places=(*places, *(Place(name) for name in used)),
        days=tuple(calendar),
        rules=rules,
        weights=weights or Weights(),
    )


def flags_of(made: Shoot, *assignment: str) -> list[FlagCode]:
    return [flag.code for flag in found(made, *assignment)]


def found(made: Shoot, *assignment: str) -> tuple[Flag, ...]:
    """The flags of a plan: one word of scene ids for each day."""
    return find_flags(made, tuple(tuple(day) for day in assignment))


def cheapest(made: Shoot) -> int | None:
    """The least cost of a plan without flag, by trying every one; None if there is none."""
    costs = [total_cents(price(made, plan)) for plan in every_plan(made) if not find_flags(made, plan)]
    return min(costs, default=None)


def every_plan(made: Shoot) -> Iterator[Assignment]:
    names = [one.id for one in made.scenes]
    for where in product(range(len(made.days)), repeat=len(names)):
        held = [
            [name for name, day in zip(names, where, strict=True) if day == at] for at in range(len(made.days))
        ]
        yield from product(*(permutations(day) for day in held))


def small_shoot(seed: int) -> Shoot:
    """Five scenes, three days, everything that a plan has to look at, at random."""
    random = Random(seed)
    names = "PQR"
    calendar = days(3, max_eighths=20, max_minutes=420, normal_minutes=300, light_to=19 * 60)
    scenes = [
        scene(
            str(number),
            "".join(name for name in names if random.random() < 0.5),
            minutes=random.choice((60, 100, 150)),
            eighths=random.choice((4, 6, 9)),
            set=random.choice("st"),
            place=random.choice("AB"),
            effect=random.choice((Effect.DAY, Effect.DAY, Effect.NIGHT)),
            exterior=random.random() < 0.4,
            weather_bound=random.random() < 0.2,
            fixed_day=random.choice((None, None, None, None, 1)),
        )
        for number in range(5)
    ]
    roles = [
        role(
            name,
            random.choice((30_000, 50_000, 90_000)),
            available=random.choice((None, frozenset({0, 1}), frozenset({0, 2}))),
            hold_paid=random.random() < 0.8,
        )
        for name in names
    ]
    weights = Weights(
        shooting_day=random.choice((0, 100_000)),
        move=40_000,
        overnight_move=25_000,
        switch=15_000,
        set_change=5_000,
        overtime_minute=300,
    )
    return shoot(scenes, calendar, roles, rules=Rules(cover_eighths=4), weights=weights)
