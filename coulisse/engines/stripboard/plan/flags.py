"""What is broken in a plan, whoever made it: each flag is a code, the ids that it is about, and two numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coulisse.engines.stripboard.plan.records import (
    Assignment,
    Flag,
    FlagCode,
    PlanDay,
    PlanScene,
    Shoot,
)
from coulisse.engines.stripboard.plan.timeline import DAY, Clock, clock_of, light_window


def find_flags(shoot: Shoot, assignment: Assignment) -> tuple[Flag, ...]:
    """Every flag, day by day. A scene id that the shoot doesn't know raises KeyError."""
    days = [[shoot.scene[one] for one in scenes] for scenes in assignment]
    clocks = [clock_of(day, days[day.index], shoot.rules) for day in shoot.days]
    return (
        *_scenes(shoot, assignment),
        *(flag for day in shoot.days for flag in day_flags(shoot, day, days[day.index], clocks[day.index])),
        *_two_units(shoot, days),
        *_rests(shoot, days, clocks),
        *_covers(shoot, days),
    )


def day_flags(shoot: Shoot, day: PlanDay, scenes: Sequence[PlanScene], clock: Clock) -> Iterator[Flag]:
    """What is broken within one day, whatever the others hold."""
    yield from _availability(shoot, day, scenes)
    yield from _limits(day, scenes, clock)
    yield from _light(shoot, day, clock)
    yield from _minors(shoot, day, clock)


def rest_between(shoot: Shoot, one: PlanDay, wrap: int, two: PlanDay, call: int) -> int:
    """Minutes from the wrap of a day to the call of another."""
    return (two.date - one.date).days * DAY + call - wrap


def _scenes(shoot: Shoot, assignment: Assignment) -> Iterator[Flag]:
    planned: dict[str, list[int]] = defaultdict(list)
    for day, names in enumerate(assignment):
        for name in names:
            planned[name].append(day)
    for scene in shoot.scenes:
        days = tuple(planned[scene.id])
        if not days:
            yield Flag(FlagCode.SCENE_UNPLANNED, scenes=(scene.id,))
        if len(days) > 1:
            yield Flag(FlagCode.SCENE_TWICE, days, (scene.id,))
        for day in days:
            if scene.fixed_day is not None and day != scene.fixed_day:
                yield Flag(FlagCode.FIXED_DATE, (day,), (scene.id,), found=day, limit=scene.fixed_day)


def _availability(shoot: Shoot, day: PlanDay, scenes: Sequence[PlanScene]) -> Iterator[Flag]:
    for role in shoot.roles:
        theirs = tuple(scene.id for scene in scenes if role.id in scene.roles)
        if theirs and role.available is not None and day.index not in role.available:
            yield Flag(FlagCode.ROLE_UNAVAILABLE, (day.index,), theirs, role.id)
    for name in dict.fromkeys(scene.place for scene in scenes):
        available = shoot.place[name].available
        if available is not None and day.index not in available:
            there = tuple(scene.id for scene in scenes if scene.place == name)
            yield Flag(FlagCode.PLACE_UNAVAILABLE, (day.index,), there, name)


def _limits(day: PlanDay, scenes: Sequence[PlanScene], clock: Clock) -> Iterator[Flag]:
    eighths = sum(scene.eighths for scene in scenes)
    if eighths > day.max_eighths:
        yield Flag(FlagCode.EIGHTHS_OVER, (day.index,), found=eighths, limit=day.max_eighths)
    if clock.work > day.max_minutes:
        yield Flag(FlagCode.MINUTES_OVER, (day.index,), found=clock.work, limit=day.max_minutes)


def _light(shoot: Shoot, day: PlanDay, clock: Clock) -> Iterator[Flag]:
    for slot in clock.slots:
        window = light_window(slot.scene, day, shoot.rules)
        if window is None:
            continue
        if slot.end > window[1]:
            yield Flag(FlagCode.OUTSIDE_LIGHT, (day.index,), (slot.scene.id,), found=slot.end, limit=window[1])
        elif slot.start < window[0]:
            yield Flag(FlagCode.OUTSIDE_LIGHT, (day.index,), (slot.scene.id,), found=slot.start, limit=window[0])


