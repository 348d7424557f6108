"""What a shooting plan is made of: scenes, roles, places, days, rules, prices; and the plan itself.

Units: lengths in eighths of a page; times in whole minutes; times of day in minutes from midnight of the day's
date (1500 is one o'clock in the night that follows); amounts in whole cents of one currency; days by their
position in the calendar, from 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from coulisse.kernel.money import Money

Assignment = tuple[tuple[str, ...], ...]
"""The scenes of each day, in the order in which they are shot; one entry for each day of the calendar."""


class InconsistentShoot(ValueError):
    """The records contradict each other: an unknown role or place, an id used twice, an impossible number."""


class Effect(StrEnum):
    """The light of the story, as the heading of the scene says it."""

    DAY = "day"
    NIGHT = "night"
    DAWN = "dawn"
    DUSK = "dusk"


@dataclass(frozen=True, slots=True)
class PlanScene:
    """A strip. `minutes` is the time it takes to shoot; `weather_bound` is a scene that rain forbids."""

    id: str
    eighths: int
    minutes: int
    set: str
    place: str
    effect: Effect = Effect.DAY
    exterior: bool = False
    roles: frozenset[str] = frozenset()
    weather_bound: bool = False
    fixed_day: int | None = None

    @property
    def is_night(self) -> bool:
        return self.effect is Effect.NIGHT

    @property
    def is_cover(self) -> bool:
        """Whether it can be shot instead of an exterior, on a day of rain."""
        return not self.exterior and not self.weather_bound and self.fixed_day is None


@dataclass(frozen=True, slots=True)
class Minor:
    """What the law, or the letter of derogation, allows one child: presence in a day, and its window."""

    max_minutes: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class PlanRole:
    """Somebody who is paid by the day. `available` None: every day. A hold is a day between two worked ones."""

    id: str
    day_rate_cents: int
    available: frozenset[int] | None = None
    hold_paid: bool = True
    minor: Minor | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the unit settles; going from one to another is a company move. `available` None: every day."""

    id: str
    available: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day that may be shot by one unit.

    `starts` is the usual first shot; `normal_minutes` of work cost no overtime, `max_minutes` is the limit;
    an exterior day scene is shot between `light_from` and `light_to` (civil light).
    """

    index: int
    date: date
    unit: str = ""
    max_eighths: int = 40
    starts: int = 8 * 60
    normal_minutes: int = 9 * 60
    max_minutes: int = 11 * 60
    light_from: int = 7 * 60
    light_to: int = 20 * 60


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every day. The values are the caller's: see docs/engines/shooting-plan.md."""

    rest_minutes: int = 11 * 60
    preparation_minutes: int = 60  # from the first call (make-up, costumes) to the first shot
    wrap_minutes: int = 30  # from the last shot to the end of the work
    move_minutes: int = 45
    meal_after: int = 6 * 60
    meal_minutes: int = 60
    twilight_minutes: int = 60  # dawn and dusk are shot within so much of the edge of the civil light
    cover_eighths: int = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """What is minimised, in cents a piece; the price of a role is its own rate."""

    shooting_day: int = 0
    move: int = 0  # to another place within a day
    overnight_move: int = 0  # to another place between two shooting days
    switch: int = 0  # from day to night, or back, within a day
    set_change: int = 0  # to another set of the same place, within a day
    overtime_minute: int = 0


class CostKind(StrEnum):
    ROLE_DAYS = "role-days"
    HOLD_DAYS = "hold-days"
    SHOOTING_DAYS = "shooting-days"
    MOVES = "moves"
    OVERNIGHT_MOVES = "overnight-moves"
    SWITCHES = "switches"
    SET_CHANGES = "set-changes"
    OVERTIME = "overtime"


@dataclass(frozen=True, slots=True)
class Where:
    """The place in the plan that a cost comes from: a day, and the two scenes between which it happens."""

    day: int
    before: str = ""
    after: str = ""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class CostLine:
    """`quantity` times `unit_cents`; `what` is the id of a role, or nothing; `at` sums to the quantity."""

    kind: CostKind
    what: str
    quantity: int
    unit_cents: int
    at: tuple[Where, ...]

    @property
    def cents(self) -> int:
        return self.quantity * self.unit_cents

    @property
    def amount(self) -> Money:
        return Money(self.cents)


class FlagCode(StrEnum):
    SCENE_UNPLANNED = "scene-unplanned"
    SCENE_TWICE = "scene-twice"
    FIXED_DATE = "fixed-date"
    ROLE_UNAVAILABLE = "role-unavailable"
    ROLE_IN_TWO_UNITS = "role-in-two-units"
    PLACE_UNAVAILABLE = "place-unavailable"
    EIGHTHS_OVER = "eighths-over"
    MINUTES_OVER = "minutes-over"
    REST_SHORT = "rest-short"
    MINOR_TOO_LONG = "minor-too-long"
    MINOR_OUT_OF_HOURS = "minor-out-of-hours"
    OUTSIDE_LIGHT = "outside-light"
    NO_WEATHER_COVER = "no-weather-cover"


