"""Strips: moved, split and joined, timed; banners; scenes that the script brought since the board was made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Prefetch, prefetch_related_objects

from coulisse.desks.floor.facts.schedule import (
    BannerAdded,
    BannerRemoved,
    SceneJoined,
    SceneSplit,
    ScenesTakenIn,
    StripChanged,
    StripsMoved,
)
from coulisse.desks.floor.schedule.actions.steps import GAP, Step, UnknownRow, step_on
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

PARTS: Final = "abcdefghijklmnopqrstuvwxyz"
LONGEST_LIST: Final = 140
MINUTES_AN_EIGHTH: Final = 13
"""What a scene without an estimate is given when it comes on a board: five pages in eight hours and a half."""


class NothingToMove(Exception):
    """No strip was named."""


class PartsDoNotAddUp(Exception):
    """The eighths of the parts are not those of the scene."""


class NotASplitScene(Exception):
    """Only the parts of a scene that was split are joined."""


class NotABanner(Exception):
    """A scene is never removed: it goes to the reserve."""


class NotAScene(Exception):
    """A banner has no parts."""


def move(
    *,
    board: Board,
    strips: Sequence[int],
    day: int | None,
    before: int | None = None,
    versions: Mapping[int, int] | None = None,
    by: User,
    at: datetime,
) -> list[Strip]:
    """Put strips, in the order given, into a day or (None) the reserve, before a strip or at the end.

    Where the strip named by `before` has left that day, they come at its end. Raises NothingToMove, UnknownRow,
    StaleWrite for a strip that somebody changed since `versions`, BoardIsLocked, BoardIsPast.
    """
    if not strips:
        raise NothingToMove
    known = versions or {}
    with step_on(board, "move", by=by, at=at) as step:
        target = step.day(day) if day is not None else None
        wanted = {"day_id": day}
        moved = [step.strip(pk, read_version=known.get(pk), wanted=wanted) for pk in dict.fromkeys(strips)]
        place_between(step, moved, day, before)
        _tell(
            step,
            StripsMoved(
                board_id=step.board.pk,
                board=step.board.number,
                strip_ids=tuple(strip.pk for strip in moved),
                what=named(moved),
                to=target.date if target else None,
                unit=target.unit if target else "",
            ),
            by=by,
            at=at,
        )
    return moved


def place_between(step: Step, moved: Sequence[Strip], day: int | None, before: int | None) -> None:
    """Give strips a day and positions; their new neighbours are written only where no room is left."""
    chosen = {strip.pk for strip in moved}
    others = [strip for strip in step.strips_of(day) if strip.pk not in chosen]
    at = next((index for index, strip in enumerate(others) if strip.pk == before), len(others))
    low = others[at - 1].position if at else 0
    high = others[at].position if at < len(others) else low + GAP * (len(moved) + 1)
    if high - low <= len(moved):
        for index, strip in enumerate([*others[:at], *moved, *others[at:]], start=1):
            strip.position = index * GAP
    else:
        room = (high - low) // (len(moved) + 1)
        for index, strip in enumerate(moved, start=1):
            strip.position = low + room * index
    for strip in moved:
        strip.day_id = day


def split(
    *, strip: Strip, eighths: Sequence[int], read_version: int | None = None, by: User, at: datetime
) -> list[Strip]:
    """Cut a scene's strip into parts that follow each other; the minutes are shared like the eighths.

    Raises PartsDoNotAddUp, NotAScene, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    if len(eighths) < 2 or any(part <= 0 for part in eighths) or sum(eighths) != strip.eighths:
        raise PartsDoNotAddUp(eighths, strip.eighths)
    with step_on(strip.board, "split", by=by, at=at) as step:
        first = step.strip(strip.pk, read_version=read_version, wanted={"eighths": eighths[0]})
        if first.scene is None:
            raise NotAScene(first.pk)
        if sum(eighths) != first.eighths:
            raise PartsDoNotAddUp(eighths, first.eighths)
        made = _cut(step, first, eighths)
        _tell(
            step,
            SceneSplit(
                board_id=step.board.pk,
                board=step.board.number,
                scene_id=first.scene.pk,
                scene=first.scene.number,
                parts=len(_parts_of(step, first)),
            ),
            by=by,
            at=at,
        )
    return made


