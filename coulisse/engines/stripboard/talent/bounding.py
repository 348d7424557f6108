"""A lower bound on what any path through the stages pays, and good paths found on the way.

A scene shot at a stage pays its duration × the rate of those on location. Along a path the rate is lowest for a
scene when its last actor has just arrived, when its first actor is about to leave, or after a departure and
before an arrival in between: three *moments*. Each scene must be shot at one moment. The bound prices that
rule: a scene offers a bounty, a path collects it each time it shoots the scene and pays for the shooting, so
the cheapest path plus the bounties is never more than the true cost. Bounties rise for scenes that the cheapest
path leaves out and fall for those it shoots twice (subgradient steps). All sums are whole numbers, so the bound
is exact.

Source: Lagrangian relaxation as in M. L. Fisher, Management Science 27 (1981); the graph of stages is our own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.engines.stripboard.talent.chains import Ints
from coulisse.engines.stripboard.talent.compiling import inner, kernel
from coulisse.engines.stripboard.talent.stages import Stages

ARRIVAL = 1
BETWEEN = 2
DEPARTURE = 4
ANY_MOMENT = ARRIVAL | BETWEEN | DEPARTURE

Floats = NDArray[np.float64]
NEVER = -1
"""A price that no scene is under: the moment is closed to it."""
INFINITE = 1 << 60
PATIENCE = 8
"""After so many rounds without a better bound, steps become shorter."""
LONGEST_PATH = 2 * 64
"""An arrival and a departure for each actor."""


class Scenes(NamedTuple):
    """What is to be shot; money in small units so that bounties can be fractions of the real ones."""

    masks: Ints
    durations: Ints
    own: Ints
    """What each scene's own actors cost while it is shot."""
    most: Ints
    """What the others cost at most meanwhile: with everybody on location."""


class Bounties(NamedTuple):
    """Own cost + bounty of each scene at each moment; NEVER where the moment is closed."""

    arrival: Ints
    between: Ints
    departure: Ints


class Slate(NamedTuple):
    """Room to work in: what the rounds write, and what the best of them wrote."""

    prices: Bounties
    to_end: Ints
    """`to_end[i, d]`: the cheapest way from stage i to the end, where d = 1 just after a departure."""
    path: Ints
    """The stages of a cheapest path."""
    shot: Ints
    """How often that path shoots each scene at each moment."""
    direction: Floats
    best_path: Ints
    best_bounty: Ints


class Tally(NamedTuple):
    """Running averages over the paths of the latest rounds, which tell where they disagree."""

    pairs: Floats
    """For each pair of actors: together at some time, the first gone before the second comes, the reverse."""
    moments: Floats
    """For each scene: how often it is shot at each of the three moments."""


@inner
def lesser(one: int, other: int) -> int:
    """The lesser of two: the built-in function takes the compiler a second longer."""
    return one if one < other else other


@inner
def collected(step: int, paid: int, stages: Stages, durations: Ints, prices: Ints) -> int:
    """What shooting the scenes of a step adds (never above 0), with `paid` on location."""
    total = 0
    for i in range(stages.covering[step], stages.covering[step + 1]):
        scene = stages.covered[i]
        offered = durations[scene] * paid - prices[scene]
        if offered < 0:
            total += offered
    return total


@inner
def collected_between(i: int, stages: Stages, scenes: Scenes, prices: Ints) -> int:
    """What shooting every possible scene at stage i adds (never above 0)."""
    total = 0
    absent = ~(stages.arrived[i] & stages.staying[i])
    for scene in range(scenes.masks.size):
        offered = scenes.durations[scene] * stages.paid[i] - prices[scene]
        if scenes.masks[scene] & absent == 0 and offered < 0:
            total += offered
    return total


@inner
def is_between(i: int, stages: Stages) -> bool:
    """Whether at stage i somebody has left already and somebody has still to arrive."""
    return bool(stages.arrived[i] != stages.arrived[-1] and stages.staying[i] != stages.staying[0])


@kernel
def costs_to_end(stages: Stages, scenes: Scenes, bounties: Bounties, to_end: Ints) -> int:
    """Fill `to_end[i, d]`, the cheapest way from stage i to the end, where d = 1 just after a departure."""
    last = stages.arrived.size - 1
    to_end[last, 0] = 0
    to_end[last, 1] = 0
    for i in range(last - 1, -1, -1):
        by_arrival = INFINITE
        for j in range(stages.moves[i], stages.departures[i]):
            after = stages.to[j]
            cost = collected(stages.step[j], stages.paid[after], stages, scenes.durations, bounties.arrival)
            if cost + to_end[after, 0] < by_arrival:
                by_arrival = cost + to_end[after, 0]
        by_departure = INFINITE
        for j in range(stages.departures[i], stages.moves[i + 1]):
            cost = collected(stages.step[j], stages.paid[i], stages, scenes.durations, bounties.departure)
            if cost + to_end[stages.to[j], 1] < by_departure:
                by_departure = cost + to_end[stages.to[j], 1]
        to_end[i, 0] = by_arrival if by_arrival < by_departure else by_departure
        if is_between(i, stages):
            by_arrival += collected_between(i, stages, scenes, bounties.between)
        to_end[i, 1] = by_arrival if by_arrival < by_departure else by_departure
    return int(to_end[0, 0])


