"""Working time, in and out. Durations are `timedelta`, instants are aware datetimes; the law comes in as records.

Nothing of the law stands here: every limit is a value that the caller read in the parameter store, with its
source, the day it was read and how far it may be trusted. A limit that is None isn't checked.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from coulisse.engines.worktime.spans import overlap
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.times import elapsed


class EndsBeforeStart(ValueError):
    """A stretch of work, a break or a step that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a limit comes from: the parameter's code, its source, and what it holds for."""

    code: str
    source: str
    read_on: date
    confidence: Confidence
    joint_committee: str = ""
    regime: str = ""

    @property
    def to_be_confirmed(self) -> bool:
        return self.confidence.to_be_confirmed


@dataclass(frozen=True, slots=True)
class Limit:
    """A duration that must be reached (rest) or must not be passed (work)."""

    amount: timedelta
    rule: Rule


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day on Brussels clocks; `closes` before `opens` passes midnight (20:00 to 06:00)."""

    opens: time
    closes: time
    rule: Rule


@dataclass(frozen=True, slots=True)
class AgeRules:
    """What holds for the ages `first` to `last`, both included; presence on the set counts, breaks included."""

    first: int
    last: int
    daily_most: Limit | None = None
    weekly_most: Limit | None = None
    window: Window | None = None
    break_after: Limit | None = None
    """The longest presence without a break that counts."""
    break_length: Limit | None = None
    """The shortest break that counts; without it any break does."""
    daily_rest: Limit | None = None
    derogation: Rule | None = None
    """The rule that demands an individual derogation, None when none is needed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of one joint committee on the days looked at."""

    joint_committee: str = ""
    daily_rest: Limit | None = None
    weekly_rest: Limit | None = None
    daily_most: Limit | None = None
    weekly_most: Limit | None = None
    weekly_average: Limit | None = None
    overtime_after: Limit | None = None
    """Work of a day, meal taken off, beyond which overtime is paid."""
    night: Window | None = None
    ages: tuple[AgeRules, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the plan. A minor needs `birth`; without it the ages are not checked."""

    key: str
    rules: Rules
    birth: date | None = None
    at_school_full_time: bool = False
    """Still under full-time compulsory schooling: the rules of the oldest children hold."""
    has_derogation: bool = False
    paid_overtime: bool = True
    """False for a day rate that covers the hours; limits and rest hold all the same."""


@dataclass(frozen=True, slots=True)
class Break:
    """A pause that isn't work, a meal above all."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if elapsed(self.start, self.end) < timedelta(0):
            raise EndsBeforeStart(f"a break from {self.start} to {self.end}")

    @property
    def length(self) -> timedelta:
        return elapsed(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One person's presence: from the first call (HMC included) to the real wrap, on the shooting day `day`.

    A night that passes midnight belongs to the day on which it began.
    """

    person: str
    day: date
    start: datetime
    end: datetime
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if self.presence < timedelta(0):
            raise EndsBeforeStart(f"{self.person} on {self.day}: from {self.start} to {self.end}")

    @property
    def presence(self) -> timedelta:
        return elapsed(self.start, self.end)

    @property
    def work(self) -> timedelta:
        """Presence less the part of the breaks that falls in it."""
        taken = (overlap(self.start, self.end, pause.start, pause.end) for pause in self.breaks)
        return self.presence - sum(taken, timedelta(0))


class Code(StrEnum):
    """What a flag is about. The sentence is made at display time, in the reader's language."""

    DAILY_REST = "daily-rest"
    WEEKLY_REST = "weekly-rest"
    DAILY_MOST = "daily-most"
    WEEKLY_MOST = "weekly-most"
    WEEKLY_AVERAGE = "weekly-average"
    OVERTIME = "overtime"
    NIGHT = "night"
    MINOR_DAY = "minor-day"
    MINOR_WEEK = "minor-week"
    MINOR_WINDOW = "minor-window"
    MINOR_BREAK = "minor-break"
    MINOR_REST = "minor-rest"
    MINOR_DEROGATION = "minor-derogation"


NOTICES = frozenset({Code.OVERTIME, Code.NIGHT})
"""Allowed and to be paid: told, but no breach."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at: what was measured, against which limit, by which rule.

    `measured` under `limit` for a rest, over it for work; for a window, the time outside it against zero.
    """

    code: Code
    person: str
    day: date
    measured: timedelta
    limit: timedelta
    rule: Rule
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_breach(self) -> bool:
        return self.code not in NOTICES

    @property
    def may_block(self) -> bool:
        """A breach of a rule read somewhere; a value to be confirmed is shown and never blocks."""
        return self.is_breach and not self.rule.to_be_confirmed

    @property
    def gap(self) -> timedelta:
        """How far from the limit, always positive."""
        return abs(self.measured - self.limit)


class StepKind(StrEnum):
    """What a step of the day is."""

    SHOOT = "shoot"
    MEAL = "meal"
    MOVE = "move"
    WRAP = "wrap"  # from the last shot to the end of the crew's day
    PREPARE = "prepare"  # from the call to the first shot


@dataclass(frozen=True, slots=True)
class Step:
    """One step as planned, with the hours really marked so far. A scene that is cut is left out."""

    key: str
    kind: StepKind
    planned_start: datetime
    planned_end: datetime
    started: datetime | None = None
    ended: datetime | None = None

    def __post_init__(self) -> None:
        if elapsed(self.planned_start, self.planned_end) < timedelta(0):
            raise EndsBeforeStart(f"{self.key}: from {self.planned_start} to {self.planned_end}")

    @property
    def length(self) -> timedelta:
        return elapsed(self.planned_start, self.planned_end)


@dataclass(frozen=True, slots=True)
class ProjectedStep:
    """A step with the hours it will keep as things go; those already marked are exact."""

    key: str
    kind: StepKind
    planned_start: datetime
    planned_end: datetime
    start: datetime
    end: datetime

    @property
    def delay(self) -> timedelta:
        """At its end; negative when ahead."""
        return elapsed(self.planned_end, self.end)


@dataclass(frozen=True, slots=True)
class Projection:
    """The day as it goes: `wrap` is rounded up to the grain, `exact_wrap` isn't."""

    steps: tuple[ProjectedStep, ...]
    planned_wrap: datetime
    exact_wrap: datetime
    wrap: datetime

    @property
    def delay(self) -> timedelta:
        return elapsed(self.planned_wrap, self.wrap)

    @property
    def meals(self) -> tuple[Break, ...]:
        return tuple(Break(step.start, step.end) for step in self.steps if step.kind is StepKind.MEAL)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person's day as planned: `leaves_with_unit` moves with the wrap, else the hour is kept."""

    person: Person
    day: date
    start: datetime
    planned_end: datetime
    leaves_with_unit: bool = True
    next_call: datetime | None = None
    takes_meals: bool = True
    """The unit's meals are taken off the work of this person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the day costs one person, if it goes as projected and the next call stays."""

    stretch: Stretch
    overtime: timedelta
    rest: timedelta | None
    earliest_call: datetime | None
    """The first call that keeps the daily rest; None when no limit is known."""
    flags: tuple[Flag, ...] = field(default=())