@dataclass(frozen=True, slots=True)
class Flag:
    """What is broken, and by how much: `found` against `limit`, in the unit of the rule, where it has one."""

    code: FlagCode
    days: tuple[int, ...] = ()
    scenes: tuple[str, ...] = ()
    what: str = ""
    found: int | None = None
    limit: int | None = None


class Status(StrEnum):
    PROVED = "proved"  # no admissible plan costs less
    BETWEEN = "between"  # admissible, and its cost lies between the bound and itself
    FLAGGED = "flagged"  # none without a flag was found


@dataclass(frozen=True, slots=True)
class Plan:
    """An order with its price. It is never « the best »: `minimised` names what was minimised, and no more."""

    assignment: Assignment
    costs: tuple[CostLine, ...]
    flags: tuple[Flag, ...]
    bound_cents: int
    minimised: tuple[CostKind, ...]

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.costs)

    @property
    def total(self) -> Money:
        return Money(self.cents)

    @property
    def bound(self) -> Money:
        """No admissible plan costs less than this."""
        return Money(self.bound_cents)

    @property
    def gap(self) -> Fraction:
        """The part of the cost that might still be saved, at most: 0 when it is proved that nothing can."""
        return Fraction(max(self.cents - self.bound_cents, 0), self.cents) if self.cents else Fraction(0)

    @property
    def status(self) -> Status:
        if self.flags:
            return Status.FLAGGED
        return Status.PROVED if self.cents <= self.bound_cents else Status.BETWEEN


@dataclass(frozen=True)
class Shoot:
    """All that a plan is made from. Raises InconsistentShoot when its parts don't fit together."""

    scenes: tuple[PlanScene, ...]
    roles: tuple[PlanRole, ...]
    places: tuple[Place, ...]
    days: tuple[PlanDay, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        _refuse_doubles("scene", (scene.id for scene in self.scenes))
        _refuse_doubles("role", (role.id for role in self.roles))
        _refuse_doubles("place", (place.id for place in self.places))
        _refuse_doubles("day of a unit", (f"{day.date} {day.unit}" for day in self.days))
        if [day.index for day in self.days] != list(range(len(self.days))):
            raise InconsistentShoot("days are numbered from 0, in the order in which they are given")
        if [day.date for day in self.days] != sorted(day.date for day in self.days):
            raise InconsistentShoot("days are given in the order of their dates")
        for scene in self.scenes:
            self._check(scene)

    def _check(self, scene: PlanScene) -> None:
        if scene.place not in self.place:
            raise InconsistentShoot(f"scene {scene.id} is set in an unknown place: {scene.place}")
        if unknown := sorted(scene.roles - self.role.keys()):
            raise InconsistentShoot(f"scene {scene.id} has unknown roles: {', '.join(unknown)}")
        if scene.fixed_day is not None and not 0 <= scene.fixed_day < len(self.days):
            raise InconsistentShoot(f"scene {scene.id} is fixed on a day out of the calendar: {scene.fixed_day}")
        if scene.eighths < 0 or scene.minutes < 0:
            raise InconsistentShoot(f"scene {scene.id} has a negative length")

    @cached_property
    def scene(self) -> Mapping[str, PlanScene]:
        return {scene.id: scene for scene in self.scenes}

    @cached_property
    def role(self) -> Mapping[str, PlanRole]:
        return {role.id: role for role in self.roles}

    @cached_property
    def place(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The distinct dates: two units that shoot on one date are one day of an actor's pay."""
        return tuple(sorted({day.date for day in self.days}))

    @cached_property
    def date_of_day(self) -> tuple[int, ...]:
        """For each day, the position of its date among the dates."""
        position = {at: index for index, at in enumerate(self.dates)}
        return tuple(position[day.date] for day in self.days)

    @cached_property
    def days_of_units(self) -> tuple[tuple[PlanDay, ...], ...]:
        """The days of each unit, in order."""
        units = dict.fromkeys(day.unit for day in self.days)
        return tuple(tuple(day for day in self.days if day.unit == unit) for unit in units)

    def may_be_shot(self, scene: PlanScene, day: PlanDay) -> bool:
        """Whether the place and every role of the scene are free that day, whatever else is shot."""
        place = self.place[scene.place]
        return _is_free(place.available, day.index) and all(
            _is_free(self.role[role].available, day.index) for role in scene.roles
        )


def _is_free(available: frozenset[int] | None, day: int) -> bool:
    return available is None or day in available


def _refuse_doubles(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise InconsistentShoot(f"the {what} {one} is given twice")
        seen.add(one)
