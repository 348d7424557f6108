"""What the plan announces. Days are named by their date, « J14 » being counted anew when a calendar changes."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


def in_words(day: date | str | None) -> str:
    """« 25/03/2027 »; without a day, the reserve. The journal hands dates as it keeps them, in ISO."""
    if not day:
        return gettext("the reserve")
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, "d/m/Y")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBoard(Fact):
    """What every fact of this slice tells: which board."""

    board_id: int
    board: int
    """Its number: v9."""


@fact("floor.schedule.board-created", _("%(by)s made board v%(board)s, %(days)s days and %(scenes)s scenes"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCreated(OfBoard):
    days: int
    scenes: int


@fact("floor.schedule.board-copied", _("%(by)s copied board v%(source)s to board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCopied(OfBoard):
    source_id: int
    source: int


@fact(
    "floor.schedule.board-imported",
    _("%(by)s made board v%(board)s from a Movie Magic schedule, %(days)s days and %(scenes)s scenes"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardImported(OfBoard):
    days: int
    scenes: int
    file: str


@fact("floor.schedule.board-approved", _("%(by)s approved board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardApproved(OfBoard):
    replaced_id: int | None
    replaced: int | None


@fact("floor.schedule.board-locked", _("%(by)s locked board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLocked(OfBoard):
    """Nothing on it moves until it is opened again."""


@fact("floor.schedule.board-unlocked", _("%(by)s unlocked board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardUnlocked(OfBoard):
    """It may be changed again."""


@fact("floor.schedule.board-settings-changed", _("%(by)s changed the settings of board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettingsChanged(OfBoard):
    fields: tuple[str, ...]


@fact(
    "floor.schedule.strips-moved",
    _("%(by)s moved %(what)s to %(to)s on board v%(board)s"),
    says={"to": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class StripsMoved(OfBoard):
    strip_ids: tuple[int, ...]
    what: str
    """The numbers of the scenes: « 41, 42, 43 »."""
    to: date | None
    unit: str = ""


@fact(
    "floor.schedule.days-swapped",
    _("%(by)s swapped %(one)s and %(other)s on board v%(board)s"),
    says={"one": in_words, "other": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSwapped(OfBoard):
    one_id: int
    other_id: int
    one: date
    other: date


@fact("floor.schedule.scene-split", _("%(by)s split scene %(scene)s on board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSplit(OfBoard):
    scene_id: int
    scene: str
    parts: int


@fact("floor.schedule.scene-joined", _("%(by)s joined the parts of scene %(scene)s on board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneJoined(OfBoard):
    scene_id: int
    scene: str


@fact("floor.schedule.strip-changed", _("%(by)s changed %(what)s on board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class StripChanged(OfBoard):
    strip_id: int
    what: str
    fields: tuple[str, ...]


@fact("floor.schedule.banner-added", _("%(by)s added the banner “%(text)s” to board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BannerAdded(OfBoard):
    strip_id: int
    text: str


@fact("floor.schedule.banner-removed", _("%(by)s removed the banner “%(text)s” from board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BannerRemoved(OfBoard):
    strip_id: int
    text: str


@fact("floor.schedule.scenes-taken-in", _("%(by)s took %(scenes)s into the reserve of board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenesTakenIn(OfBoard):
    scenes: str
    scene_ids: tuple[int, ...]


@fact("floor.schedule.day-added", _("%(by)s added %(day)s to board v%(board)s"), says={"day": in_words})
@dataclass(frozen=True, slots=True, kw_only=True)
class DayAdded(OfBoard):
    day_id: int
    day: date
    unit: str


@fact("floor.schedule.day-removed", _("%(by)s removed %(day)s from board v%(board)s"), says={"day": in_words})
@dataclass(frozen=True, slots=True, kw_only=True)
class DayRemoved(OfBoard):
    day_id: int
    day: date
    unit: str


@fact("floor.schedule.day-changed", _("%(by)s changed %(day)s on board v%(board)s"), says={"day": in_words})
@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanged(OfBoard):
    day_id: int
    day: date
    fields: tuple[str, ...]


@fact(
    "floor.schedule.day-redated",
    _("%(by)s moved the day of %(before)s to %(day)s on board v%(board)s"),
    says={"day": in_words, "before": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DayRedated(OfBoard):
    day_id: int
    before: date
    day: date


@fact(
    "floor.schedule.day-cancelled",
    _("%(by)s cancelled the shooting day of %(day)s: %(reason)s"),
    says={"day": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DayCancelled(OfBoard):
    """`is_approved` says that it is a day of the real shoot, and not one of a « what if »."""

    day_id: int
    day: date
    number: int | None
    unit: str
    place_id: int | None
    reason: str
    is_approved: bool


@fact(
    "floor.schedule.day-reinstated",
    _("%(by)s put the shooting day of %(day)s back"),
    says={"day": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DayReinstated(OfBoard):
    day_id: int
    day: date
    number: int | None
    unit: str
    is_approved: bool


@fact("floor.schedule.days-renumbered", _("%(by)s numbered the shooting days of board v%(board)s anew"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DaysRenumbered(OfBoard):
    days: int


@fact("floor.schedule.step-undone", _("%(by)s took a step back on board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class StepUndone(OfBoard):
    edit_id: int
    label: str


@fact("floor.schedule.step-redone", _("%(by)s did a step again on board v%(board)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class StepRedone(OfBoard):
    edit_id: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfElement(Fact):
    element_id: int
    element: str
    event_id: int
    what: str
    """The code of the kind of event."""
    first: date
    last: date


@fact(
    "floor.schedule.event-added",
    _("%(by)s noted an event of %(element)s, %(first)s to %(last)s"),
    says={"first": in_words, "last": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EventAdded(OfElement):
    pass


@fact(
    "floor.schedule.event-removed",
    _("%(by)s removed an event of %(element)s, %(first)s to %(last)s"),
    says={"first": in_words, "last": in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EventRemoved(OfElement):
    pass
