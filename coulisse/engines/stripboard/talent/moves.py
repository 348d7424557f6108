"""A good order, quickly: take a scene out, put it back where it costs least, shake, and again.

Works for any number of scenes and actors. Deterministic: the shaking draws from a generator with a given seed.
Loops are written out: sliced arrays would take the compiler several seconds more.
"""

from typing import NamedTuple

import numpy as np

from coulisse.engines.stripboard.talent.chains import Ints
from coulisse.engines.stripboard.talent.compiling import inner, kernel


class Crowd(NamedTuple):
    """Scenes and actors as lists."""

    durations: Ints
    rates: Ints
    casting: Ints
    """Actors of scene s: `actors[casting[s]]` to `actors[casting[s + 1]]`."""
    actors: Ints
    playing: Ints
    """Scenes of actor a: `scenes[playing[a]]` to `scenes[playing[a + 1]]`; two at least."""
    scenes: Ints


class Bench(NamedTuple):
    """Room to work in: what is known of an order, and two scratch rows."""

    place: Ints
    """Where each scene stands."""
    starts: Ints
    """When each place begins, and then the end."""
    first: Ints
    """The first place of each actor."""
    last: Ints
    flat: Ints
    slope: Ints


@inner
def measure(order: Ints, crowd: Crowd, bench: Bench) -> int:
    """Write what is to be known of `order`; its cost."""
    bench.starts[0] = 0
    for place in range(order.size):
        bench.place[order[place]] = place
        bench.starts[place + 1] = bench.starts[place] + crowd.durations[order[place]]
    total = 0
    for actor in range(crowd.rates.size):
        first = last = bench.place[crowd.scenes[crowd.playing[actor]]]
        for i in range(crowd.playing[actor] + 1, crowd.playing[actor + 1]):
            place = bench.place[crowd.scenes[i]]
            if place < first:
                first = place
            if place > last:
                last = place
        bench.first[actor] = first
        bench.last[actor] = last
        total += crowd.rates[actor] * (bench.starts[last + 1] - bench.starts[first])
    return total


@inner
def start_without(scene: int, gap: int, crowd: Crowd, bench: Bench) -> int:
    """When a gap begins in the order without `scene`, before its place `gap`."""
    if gap <= bench.place[scene]:
        return int(bench.starts[gap])
    return int(bench.starts[gap + 1] - crowd.durations[scene])


@inner
def weigh_holds(scene: int, crowd: Crowd, bench: Bench) -> None:
    """Write, as differences from gap to gap, what it costs that others wait while `scene` is shot there."""
    flat, here = bench.flat, bench.place[scene]
    for actor in range(crowd.rates.size):
        first, last = bench.first[actor], bench.last[actor]
        held = crowd.rates[actor] * crowd.durations[scene]
        flat[first + (0 if first > here else 1)] += held
        flat[last + (0 if last > here else 1)] -= held
    for i in range(crowd.casting[scene], crowd.casting[scene + 1]):
        actor = crowd.actors[i]
        first, last = bench.first[actor], bench.last[actor]
        held = crowd.rates[actor] * crowd.durations[scene]
        flat[first + (0 if first > here else 1)] -= held
        flat[last + (0 if last > here else 1)] += held


@inner
def weigh_stretches(scene: int, crowd: Crowd, bench: Bench) -> None:
    """Add what it costs that the actors of `scene` come earlier, or stay longer, than for their other scenes."""
    flat, slope, here = bench.flat, bench.slope, bench.place[scene]
    for i in range(crowd.casting[scene], crowd.casting[scene + 1]):
        actor = crowd.actors[i]
        first, last = crowd.durations.size, -1
        for j in range(crowd.playing[actor], crowd.playing[actor + 1]):
            place = bench.place[crowd.scenes[j]]
            if place == here:
                continue
            if place > here:
                place -= 1
            if place < first:
                first = place
            if place > last:
                last = place
        rate = crowd.rates[actor]
        begin = rate * start_without(scene, first, crowd, bench)
        flat[0] += begin
        slope[0] -= rate
        flat[first + 1] -= begin
        slope[first + 1] += rate
        flat[last + 1] -= rate * start_without(scene, last + 1, crowd, bench)
        slope[last + 1] += rate


