"""What a call sheet holds. Words of the production are text as it was typed; all else is values.

A cell that a revision changed is `Changed(now, was)`; `current` reads it either way. What nobody knows is None:
the paper says « non disponible », never a blank and never a guess. Hours are wall clock hours of the day's
place; one that is earlier than the call belongs to the next morning. Lengths are eighths of a page and seconds.
`person` is whatever number the caller knows a person by; it is never printed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed(Generic[T]):
    """A value that this revision changed: `was` is what the version that it replaces said."""

    now: T
    was: T


Cell: TypeAlias = T | Changed[T]


def current(cell: Cell[T]) -> T:
    """What holds now, changed or not."""
    return cell.now if isinstance(cell, Changed) else cell


def is_changed(cell: object) -> bool:
    return isinstance(cell, Changed)


@dataclass(frozen=True, slots=True)
class Span:
    """From an hour to another: a meal."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours that everybody looks for: the crew's call, ready to shoot (PAT), the meal, the planned wrap."""

    call: Cell[time | None] = None
    pat: Cell[time | None] = None
    meal: Cell[Span | None] = None
    wrap: Cell[time | None] = None


@dataclass(frozen=True, slots=True)
class Sun:
    """Rise and set, first and last civil light. `source` stays empty where the house computed them."""

    rise: time
    set: time
    dawn: time
    dusk: time
    place: str
    latitude: float
    longitude: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class WeatherHour:
    """One hour of a forecast, as its source writes it: « 07 », « 6° », « 20 % »."""

    hour: str
    temperature: str
    rain: str


@dataclass(frozen=True, slots=True)
class Weather:
    """A forecast that somebody typed, with its source: who, which bulletin, read when."""

    line: str
    source: str
    hours: tuple[WeatherHour, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring. `when` says the hours at which they answer, if not always."""

    job: str
    name: Cell[str]
    phone: Cell[str]
    when: str = ""
    email: str = ""
    person: int | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Hospital:
    """The nearest one with an emergency ward. `note`: opening, distance from the set."""

    name: str
    address: str
    note: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the day under its letter. `position`: latitude and longitude in degrees."""

    letter: str
    use: Cell[str]
    address: Cell[str]
    access: Cell[str] = ""
    parking: Cell[str] = ""
    position: tuple[float, float] | None = None
    added: bool = False


class MarkKind(StrEnum):
    """What the revision of the script did to a scene."""

    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Mark:
    """The revision mark of a scene. `colour`: the pages' English name (blue, pink, yellow…)."""

    kind: MarkKind
    colour: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene in the order of shooting.

    `inside` is INT, EXT or INT/EXT; `effect` is `day`, `night`, `dawn`, `dusk`, `morning`, `evening`, or the
    production's own word. `roles` are numbers of the cast list: none is (), not known is None. `place` is a
    letter of the places.
    """

    number: str
    inside: str
    effect: str
    set: Cell[str]
    summary: Cell[str]
    roles: Cell[tuple[str, ...] | None]
    eighths: Cell[int | None]
    seconds: Cell[int | None]
    hour: Cell[time | None]
    place: Cell[str]
    mark: Mark | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class PickUp:
    """Who is fetched when and where; without an hour they come by their own means."""

    hour: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """One of the cast. A step (dressing, make-up, hair) that is None isn't asked for; a PAT must be known."""

    number: str
    name: str
    actor: str
    pick_up: Cell[PickUp | None]
    dressing: Cell[time | None]
    make_up: Cell[time | None]
    hair: Cell[time | None]
    pat: Cell[time | None]
    wrap: Cell[time | None]
    person: int | None = None
    phone: str = ""
    is_minor: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class Extras:
    """A group of extras. `key` tells groups apart from one version to the next; `people` are those known."""

    key: str
    count: Cell[int]
    who: Cell[str]
    scenes: Cell[tuple[str, ...]]
    call: Cell[time | None]
    pat: Cell[time | None]
    wrap: Cell[time | None]
    meeting: Cell[str]
    minors: int = 0
    people: tuple[int, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What a department must bring or know today."""

    department: str
    text: Cell[str]
    added: bool = False


@dataclass(frozen=True, slots=True)
class Diet:
    """How many eat so; never who."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Catering:
    """Meals by whom they are for, and how many were ordered: the paper is refused where the sum differs."""

    crew: int
    cast: int
    extras: int
    guests: int = 0
    guests_note: str = ""
    ordered: Cell[int | None] = None
    diets: tuple[Diet, ...] = ()
    note: Cell[str] = ""

    @property
    def counted(self) -> int:
        return self.crew + self.cast + self.extras + self.guests


@dataclass(frozen=True, slots=True)
class Ride:
    """A vehicle, when, from where to where, with whom. `people`: the passengers and the driver."""

    key: str
    vehicle: str
    hour: Cell[time | None]
    route: Cell[str]
    who: Cell[str]
    driver: Cell[str]
    people: tuple[int, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A radio channel and who speaks on it."""

    number: str
    use: Cell[str]
    added: bool = False


@dataclass(frozen=True, slots=True)
class AheadLine:
    """Scenes to come that share a set."""

    scenes: tuple[str, ...]
    inside: str
    effect: str
    set: str
    roles: tuple[str, ...]
    eighths: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """One of the next two days, as the plan stands."""

    day: int
    date: date
    pat: time | None
    lines: tuple[AheadLine, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the crew. `call` is an hour, or where they work instead (« bureau »)."""

    job: str
    name: str
    call: Cell[time | str | None]
    person: int | None = None
    phone: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the crew, in the order of the trade."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Validation:
    """Who answers for this version, and when they validated it."""

    name: str
    job: str
    at: datetime
    receipts: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One changed cell. `code` is `hours.pat`, `scenes.hour`, `cast.pick_up`, `places.address`, `crew.added`…

    `where` names the row as people do (27, Y. Grosjean, Loges), `was` and `now` are written values, empty where
    there was or is none. `follows` is true where another change of the same hours brought it about: it is marked
    in its cell, not told in the banner. `people` are those it touches.
    """

    code: str
    where: str
    was: str
    now: str
    follows: bool = False
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A rectification: its number, what it replaces (0 is the first version) and what it changes."""

    number: int
    replaces: int
    replaces_at: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The sheet of one shooting day of one unit. `at` is the paper's own date and hour, in Brussels.

    `base` is the letter of the place that calls are for. `rules` empty prints the house's usual words.
    """

    film: str
    director: str
    house: str
    house_line: str
    number: int
    day: int
    of: int
    date: date
    at: datetime
    hours: Hours
    unit: str = ""
    revision: Revision | None = None
    contacts: tuple[Contact, ...] = ()
    sun: Sun | None = None
    weather: Weather | None = None
    hospital: Cell[Hospital | None] = None
    emergency: str = "112"
    places: tuple[Place, ...] = ()
    scenes: tuple[Scene, ...] = ()
    cast: tuple[Role, ...] = ()
    extras: tuple[Extras, ...] = ()
    extras_note: str = ""
    needs: tuple[Need, ...] = ()
    catering: Catering | None = None
    transport: tuple[Ride, ...] = ()
    safety: tuple[Cell[str], ...] = ()
    radio: tuple[Channel, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    ahead_note: str = ""
    crew: tuple[Department, ...] = ()
    base: str = ""
    validation: Validation | None = None
    rules: str = ""

    @property
    def crew_count(self) -> int:
        return sum(len(department.members) for department in self.crew)

    @property
    def extras_count(self) -> int:
        return sum(current(group.count) for group in self.extras)
