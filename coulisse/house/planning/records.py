"""A plan made from a screenplay alone: its scenes, what they need, the days on which they are shot."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.formats.problems import ProblemJson
from coulisse.kernel.screenplay import Manuscript

ROLE: Final = "role"
CATEGORIES: Final = (
    ROLE,
    "bit_part",
    "extra",
    "prop",
    "costume",
    "hmc",
    "set_dressing",
    "vehicle",
    "animal",
    "effect",
    "visual_effect",
    "stunt",
    "weapon",
    "music",
    "sound",
    "equipment",
    "crew",
    "safety",
    "note",
)
"""The headings of a breakdown sheet, in its order."""


@dataclass(frozen=True, slots=True)
class Use:
    """An element in a scene: its number, how many, the rule that found it, the words that say it."""

    scene: str
    quantity: int
    why: str
    words: str = ""
    is_voice_only: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """A role, a prop, an animal …: one line of the breakdown. Only roles have a number.

    `age` is that of a minor, where the text states it.
    """

    category: str
    name: str
    uses: tuple[Use, ...]
    number: str = ""
    age: int | None = None

    @property
    def scenes(self) -> tuple[str, ...]:
        return tuple(use.scene for use in self.uses)

    @property
    def most(self) -> int:
        return max(use.quantity for use in self.uses)


@dataclass(frozen=True, slots=True)
class PlannedScene:
    """A scene of the script. `area` is what several sets share (« Appartement Noémie »); `effect` is a code of
    the papers, empty where the script doesn't tell the light; `time` is as written; `roles` are numbers, in order.
    """

    position: int
    """Its place in the script, from 1."""
    number: str
    inside: str
    effect: str
    time: str
    set_name: str
    area: str
    eighths: int
    page: str
    synopsis: str
    roles: tuple[str, ...] = ()

    @property
    def is_night(self) -> bool:
        return self.effect in ("night", "evening")


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One shooting day and its scenes in the order of shooting."""

    number: int
    date: date
    scenes: tuple[PlannedScene, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan. `manuscript` bears its numbers and lengths; `at` is the date and hour of the papers."""

    title: str
    director: str
    at: datetime
    most_eighths: int
    scenes: tuple[PlannedScene, ...]
    elements: tuple[Element, ...]
    days: tuple[PlannedDay, ...]
    manuscript: Manuscript
    warnings: tuple[ProblemJson, ...] = ()

    @property
    def roles(self) -> tuple[Element, ...]:
        """In the order of their numbers."""
        return tuple(element for element in self.elements if element.category == ROLE)

    @property
    def eighths(self) -> int:
        return sum(scene.eighths for scene in self.scenes)

    @property
    def day_of(self) -> dict[str, PlannedDay]:
        """The day of each scene, by its number."""
        return {scene.number: day for day in self.days for scene in day.scenes}