@kernel
def costs_through(stages: Stages, scenes: Scenes, bounties: Bounties, to_end: Ints) -> Ints:
    """The cheapest way from the start to the end through each stage, once `to_end` is filled."""
    count = stages.arrived.size
    so_far = np.empty((count, 2), np.int64)
    for i in range(count):
        so_far[i, 0] = so_far[i, 1] = INFINITE
    so_far[0, 0] = 0
    through = np.empty(count, np.int64)
    for i in range(count):
        through[i] = lesser(so_far[i, 0] + to_end[i, 0], so_far[i, 1] + to_end[i, 1])
        before_arrival = lesser(so_far[i, 0], so_far[i, 1])
        before_departure = before_arrival
        if is_between(i, stages):
            rest = so_far[i, 1] + collected_between(i, stages, scenes, bounties.between)
            before_arrival = lesser(so_far[i, 0], rest)
        for j in range(stages.moves[i], stages.departures[i]):
            after = stages.to[j]
            cost = collected(stages.step[j], stages.paid[after], stages, scenes.durations, bounties.arrival)
            so_far[after, 0] = lesser(so_far[after, 0], before_arrival + cost)
        for j in range(stages.departures[i], stages.moves[i + 1]):
            after = stages.to[j]
            cost = collected(stages.step[j], stages.paid[i], stages, scenes.durations, bounties.departure)
            so_far[after, 1] = lesser(so_far[after, 1], before_departure + cost)
    return through


@inner
def shoot(step: int, paid: int, stages: Stages, durations: Ints, prices: Ints, shot: Ints) -> None:
    """Count the scenes that a move shoots."""
    for i in range(stages.covering[step], stages.covering[step + 1]):
        scene = stages.covered[i]
        if durations[scene] * paid < prices[scene]:
            shot[scene] += 1


@inner
def shoot_between(i: int, stages: Stages, scenes: Scenes, prices: Ints, shot: Ints) -> None:
    """Count the scenes that stage i shoots between a departure and an arrival."""
    absent = ~(stages.arrived[i] & stages.staying[i])
    for scene in range(scenes.masks.size):
        if scenes.masks[scene] & absent == 0 and scenes.durations[scene] * stages.paid[i] < prices[scene]:
            shot[scene] += 1


@inner
def follow(stages: Stages, scenes: Scenes, slate: Slate) -> int:
    """Write a cheapest path and how often it shoots each scene at each moment to the slate; its length."""
    bounties, to_end, path, shot = slate.prices, slate.to_end, slate.path, slate.shot
    last = stages.arrived.size - 1
    for scene in range(scenes.masks.size):
        shot[0, scene] = shot[1, scene] = shot[2, scene] = 0
    path[0] = 0
    i = path[0]  # an integer for the compiler, where a written 0 would be a type of its own
    left = 0
    length = 0
    while i != last:
        path[length] = i
        length += 1
        between = left == 1 and is_between(i, stages)
        extra = collected_between(i, stages, scenes, bounties.between) if between else 0
        chosen = -1
        for j in range(stages.moves[i], stages.departures[i]):
            after = stages.to[j]
            cost = collected(stages.step[j], stages.paid[after], stages, scenes.durations, bounties.arrival)
            if cost + to_end[after, 0] + extra == to_end[i, left]:
                chosen = j
                break
        if chosen >= 0:
            paid = stages.paid[stages.to[chosen]]
            shoot(stages.step[chosen], paid, stages, scenes.durations, bounties.arrival, shot[0])
            if between:
                shoot_between(i, stages, scenes, bounties.between, shot[1])
            left = 0
        else:
            for j in range(stages.departures[i], stages.moves[i + 1]):
                cost = collected(stages.step[j], stages.paid[i], stages, scenes.durations, bounties.departure)
                if cost + to_end[stages.to[j], 1] == to_end[i, left]:
                    chosen = j
                    break
            shoot(stages.step[chosen], stages.paid[i], stages, scenes.durations, bounties.departure, shot[2])
            left = 1
        i = stages.to[chosen]
    path[length] = last
    return length + 1


@inner
def true_cost(stages: Stages, scenes: Scenes, path: Ints, length: int) -> int:
    """What is paid to others than a scene's own actors when each scene is shot at the best stage of a path."""
    total = 0
    for scene in range(scenes.masks.size):
        least = INFINITE
        for k in range(length):
            i = path[k]
            here = stages.arrived[i] & stages.staying[i]
            if scenes.masks[scene] & ~here == 0 and stages.paid[i] < least:
                least = stages.paid[i]
        total += scenes.durations[scene] * least - scenes.own[scene]
    return total


@inner
def outcome(first: int, second: int, stages: Stages, path: Ints, length: int) -> int:
    """0 when two actors (bits) are on location together at some time, 1 when the first leaves first, else 2."""
    for k in range(length):
        i = path[k]
        if stages.staying[i] & first == 0 and stages.arrived[i] & second == 0:
            return 1
        if stages.staying[i] & second == 0 and stages.arrived[i] & first == 0:
            return 2
    return 0


