"""What the paper is told: numbers and codes, no sentences."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class FormatTold:
    """Posts of one format: `n` in all, `known` with a figure; the median between `low` and `high` in 95 of 100."""

    name: str
    n: int
    known: int
    median: Fraction | None
    low: int | None
    high: int | None
    is_enough: bool


@dataclass(frozen=True, slots=True)
class HourTold:
    """`times` the usual between `low` and `high` in 95 of 100, from `n` posts."""

    hour: int
    width: int
    n: int
    times: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HoursTold:
    """`verdict`: enough, no_difference, not_enough_data; `n` posts whose hour and figure are known."""

    verdict: str
    n: int
    usual: float | None
    best: tuple[HourTold, ...]
    dead: tuple[HourTold, ...]


@dataclass(frozen=True, slots=True)
class SilenceTold:
    """Whole days without a post, and the days of the posts around them."""

    days: int
    after: date
    until: date


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One format in two audits. `moved`: more, less, alike, not_enough_data."""

    name: str
    n_before: int
    median_before: Fraction | None
    n: int
    median: Fraction | None
    moved: str


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One audit; `before` and `changes` where it is held against an earlier one."""

    account: str
    house: str
    writer: str
    at: datetime
    first: date
    last: date
    metric: str
    definition: str
    n: int
    per_week: Fraction
    weeks: tuple[tuple[date, int], ...]
    silence: SilenceTold | None
    formats: tuple[FormatTold, ...]
    hours: HoursTold
    sources: tuple[str, ...]
    before: tuple[date, date] | None = None
    changes: tuple[ChangeTold, ...] = ()
    per_week_before: Fraction | None = None
