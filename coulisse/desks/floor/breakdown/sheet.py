"""The breakdown sheet of one scene: its facts, and its elements by category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.floor.breakdown.categories import ALWAYS, LETTERS
from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.floor.script.queries import colour_of, light_of, neighbours, seconds_of

WHYS: Final[dict[str, Promise]] = {
    "cue": _("speaks in this scene"),
    "named": _("named in the action"),
    "known": _("an element of the film, named in the action"),
    "capitals": _("in capitals in the action"),
    "word": _("a word of the trade"),
    "implied": _("called for by another element"),
    "companion": _("comes along with another element"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One element of the scene. `why` is the reason of a proposal, in words."""

    tag: int
    element: int
    version: int
    number: int | None
    name: str
    quantity: int
    note: str
    is_proposed: bool
    why: Promise | str


@dataclass(frozen=True, slots=True)
class Heading:
    """One category of the sheet."""

    code: str
    label: str
    letter: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the right side of the page shows."""

    scene: int
    number: str
    colour: str
    light: str
    set_name: str
    place: str
    eighths: int
    eighths_from: str
    is_measured: bool
    story_day: str
    seconds: int
    is_estimate: bool
    minutes: int | None
    synopsis: str
    comments: str
    unit: str
    sequence: str
    change: str
    change_label: str
    is_omitted: bool
    to_review: bool
    before: int | None
    after: int | None
    headings: tuple[Heading, ...]
    proposed: tuple[Chip, ...]
    tagged_by: str
    tagged_at: datetime | None

    @property
    def new_words(self) -> tuple[Chip, ...]:
        """The proposals that the note on top names: a few, those that the text itself says."""
        return self.proposed[:3]


def sheet_of(scene: Scene) -> Sheet:
    """The whole sheet, in three queries; the scene comes from `access_scene`."""
    tags = list(tags_of(scene))
    before, after = neighbours(scene)
    seconds, is_estimate = seconds_of(scene)
    by_hand = [tag for tag in tags if tag.made_by_id is not None]
    last = max(by_hand, key=lambda tag: tag.made_at, default=None)
    headings = _headings(tags)
    return Sheet(
        scene=scene.pk,
        number=scene.number,
        colour=colour_of(scene),
        light=light_of(scene),
        set_name=scene.set.name,
        place=scene.set.place.name if scene.set.place else "",
        eighths=scene.eighths,
        eighths_from=scene.get_eighths_from_display(),
        is_measured=scene.eighths_from == Scene.EighthsFrom.MEASURED,
        story_day=scene.story_day,
        seconds=seconds,
        is_estimate=is_estimate,
        minutes=scene.minutes,
        synopsis=scene.synopsis,
        comments=scene.comments,
        unit=scene.unit,
        sequence=scene.sequence,
        change=scene.change,
        change_label=scene.get_change_display() if scene.change else "",
        is_omitted=scene.omitted_at is not None,
        to_review=scene.to_review,
        before=before,
        after=after,
        headings=headings,
        proposed=tuple(chip for heading in headings for chip in heading.chips if chip.is_proposed),
        tagged_by=str(last.made_by or "") if last else "",
        tagged_at=last.made_at if last else None,
    )


def tags_of(scene: Scene) -> Sequence[Tag]:
    """Everything that the scene wants or is proposed, with its element."""
    found = Tag.objects.filter(scene=scene).exclude(state=Tag.State.DECLINED)
    return list(found.select_related("element", "made_by").order_by("element__number", "element__key"))


def _headings(tags: Sequence[Tag]) -> tuple[Heading, ...]:
    """The categories in the order of the trade: those that hold something, and those always shown."""
    chips: dict[str, list[Chip]] = {}
    for tag in tags:
        chips.setdefault(tag.element.category, []).append(chip_of(tag))
    return tuple(
        Heading(category.value, str(category.label), LETTERS[category], tuple(_agreed_first(found)))
        for category in Category
        if (found := chips.get(category.value, [])) or category in ALWAYS
    )


def _agreed_first(chips: Sequence[Chip]) -> list[Chip]:
    return sorted(chips, key=lambda chip: chip.is_proposed)


def chip_of(tag: Tag) -> Chip:
    element: Element = tag.element
    return Chip(
        tag=tag.pk,
        element=element.pk,
        version=tag.version,
        number=element.number,
        name=element.name,
        quantity=tag.quantity,
        note=tag.note,
        is_proposed=tag.state == Tag.State.PROPOSED,
        why=WHYS.get(tag.why, ""),
    )
