"""A board as the engine of plans takes it: its scenes, roles, places and days, and the order in which they stand.

Scenes go by their number (« 41 », « 12Ab »), roles by the key of their element, places by their own; a set without
a place is shot where the day is, and one in reserve besides stands alone.
"""

from collections.abc import Mapping
from datetime import time
from typing import Final

from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, Terms
from coulisse.desks.floor.schedule.queries.rows import StripRow
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.stripboard.plan.records import (
    Assignment,
    Effect,
    Place,
    PlanDay,
    PlanRole,
    PlanScene,
    Rules,
    Shoot,
    Weights,
)
from coulisse.engines.worktime import Rules as LegalRules

EFFECTS: Final = {
    Scene.Effect.DAY: Effect.DAY,
    Scene.Effect.NIGHT: Effect.NIGHT,
    Scene.Effect.DAWN: Effect.DAWN,
    Scene.Effect.DUSK: Effect.DUSK,
    Scene.Effect.EVENING: Effect.DUSK,
}
TWILIGHT: Final = frozenset({Effect.DAWN, Effect.DUSK})
HOUR: Final = 60
USUAL_MINUTES: Final = 30
"""What a scene takes whose time nobody estimated, for each eighth: a page is four hours."""
NOWHERE: Final = ""
MOST_EIGHTHS: Final = 40
"""For a day without a maximum of its own."""


def priced_shoot(arrangement: Arrangement, weights: Weights) -> Shoot:
    """The shoot as far as prices go: without availabilities, light and children, which cost nothing."""
    places = place_of_strips(arrangement)
    return Shoot(
        scenes=tuple(plan_scene(arrangement, strip, places[strip.pk]) for strip in arrangement.scenes),
        roles=tuple(
            PlanRole(str(role.pk), _terms(arrangement, role.pk).rate_cents or 0, hold_paid=False)
            for role in arrangement.roles
        ),
        places=tuple(Place(key) for key in dict.fromkeys(places.values())),
        days=tuple(plan_day(index, day) for index, day in enumerate(arrangement.shot_days)),
        weights=weights,
    )


def assignment_of(arrangement: Arrangement) -> Assignment:
    """The scenes of each shot day, in order, as the board has them."""
    return tuple(tuple(strip.number for strip in arrangement.scenes_of(day.pk)) for day in arrangement.shot_days)


def weights_of(board: Board) -> Weights:
    """The prices of a board. A move between two days has none: the unit drives home in any case."""
    prices: Mapping[str, int] = board.prices
    return Weights(
        move=prices.get("company_move", 0),
        switch=prices.get("effect_switch", 0),
        set_change=prices.get("set_change", 0),
        overtime_minute=prices.get("overtime_hour", 0) // HOUR,
    )


def place_of_strips(arrangement: Arrangement) -> dict[int, str]:
    """Where each scene is shot, by the key of its strip."""
    days = {day.pk: day for day in arrangement.rows.days}
    found: dict[int, str] = {}
    for strip in arrangement.scenes:
        day = days.get(strip.day_id or 0)
        key = strip.place_id or (day.place_id if day else None)
        found[strip.pk] = str(key) if key else f"{NOWHERE}{strip.set}"
    return found


def plan_scene(
    arrangement: Arrangement, strip: StripRow, place: str, *, fixed_day: int | None = None
) -> PlanScene:
    """A strip in a place. An exterior that outlasts its twilight is bound to no light: it is shot over two."""
    minutes = strip.minutes or strip.eighths * USUAL_MINUTES
    effect = EFFECTS.get(Scene.Effect(strip.effect), Effect.DAY) if strip.effect else Effect.DAY
    outlasts = effect in TWILIGHT and minutes > 2 * Rules().twilight_minutes
    return PlanScene(
        id=strip.number,
        eighths=strip.eighths,
        minutes=minutes,
        set=strip.set,
        place=place,
        effect=effect,
        exterior=strip.is_outside and not outlasts,
        roles=frozenset(str(role.pk) for role in arrangement.roles_of(strip)),
        fixed_day=fixed_day,
    )


def plan_day(index: int, day: Day, legal: LegalRules | None = None) -> PlanDay:
    """A day with its typed hours; what nobody typed is the engine's usual day."""
    usual, rules = PlanDay(index, day.date), Rules()
    normal = usual.normal_minutes
    if legal is not None and legal.overtime_after is not None:
        whole = int(legal.overtime_after.amount.total_seconds()) // 60
        normal = max(whole - rules.preparation_minutes - rules.wrap_minutes, 0)
    starts = day.ready_at or day.call_at
    return PlanDay(
        index,
        day.date,
        unit=day.unit,
        max_eighths=day.most_eighths or MOST_EIGHTHS,
        starts=_minutes(starts) if starts else usual.starts,
        normal_minutes=normal,
        max_minutes=max(usual.max_minutes, normal),
    )


def _terms(arrangement: Arrangement, role: int) -> Terms:
    return arrangement.terms.get(role, Terms())


def _minutes(at: time) -> int:
    return at.hour * HOUR + at.minute
