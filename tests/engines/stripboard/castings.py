"""Castings for the tests of orders: one of our own, random ones, and their least cost found the slow way."""

import random
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from coulisse.engines.stripboard.talent import Casting

DINER: Final = Casting(
    durations=tuple(map(Fraction, (4, 2, 3, 1, 5, 2, 2, 3, 1, 4))),
    rates=tuple(map(Fraction, (900, 650, 400, 400, 250))),
    scenes_of=tuple(map(frozenset, ((0, 3, 5, 9), (0, 1, 4, 7), (1, 2, 5, 8), (2, 6, 7), (3, 4, 6, 8)))),
)
"""A short film of ten scenes: five actors, none of whom can be spared waiting for nothing."""


def least_cost(casting: Casting) -> Fraction:
    """The least cost of any order, by dynamic programming over all sets of scenes."""
    casts = [
        sum(1 << actor for actor, played in enumerate(casting.scenes_of) if scene in played)
        for scene in range(len(casting.durations))
    ]
    everything = (1 << len(casts)) - 1
    actors_in = [0] * (everything + 1)
    for shot in range(1, everything + 1):
        actors_in[shot] = actors_in[shot & (shot - 1)] | casts[(shot & -shot).bit_length() - 1]
    least: list[Fraction | None] = [Fraction(0), *(None for _ in range(everything))]
    for shot in range(everything):
        so_far = least[shot]
        assert so_far is not None
        for scene, duration in enumerate(casting.durations):
            after = shot | 1 << scene
            if after == shot:
                continue
            paid = actors_in[after] & actors_in[everything & ~shot]
            rate = sum((r for actor, r in enumerate(casting.rates) if paid >> actor & 1), Fraction(0))
            cost, known = so_far + duration * rate, least[after]
            least[after] = cost if known is None else min(known, cost)
    answer = least[everything]
    assert answer is not None
    return answer


def random_casting(seed: int, scenes: int, actors: int, *, busiest: int) -> Casting:
    """Scenes of one day, rates from 1 to 100, each actor in 2 to `busiest` scenes."""
    draw = random.Random(seed)
    played = tuple(frozenset(draw.sample(range(scenes), draw.randint(2, busiest))) for _ in range(actors))
    return Casting((Fraction(1),) * scenes, tuple(Fraction(draw.randint(1, 100)) for _ in range(actors)), played)


@st.composite
def castings(draw: st.DrawFn, *, most_scenes: int = 8, most_actors: int = 7) -> Casting:
    """Small castings with everything in them: idle actors, free ones, empty scenes, instants, fractions."""
    scenes = draw(st.integers(1, most_scenes))
    durations = st.sampled_from([Fraction(n, 2) for n in (0, 1, 2, 3, 7)])
    rates = st.sampled_from([Fraction(n) for n in (0, 1, 2, 9)] + [Fraction(1, 3)])
    played = st.frozensets(st.integers(0, scenes - 1))
    actors = draw(st.lists(st.tuples(rates, played), max_size=most_actors))
    return Casting(
        tuple(draw(st.lists(durations, min_size=scenes, max_size=scenes))),
        tuple(rate for rate, _ in actors),
        tuple(scenes_of for _, scenes_of in actors),
    )