def _cut(step: Step, first: Strip, eighths: Sequence[int]) -> list[Strip]:
    taken = {other.part for other in _parts_of(step, first) if other.part}
    free = iter(letter for letter in PARTS if letter not in taken)
    minutes = _shared(first.minutes, eighths)
    first.part = first.part or next(free)
    first.eighths, first.minutes = eighths[0], minutes[0]
    follows = next((other.pk for other in _after(step, first)), None)
    made = [first]
    for count, share in zip(eighths[1:], minutes[1:], strict=True):
        part = Strip(
            board=step.board,
            scene=first.scene,
            part=next(free),
            eighths=count,
            minutes=share,
            day_id=first.day_id,
            position=first.position,
        )
        step.add(part)
        made.append(part)
    place_between(step, made[1:], first.day_id, follows)
    return made


def _shared(minutes: int, eighths: Sequence[int]) -> list[int]:
    """Whole minutes in proportion, their sum kept: each share ends where the running sum does."""
    total, run, given = sum(eighths), 0, 0
    shares = []
    for part in eighths:
        run += part
        upto = minutes * run // total
        shares.append(upto - given)
        given = upto
    return shares


def _after(step: Step, strip: Strip) -> list[Strip]:
    beside = step.strips_of(strip.day_id)
    return beside[beside.index(strip) + 1 :]


def _parts_of(step: Step, strip: Strip) -> list[Strip]:
    return [other for other in step.strips.values() if other.scene_id == strip.scene_id]


def join(*, strip: Strip, read_version: int | None = None, by: User, at: datetime) -> Strip:
    """Make the parts of a scene one strip again, where this one stands.

    Raises NotASplitScene, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast.
    """
    with step_on(strip.board, "join", by=by, at=at) as step:
        kept = step.strip(strip.pk, read_version=read_version, wanted={"part": ""})
        if kept.scene is None or not kept.part:
            raise NotASplitScene(kept.pk)
        parts = _parts_of(step, kept)
        kept.eighths = sum(part.eighths for part in parts)
        kept.minutes = sum(part.minutes for part in parts)
        kept.part = ""
        for part in parts:
            if part.pk != kept.pk:
                step.remove(part)
        _tell(
            step,
            SceneJoined(
                board_id=step.board.pk, board=step.board.number, scene_id=kept.scene.pk, scene=kept.scene.number
            ),
            by=by,
            at=at,
        )
    return kept


def change_strip(
    *, strip: Strip, values: Mapping[str, object], read_version: int | None = None, by: User, at: datetime
) -> Strip:
    """The minutes and the note of a strip, the text of a banner.

    Raises UnknownRow, StaleWrite, NotABanner, BoardIsLocked, BoardIsPast.
    """
    with step_on(strip.board, "strip", by=by, at=at) as step:
        changed = step.strip(strip.pk, read_version=read_version, wanted=values)
        if "text" in values and changed.kind != Strip.Kind.BANNER:
            raise NotABanner(changed.pk)
        fields = tuple(name for name, value in values.items() if getattr(changed, name) != value)
        for name in fields:
            setattr(changed, name, values[name])
        if fields:
            _tell(
                step,
                StripChanged(
                    board_id=step.board.pk,
                    board=step.board.number,
                    strip_id=changed.pk,
                    what=named([changed]),
                    fields=fields,
                ),
                by=by,
                at=at,
            )
    return changed


