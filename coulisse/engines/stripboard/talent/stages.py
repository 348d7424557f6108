"""The stages that a shoot goes through: who has arrived, who has not yet left.

A *stage* is a pair of companies: `arrived` (those who have had a scene) and `staying` (those who still have
one). Their intersection is on location and paid. Every order of scenes is a path from (nobody, everybody) to
(everybody, nobody) on which one company grows and the other shrinks; a stage can be on such a path if each
scene lies wholly in `arrived` or wholly in `staying`. When every two actors share a scene nobody leaves before
all have arrived, and the stages are few: two chains end to end.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.engines.stripboard.talent.chains import Chains, Ints, build_chains, numbered, rooms, slot_of
from coulisse.engines.stripboard.talent.compiling import inner, kernel

SmallInts = NDArray[np.int32]


class Stages(NamedTuple):
    """The graph of the stages, sorted so that moves go forwards; the first is the start, the last the end."""

    arrived: Ints
    staying: Ints
    paid: Ints
    """The sum of the rates of those on location."""
    moves: Ints
    """Moves out of stage i: arrivals `moves[i]` to `departures[i]`, departures from there to `moves[i + 1]`."""
    departures: Ints
    to: SmallInts
    """The stage that a move leads to."""
    step: SmallInts
    """The step of the chains that a move takes, forwards for an arrival and backwards for a departure."""
    covering: Ints
    covered: Ints
    """As in `Chains`."""


@inner
def can_leave(step: int, arrived: int, masks: Ints, chains: Chains) -> bool:
    """Whether all the scenes lost by this departure can have been shot by those who have arrived."""
    for i in range(chains.covering[step], chains.covering[step + 1]):
        if masks[chains.covered[i]] & ~arrived != 0:
            return False
    return True


@kernel
def find_stages(masks: Ints, chains: Chains, most: int) -> tuple[Ints, int]:
    """Every stage that moves can reach, as arrived × count + staying, and how many moves; none if over `most`."""
    count = chains.companies.size
    keys = np.full(4 * most, -1, np.int64)
    found = np.empty(most, np.int64)
    found[0] = count - 1
    keys[slot_of(keys, found[0])] = found[0]
    total = 1
    head = 0
    moves = 0
    while head < total:
        arrived = found[head] // count
        staying = found[head] % count
        head += 1
        arrivals = chains.leaving[arrived + 1] - chains.leaving[arrived]
        departures = chains.entering[staying + 1] - chains.entering[staying]
        for j in range(arrivals + departures):
            if j < arrivals:
                key = chains.after[chains.leaving[arrived] + j] * count + staying
            else:
                step = chains.entered_by[chains.entering[staying] + j - arrivals]
                if not can_leave(step, chains.companies[arrived], masks, chains):
                    continue
                key = arrived * count + chains.before[step]
            moves += 1
            slot = slot_of(keys, key)
            if keys[slot] == -1:
                if total == most:
                    return found[:0], 0
                keys[slot] = key
                found[total] = key
                total += 1
    return found[:total], moves


@kernel
def join_stages(masks: Ints, chains: Chains, stages: Ints, total: int) -> tuple[Ints, Ints, SmallInts, SmallInts]:
    """The moves between `stages`: moves, departures, to, step, as `Stages` has them."""
    count = chains.companies.size
    keys, places = numbered(stages)
    moves = np.zeros(stages.size + 1, np.int64)
    departures = np.empty(stages.size, np.int64)
    to = np.empty(total, np.int32)
    steps = np.empty(total, np.int32)
    end = 0
    for i in range(stages.size):
        arrived = stages[i] // count
        staying = stages[i] % count
        for step in range(chains.leaving[arrived], chains.leaving[arrived + 1]):
            to[end] = places[slot_of(keys, chains.after[step] * count + staying)]
            steps[end] = step
            end += 1
        departures[i] = end
        for j in range(chains.entering[staying], chains.entering[staying + 1]):
            step = chains.entered_by[j]
            if can_leave(step, chains.companies[arrived], masks, chains):
                to[end] = places[slot_of(keys, arrived * count + chains.before[step])]
                steps[end] = step
                end += 1
        moves[i + 1] = end
    return moves, departures, to, steps


@kernel
def restrict(stages: Stages, alive: NDArray[np.bool_]) -> Stages:
    """The live stages that lie on a path of live stages from the start to the end; empty if there is none."""
    count = stages.arrived.size
    last = count - 1
    reached = np.zeros(count, np.bool_)
    reached[0] = alive[0]
    for i in range(count):
        if reached[i]:
            for j in range(stages.moves[i], stages.moves[i + 1]):
                if alive[stages.to[j]]:
                    reached[stages.to[j]] = True
    useful = np.zeros(count, np.bool_)
    useful[last] = reached[last]
    kept = 0
    moves_kept = 0
    for i in range(last, -1, -1):
        if not reached[i]:
            continue
        for j in range(stages.moves[i], stages.moves[i + 1]):
            if useful[stages.to[j]]:
                useful[i] = True
                moves_kept += 1
        if useful[i]:
            kept += 1
    place = np.empty(count, np.int64)
    arrived = np.empty(kept, np.int64)
    staying = np.empty(kept, np.int64)
    paid = np.empty(kept, np.int64)
    moves = np.zeros(kept + 1, np.int64)
    departures = np.empty(kept, np.int64)
    to = np.empty(moves_kept, np.int32)
    steps = np.empty(moves_kept, np.int32)
    end = 0
    for i in range(count):
        if useful[i]:
            place[i] = end
            arrived[end] = stages.arrived[i]
            staying[end] = stages.staying[i]
            paid[end] = stages.paid[i]
            end += 1
    end = 0
    for i in range(count):
        if not useful[i]:
            continue
        for j in range(stages.moves[i], stages.moves[i + 1]):
            if j == stages.departures[i]:
                departures[place[i]] = end
            if useful[stages.to[j]]:
                to[end] = place[stages.to[j]]
                steps[end] = stages.step[j]
                end += 1
        if stages.departures[i] == stages.moves[i + 1]:
            departures[place[i]] = end
        moves[place[i] + 1] = end
    return Stages(arrived, staying, paid, moves, departures, to, steps, stages.covering, stages.covered)


def build_stages(masks: Ints, rates: Ints, *, most_companies: int, most_stages: int) -> Stages | None:
    """The graph of the stages of scenes with these masks; None when it is larger than that."""
    chains = build_chains(masks, most=most_companies)
    if chains is None:
        return None
    for room in rooms(most_stages):
        found, total = find_stages(masks, chains, room)
        if found.size:
            break
    else:
        return None
    count = chains.companies.size
    sizes = np.bitwise_count(chains.companies).astype(np.int64)
    ordered = found[np.lexsort((found, sizes[found // count] - sizes[found % count]))]
    moves, departures, to, step = join_stages(masks, chains, ordered, total)
    arrived, staying = chains.companies[ordered // count], chains.companies[ordered % count]
    here = arrived & staying
    paid = sum((here >> actor & 1) * rate for actor, rate in enumerate(rates.tolist()))
    return Stages(arrived, staying, paid, moves, departures, to, step, chains.covering, chains.covered)
