"""What the page is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class ObjectiveTold:
    """`value` None is not available. `expected` by the straight line on `on`. `pace` is a code of the engine."""

    name: str
    indicator: str
    unit: str
    value: Decimal | None
    expected: Decimal
    target: Decimal
    pace: str
    on: date
    ends_on: date
    source: str


@dataclass(frozen=True, slots=True)
class FigureTold:
    """One figure: `value` as it is rounded, None is not available; `unit` count, money or share."""

    label: str
    definition: str
    value: Decimal | None
    unit: str
    places: int
    side: str
    n: int
    first: date | None
    last: date | None
    source: str
    of_ads: bool = False
    """`n` counts lines of an ad manager, else posts."""


@dataclass(frozen=True, slots=True)
class PostTold:
    """One post and its interactions."""

    text: str
    account: str
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class SpendTold:
    """Spent on advertising against what was set aside; None is not available, or never said."""

    spent: Money | None
    budget: Money | None
    source: str


@dataclass(frozen=True, slots=True)
class DirectionRecord:
    """All that the page says."""

    title: str
    house: str
    writer: str
    at: datetime
    first: date
    last: date
    objective: ObjectiveTold | None
    figures: Sequence[FigureTold]
    best: Sequence[PostTold]
    worst: Sequence[PostTold]
    n_posts: int
    spend: SpendTold
    steps: Sequence[str]
