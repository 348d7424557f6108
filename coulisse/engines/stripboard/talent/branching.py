"""Closing the gap between the bound and the best order: dividing the orders until no part can hold a cheaper one.

A *part* of the orders is told by what two actors who share no scene do (together at some time, or one leaves
before the other arrives) and by the moments at which scenes may be shot. The paths on which the bound rests
show where they disagree: there the part is divided. An order and its reverse cost the same, so as long as a
part is its own mirror image one of two mirrored children is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.engines.stripboard.talent.bounding import ANY_MOMENT, ARRIVAL, BETWEEN, DEPARTURE, Scenes, Tally
from coulisse.engines.stripboard.talent.chains import Ints
from coulisse.engines.stripboard.talent.stages import Stages, restrict

TOGETHER, FIRST_LEAVES, SECOND_LEAVES, OPEN = 0, 1, 2, 3


@dataclass(slots=True, kw_only=True)
class Part:
    """Some of the orders, with a bound on what they cost."""

    stages: Stages
    bounty: Ints
    open_moments: Ints
    """For each scene the moments that are open, as bits."""
    outcomes: tuple[int, ...]
    """For each pair of actors who share no scene: what they do."""
    mirrored: bool
    """Whether the reverse of each order of this part is in it too."""
    bound: int
    tally: Tally
    pace: float = 1.0


def strangers(masks: Ints, actors: int) -> Ints:
    """The pairs of actors (as bits) who share no scene, one pair a row."""
    met = [0] * actors
    for mask in masks.tolist():
        for actor in range(actors):
            if mask >> actor & 1:
                met[actor] |= mask
    found = [
        (1 << first, 1 << second)
        for first in range(actors)
        for second in range(first)
        if not met[first] >> second & 1
    ]
    return np.array(found, np.int64).reshape(-1, 2)


def whole(stages: Stages, scenes: Scenes, pairs: Ints) -> Part:
    """All the orders; nothing is known of what they cost."""
    count = scenes.masks.size
    return Part(
        stages=stages,
        bounty=scenes.most * 2 // 3,
        open_moments=np.full(count, ANY_MOMENT, np.int64),
        outcomes=(OPEN,) * len(pairs),
        mirrored=True,
        bound=0,
        tally=Tally(np.zeros((len(pairs), 3)), np.zeros((count, 3))),
    )


def divide(part: Part, scenes: Scenes, pairs: Ints) -> Iterator[Part]:
    """Parts that together hold every order of this one, or its reverse; none when it is a single path."""
    pair, doubt = _doubtful_pair(part)
    if doubt > 0.04:
        return _by_outcome(part, pairs, pair)
    scene, doubt = _doubtful_scene(part)
    if doubt > 0.0:
        return _by_moment(part, scenes, scene)
    if pair >= 0:
        return _by_outcome(part, pairs, pair)
    return _by_stage(part)


def _doubtful_pair(part: Part) -> tuple[int, float]:
    """The open pair on which the paths disagree most, and by how much; -1 if none is open."""
    best, most = -1, -1.0
    for pair, outcome in enumerate(part.outcomes):
        if outcome == OPEN:
            shares = part.tally.pairs[pair]
            doubt = float(1.0 - shares.max())
            if doubt > most:
                best, most = pair, doubt
    return best, most


def _doubtful_scene(part: Part) -> tuple[int, float]:
    """The scene of which the paths shoot the dearest share at a second moment, or twice."""
    best, most = -1, 0.0
    for scene, moments in enumerate(part.open_moments.tolist()):
        if moments & (moments - 1):
            shot = np.sort(part.tally.moments[scene])
            doubt = float(shot[0] + shot[1]) * float(part.bounty[scene]) + 1e-9
            if doubt > most:
                best, most = scene, doubt
    return best, most


def _child(part: Part, **changes: object) -> Part:
    values: dict[str, object] = {
        "stages": part.stages,
        "bounty": part.bounty.copy(),
        "open_moments": part.open_moments,
        "outcomes": part.outcomes,
        "mirrored": part.mirrored,
        "bound": part.bound,
        "tally": Tally(part.tally.pairs.copy(), part.tally.moments.copy()),
        "pace": 0.6,
    }
    return Part(**(values | changes))  # type: ignore[arg-type]  # each value is of its field's own kind


def _by_outcome(part: Part, pairs: Ints, pair: int) -> Iterator[Part]:
    first, second = pairs[pair].tolist()
    for outcome in (TOGETHER, FIRST_LEAVES, SECOND_LEAVES):
        if outcome == SECOND_LEAVES and part.mirrored:
            continue
        stages = restrict(part.stages, _allowed(part.stages, first, second, outcome))
        outcomes = (*part.outcomes[:pair], outcome, *part.outcomes[pair + 1 :])
        yield _child(part, stages=stages, outcomes=outcomes, mirrored=part.mirrored and outcome == TOGETHER)


def _allowed(stages: Stages, first: int, second: int, outcome: int) -> NDArray[np.bool_]:
    """The stages at which two actors can do what they are to do."""
    first_left = (stages.staying & first == 0) & (stages.arrived & second == 0)
    second_left = (stages.staying & second == 0) & (stages.arrived & first == 0)
    here = stages.arrived & stages.staying
    together = (here & first != 0) & (here & second != 0)
    forbidden = {
        TOGETHER: first_left | second_left,
        FIRST_LEAVES: second_left | together,
        SECOND_LEAVES: first_left | together,
    }
    allowed: NDArray[np.bool_] = ~forbidden[outcome]
    return allowed


def _by_moment(part: Part, scenes: Scenes, scene: int) -> Iterator[Part]:
    for moment in (ARRIVAL, DEPARTURE, BETWEEN):
        if part.open_moments[scene] & moment == 0 or (moment == DEPARTURE and part.mirrored):
            continue
        open_moments = part.open_moments.copy()
        open_moments[scene] = moment
        bounty = part.bounty.copy()
        # A scene with one moment left must be shot then, whatever it costs.
        bounty[scene] = scenes.most[scene]
        yield _child(part, open_moments=open_moments, bounty=bounty, mirrored=part.mirrored and moment == BETWEEN)


def _by_stage(part: Part) -> Iterator[Part]:
    """Through a stage near the middle that some path does without, or not through it."""
    stages = part.stages
    middle = stages.arrived.size // 2
    for chosen in sorted(range(stages.arrived.size), key=lambda i: abs(i - middle)):
        alive = np.ones(stages.arrived.size, np.bool_)
        alive[chosen] = False
        beside = restrict(stages, alive)
        if beside.arrived.size:
            break
    else:
        return
    arrived, staying = stages.arrived[chosen], stages.staying[chosen]
    earlier = (stages.arrived & ~arrived == 0) & (staying & ~stages.staying == 0)
    later = (arrived & ~stages.arrived == 0) & (stages.staying & ~staying == 0)
    yield _child(part, stages=beside, mirrored=False)
    yield _child(part, stages=restrict(stages, earlier | later), mirrored=False)
