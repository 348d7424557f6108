"""Where scenes stand on the approved board, for the pages of the breakdown."""

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format

from coulisse.desks.floor.breakdown.windows import register
from coulisse.desks.floor.schedule.models import Board, Strip


def placed_on_the_plan(scenes: Sequence[int]) -> Mapping[int, str]:
    """« J15 · mercredi 17/03 » for each scene with a day, the first of its parts; one query."""
    rows = (
        Strip.objects.filter(scene__in=scenes, day__isnull=False, board__state=Board.State.APPROVED)
        .order_by("-day__date")
        .values_list("scene_id", "day__number", "day__date")
    )
    return {
        scene: f"J{number} · {date_format(day, 'l d/m')}" if number else date_format(day, "l d/m")
        for scene, number, day in rows
        if scene is not None
    }


register(placed_on_the_plan)
