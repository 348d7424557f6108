"""What becomes of the scenes of the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.dailies.models import SceneDone
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.facts.dailies import SceneNoted
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce

FINISHED = {SceneDone.State.COMPLETE, SceneDone.State.RETAKEN}
UNTOUCHED = {SceneDone.State.NOT_SHOT, SceneDone.State.SUPPRESSED}


def begin_scene(*, day: Day, scene: Scene, started_at: datetime, by: User, at: datetime) -> SceneDone:
    """The first shot of a scene. Told twice, the first hour holds."""
    with transaction.atomic():
        row, made = SceneDone.objects.get_or_create(
            day=shooting_day(day), scene=scene, defaults={"started_at": started_at}
        )
        if not made and row.started_at is None:
            row = row.write(
                {"started_at": started_at, "state": SceneDone.State.UNDER_WAY}, read_version=row.version
            )
        if made:
            _tell(row, day, by=by, at=at)
    return row


def note_scene(
    *, day: Day, scene: Scene, values: Mapping[str, Any], read_version: int | None, by: User, at: datetime
) -> SceneDone:
    """The script supervisor's line: state, eighths, useful seconds, shots, hours. Raises StaleWrite.

    A scene that is complete without a length typed counts all its planned eighths; one that was not shot, none.
    """
    with transaction.atomic():
        row, made = SceneDone.objects.get_or_create(day=shooting_day(day), scene=scene)
        written = row.write(
            _whole(values, scene), read_version=row.version if made or read_version is None else read_version
        )
        _tell(written, day, by=by, at=at)
    return written


def _whole(values: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    told = dict(values)
    state = told.get("state")
    if state in UNTOUCHED:
        told["eighths"] = 0
    elif state in FINISHED and told.get("eighths") is None:
        told["eighths"] = scene.eighths
    elif told.get("eighths") is None:
        told.pop("eighths", None)
    return told


def _tell(row: SceneDone, day: Day, *, by: User, at: datetime) -> None:
    announce(
        SceneNoted(
            day_id=day.pk,
            scene_id=row.scene_id,
            scene=row.scene.number,
            state=row.state,
            eighths=row.eighths,
        ),
        by=by,
        at=at,
        about=row.scene,
        production=row.scene.production_id,
        desk="floor",
    )
