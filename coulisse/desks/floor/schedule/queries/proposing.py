"""What a proposal is made from, and what it comes to: records that a job keeps as JSON.

A board becomes a shoot with everything that stands in the way of its roles, places and days. What is found is only
where each strip goes; the page lays it on the board anew, so that its price and its table are those of any board.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Final

from coulisse.desks.floor.crew.models import Obstacle
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, Terms, extras_of, terms_of
from coulisse.desks.floor.schedule.queries.rows import (
    PERSON_CARD,
    PLACE_CARD,
    BoardRows,
    ElementRow,
    StripRow,
    midnight,
    rows_of,
)
from coulisse.desks.floor.schedule.queries.rules import FILM
from coulisse.desks.floor.schedule.queries.shoots import HOUR, place_of_strips, plan_day, plan_scene
from coulisse.engines.stripboard.plan.records import (
    Assignment,
    Minor,
    Place,
    Plan,
    PlanDay,
    PlanRole,
    PlanScene,
    Rules,
    Shoot,
    Weights,
)
from coulisse.engines.stripboard.talent import Casting
from coulisse.engines.worktime import AgeRules, daylight
from coulisse.foundation.people.models import Availability
from coulisse.foundation.places.models import Place as PlaceRow
from coulisse.kernel.times import to_brussels

GAP: Final = 65_536
ONE_DAY: Final = timedelta(days=1)


class NothingToOrder(Exception):
    """No scene, or no day that is shot and isn't held still."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asks of an order. Amounts in cents, lengths in eighths; `kept` are the keys of days."""

    move: int = 0
    overnight_move: int = 0
    switch: int = 0
    set_change: int = 0
    overtime_hour: int = 0
    shooting_day: int = 0
    most_eighths: int | None = None
    kept: tuple[int, ...] = ()
    with_reserve: bool = False
    seconds: int = 60

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Wishes":
        return cls(**{**kept, "kept": tuple(kept["kept"])})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def weights(self) -> Weights:
        return Weights(
            shooting_day=self.shooting_day,
            move=self.move,
            overnight_move=self.overnight_move,
            switch=self.switch,
            set_change=self.set_change,
            overtime_minute=self.overtime_hour // HOUR,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the plan breaks: the code of the engine, the days and the scenes it is about."""

    code: str
    days: tuple[str, ...]
    scenes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where each strip goes, what was minimised, and how much of the cost might still be saved.

    `days` are pairs of the key of a day and the keys of its strips in order. `cents` and `bound_cents` are those
    of the search, which knows no release by contract; the page prices the plan again. `talent_gap` is the part of
    the waiting that the order to begin from might still save, 0 where it is proved.
    """

    days: tuple[tuple[int, tuple[int, ...]], ...]
    cents: int
    bound_cents: int
    minimised: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    talent_is_proved: bool = False
    talent_gap: float = 0.0
    changed: bool = True

    @property
    def is_proved(self) -> bool:
        return not self.problems and self.cents <= self.bound_cents

    @property
    def gap(self) -> float:
        """In percent of the cost."""
        return 100 * max(self.cents - self.bound_cents, 0) / self.cents if self.cents else 0.0

    @property
    def talent_percent(self) -> float:
        return 100 * self.talent_gap

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Found":
        return cls(
            days=tuple((day, tuple(strips)) for day, strips in kept["days"]),
            cents=kept["cents"],
            bound_cents=kept["bound_cents"],
            minimised=tuple(kept["minimised"]),
            problems=tuple(
                Problem(one["code"], tuple(one["days"]), tuple(one["scenes"])) for one in kept["problems"]
            ),
            talent_is_proved=kept["talent_is_proved"],
            talent_gap=kept["talent_gap"],
            changed=kept["changed"],
        )


@dataclass(frozen=True)
class Question:
    """A board made into a shoot, and the way back: the days and strips by their places in it."""

    shoot: Shoot
    present: Assignment
    days: tuple[Day, ...]
    strips: Mapping[str, int] = field(default_factory=dict)

    @property
    def start(self) -> Assignment | None:
        """The present order where it holds every scene: the search improves it, and doesn't complete it."""
        placed = {scene for scenes in self.present for scene in scenes}
        return self.present if placed == self.shoot.scene.keys() else None

    def casting(self) -> Casting:
        """The shoot as one long row of scenes, each actor paid from first to last: where the search begins."""
        scenes = self.shoot.scenes
        paid = [role for role in self.shoot.roles if role.hold_paid and role.day_rate_cents]
        return Casting(
            durations=tuple(Fraction(max(scene.minutes, 1)) for scene in scenes),
            rates=tuple(Fraction(role.day_rate_cents) for role in paid),
            scenes_of=tuple(
                frozenset(place for place, scene in enumerate(scenes) if role.id in scene.roles) for role in paid
            ),
        )

    def found(self, plan: Plan, *, talent_is_proved: bool, talent_gap: Fraction, names: Sequence[str]) -> Found:
        """The plan in keys of rows."""
        return Found(
            days=tuple(
                (day.pk, tuple(self.strips[scene] for scene in scenes))
                for day, scenes in zip(self.days, plan.assignment, strict=True)
            ),
            cents=plan.cents,
            bound_cents=plan.bound_cents,
            minimised=tuple(plan.minimised),
            problems=tuple(
                Problem(str(flag.code), tuple(names[day] for day in flag.days), flag.scenes) for flag in plan.flags
            ),
            talent_is_proved=talent_is_proved,
            talent_gap=float(talent_gap),
            changed=plan.assignment != self.present,
        )


def question_of(board: Board, wishes: Wishes) -> Question:
    """The board with all that stands in its way. Raises NothingToOrder."""
    arrangement = Arrangement(rows_of(board), terms_of(board.production_id), extras_of(board.production_id))
    kept = frozenset(wishes.kept)
    days = tuple(day for day in arrangement.shot_days if day.cancelled_at is None or day.pk in kept)
    if not arrangement.scenes or not any(day.pk not in kept for day in days):
        raise NothingToOrder(board.pk)
    places = place_of_strips(arrangement)
    scenes = tuple(_scenes(arrangement, days, places, wishes))
    shoot = Shoot(
        scenes=scenes,
        roles=tuple(_role(arrangement, role, days) for role in arrangement.roles),
        places=tuple(
            Place(key, _place_days(arrangement.rows, key, days)) for key in dict.fromkeys(places.values())
        ),
        days=tuple(_day(arrangement, index, day, wishes, kept) for index, day in enumerate(days)),
        rules=_rules(arrangement.rows),
        weights=wishes.weights,
    )
    present = tuple(tuple(strip.number for strip in arrangement.scenes_of(day.pk)) for day in days)
    return Question(shoot, present, days, {strip.number: strip.pk for strip in arrangement.scenes})


def laid_out(arrangement: Arrangement, found: Found) -> Arrangement:
    """The board as the proposal would have it. What came or went since stays where it is."""
    spots = {
        strip: (day, GAP * place) for day, strips in found.days for place, strip in enumerate(strips, start=1)
    }
    known = {day.pk for day in arrangement.rows.days}

    def moved(strip: StripRow) -> StripRow:
        day, position = spots.get(strip.pk, (strip.day_id, strip.position))
        return replace(strip, day_id=day, position=position) if day in known else strip

    strips = sorted((moved(strip) for strip in arrangement.rows.strips), key=lambda one: (one.position, one.pk))
    rows = BoardRows(arrangement.board, arrangement.rows.days, strips, arrangement.rows.wants)
    return Arrangement(rows, arrangement.terms, arrangement.extras)


def _scenes(
    arrangement: Arrangement, days: Sequence[Day], places: Mapping[int, str], wishes: Wishes
) -> Iterator[PlanScene]:
    """The scenes of the days, those of a cancelled one too, and where it is asked those in reserve."""
    index = {day.pk: place for place, day in enumerate(days)}
    for strip in arrangement.scenes:
        if strip.day_id is None and not wishes.with_reserve:
            continue
        fixed = index.get(strip.day_id or 0) if strip.day_id in wishes.kept else None
        yield plan_scene(arrangement, strip, places[strip.pk], fixed_day=fixed)


def _day(arrangement: Arrangement, index: int, day: Day, wishes: Wishes, kept: frozenset[int]) -> PlanDay:
    """A day that is held still takes exactly what it holds."""
    made = plan_day(index, day, arrangement.rows.rules.get(FILM))
    light = _light(arrangement, day)
    if light is not None:
        made = replace(made, light_from=light[0], light_to=light[1])
    if day.pk in kept:
        strips = arrangement.scenes_of(day.pk)
        minutes = sum(plan_scene(arrangement, strip, "").minutes for strip in strips)
        return replace(
            made,
            max_eighths=sum(strip.eighths for strip in strips),
            max_minutes=max(made.max_minutes, minutes + HOUR * len(strips)),
        )
    return replace(made, max_eighths=wishes.most_eighths) if wishes.most_eighths else made


def _light(arrangement: Arrangement, day: Day) -> tuple[int, int] | None:
    """The civil light over the place of the day, in minutes of its clock."""
    place = day.place or _any_place(arrangement)
    if place is None or place.latitude is None or place.longitude is None:
        return None
    sun = daylight(float(place.latitude), float(place.longitude), day.date)
    if sun.dawn is None or sun.dusk is None:
        return None
    return _minute_of(sun.dawn), _minute_of(sun.dusk)


def _any_place(arrangement: Arrangement) -> PlaceRow | None:
    found = (day.place for day in arrangement.rows.days if day.place and day.place.latitude is not None)
    return next(found, None)


def _minute_of(moment: datetime) -> int:
    local = to_brussels(moment)
    return local.hour * HOUR + local.minute


def _rules(rows: BoardRows) -> Rules:
    legal, usual = rows.rules.get(FILM), Rules()
    rest = legal.daily_rest if legal else None
    return replace(
        usual,
        rest_minutes=_minutes(rest.amount) if rest else usual.rest_minutes,
        cover_eighths=0,
    )


def _role(arrangement: Arrangement, role: ElementRow, days: Sequence[Day]) -> PlanRole:
    terms = arrangement.terms.get(role.pk, Terms())
    away = _dates_away(arrangement.rows, role, [day.date for day in days])
    free = frozenset(index for index, day in enumerate(days) if day.date not in away)
    return PlanRole(
        str(role.pk),
        terms.rate_cents or 0,
        available=None if len(free) == len(days) else free,
        hold_paid=terms.hold_allowed,
        minor=_minor(arrangement.rows, role),
    )


def _dates_away(rows: BoardRows, role: ElementRow, dates: Iterable[date]) -> frozenset[date]:
    """The dates on which something keeps the role from working."""
    return frozenset(on for on in dates if any(_barriers(rows, role, on)))


def _barriers(rows: BoardRows, role: ElementRow, on: date) -> Iterator[bool]:
    yield from (_stands(obstacle, role, on) for obstacle in rows.obstacles)
    yield from (
        absence.kind == Availability.State.UNAVAILABLE and absence.covers(on)
        for absence in rows.away
        if role.contact_id and absence.who == role.contact_id
    )
    for event in rows.events:
        if event.who == role.pk:
            yield event.kind == ElementEvent.Kind.AWAY and event.covers(on)
            yield event.kind == ElementEvent.Kind.START and on < event.first
            yield event.kind == ElementEvent.Kind.FINISH and on > event.last
    if role.contact_id:
        yield on in _taken_dates(rows, PERSON_CARD, role.contact_id)


def _stands(obstacle: Obstacle, role: ElementRow, on: date) -> bool:
    hits = obstacle.element_id == role.pk or bool(role.contact_id and obstacle.contact_id == role.contact_id)
    begun = obstacle.starts_on is None or obstacle.starts_on <= on
    return hits and begun and (obstacle.ends_on is None or on <= obstacle.ends_on)


def _taken_dates(rows: BoardRows, subject: str, pk: int | None) -> frozenset[date]:
    """The dates on which another production holds a person or a place for good."""
    found: set[date] = set()
    for taken in rows.taken:
        if taken.subject == subject and taken.subject_id == pk and not taken.is_option:
            found |= {
                day.date
                for day in rows.days
                if taken.during.lower < midnight(day.date + ONE_DAY) and midnight(day.date) < taken.during.upper
            }
    return frozenset(found)


def _place_days(rows: BoardRows, key: str, days: Sequence[Day]) -> frozenset[int] | None:
    taken = _taken_dates(rows, PLACE_CARD, int(key)) if key.isdigit() else frozenset()
    if not taken:
        return None
    return frozenset(index for index, day in enumerate(days) if day.date not in taken)


def _minor(rows: BoardRows, role: ElementRow) -> Minor | None:
    legal = rows.rules.get(FILM)
    if role.minor_age is None or legal is None:
        return None
    return next((_limits(one) for one in legal.ages if one.first <= role.minor_age <= one.last), None)


def _limits(ages: AgeRules) -> Minor | None:
    if ages.daily_most is None:
        return None
    opens = _clock(ages.window.opens) if ages.window else 0
    closes = _clock(ages.window.closes) if ages.window else 24 * HOUR
    return Minor(_minutes(ages.daily_most.amount), opens, closes if closes > opens else closes + 24 * HOUR)


def _clock(at: time) -> int:
    return at.hour * HOUR + at.minute


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
