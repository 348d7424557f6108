"""What a production report holds: the day as planned, and as it was. None is what nobody measured.

Hours are wall clock hours of the day's place. Lengths are eighths of a page and seconds, work is in minutes,
money in cents. `person` is whatever number the caller knows a person by; it is never printed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from coulisse.papers.call_sheet.records import Span


class Moment(StrEnum):
    """The hours of a day that are compared with the plan."""

    CALL = "call"
    READY = "ready"
    FIRST_SHOT = "first-shot"
    MEAL = "meal"
    LAST_SHOT = "last-shot"
    WRAP = "wrap"


@dataclass(frozen=True, slots=True)
class Clocked:
    """A moment as planned and as it happened; None is « non relevé »."""

    moment: Moment
    planned: time | Span | None
    real: time | Span | None


@dataclass(frozen=True, slots=True)
class Count:
    """Planned and done today, done in all, remaining. Nothing to plan or to remain is None and prints a dash."""

    planned: int | None
    done: int | None
    total: int | None
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The film's progress: scenes, eighths of a page, seconds, shots, cards."""

    scenes: Count
    suppressed: Count
    retakes: Count
    eighths: Count
    useful_seconds: Count
    estimated_seconds: Count
    shots: Count
    picture_cards: Count
    sound_cards: Count


class SceneState(StrEnum):
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    SUPPRESSED = "suppressed"
    RETAKEN = "retaken"
    NOT_SHOT = "not-shot"


@dataclass(frozen=True, slots=True)
class SceneDone:
    """A scene of the day. `moved_to` is the shooting day that takes what remains of it."""

    number: str
    set: str
    planned_eighths: int
    done_eighths: int
    estimated_seconds: int | None
    useful_seconds: int | None
    shots: int | None
    state: SceneState
    is_new: bool = False
    moved_to: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoleHours:
    """Hours of one of the cast. `is_used` false: called, and in no shot; `by_own_means`: nobody fetched them."""

    number: str
    role: str
    actor: str
    pick_up: time | None
    hmc: time | None
    first_shot: time | None
    last_shot: time | None
    released: time | None
    by_own_means: bool = False
    is_used: bool = True
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Minor:
    """A child on the set: any presence counts as work, so that arrival and departure are both noted."""

    name: str
    age: int
    arrived: time | None
    left: time | None
    with_whom: str = ""
    allowed_minutes: int | None = None
    person: int | None = None


class PresenceKind(StrEnum):
    EXTRAS = "extras"
    CREW = "crew"
    REINFORCEMENTS = "reinforcements"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Presence:
    """How many were called and how many came."""

    kind: PresenceKind
    called: int | None
    came: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beyond:
    """The hours of one person beyond the threshold of the day. Work and excess in minutes, meal deducted."""

    name: str
    department: str
    start: time
    end: time
    worked: int
    beyond: int
    person: int | None = None


@dataclass(frozen=True, slots=True)
class ShortRest:
    """Somebody whose rest before the next call would be this many minutes."""

    name: str
    minutes: int
    person: int | None = None


@dataclass(frozen=True, slots=True)
class RestAtRisk:
    """Who would rest less than `minimum` minutes if the next call stays, and what is proposed."""

    next_date: date
    next_call: time
    minimum: int
    people: tuple[ShortRest, ...]
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A special piece of equipment and how it was used; None is « non relevé »."""

    name: str
    use: str | None


class IncidentKind(StrEnum):
    EQUIPMENT = "equipment"
    DAMAGE = "damage"
    PERSON = "person"
    WEATHER = "weather"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incident:
    """The hour, the fact, the proof. `is_insured`: to be declared to the insurer."""

    hour: time | None
    kind: IncidentKind
    text: str
    is_insured: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs the report; `at` None: not signed yet."""

    job: str
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ProductionReport:
    """The day's report. `at` is the paper's own date and hour, in Brussels; `closed_at` None is a draft.

    `threshold` is in minutes of work a day, `threshold_source` the dated parameter that sets it.
    `cash_cents` and `cash_receipts`: what was paid from the till.
    """

    film: str
    director: str
    house: str
    script: str
    day: int
    of: int
    date: date
    at: datetime
    closed_at: datetime | None
    places: str | None
    weather: str | None
    hours: tuple[Clocked, ...]
    cause: str
    progress: Progress
    scenes: tuple[SceneDone, ...]
    cast: tuple[RoleHours, ...]
    cast_note: str = ""
    minors: tuple[Minor, ...] = ()
    presences: tuple[Presence, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    threshold: int | None = None
    threshold_source: str = ""
    threshold_note: str = ""
    rest: tuple[RestAtRisk, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    incidents: tuple[Incident, ...] = ()
    meals_ordered: int | None = None
    meals_served: int | None = None
    overtime_cents: int | None = None
    cash_cents: int | None = None
    cash_receipts: int | None = None
    signatures: tuple[Signature, ...] = ()
