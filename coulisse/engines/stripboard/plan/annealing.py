"""A fast search of good plans: simulated annealing over which day holds which scene, compiled by numba.

It sees a plan as a set of scenes for each day; the order within a day is settled afterwards (see arrange), so the
clock of a day is estimated here: exact totals, exteriors by light, and the order that suits them. Import it only
where a proposal is computed: numba takes half a second to load, and some more to compile the first time.

What is forbidden has a price far above any saving, so that the search may cross a broken plan but not end in one.
The random numbers come from the seed alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.engines.stripboard.plan.records import Effect, Minor, PlanScene, Shoot
from coulisse.engines.stripboard.talent.compiling import inner, kernel

Ints = NDArray[np.int64]

INTERIOR, DAY, NIGHT, DAWN, DUSK = range(5)
_LIGHTS: Final[Mapping[Effect, int]] = {
    Effect.DAY: DAY,
    Effect.NIGHT: NIGHT,
    Effect.DAWN: DAWN,
    Effect.DUSK: DUSK,
}

# Prices of what is broken, in cents: once for each, then for each minute or eighth of it.
BROKEN: Final = 1_000_000
BROKEN_MINUTE: Final = 10_000
BROKEN_EIGHTH: Final = 100_000


# Columns of the tables: one array for each kind of row, for a compiled function receives each array by value.
MINUTES, EIGHTHS, PLACE, SET, LIGHT, IS_NIGHT, RAIN = range(7)
RATE, HOLD_PAID, CHILD_MINUTES, CHILD_EARLIEST, CHILD_LATEST = range(5)
MAX_EIGHTHS, STARTS, NORMAL, MAX_MINUTES, LIGHT_FROM, LIGHT_TO, DATE, CALENDAR, UNIT = range(9)
COST, START, END, COUNT, RAINS, SET_NUMBER = range(6)
SCENE, TO, FROM = range(3)
MOST_SCENES: Final = 40
"""The search puts no more scenes on a day."""


class Tables(NamedTuple):
    """A shoot as arrays; scenes, roles and places are known by their position in the shoot."""

    scene: Ints
    role: Ints
    day: Ints
    may: Ints  # scene × day: 1 where it may be shot
    role_from: Ints  # the roles of scene s are cast[role_from[s]:role_from[s + 1]]
    cast: Ints
    children: Ints  # the roles that are minors
    covers: Ints  # the scenes that can be shot on a day of rain
    chain: Ints  # all days, unit by unit
    mark: Ints  # a large random number for each scene: a set of scenes is told by the sum of theirs
    corrected: Ints  # the sets of scenes whose day is known to cost more than the search believes, sorted
    correction: Ints  # by how much, in cents
    weights: Ints  # shooting day, move, overnight move, switch, set change, overtime minute
    rules: Ints  # rest with preparation and wrap, move, meal after, meal, twilight, cover eighths


class Draft(NamedTuple):
    """A plan in the making, and the cost of its parts."""

    day_of: Ints
    held: Ints  # day × position: scenes of the day
    day: Ints  # cost, start, end, number of scenes, of those that rain forbids, number of the set
    plays: Ints  # role × day: number of scenes
    role_cost: Ints


def tables_of(shoot: Shoot, domains: Mapping[str, Sequence[int]]) -> Tables:
    """The arrays of a shoot, with the days on which each scene may be shot."""
    scenes, rules, weights = shoot.scenes, shoot.rules, shoot.weights
    role = {one.id: position for position, one in enumerate(shoot.roles)}
    cast = [sorted(role[one] for one in scene.roles) for scene in scenes]
    may = np.zeros((len(scenes), len(shoot.days)), dtype=np.int64)
    for position, scene in enumerate(scenes):
        may[position, list(domains[scene.id])] = 1
    return Tables(
        scene=_scene_table(shoot),
        role=_rows(5, ((one.day_rate_cents, one.hold_paid, *_child(one.minor)) for one in shoot.roles)),
        day=_day_table(shoot),
        may=may,
        role_from=np.cumsum([0, *map(len, cast)], dtype=np.int64),
        cast=_ints(one for theirs in cast for one in theirs),
        children=_ints(position for position, one in enumerate(shoot.roles) if one.minor is not None),
        covers=_ints(position for position, scene in enumerate(scenes) if scene.is_cover),
        chain=_ints(day.index for unit in shoot.days_of_units for day in unit),
        mark=np.random.default_rng(len(scenes)).integers(1 << 62, size=len(scenes), dtype=np.int64),
        corrected=_ints(()),
        correction=_ints(()),
        weights=_ints(
            (
                weights.shooting_day,
                weights.move,
                weights.overnight_move,
                weights.switch,
                weights.set_change,
                weights.overtime_minute,
            )
        ),
        rules=_ints(
            (
                rules.rest_minutes + rules.preparation_minutes + rules.wrap_minutes,
                rules.move_minutes,
                rules.meal_after,
                rules.meal_minutes,
                rules.twilight_minutes,
                rules.cover_eighths,
            )
        ),
    )


def _scene_table(shoot: Shoot) -> Ints:
    place = {one.id: position for position, one in enumerate(shoot.places)}
    sets = {key: position for position, key in enumerate(dict.fromkeys((s.place, s.set) for s in shoot.scenes))}
    return _rows(
        7,
        (
            (
                scene.minutes,
                scene.eighths,
                place[scene.place],
                sets[scene.place, scene.set],
                _light(scene),
                scene.is_night,
                scene.weather_bound,
            )
            for scene in shoot.scenes
        ),
    )


def _day_table(shoot: Shoot) -> Ints:
    units = {unit: position for position, unit in enumerate(dict.fromkeys(day.unit for day in shoot.days))}
    return _rows(
        9,
        (
            (
                day.max_eighths,
                day.starts,
                day.normal_minutes,
                day.max_minutes,
                day.light_from,
                day.light_to,
                shoot.date_of_day[day.index],
                (day.date - shoot.days[0].date).days,
                units[day.unit],
            )
            for day in shoot.days
        ),
    )


def anneal(tables: Tables, begin: Ints, *, seed: int, steps: int, heat: tuple[float, float]) -> tuple[Ints, Ints]:
    """The cheapest draft met in so many steps, and the one where they end, as the day of each scene (-1: none).

    `heat` is the first and the last temperature, in cents: a step that costs as much more is taken about once in
    three.
    """
    draft = _drafted(tables, begin)
    best: Ints = _search(tables, draft, seed, steps, float(heat[0]), float(heat[1]))
    return best, draft.day_of


def estimate(tables: Tables, day_of: Ints) -> int:
    """What the search thinks that a draft costs, broken rules included."""
    return int(_total(tables, _drafted(tables, day_of)))


def days_as_seen(tables: Tables, day_of: Ints) -> tuple[list[int], list[int]]:
    """What the search believes that each day costs by itself, and the number of its set of scenes."""
    costs, sets = np.zeros(len(tables.day), dtype=np.int64), np.zeros(len(tables.day), dtype=np.int64)
    _describe(tables, _drafted(tables, day_of), costs, sets)
    return costs.tolist(), sets.tolist()


def pair_as_seen(tables: Tables, day_of: Ints, one: int, two: int) -> tuple[int, int]:
    """What the search believes that lies between two shooting days, and the number of their pair of sets."""
    only = np.where((day_of == one) | (day_of == two), day_of, -1)
    draft = _drafted(tables, only)
    sets = np.zeros(len(tables.day), dtype=np.int64)
    _describe(tables, draft, np.zeros_like(sets), sets)
    pair = sets[[one]] * 31 + sets[[two]]  # as arrays, for whole numbers of 64 bits run over in silence
    return int(_between(tables, draft)), int(pair[0])


def corrected(tables: Tables, corrections: Mapping[int, int]) -> Tables:
    """The same tables, with what is known about some sets of scenes."""
    known = sorted(corrections.items())
    return tables._replace(corrected=_ints(one for one, _ in known), correction=_ints(cents for _, cents in known))


def _drafted(tables: Tables, day_of: Ints) -> Draft:
    scenes, days = tables.may.shape
    roles = len(tables.role)
    fullest = int(np.bincount(day_of[day_of >= 0], minlength=1).max())
    draft = Draft(
        day_of=np.full(scenes, -1, dtype=np.int64),
        held=np.zeros((days, max(min(scenes, MOST_SCENES), fullest, 1)), dtype=np.int64),
        day=np.zeros((days, 6), dtype=np.int64),
        plays=np.zeros((roles, days), dtype=np.int64),
        role_cost=np.zeros(roles, dtype=np.int64),
    )
    _fill(tables, draft, day_of)
    return draft


def _light(scene: PlanScene) -> int:
    return _LIGHTS[scene.effect] if scene.exterior else INTERIOR


def _child(minor: Minor | None) -> tuple[int, int, int]:
    return (minor.max_minutes, minor.earliest, minor.latest) if minor else (0, 0, 0)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _rows(width: int, rows: Iterable[tuple[int, ...]]) -> Ints:
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


@kernel
def _fill(tables: Tables, draft: Draft, day_of: Ints) -> None:
    for scene in range(len(day_of)):
        if day_of[scene] >= 0:
            _put(tables, draft, scene, day_of[scene])
    for day in range(len(tables.day)):
        draft.day[day, COST] = _day_cost(tables, draft, day)
    for role in range(len(tables.role)):
        draft.role_cost[role] = _role_cost(tables, draft, role)


@kernel
def _total(tables: Tables, draft: Draft) -> int:
    return int(draft.day[:, COST].sum() + draft.role_cost.sum() + _between(tables, draft) + _bare(tables, draft))


@inner
def _take(tables: Tables, draft: Draft, scene: int) -> None:
    day = draft.day_of[scene]
    last = draft.day[day, COUNT] - 1
    for position in range(last + 1):
        if draft.held[day, position] == scene:
            draft.held[day, position] = draft.held[day, last]
            break
    draft.day[day, COUNT] = last
    draft.day_of[scene] = -1
    for index in range(tables.role_from[scene], tables.role_from[scene + 1]):
        draft.plays[tables.cast[index], day] -= 1


@inner
def _put(tables: Tables, draft: Draft, scene: int, day: int) -> None:
    draft.held[day, draft.day[day, COUNT]] = scene
    draft.day[day, COUNT] += 1
    draft.day_of[scene] = day
    for index in range(tables.role_from[scene], tables.role_from[scene + 1]):
        draft.plays[tables.cast[index], day] += 1


@inner
def _over(minutes: int) -> int:
    """The price of so many minutes too many."""
    return BROKEN + BROKEN_MINUTE * minutes if minutes > 0 else 0


@inner
def _day_cost(tables: Tables, draft: Draft, day: int) -> int:
    """What the day costs by itself, broken rules included; writes its start, its end and its scenes at risk."""
    held, count = draft.held[day], draft.day[day, COUNT]
    draft.day[day, RAINS] = 0
    draft.day[day, START] = draft.day[day, END] = tables.day[day, STARTS]
    if count == 0:
        return 0
    shooting, move, _, switch, change, overtime = tables.weights
    eighths = work = places = sets = nights = 0
    by_day = by_night = by_dawn = by_dusk = 0
    for position in range(count):
        scene = held[position]
        minutes, light = tables.scene[scene, MINUTES], tables.scene[scene, LIGHT]
        eighths += tables.scene[scene, EIGHTHS]
        work += minutes
        nights += tables.scene[scene, IS_NIGHT]
        draft.day[day, RAINS] += tables.scene[scene, RAIN]
        by_day += minutes if light == DAY else 0
        by_night += minutes if light == NIGHT else 0
        by_dawn += minutes if light == DAWN else 0
        by_dusk += minutes if light == DUSK else 0
        new_place = new_set = 1
        for other in range(position):
            if tables.scene[held[other], PLACE] == tables.scene[scene, PLACE]:
                new_place = 0
            if tables.scene[held[other], SET] == tables.scene[scene, SET]:
                new_set = 0
        places += new_place
        sets += new_set
    work += tables.rules[1] * (places - 1)
    cost = shooting + move * (places - 1) + change * (sets - places)
    if 0 < nights < count:
        cost += switch
    if work > tables.day[day, NORMAL]:
        cost += overtime * (work - tables.day[day, NORMAL])
    cost += _over(work - tables.day[day, MAX_MINUTES])
    if eighths > tables.day[day, MAX_EIGHTHS]:
        cost += BROKEN + BROKEN_EIGHTH * (eighths - tables.day[day, MAX_EIGHTHS])
    cost += _clock(tables, draft, day, work, by_dawn, by_day, by_dusk, by_night)
    cost += _childhood(tables, draft, day)
    if len(tables.corrected) > 0:
        draft.day[day, SET_NUMBER] = _set_of(tables, draft, day)
        cost += _correction(tables, draft.day[day, SET_NUMBER])
    return int(cost)


@inner
def _set_of(tables: Tables, draft: Draft, day: int) -> int:
    """A number that tells this set of scenes on this day from all others; sums may run over, that does no harm."""
    found = tables.mark[0] * day
    for position in range(draft.day[day, COUNT]):
        found += tables.mark[draft.held[day, position]]
    return int(found)


@inner
def _correction(tables: Tables, known: int) -> int:
    at = np.searchsorted(tables.corrected, known)
    if at < len(tables.corrected) and tables.corrected[at] == known:
        return int(tables.correction[at])
    return 0


@kernel
def _describe(tables: Tables, draft: Draft, costs: Ints, sets: Ints) -> None:
    for day in range(len(tables.day)):
        costs[day] = draft.day[day, COST]
        sets[day] = _set_of(tables, draft, day)


@inner
def _clock(
    tables: Tables,
    draft: Draft,
    day: int,
    work: int,
    by_dawn: int,
    by_day: int,
    by_dusk: int,
    by_night: int,
) -> int:
    """When the day starts and ends, and what its light forbids: dawn comes first, then daylight, dusk and dark."""
    _, _, meal_after, meal, twilight, _ = tables.rules
    length = work + meal if work > meal_after else work
    dawn, dusk = tables.day[day, LIGHT_FROM], tables.day[day, LIGHT_TO]
    start = tables.day[day, STARTS]
    cost = 0
    if by_dawn > 0:
        start = min(start, dawn - twilight)
        cost += _over(start + by_dawn - dawn - twilight)
    if by_day > 0:
        if by_day == work:
            start = max(start, dawn)
        cost += _over(max(start + by_dawn, dawn) + by_day - dusk)
    if by_dusk > 0:
        start = max(start, dusk - twilight - (length - by_dusk - by_night))
        cost += _over(by_dusk - 2 * twilight)
    if by_night > 0:
        start = max(start, dusk - (length - by_night))
        cost += _over(start + length - 1440 - dawn)
    draft.day[day, START] = start
    draft.day[day, END] = start + length
    return cost


@inner
def _childhood(tables: Tables, draft: Draft, day: int) -> int:
    """The hours of the children of the day, as if each played its scenes one after the other."""
    cost = 0
    for role in tables.children:
        if draft.plays[role, day] == 0:
            continue
        minutes = 0
        for position in range(draft.day[day, COUNT]):
            scene = draft.held[day, position]
            for index in range(tables.role_from[scene], tables.role_from[scene + 1]):
                if tables.cast[index] == role:
                    minutes += tables.scene[scene, MINUTES]
        begins = max(draft.day[day, START], tables.role[role, CHILD_EARLIEST])
        cost += _over(minutes - tables.role[role, CHILD_MINUTES])
        cost += _over(begins + minutes - tables.role[role, CHILD_LATEST])
    return cost


@inner
def _role_cost(tables: Tables, draft: Draft, role: int) -> int:
    """The paid days of a role; a role asked for by two units on one date is broken."""
    worked = broken = 0
    first = last = -1
    for day in range(len(tables.day)):
        if draft.plays[role, day] == 0:
            continue
        date = tables.day[day, DATE]
        if date == last:
            broken += BROKEN
            continue
        if first < 0:
            first = date
        last = date
        worked += 1
    paid = last - first + 1 if tables.role[role, HOLD_PAID] and worked else worked
    return int(tables.role[role, RATE] * paid + broken)


@inner
def _pair(one: int, two: int) -> int:
    """The number of two sets that follow each other."""
    return one * 31 + two


@kernel
def _between(tables: Tables, draft: Draft) -> int:
    """Moves overnight and rests: each shooting day against the one before it in its unit."""
    cost = 0
    before = -1
    settled = -1  # the place where the day before has to end; -1: any of its places will do
    for day in tables.chain:
        if draft.day[day, COUNT] == 0:
            continue
        if before >= 0 and tables.day[before, UNIT] == tables.day[day, UNIT]:
            gap = 1440 * (tables.day[day, CALENDAR] - tables.day[before, CALENDAR])
            cost += _over(tables.rules[0] - (gap + draft.day[day, START] - draft.day[before, END]))
            shared = _shared_place(tables, draft, before, day, settled)
            if shared < 0:
                cost += tables.weights[2]
            if len(tables.corrected) > 0:
                cost += _correction(tables, _pair(draft.day[before, SET_NUMBER], draft.day[day, SET_NUMBER]))
            settled = shared if _several_places(tables, draft, day) else -1
        else:
            settled = -1
        before = day
    return cost


@inner
def _shared_place(tables: Tables, draft: Draft, before: int, day: int, not_this: int) -> int:
    """A place in which the first day can end and the second begin: the first day began in `not_this`."""
    for one in range(draft.day[before, COUNT]):
        place = tables.scene[draft.held[before, one], PLACE]
        if place == not_this:
            continue
        for two in range(draft.day[day, COUNT]):
            if tables.scene[draft.held[day, two], PLACE] == place:
                return int(place)
    return -1


@inner
def _several_places(tables: Tables, draft: Draft, day: int) -> bool:
    first = tables.scene[draft.held[day, 0], PLACE]
    for position in range(1, draft.day[day, COUNT]):
        if tables.scene[draft.held[day, position], PLACE] != first:
            return True
    return False


@inner
def _bare(tables: Tables, draft: Draft) -> int:
    """The price of exteriors without cover: neither interiors kept for later, nor a free day."""
    wanted = tables.rules[5]
    if wanted == 0:
        return 0
    cost = 0
    for day in range(len(tables.day)):
        if draft.day[day, RAINS] == 0:
            continue
        kept = 0
        for scene in tables.covers:
            later = draft.day_of[scene]
            if later > day and tables.may[scene, day] and _follows(tables, day, later):
                kept += tables.scene[scene, EIGHTHS]
                if kept >= wanted:
                    break
        if kept >= wanted:
            continue
        for position in range(draft.day[day, COUNT]):
            scene = draft.held[day, position]
            if tables.scene[scene, RAIN] and not _has_spare(tables, draft, scene, day):
                cost += BROKEN + BROKEN_EIGHTH * (wanted - kept)
                break
    return cost


@inner
def _has_spare(tables: Tables, draft: Draft, scene: int, day: int) -> bool:
    for later in range(day + 1, len(tables.day)):
        if draft.day[later, COUNT] == 0 and tables.may[scene, later] and _follows(tables, day, later):
            return True
    return False


@inner
def _follows(tables: Tables, day: int, later: int) -> bool:
    return bool(
        tables.day[day, UNIT] == tables.day[later, UNIT] and tables.day[later, DATE] > tables.day[day, DATE]
    )


@kernel
def _search(tables: Tables, draft: Draft, seed: int, steps: int, hot: float, cold: float) -> Ints:
    """Moves of one or many scenes, taken or undone."""
    np.random.seed(seed)
    scenes, days = tables.may.shape
    move = np.zeros((2 * scenes, 3), dtype=np.int64)
    days_touched = np.zeros(days, dtype=np.int64)
    roles_touched = np.zeros(len(tables.role), dtype=np.int64)
    old_days = np.zeros((days, 6), dtype=np.int64)
    old_roles = np.zeros(len(tables.role), dtype=np.int64)
    now = _total(tables, draft)
    best_cost = now
    best = draft.day_of.copy()
    cooling = (cold / hot) ** (1.0 / max(steps, 1))
    heat = hot
    parts = now - _between(tables, draft) - _bare(tables, draft)
    for _step in range(steps):
        heat *= cooling
        size = _pick(tables, draft, move)
        if size == 0:
            continue
        n_days, n_roles = _touched(tables, draft, move, size, days_touched, roles_touched)
        for index in range(size):
            _take(tables, draft, move[index, SCENE])
        for index in range(size):
            _put(tables, draft, move[index, SCENE], move[index, TO])
        change = 0
        for index in range(n_days):
            day = days_touched[index]
            old_days[index] = draft.day[day]
            draft.day[day, COST] = _day_cost(tables, draft, day)
            change += draft.day[day, COST] - old_days[index, COST]
        for index in range(n_roles):
            role = roles_touched[index]
            old_roles[index] = draft.role_cost[role]
            draft.role_cost[role] = _role_cost(tables, draft, role)
            change += draft.role_cost[role] - old_roles[index]
        limit = now - heat * np.log(1.0 - np.random.random())
        cost = parts + change
        if cost <= limit:
            cost += _between(tables, draft)
        if cost <= limit:
            cost += _bare(tables, draft)
        if cost <= limit:
            now = cost
            parts += change
            if now < best_cost:
                best_cost = now
                best[:] = draft.day_of
            continue
        for index in range(size):
            _take(tables, draft, move[index, SCENE])
        for index in range(size):
            _put(tables, draft, move[index, SCENE], move[index, FROM])
        for index in range(n_days):
            draft.day[days_touched[index], COST:COUNT] = old_days[index, COST:COUNT]
            draft.day[days_touched[index], RAINS:] = old_days[index, RAINS:]
        for index in range(n_roles):
            draft.role_cost[roles_touched[index]] = old_roles[index]
    return best


@inner
def _touched(tables: Tables, draft: Draft, move: Ints, size: int, days: Ints, roles: Ints) -> tuple[int, int]:
    """The days and the roles that a move touches, each once; writes where its scenes come from."""
    n_days = n_roles = 0
    for index in range(size):
        scene = move[index, SCENE]
        move[index, FROM] = draft.day_of[scene]
        n_days = _once(days, n_days, move[index, FROM])
        n_days = _once(days, n_days, move[index, TO])
        for at in range(tables.role_from[scene], tables.role_from[scene + 1]):
            n_roles = _once(roles, n_roles, tables.cast[at])
    return n_days, n_roles


@inner
def _once(known: Ints, count: int, one: int) -> int:
    for index in range(count):
        if known[index] == one:
            return count
    known[count] = one
    return count + 1


@inner
def _pick(tables: Tables, draft: Draft, move: Ints) -> int:
    """Choose a move at random; the number of scenes that it touches, 0 if it isn't allowed."""
    scenes, days = tables.may.shape
    kind = np.random.random()
    if kind < 0.35:
        scene = np.random.randint(scenes)
        return _send(tables, draft, move, 0, scene, _day_near(tables, draft, scene))
    if kind < 0.65:
        one = np.random.randint(scenes)
        day = _day_near(tables, draft, one)
        if day < 0 or draft.day[day, COUNT] == 0:
            return 0
        two = draft.held[day, np.random.randint(draft.day[day, COUNT])]
        size = _send(tables, draft, move, 0, one, day)
        return _send(tables, draft, move, size, two, draft.day_of[one]) if size else 0
    if kind < 0.78:
        scene = np.random.randint(scenes)
        day = _day_near(tables, draft, scene)
        here = draft.day_of[scene]
        if here < 0:
            return 0
        size = 0
        for position in range(draft.day[here, COUNT]):
            other = draft.held[here, position]
            if tables.scene[other, PLACE] == tables.scene[scene, PLACE]:
                size = _send(tables, draft, move, size, other, day)
                if size == 0:
                    return 0
        return size
    one, two = np.random.randint(days), np.random.randint(days)
    if kind < 0.90:
        return _swap_days(tables, draft, move, one, two)
    return _shift_days(tables, draft, move, one, two)


