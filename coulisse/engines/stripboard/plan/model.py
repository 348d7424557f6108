"""The shooting plan as a constraint program (OR-Tools CP-SAT): which day holds which scene.

It is a relaxation: it never forbids a plan without flag and never prices one higher than it costs, so that its
bound is a true one. What it leaves open is the order within a day (it counts a switch where a day has both lights,
a move for each place but one) and the meal; the plans that it finds are put in order and checked afterwards.
Import it only where a proposal is computed: the solver takes seconds to load.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from ortools.sat.python import cp_model

from coulisse.engines.stripboard.plan.domains import Domains
from coulisse.engines.stripboard.plan.records import Effect, PlanDay, PlanScene, Shoot
from coulisse.engines.stripboard.plan.timeline import DAY

Linear = Any
"""A sum of decisions; the solver's own annotations refuse the sums that it makes."""
_LATEST: Final = 2 * DAY
_LATE: Final = (Effect.NIGHT, Effect.DUSK)


class PlanModel:
    """The program, its decisions `here[scene, day]`, and what it minimises in cents.

    `domains` are the days left to each scene: all of them for a bound, one for each scene that a search holds
    still.
    """

    def __init__(self, shoot: Shoot, domains: Domains) -> None:
        self.program = cp_model.CpModel()
        self.here: dict[tuple[str, int], cp_model.IntVar] = {}
        self.role_cost: dict[str, Linear] = {}
        self.unit_cost: list[Linear] = []
        self._shoot = shoot
        self._domains = domains
        self._on: dict[int, list[PlanScene]] = defaultdict(list)
        self._place_scenes()
        self._used = {day.index: self._any(self._on[day.index], day.index, "used") for day in shoot.days}
        self._at = {
            (place.id, day.index): self._any(
                [scene for scene in self._on[day.index] if scene.place == place.id], day.index, "place"
            )
            for place in shoot.places
            for day in shoot.days
        }
        self._roles()
        self._days()
        self._overnight()
        self._clocks()
        self._covers()
        self.cost: Linear = sum(self.role_cost.values()) + sum(self.unit_cost)
        self.program.minimize(self.cost)

    def hint(self, days: Sequence[Iterable[str]]) -> None:
        """Begin the search from this plan."""
        planned = {(scene, day) for day, scenes in enumerate(days) for scene in scenes}
        for key, variable in self.here.items():
            self.program.add_hint(variable, key in planned)

    def _place_scenes(self) -> None:
        for scene in self._shoot.scenes:
            days = self._domains[scene.id]
            for day in days:
                self.here[scene.id, day] = self.program.new_bool_var(f"{scene.id}@{day}")
                self._on[day].append(scene)
            if days:
                self.program.add_exactly_one(self.here[scene.id, day] for day in days)

    def _any(self, scenes: Sequence[PlanScene], day: int, name: str) -> Linear:
        """1 if the day holds one of the scenes, else 0; at least the part of the day that they fill."""
        if not scenes:
            return 0
        found = self.program.new_bool_var(f"{name}@{day}")
        self.program.add_max_equality(found, [self.here[scene.id, day] for scene in scenes])
        limit = self._shoot.days[day]
        if len(scenes) > 1:
            self.program.add(self._minutes(scenes, day) <= limit.max_minutes * found)
            self.program.add(self._eighths(scenes, day) <= limit.max_eighths * found)
        return found

    def _minutes(self, scenes: Iterable[PlanScene], day: int) -> Linear:
        return sum(scene.minutes * self.here[scene.id, day] for scene in scenes)

    def _eighths(self, scenes: Iterable[PlanScene], day: int) -> Linear:
        return sum(scene.eighths * self.here[scene.id, day] for scene in scenes)

    def _roles(self) -> None:
        """Paid days: all from the first to the last where a hold is paid, the worked ones where it isn't."""
        for role in self._shoot.roles:
            works = [self._work_on(role.id, date) for date in range(len(self._shoot.dates))]
            paid: Linear = sum(works)
            if role.hold_paid and role.day_rate_cents:
                paid = sum(self._span(role.id, works))
            self.role_cost[role.id] = role.day_rate_cents * paid

    def _work_on(self, role: str, date: int) -> Linear:
        """Whether the role works on a date; never for two units."""
        days = [day for day in self._shoot.days if self._shoot.date_of_day[day.index] == date]
        works: Linear = 0
        for day in days:
            theirs = [scene for scene in self._on[day.index] if role in scene.roles]
            works += self._any(theirs, day.index, role)
        if len(days) > 1 and not isinstance(works, int):
            self.program.add(works <= 1)
        return works

    def _span(self, role: str, works: Sequence[Linear]) -> list[Linear]:
        """For each date, 1 if it lies between the first and the last worked one, both included."""
        begun = [self.program.new_bool_var(f"{role} has begun {date}") for date in range(len(works))]
        goes_on = [self.program.new_bool_var(f"{role} goes on {date}") for date in range(len(works))]
        for one, two in pairwise(begun):
            self.program.add_implication(one, two)
        for one, two in pairwise(goes_on):
            self.program.add_implication(two, one)
        span: list[Linear] = []
        for date, work in enumerate(works):
            inside = self.program.new_bool_var(f"{role} is paid {date}")
            self.program.add(begun[date] >= work)
            self.program.add(goes_on[date] >= work)
            self.program.add(inside >= work)
            self.program.add(inside >= begun[date] + goes_on[date] - 1)
            span.append(inside)
        return span

    def _days(self) -> None:
        """What each day may hold, and what it costs by itself."""
        for day in self._shoot.days:
            scenes = self._on[day.index]
            if not scenes:
                continue
            weights = self._shoot.weights
            used = self._used[day.index]
            places: Linear = sum(self._at[place.id, day.index] for place in self._shoot.places)
            self.program.add(self._eighths(scenes, day.index) <= day.max_eighths)
            self.program.add(self._work(day) <= day.max_minutes)
            self.program.add(places >= used)
            self.unit_cost += [weights.shooting_day * used, weights.move * (places - used)]
            if weights.set_change:
                self.unit_cost.append(weights.set_change * (self._sets(day) - places))
            if weights.switch:
                self.unit_cost.append(weights.switch * self._switch(day))
            if weights.overtime_minute:
                over = self.program.new_int_var(
                    0, max(day.max_minutes - day.normal_minutes, 0), f"over {day.index}"
                )
                self.program.add(over >= self._work(day) - day.normal_minutes)
                self.unit_cost.append(weights.overtime_minute * over)
            self._children(day)

    def _work(self, day: PlanDay) -> Linear:
        places: Linear = sum(self._at[place.id, day.index] for place in self._shoot.places)
        moves = places - self._used[day.index]
        return self._minutes(self._on[day.index], day.index) + self._shoot.rules.move_minutes * moves

    def _sets(self, day: PlanDay) -> Linear:
        by_set: dict[tuple[str, str], list[PlanScene]] = defaultdict(list)
        for scene in self._on[day.index]:
            by_set[scene.place, scene.set].append(scene)
        there: dict[str, Linear] = defaultdict(int)
        for (place, _), scenes in by_set.items():
            there[place] += self._any(scenes, day.index, "set")
        for place, sets in there.items():
            self.program.add(sets >= self._at[place, day.index])
        return sum(there.values())

    def _switch(self, day: PlanDay) -> Linear:
        nights = [scene for scene in self._on[day.index] if scene.is_night]
        others = [scene for scene in self._on[day.index] if not scene.is_night]
        if not nights or not others:
            return 0
        switch = self.program.new_bool_var(f"switch {day.index}")
        self.program.add(switch >= self._any(nights, day.index, "night") + self._any(others, day.index, "day") - 1)
        return switch

    def _children(self, day: PlanDay) -> None:
        for role in self._shoot.roles:
            theirs = [scene for scene in self._on[day.index] if role.id in scene.roles]
            if role.minor is not None and theirs:
                room = min(role.minor.max_minutes, role.minor.latest - role.minor.earliest)
                self.program.add(self._minutes(theirs, day.index) <= room)

    def _overnight(self) -> None:
        """The first scene of a shooting day is where the unit's last one was, or it is a move."""
        if not self._shoot.weights.overnight_move:
            return
        for unit in self._shoot.days_of_units:
            ends: dict[str, Linear] = {place.id: 1 for place in self._shoot.places}
            for day in unit:
                ends = self._from_night_to_night(day, ends)

    def _from_night_to_night(self, day: PlanDay, before: Mapping[str, Linear]) -> dict[str, Linear]:
        """Where the unit may stand after the day, given where it may stand before it."""
        used = self._used[day.index]
        at = {place: self._at[place, day.index] for place in before}
        single = self.program.new_bool_var(f"single {day.index}")
        self.program.add(sum(at.values()) <= 1 + (len(at) - 1) * (1 - single))
        first: dict[str, Linear] = {}
        after: dict[str, Linear] = {}
        for place in before:
            first[place] = self.program.new_bool_var(f"{place} first {day.index}")
            after[place] = self.program.new_bool_var(f"{place} after {day.index}")
            self.program.add(first[place] <= at[place])
            self.program.add(first[place] <= before[place])
            self.program.add(after[place] <= at[place] + 1 - used)
            self.program.add(after[place] <= before[place] + used)
            self.program.add(first[place] + after[place] <= 1 + single)
        self.program.add(sum(after.values()) <= 1)
        moved = self.program.new_bool_var(f"overnight {day.index}")
        self.program.add(moved >= used - sum(first.values()))
        self.unit_cost.append(self._shoot.weights.overnight_move * moved)
        return after

    def _clocks(self) -> None:
        """Light, and the rest between two days that follow each other."""
        clocks = {day.index: self._clock(day) for day in self._shoot.days}
        rules = self._shoot.rules
        wanted = rules.rest_minutes + rules.preparation_minutes + rules.wrap_minutes
        for unit in self._shoot.days_of_units:
            for one, two in pairwise(unit):
                gap = (two.date - one.date).days * DAY
                if gap > DAY:
                    continue
                both = 2 - self._used[one.index] - self._used[two.index]
                self.program.add(clocks[two.index][0] + gap - clocks[one.index][1] >= wanted - _LATEST * both)

    def _clock(self, day: PlanDay) -> tuple[Linear, Linear]:
        """The first shot and the last minute of a day."""
        rules = self._shoot.rules
        exteriors = [scene for scene in self._on[day.index] if scene.exterior]
        late = [scene for scene in exteriors if scene.effect in _LATE]
        sunny = [scene for scene in exteriors if scene.effect is Effect.DAY]
        usual = max(day.starts, day.light_from if exteriors else 0)
        start = self.program.new_int_var(
            min(day.starts, day.light_from - rules.twilight_minutes),
            max(usual, day.light_to),
            f"start {day.index}",
        )
        end = self.program.new_int_var(0, 2 * _LATEST, f"end {day.index}")
        self.program.add(end >= start + self._work(day))
        is_late = self._any(late, day.index, "late")
        self.program.add(start <= usual + _LATEST * is_late)
        night = [scene for scene in late if scene.effect is Effect.NIGHT]
        if night:
            self.program.add(
                end >= day.light_to * self._any(night, day.index, "dark") + self._minutes(night, day.index)
            )
            self.program.add(self._minutes(night, day.index) <= DAY + day.light_from - day.light_to)
        if sunny:
            shot = self._minutes(sunny, day.index)
            in_sun = self._any(sunny, day.index, "sun")
            self.program.add(shot <= day.light_to - day.light_from)
            self.program.add(start + shot <= day.light_to + _LATEST * (1 - in_sun))
        return start, end

    def _covers(self) -> None:
        """A scene that rain forbids has so many eighths kept for later, or a free day after it."""
        wanted = self._shoot.rules.cover_eighths
        if not wanted or not any(scene.weather_bound for scene in self._shoot.scenes):
            return
        later = self._later()
        for day in self._shoot.days:
            bound = [scene for scene in self._on[day.index] if scene.weather_bound]
            kept: Linear = sum(
                scene.eighths * later[scene.id, day.index]
                for scene in self._shoot.scenes
                if scene.is_cover and self._shoot.may_be_shot(scene, day) and (scene.id, day.index) in later
            )
            for scene in bound:
                free = sum(
                    1 - self._used[other]
                    for other in self._domains_of_rain(scene)
                    if self._follows(day, self._shoot.days[other])
                )
                self.program.add(kept + wanted * free >= wanted * self.here[scene.id, day.index])

    def _later(self) -> dict[tuple[str, int], Linear]:
        """For each cover scene and day, 1 if it is shot on a later day of the same unit."""
        found: dict[tuple[str, int], Linear] = {}
        for scene in self._shoot.scenes:
            if not scene.is_cover:
                continue
            for unit in self._shoot.days_of_units:
                after: Linear = 0
                for one in reversed(unit):
                    found[scene.id, one.index] = after
                    if (scene.id, one.index) in self.here:
                        after = after + self.here[scene.id, one.index]
        return found

    def _domains_of_rain(self, scene: PlanScene) -> list[int]:
        """The days to which a scene could be put off."""
        if scene.fixed_day is not None:
            return []
        return [day.index for day in self._shoot.days if self._shoot.may_be_shot(scene, day)]

    def _follows(self, day: PlanDay, other: PlanDay) -> bool:
        return other.unit == day.unit and other.date > day.date
