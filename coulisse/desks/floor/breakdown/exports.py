"""The reports of the breakdown as tables: elements by category, and what each scene wants."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.floor.breakdown.models import Category
from coulisse.desks.floor.breakdown.queries import confirmed_tags, groups_of
from coulisse.desks.floor.script.queries import light_of, scenes_of, seconds_of
from coulisse.formats.tabular import Column, OutCell, Table, write_csv, write_xlsx
from coulisse.foundation.productions.models import Production
from coulisse.kernel.eighths import Eighths

FORMATS: Final[dict[str, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def elements_table(production: Production, *, category: str = "") -> Table:
    """One row an element, with the numbers of its scenes."""
    columns = (
        Column(_("Category")),
        Column(_("Number")),
        Column(_("Element")),
        Column(_("Scenes")),
        Column(_("At most")),
        Column(_("Scene numbers")),
        Column(_("Description")),
    )
    rows: list[tuple[OutCell, ...]] = [
        (
            group.label,
            line.number,
            line.name,
            line.scenes,
            line.quantity,
            ", ".join(line.numbers),
            line.description,
        )
        for group in groups_of(production, category=category)
        for line in group.lines
    ]
    return Table(_("Elements"), columns, tuple(rows))


def scenes_table(production: Production) -> Table:
    """One row a scene: its facts, then a column a category."""
    columns = (
        Column(_("Scene")),
        Column(_("Effect")),
        Column(_("Set")),
        Column(_("Place")),
        Column(_("Synopsis"), width=40),
        Column(_("Eighths")),
        Column(_("Pages")),
        Column(_("Seconds")),
        Column(_("Story day")),
        *(Column(str(category.label), width=24) for category in Category),
    )
    scenes = list(scenes_of(production))
    wanted: dict[tuple[int, str], list[str]] = {}
    for tag in confirmed_tags(scene.pk for scene in scenes):
        number = f"{tag.element.number}. " if tag.element.number else ""
        times = f" × {tag.quantity}" if tag.quantity > 1 else ""
        words = f"{number}{tag.element.name}{times}"
        wanted.setdefault((tag.scene_id, tag.element.category), []).append(words)
    rows: list[tuple[OutCell, ...]] = [
        (
            scene.number,
            light_of(scene),
            scene.set.name,
            scene.set.place.name if scene.set.place else None,
            scene.synopsis,
            scene.eighths,
            str(Eighths(scene.eighths)),
            seconds_of(scene)[0],
            scene.story_day,
            *("\n".join(wanted.get((scene.pk, category.value), ())) for category in Category),
        )
        for scene in scenes
    ]
    return Table(_("Breakdown"), columns, tuple(rows))


TABLES: Final[dict[str, Callable[[Production], Table]]] = {"elements": elements_table, "scenes": scenes_table}


def write(production: Production, *, what: str, form: str, at: datetime) -> bytes:
    """The report as a workbook of both tables, the one asked for first, or as its one table in CSV."""
    if form == "csv":
        return write_csv(TABLES[what](production))
    order = sorted(TABLES, key=lambda name: name != what)
    return write_xlsx([TABLES[name](production) for name in order], created=at)


def file_name(production: Production, what: str) -> str:
    words = {"elements": pgettext("file name", "elements"), "scenes": pgettext("file name", "breakdown")}
    return f"{production.code}-{words[what]}"