@inner
def _day_near(tables: Tables, draft: Draft, scene: int) -> int:
    """A day for a scene: any, or that of a scene in the same place, or one beside its own."""
    scenes, days = tables.may.shape
    how = np.random.random()
    if how < 0.5:
        other = np.random.randint(scenes)
        for _ in range(20):
            if tables.scene[other, PLACE] == tables.scene[scene, PLACE] and other != scene:
                return int(draft.day_of[other])
            other = np.random.randint(scenes)
    return int(np.random.randint(days))


@inner
def _send(tables: Tables, draft: Draft, move: Ints, size: int, scene: int, day: int) -> int:
    """Add a scene to the move; 0 if it may not be shot that day or is there already."""
    if day < 0 or draft.day_of[scene] < 0 or draft.day_of[scene] == day or tables.may[scene, day] == 0:
        return 0
    if draft.day[day, COUNT] + size >= draft.held.shape[1]:
        return 0
    move[size, SCENE] = scene
    move[size, TO] = day
    return size + 1


@inner
def _swap_days(tables: Tables, draft: Draft, move: Ints, one: int, two: int) -> int:
    size = 0
    for here, there in ((one, two), (two, one)):
        for position in range(draft.day[here, COUNT]):
            size = _send(tables, draft, move, size, draft.held[here, position], there)
            if size == 0:
                return 0
    return size


@inner
def _shift_days(tables: Tables, draft: Draft, move: Ints, one: int, two: int) -> int:
    """Day `one` goes to `two`, and the days between move up by one."""
    step = 1 if one < two else -1
    size = 0
    for here in range(one, two + step, step):
        there = two if here == one else here - step
        for position in range(draft.day[here, COUNT]):
            size = _send(tables, draft, move, size, draft.held[here, position], there)
            if size == 0:
                return 0
    return size
