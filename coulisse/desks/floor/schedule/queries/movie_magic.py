"""What the reports of Movie Magic hold beside the scenes of a production."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from coulisse.desks.floor.script.models import Scene
from coulisse.formats.movie_magic import BreakdownReport, ShootingSchedule
from coulisse.foundation.productions.models import Production

SEPARATOR: Final = ", "


@dataclass(frozen=True, slots=True)
class Stranger:
    """A scene of the files that the production doesn't have."""

    number: str
    heading: str
    in_breakdown: bool
    in_schedule: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A scene of the production that one of the files, or both, leave out."""

    pk: int
    number: str
    heading: str
    in_breakdown: bool
    in_schedule: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Three lengths in eighths that are not one; None where a file doesn't say."""

    scenes: str
    here: int
    breakdown: int | None
    schedule: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Both reports beside the production; a count is None where the report wasn't given."""

    in_breakdown: int | None
    in_schedule: int | None
    matched: int
    days: int
    undated: tuple[str, ...]
    """The days without a date, by their number: they cannot stand on a board."""
    strangers: tuple[Stranger, ...]
    missing: tuple[Missing, ...]
    differences: tuple[Difference, ...]
    breakdown_eighths: int
    schedule_eighths: int


def key_of(number: str) -> str:
    """`012a` and `12A` are one scene."""
    return re.sub(r"[\s.]", "", number).upper().lstrip("0")


def scenes_by_key(production: Production) -> dict[str, Scene]:
    """The scenes that are still in the script, without their text."""
    rows = (
        Scene.objects.filter(production=production, omitted_at__isnull=True)
        .select_related("set")
        .defer("paragraphs", "starred")
        .order_by("order", "pk")
    )
    return {key_of(scene.number): scene for scene in rows}


def beside(
    production: Production, *, breakdown: BreakdownReport | None, schedule: ShootingSchedule | None
) -> Beside:
    """One SQL query, however many scenes."""
    here = scenes_by_key(production)
    sheets = _headings((one.scenes, one.int_ext, one.set) for one in breakdown.sheets) if breakdown else {}
    strips = _headings((one.scenes, one.int_ext, one.set) for one in schedule.strips) if schedule else {}
    told = {**strips, **sheets}
    return Beside(
        in_breakdown=len(sheets) if breakdown else None,
        in_schedule=len(strips) if schedule else None,
        matched=sum(key in here for key in told),
        days=len(schedule.days) if schedule else 0,
        undated=tuple(str(day.number or "?") for day in schedule.days if day.on is None) if schedule else (),
        strangers=tuple(
            Stranger(number, heading, key in sheets, key in strips)
            for key, (number, heading) in told.items()
            if key not in here
        ),
        missing=tuple(
            Missing(scene.pk, scene.number, f"{scene.int_ext} {scene.set.name}", key in sheets, key in strips)
            for key, scene in here.items()
            if (breakdown and key not in sheets) or (schedule and key not in strips)
        ),
        differences=_differences(here, breakdown, schedule),
        breakdown_eighths=sum(one.eighths or 0 for one in breakdown.sheets) if breakdown else 0,
        schedule_eighths=sum(one.eighths or 0 for one in schedule.strips) if schedule else 0,
    )


def _headings(found: Iterable[tuple[tuple[str, ...], str, str]]) -> dict[str, tuple[str, str]]:
    headings: dict[str, tuple[str, str]] = {}
    for scenes, int_ext, where in found:
        for number in scenes:
            headings.setdefault(key_of(number), (number, f"{int_ext} {where}".strip()))
    return headings


def _differences(
    here: Mapping[str, Scene], breakdown: BreakdownReport | None, schedule: ShootingSchedule | None
) -> tuple[Difference, ...]:
    """Scenes that a file measures together are compared together; the parts of one scene are added."""
    sheets = _lengths((one.scenes, one.eighths) for one in breakdown.sheets) if breakdown else {}
    strips = _lengths((one.scenes, one.eighths) for one in schedule.strips) if schedule else {}
    found = []
    for keys in {**sheets, **strips}:
        if not all(key in here for key in keys):
            continue
        ours = sum(here[key].eighths for key in keys)
        theirs = (sheets.get(keys), strips.get(keys))
        if any(length not in (None, ours) for length in theirs):
            numbers = SEPARATOR.join(here[key].number for key in keys)
            found.append(Difference(numbers, ours, *theirs))
    return tuple(found)


def _lengths(found: Iterable[tuple[tuple[str, ...], int | None]]) -> dict[tuple[str, ...], int]:
    lengths: dict[tuple[str, ...], int] = {}
    for scenes, eighths in found:
        keys = tuple(key_of(number) for number in scenes)
        if eighths is not None:
            lengths[keys] = lengths.get(keys, 0) + eighths
    return lengths
