"""Somebody is late today: the scenes it touches, another order, and only those who must be told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coulisse.desks.floor.dailies.models import SceneDone
from coulisse.desks.floor.dailies.queries.called import Called
from coulisse.desks.floor.dailies.queries.today import SceneLine, Today
from coulisse.engines.stripboard.unforeseen import Around, Remaining, around
from coulisse.kernel.times import later_by, to_brussels

OVER = {
    SceneDone.State.COMPLETE,
    SceneDone.State.INCOMPLETE,
    SceneDone.State.RETAKEN,
    SceneDone.State.SUPPRESSED,
    SceneDone.State.NOT_SHOT,
    SceneDone.State.UNDER_WAY,
}


@dataclass(frozen=True, slots=True)
class NewHour:
    """A scene of the proposal with the hour that it had and the hour that it takes."""

    line: SceneLine
    was: datetime | None
    now: datetime
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Message:
    """What one person needs to know: the new hour of the own next scene."""

    called: Called
    was: datetime | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """The proposal. Nothing is changed until somebody applies it."""

    late: Called
    until: datetime
    around: Around
    scenes: tuple[NewHour, ...]
    messages: tuple[Message, ...]

    @property
    def touched(self) -> tuple[SceneLine, ...]:
        return tuple(scene.line for scene in self.scenes if scene.is_touched)

    @property
    def strips(self) -> tuple[int, ...]:
        """The strips in their new order."""
        return tuple(scene.line.strip.pk for scene in self.scenes)


def propose(seen: Today, *, late: Called, minutes: int, now: datetime) -> Unforeseen:
    """Another order of what remains, counted from now or from the hour of its first scene."""
    remaining = [line for line in seen.scenes if line.state not in OVER]
    starts = [line.strip.starts_at for line in remaining if line.strip.starts_at]
    under_way = [line.ends_at for line in seen.scenes if line.state == SceneDone.State.UNDER_WAY and line.ends_at]
    begins = max(now, *under_way, min(starts)) if starts else now
    until = later_by(now, timedelta(minutes=minutes))
    found = around(
        [_remaining(line) for line in remaining],
        missing=frozenset({late.role_number} if late.role_number is not None else ()),
        free_after=max(int((until - begins).total_seconds()) // 60, 0),
    )
    by_key = {str(line.strip.pk): line for line in remaining}
    hours = _past_the_meal([later_by(begins, timedelta(minutes=start)) for start in found.starts], seen)
    scenes = tuple(
        NewHour(by_key[key], by_key[key].strip.starts_at, to_brussels(hour), key in found.touched)
        for key, hour in zip(found.order, hours, strict=True)
    )
    return Unforeseen(late, to_brussels(until), found, scenes, _messages(seen, scenes))


def _remaining(line: SceneLine) -> Remaining:
    return Remaining(
        str(line.strip.pk),
        line.strip.minutes,
        frozenset(role.number for role in line.strip.roles if role.number is not None),
        line.strip.place.name if line.strip.place else line.strip.set,
    )


def _past_the_meal(starts: list[datetime], seen: Today) -> list[datetime]:
    """What would start during the meal or after it starts later by its length."""
    if seen.sheet.meal is None:
        return starts
    begins, ends = seen.sheet.meal
    return [start if start < begins else later_by(start, ends - begins) for start in starts]


def _messages(seen: Today, scenes: tuple[NewHour, ...]) -> tuple[Message, ...]:
    """One each to the actors whose next scene or hour changes, and to those who stand on top of the call sheet."""
    written = sorted((scene for scene in scenes if scene.was), key=lambda scene: scene.was or scene.now)
    if [scene.line.strip.pk for scene in written] == [scene.line.strip.pk for scene in scenes] and not any(
        scene.is_touched and scene.was and scene.was < scene.now for scene in scenes
    ):
        return ()
    found = []
    for person in (line.called for line in seen.people if line.called.is_cast):
        before = next((scene for scene in written if _plays(person, scene)), None)
        after = next((scene for scene in scenes if _plays(person, scene)), None)
        if after and (before is None or before.line != after.line or before.was != after.now):
            found.append(Message(person, before.was if before else None, after.now))
    heads = [line.called for line in seen.people if line.called.is_key_contact]
    first_was = written[0].was if written else None
    return (*found, *(Message(head, first_was, scenes[0].now) for head in heads))


def _plays(person: Called, scene: NewHour) -> bool:
    return any(role.number == person.role_number for role in scene.line.strip.roles)
