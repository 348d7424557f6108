"""The clock of one day: when each scene is shot, if the scenes follow each other in a given order.

The unit never waits between two scenes. A day starts at its usual hour, or later if an exterior has to wait for
its light: a day whose third scene is an exterior night starts just late enough for it to begin in the dark. A
day that opens on an exterior dawn starts earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.engines.stripboard.plan.records import Effect, PlanDay, PlanScene, Rules

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A scene and the minutes of day between which it is shot."""

    scene: PlanScene
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clock:
    """`call` and `wrap` hold the preparation and the wrap; `work` is the minutes of scenes and moves."""

    slots: tuple[Slot, ...]
    call: int
    wrap: int
    work: int


def light_window(scene: PlanScene, day: PlanDay, rules: Rules) -> tuple[int, int] | None:
    """Between which minutes an exterior has its light; None for an interior, whose night is made by hand."""
    if not scene.exterior:
        return None
    if scene.effect is Effect.DAY:
        return day.light_from, day.light_to
    if scene.effect is Effect.NIGHT:
        return day.light_to, DAY + day.light_from
    edge = day.light_from if scene.effect is Effect.DAWN else day.light_to
    return edge - rules.twilight_minutes, edge + rules.twilight_minutes


def clock_of(day: PlanDay, scenes: Sequence[PlanScene], rules: Rules) -> Clock:
    """The day with its scenes in this order; an empty day is a call and a wrap at its usual start."""
    offsets, length, work = _offsets(scenes, rules)
    start = _first_shot(day, scenes, offsets, rules)
    return Clock(
        slots=tuple(
            Slot(scene, start + offset, start + offset + scene.minutes)
            for scene, offset in zip(scenes, offsets, strict=True)
        ),
        call=start - rules.preparation_minutes,
        wrap=start + length + rules.wrap_minutes,
        work=work,
    )


def _offsets(scenes: Sequence[PlanScene], rules: Rules) -> tuple[list[int], int, int]:
    """How long after the first shot each scene begins; the length of the day, and its work without the meal."""
    offsets: list[int] = []
    elapsed = work = 0
    fed = False
    for position, scene in enumerate(scenes):
        if position and scene.place != scenes[position - 1].place:
            elapsed += rules.move_minutes
            work += rules.move_minutes
        if position and not fed and elapsed >= rules.meal_after:
            elapsed += rules.meal_minutes
            fed = True
        offsets.append(elapsed)
        elapsed += scene.minutes
        work += scene.minutes
    return offsets, elapsed, work


def _first_shot(day: PlanDay, scenes: Sequence[PlanScene], offsets: Sequence[int], rules: Rules) -> int:
    start = day.starts
    if scenes and scenes[0].exterior and scenes[0].effect is Effect.DAWN:
        start = min(start, day.light_from - rules.twilight_minutes)
    for scene, offset in zip(scenes, offsets, strict=True):
        window = light_window(scene, day, rules)
        if window is not None:
            start = max(start, window[0] - offset)
    return start