@inner
def best_gap(scene: int, crowd: Crowd, bench: Bench) -> int:
    """Where `scene` costs least in a measured order; where it stands when nothing is cheaper."""
    size = crowd.durations.size
    for gap in range(size + 1):
        bench.flat[gap] = 0
        bench.slope[gap] = 0
    weigh_holds(scene, crowd, bench)
    weigh_stretches(scene, crowd, bench)
    here = int(bench.place[scene])
    best = here
    flat = bench.flat[0]
    slope = bench.slope[0]
    for gap in range(here):
        flat += bench.flat[gap + 1]
        slope += bench.slope[gap + 1]
    least = flat + slope * start_without(scene, here, crowd, bench)
    flat = bench.flat[0]
    slope = bench.slope[0]
    for gap in range(size):
        cost = flat + slope * start_without(scene, gap, crowd, bench)
        if cost < least:
            least = cost
            best = gap
        flat += bench.flat[gap + 1]
        slope += bench.slope[gap + 1]
    return best


@inner
def move(scene: int, gap: int, order: Ints, bench: Bench) -> None:
    """Take `scene` from its place and put it at `gap`."""
    here = bench.place[scene]
    while here < gap:
        order[here] = order[here + 1]
        here += 1
    while here > gap:
        order[here] = order[here - 1]
        here -= 1
    order[gap] = scene


@inner
def descend(order: Ints, crowd: Crowd, bench: Bench) -> int:
    """Move scenes one at a time in `order` until no such move makes it cheaper; its cost."""
    cost = measure(order, crowd, bench)
    moved = True
    while moved:
        moved = False
        for scene in range(order.size):
            gap = best_gap(scene, crowd, bench)
            if gap != bench.place[scene]:
                move(scene, gap, order, bench)
                cost = measure(order, crowd, bench)
                moved = True
    return cost


@inner
def draw(state: Ints, below: int) -> int:
    """A number from 0 to `below` - 1; moves the generator (xorshift) on."""
    word = state[0]
    word ^= word << 13
    word ^= (word >> 7) & 0x01FFFFFFFFFFFFFF
    word ^= word << 17
    state[0] = word
    return int(((word >> 16) & 0x7FFFFFFF) % below)


@inner
def shake(order: Ints, trial: Ints, state: Ints) -> None:
    """Write `order` to `trial` with a stretch taken out and put back elsewhere, sometimes turned round."""
    length = 1 + draw(state, 1 + draw(state, (order.size + 1) // 2))
    start = draw(state, order.size - length + 1)
    turned = draw(state, 2 * order.size) & 1 == 1
    gap = draw(state, order.size - length + 1)
    kept = 0
    for place in range(order.size):
        if start <= place < start + length:
            moved = start + length - 1 - place if turned else place - start
            trial[gap + moved] = order[place]
        else:
            trial[kept if kept < gap else kept + length] = order[place]
            kept += 1


@kernel
def explore(order: Ints, trial: Ints, crowd: Crowd, bench: Bench, state: Ints, rounds: int) -> int:
    """Improve `order` in place by `rounds` of shaking and descending; its cost. `state` holds the generator."""
    best = descend(order, crowd, bench)
    for _ in range(rounds):
        shake(order, trial, state)
        cost = descend(trial, crowd, bench)
        if cost <= best:
            best = cost
            for place in range(order.size):
                order[place] = trial[place]
    return best


def bench_for(crowd: Crowd) -> Bench:
    """Room for orders of this crowd."""
    scenes, actors = crowd.durations.size, crowd.rates.size
    sizes = (scenes, scenes + 1, actors, actors, scenes + 1, scenes + 1)
    return Bench(*(np.empty(size, np.int64) for size in sizes))
