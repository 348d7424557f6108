"""The seeded draw of the large sample, and the spread of its moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final, TypeVar

SEED: Final = 20_270_316
SPAN: Final = timedelta(days=730)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draw:
    """One source of chance for a whole load, which ends at `at`."""

    at: datetime
    random: Random

    @classmethod
    def seeded(cls, at: datetime) -> "Draw":
        return cls(at, Random(SEED))  # noqa: S311  # invented names want a draw that repeats, not a secret one

    def one(self, choices: Sequence[T]) -> T:
        return choices[int(self.random.random() * len(choices))]

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        return self.random.sample(choices, self.random.randint(0, most))

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def past(self) -> datetime:
        """A moment of the last two years."""
        return self.at - SPAN * self.random.random()