def _minors(shoot: Shoot, day: PlanDay, clock: Clock) -> Iterator[Flag]:
    """A child's presence runs from its first scene to the end of its last: waiting on the set is activity."""
    for role in shoot.roles:
        slots = [slot for slot in clock.slots if role.id in slot.scene.roles]
        if role.minor is None or not slots:
            continue
        ids = tuple(slot.scene.id for slot in slots)
        start, end = slots[0].start, slots[-1].end
        if end - start > role.minor.max_minutes:
            yield Flag(FlagCode.MINOR_TOO_LONG, (day.index,), ids, role.id, end - start, role.minor.max_minutes)
        if start < role.minor.earliest:
            yield Flag(FlagCode.MINOR_OUT_OF_HOURS, (day.index,), ids, role.id, start, role.minor.earliest)
        if end > role.minor.latest:
            yield Flag(FlagCode.MINOR_OUT_OF_HOURS, (day.index,), ids, role.id, end, role.minor.latest)


def _two_units(shoot: Shoot, days: Sequence[Sequence[PlanScene]]) -> Iterator[Flag]:
    for date in range(len(shoot.dates)):
        together = [day for day in shoot.days if shoot.date_of_day[day.index] == date]
        if len(together) < 2:
            continue
        counted = Counter(
            role for day in together for role in {r for scene in days[day.index] for r in scene.roles}
        )
        for role in shoot.roles:
            if counted[role.id] > 1:
                theirs = tuple(
                    day.index for day in together if any(role.id in scene.roles for scene in days[day.index])
                )
                yield Flag(FlagCode.ROLE_IN_TWO_UNITS, theirs, what=role.id)


def _rests(shoot: Shoot, days: Sequence[Sequence[PlanScene]], clocks: Sequence[Clock]) -> Iterator[Flag]:
    for unit in shoot.days_of_units:
        for one, two in pairwise(day for day in unit if days[day.index]):
            rest = rest_between(shoot, one, clocks[one.index].wrap, two, clocks[two.index].call)
            if rest < shoot.rules.rest_minutes:
                yield Flag(FlagCode.REST_SHORT, (one.index, two.index), found=rest, limit=shoot.rules.rest_minutes)


def _covers(shoot: Shoot, days: Sequence[Sequence[PlanScene]]) -> Iterator[Flag]:
    """Rain: what can be shot instead today, or a free day later for each scene that it forbids."""
    if not shoot.rules.cover_eighths:
        return
    for day in shoot.days:
        bound = [scene for scene in days[day.index] if scene.weather_bound]
        if not bound:
            continue
        cover = _cover_eighths(shoot, day, days)
        bare = tuple(scene.id for scene in bound if not _has_spare_day(shoot, scene, day, days))
        if cover < shoot.rules.cover_eighths and bare:
            yield Flag(FlagCode.NO_WEATHER_COVER, (day.index,), bare, found=cover, limit=shoot.rules.cover_eighths)


def _cover_eighths(shoot: Shoot, day: PlanDay, days: Sequence[Sequence[PlanScene]]) -> int:
    return sum(
        scene.eighths
        for later in _later(shoot, day)
        for scene in days[later.index]
        if scene.is_cover and shoot.may_be_shot(scene, day)
    )


def _has_spare_day(shoot: Shoot, scene: PlanScene, day: PlanDay, days: Sequence[Sequence[PlanScene]]) -> bool:
    return scene.fixed_day is None and any(
        not days[later.index] and shoot.may_be_shot(scene, later) for later in _later(shoot, day)
    )


def _later(shoot: Shoot, day: PlanDay) -> Iterator[PlanDay]:
    """The days of the same unit that come after."""
    return (other for other in shoot.days if other.unit == day.unit and other.date > day.date)