def add_banner(
    *,
    board: Board,
    day: int | None,
    text: str,
    minutes: int = 0,
    before: int | None = None,
    by: User,
    at: datetime,
) -> Strip:
    """A line of one's own among the strips: a company move, a rehearsal. Raises UnknownRow, BoardIsLocked …"""
    with step_on(board, "banner-added", by=by, at=at) as step:
        if day is not None:
            step.day(day)
        kind = Strip.Kind.BANNER
        banner = Strip(board=step.board, kind=kind, text=text, minutes=minutes, day_id=day, position=0)
        step.add(banner)
        place_between(step, [banner], day, before)
        told = BannerAdded(board_id=step.board.pk, board=step.board.number, strip_id=banner.pk, text=text)
        _tell(step, told, by=by, at=at)
    return banner


def remove_banner(*, strip: Strip, read_version: int | None = None, by: User, at: datetime) -> None:
    """Raises NotABanner, UnknownRow, StaleWrite, BoardIsLocked, BoardIsPast."""
    with step_on(strip.board, "banner-removed", by=by, at=at) as step:
        banner = step.strip(strip.pk, read_version=read_version)
        if banner.kind != Strip.Kind.BANNER:
            raise NotABanner(banner.pk)
        step.remove(banner)
        told = BannerRemoved(board_id=step.board.pk, board=step.board.number, strip_id=banner.pk, text=banner.text)
        _tell(step, told, by=by, at=at)


def take_in_new_scenes(*, board: Board, by: User, at: datetime) -> list[Strip]:
    """Bring into the reserve the scenes that have no strip on this board, in the order of the story.

    Raises BoardIsLocked, BoardIsPast.
    """
    with step_on(board, "taken-in", by=by, at=at) as step:
        missing = new_scenes(step.board)
        position = step.last_position(None)
        taken = []
        for scene in missing:
            position += GAP
            strip = strip_of_scene(step.board, scene, position)
            step.add(strip)
            taken.append(strip)
        if taken:
            _tell(
                step,
                ScenesTakenIn(
                    board_id=step.board.pk,
                    board=step.board.number,
                    scenes=named(taken),
                    scene_ids=tuple(scene.pk for scene in missing),
                ),
                by=by,
                at=at,
            )
    return taken


def new_scenes(board: Board) -> list[Scene]:
    """The scenes of the story that have no strip on this board; one that was omitted isn't new."""
    rows = Scene.objects.filter(production_id=board.production_id, omitted_at__isnull=True)
    return list(rows.exclude(strips__board=board).order_by("order", "pk"))


def strip_of_scene(board: Board, scene: Scene, position: int, *, day: Day | None = None) -> Strip:
    """A strip with the scene's own length, and its estimate or what its length makes likely."""
    minutes = scene.minutes if scene.minutes is not None else scene.eighths * MINUTES_AN_EIGHTH
    return Strip(board=board, scene=scene, eighths=scene.eighths, minutes=minutes, day=day, position=position)


def named(strips: Sequence[Strip]) -> str:
    """« 41, 42, 43 »; banners by their words."""
    # One question for all, and of a scene only its number: its text is long.
    prefetch_related_objects(list(strips), Prefetch("scene", Scene.objects.only("number")))
    words = [f"{strip.scene.number}{strip.part}" if strip.scene else f"« {strip.text} »" for strip in strips]
    listed = ", ".join(words)
    return listed if len(listed) <= LONGEST_LIST else f"{listed[:LONGEST_LIST]}…"


def _tell(step: Step, happened: Fact, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=step.board, production=step.board.production_id, desk=Desk.FLOOR)


__all__ = [
    "NotABanner",
    "NotAScene",
    "NotASplitScene",
    "NothingToMove",
    "PartsDoNotAddUp",
    "UnknownRow",
    "add_banner",
    "change_strip",
    "join",
    "move",
    "new_scenes",
    "remove_banner",
    "split",
    "strip_of_scene",
    "take_in_new_scenes",
]
