"""What is to be ordered, and what an order costs.

An actor is paid from the first to the last of their scenes, both included, whatever is shot in between: the
cost of an order is the sum over actors of rate × total duration from first to last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class BadCasting(Exception):
    """The figures do not fit together: a code, and the place of the first that does not."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code} at {where}")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Casting:
    """Scenes with durations, actors with rates, and who plays where. Durations and rates are exact and ≥ 0.

    Raises BadCasting: `sizes` when a table has not one row an actor or one cell a scene, `negative-duration`,
    `negative-rate`.
    """

    durations: tuple[Fraction, ...]
    rates: tuple[Fraction, ...]
    scenes_of: tuple[frozenset[int], ...]
    """For each actor, the scenes played, counted from 0."""

    def __post_init__(self) -> None:
        if len(self.rates) != len(self.scenes_of):
            raise BadCasting("sizes", "rates")
        for scene, duration in enumerate(self.durations):
            if duration < 0:
                raise BadCasting("negative-duration", f"duration[{scene}]")
        for actor, rate in enumerate(self.rates):
            if rate < 0:
                raise BadCasting("negative-rate", f"cost[{actor}]")
            if any(not 0 <= scene < len(self.durations) for scene in self.scenes_of[actor]):
                raise BadCasting("sizes", f"appears[{actor}]")

    @property
    def own_cost(self) -> Fraction:
        """What nobody can avoid: each actor paid for their own scenes only."""
        return sum(
            (
                rate * sum((self.durations[scene] for scene in scenes), Fraction(0))
                for rate, scenes in zip(self.rates, self.scenes_of, strict=True)
            ),
            Fraction(0),
        )

    def cost_of(self, order: Sequence[int]) -> Fraction:
        """What this order of all the scenes costs.

        >>> casting = Casting((Fraction(2), Fraction(1), Fraction(4)), (Fraction(10),), (frozenset({0, 2}),))
        >>> casting.cost_of([0, 1, 2]), casting.cost_of([1, 0, 2])
        (Fraction(70, 1), Fraction(60, 1))
        """
        begins, ends = {}, {}
        clock = Fraction(0)
        for scene in order:
            begins[scene] = clock
            clock += self.durations[scene]
            ends[scene] = clock
        return sum(
            (
                rate * (max(ends[scene] for scene in scenes) - min(begins[scene] for scene in scenes))
                for rate, scenes in zip(self.rates, self.scenes_of, strict=True)
                if scenes
            ),
            Fraction(0),
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """An order of all the scenes, its cost, and a figure that no order goes under: proved when they are equal."""

    order: tuple[int, ...]
    cost: Fraction
    bound: Fraction

    @property
    def optimal(self) -> bool:
        return self.cost == self.bound

    @property
    def gap(self) -> Fraction:
        """How far at most the cost is above the lowest possible one, as a share of the cost."""
        return (self.cost - self.bound) / self.cost if self.cost else Fraction(0)
