"""Which sets of actors can have arrived, when actors arrive scene by scene.

A *company* is a set of actors, as a bit mask: the union of the actors of some scenes. A *step* leads from a
company to a larger one by bringing in the new actors of one scene; only the smallest such arrivals are steps,
since a larger one can pass through a smaller one and pay no more. Read backwards, the same graph tells how
actors leave.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.engines.stripboard.talent.compiling import inner, kernel

Ints = NDArray[np.int64]


class Chains(NamedTuple):
    """The graph of the companies. Companies are sorted by size: the first is empty, the last is everybody."""

    companies: Ints
    """Bit masks."""
    leaving: Ints
    """Steps out of company i: `leaving[i]` to `leaving[i + 1]`, consecutive."""
    before: Ints
    """The company that a step leads from."""
    after: Ints
    """The company that a step leads to."""
    entering: Ints
    """Steps into company i: `entered_by[entering[i]]` to `entered_by[entering[i + 1]]`."""
    entered_by: Ints
    covering: Ints
    """Scenes that step e makes possible: `covered[covering[e]]` to `covered[covering[e + 1]]`."""
    covered: Ints


@inner
def slot_of(keys: Ints, key: int) -> int:
    """Where `key` stands in the hash table `keys` (a power of two, -1 for an empty place), or where it would."""
    mixed = (key ^ (key >> 29)) * -7046029254386353131
    slot = (mixed ^ (mixed >> 32)) & (keys.size - 1)
    while keys[slot] != -1 and keys[slot] != key:
        slot = (slot + 1) & (keys.size - 1)
    return slot


@inner
def smallest_arrivals(masks: Ints, company: int, arrivals: Ints) -> int:
    """Write the smallest sets of new actors that one scene can bring in; how many there are."""
    count = 0
    for scene in range(masks.size):
        new = masks[scene] & ~company
        if new == 0:
            continue
        smallest = True
        for j in range(count):
            if arrivals[j] & ~new == 0:
                smallest = False
                break
        if not smallest:
            continue
        kept = 0
        for j in range(count):
            if new & ~arrivals[j] != 0:
                arrivals[kept] = arrivals[j]
                kept += 1
        arrivals[kept] = new
        count = kept + 1
    return count


@kernel
def find_companies(masks: Ints, most: int) -> Ints:
    """Every company that steps can reach from nobody; none at all when there are more than `most`."""
    keys = np.full(4 * most, -1, np.int64)
    found = np.empty(most, np.int64)
    arrivals = np.empty(masks.size, np.int64)
    found[0] = 0
    keys[slot_of(keys, found[0])] = 0
    count = 1
    head = 0
    while head < count:
        company = found[head]
        head += 1
        for j in range(smallest_arrivals(masks, company, arrivals)):
            larger = company | arrivals[j]
            slot = slot_of(keys, larger)
            if keys[slot] == -1:
                if count == most:
                    return found[:0]
                keys[slot] = larger
                found[count] = larger
                count += 1
    return found[:count]


@kernel
def numbered(keys_of: Ints) -> tuple[Ints, Ints]:
    """A hash table from each key to its place in `keys_of`."""
    size = 4
    while size < 4 * keys_of.size:
        size *= 2
    keys = np.full(size, -1, np.int64)
    places = np.empty(size, np.int64)
    for i in range(keys_of.size):
        slot = slot_of(keys, keys_of[i])
        keys[slot] = keys_of[i]
        places[slot] = i
    return keys, places


@kernel
def join_companies(masks: Ints, companies: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """The steps between `companies`: leaving, before, after, covering, covered, as `Chains` has them."""
    keys, places = numbered(companies)
    arrivals = np.empty(masks.size, np.int64)
    leaving = np.zeros(companies.size + 1, np.int64)
    total = 0
    for i in range(companies.size):
        count = smallest_arrivals(masks, companies[i], arrivals)
        leaving[i + 1] = leaving[i] + count
        for j in range(count):
            larger = companies[i] | arrivals[j]
            for scene in range(masks.size):
                if masks[scene] & ~larger == 0 and masks[scene] & ~companies[i] != 0:
                    total += 1
    before = np.empty(leaving[-1], np.int64)
    after = np.empty(leaving[-1], np.int64)
    covering = np.zeros(leaving[-1] + 1, np.int64)
    covered = np.empty(total, np.int64)
    step = 0
    end = 0
    for i in range(companies.size):
        for j in range(smallest_arrivals(masks, companies[i], arrivals)):
            larger = companies[i] | arrivals[j]
            before[step] = i
            after[step] = places[slot_of(keys, larger)]
            for scene in range(masks.size):
                if masks[scene] & ~larger == 0 and masks[scene] & ~companies[i] != 0:
                    covered[end] = scene
                    end += 1
            step += 1
            covering[step] = end
    return leaving, before, after, covering, covered


def build_chains(masks: Ints, *, most: int) -> Chains | None:
    """The graph of the companies of scenes with these masks; None when it has more than `most` companies."""
    for room in rooms(most):
        found = find_companies(masks, room)
        if found.size:
            break
    else:
        return None
    companies = found[np.lexsort((found, np.bitwise_count(found)))]
    leaving, before, after, covering, covered = join_companies(masks, companies)
    entering = np.searchsorted(np.sort(after), np.arange(companies.size + 1))
    entered_by = np.argsort(after, kind="stable")
    return Chains(companies, leaving, before, after, entering, entered_by, covering, covered)


def rooms(most: int) -> list[int]:
    """Growing sizes of table to try, up to `most`: nearly all problems are small."""
    sizes = [1 << 12]
    while sizes[-1] < most:
        sizes.append(min(most, sizes[-1] * 8))
    return sizes