@kernel
def offer(scenes: Scenes, bounty: Ints, open_moments: Ints, prices: Bounties) -> int:
    """Write the prices of a round; the sum of the bounties."""
    total = 0
    for scene in range(bounty.size):
        price = scenes.own[scene] + bounty[scene]
        prices.arrival[scene] = price if open_moments[scene] & ARRIVAL else NEVER
        prices.between[scene] = price if open_moments[scene] & BETWEEN else NEVER
        prices.departure[scene] = price if open_moments[scene] & DEPARTURE else NEVER
        total += bounty[scene]
    return total


@inner
def take_down(tally: Tally, pairs: Ints, shot: Ints, stages: Stages, path: Ints, length: int) -> None:
    """Let the tally remember this path."""
    fresh = 0.1
    for p in range(pairs.shape[0]):
        found = outcome(pairs[p, 0], pairs[p, 1], stages, path, length)
        for k in range(3):
            tally.pairs[p, k] += fresh * ((1.0 if k == found else 0.0) - tally.pairs[p, k])
    for scene in range(shot.shape[1]):
        for k in range(3):
            tally.moments[scene, k] += fresh * (shot[k, scene] - tally.moments[scene, k])


@inner
def step_bounties(scenes: Scenes, bounty: Ints, shot: Ints, direction: Floats, gap: float) -> bool:
    """Move the bounties towards one shooting a scene; False when each scene is shot once already."""
    length = 0.0
    for scene in range(bounty.size):
        wanted = 1 - shot[0, scene] - shot[1, scene] - shot[2, scene]
        if wanted > 0 and bounty[scene] >= scenes.most[scene]:
            wanted = 0
        direction[scene] = 0.6 * direction[scene] + wanted
        length += direction[scene] * direction[scene]
    if length == 0.0:
        return False
    for scene in range(bounty.size):
        moved = bounty[scene] + int(gap / length * direction[scene])
        if moved > scenes.most[scene]:
            moved = scenes.most[scene]
        bounty[scene] = moved if moved > 0 else 0
    return True


@kernel
def climb(
    stages: Stages,
    scenes: Scenes,
    bounty: Ints,
    open_moments: Ints,
    pairs: Ints,
    tally: Tally,
    slate: Slate,
    upper: int,
    grain: int,
    rounds: int,
    pace: float,
) -> tuple[int, int, int, float]:
    """Up to `rounds` subgradient steps from `bounty`, which is left at the best found.

    Returns the bound, the lowest true cost of a path met (or `upper`), the length of that path in the slate (or
    0), and the pace reached. Stops once the bound exceeds `upper - grain`: nothing cheaper than `upper` is
    left.
    """
    bound = -INFINITE
    kept = 0
    stalled = 0
    for scene in range(bounty.size):
        slate.direction[scene] = 0.0
    for _ in range(rounds):
        offered = offer(scenes, bounty, open_moments, slate.prices)
        lower = offered + costs_to_end(stages, scenes, slate.prices, slate.to_end)
        length = follow(stages, scenes, slate)
        take_down(tally, pairs, slate.shot, stages, slate.path, length)
        cost = true_cost(stages, scenes, slate.path, length)
        if cost < upper:
            upper = cost
            kept = length
            for k in range(length):
                slate.best_path[k] = slate.path[k]
        stalled += 1
        if lower > bound:
            bound = lower
            stalled = 0
            for scene in range(bounty.size):
                slate.best_bounty[scene] = bounty[scene]
        elif stalled >= PATIENCE:
            pace *= 0.6
            stalled = 0
            for scene in range(bounty.size):
                bounty[scene] = slate.best_bounty[scene]
                slate.direction[scene] = 0.0
        if bound > upper - grain:
            break
        if not step_bounties(scenes, bounty, slate.shot, slate.direction, pace * (upper - lower)):
            break
    for scene in range(bounty.size):
        bounty[scene] = slate.best_bounty[scene]
    return bound, upper, kept, pace


def slate_for(stages: Stages, scenes: int) -> Slate:
    """Room for rounds on these stages with so many scenes."""
    prices = Bounties(*(np.empty(scenes, np.int64) for _ in range(3)))
    to_end = np.empty((stages.arrived.size, 2), np.int64)
    shot = np.empty((3, scenes), np.int64)
    path, best_path = np.empty(LONGEST_PATH, np.int64), np.empty(LONGEST_PATH, np.int64)
    return Slate(prices, to_end, path, shot, np.empty(scenes), best_path, np.empty(scenes, np.int64))


def costs_by_stage(stages: Stages, scenes: Scenes, bounty: Ints, open_moments: Ints) -> Ints:
    """For each stage a bound, at these bounties, on what the paths through it cost."""
    slate = slate_for(stages, bounty.size)
    offered = offer(scenes, bounty, open_moments, slate.prices)
    costs_to_end(stages, scenes, slate.prices, slate.to_end)
    return costs_through(stages, scenes, slate.prices, slate.to_end) + offered
