"""A board as papers, costs and proposals look at it: its days, strips and roles, and the terms of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import Sum

from coulisse.desks.floor.breakdown.models import Category, Tag
from coulisse.desks.floor.crew.models import Casting, CrewMember, Department
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.rows import BoardRows, ElementRow, StripRow, strips_of, wants_of

OTHER_UNITS: Final = 100
"""J1 of a second unit is 101 on a paper, whose days go by one number."""
UNNUMBERED: Final = 900
"""A day that isn't counted as shot, and holds strips all the same, is 901."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with who plays a role. The rate is for those only who `may_private`."""

    rate_cents: int | None = None
    hold_allowed: bool = True
    drop_after: int | None = None


@dataclass(frozen=True)
class Arrangement:
    """One board with its days in order, its strips, and the terms of its roles by the key of their element."""

    rows: BoardRows
    terms: Mapping[int, Terms]
    extras: Mapping[int, int]
    """Heads of extras by scene."""

    @property
    def board(self) -> Board:
        return self.rows.board

    @property
    def roles(self) -> tuple[ElementRow, ...]:
        """The roles that some scene of the board wants, in order of their numbers."""
        wanted = {role.pk for strip in self.scenes for role in self.roles_of(strip)}
        return tuple(role for role in self.rows.roles if role.pk in wanted)

    @cached_property
    def scenes(self) -> tuple[StripRow, ...]:
        """The strips that are to be shot, those in reserve too, without banners and omitted scenes."""
        return tuple(one for one in self.rows.strips if one.kind == Strip.Kind.SCENE and not one.is_omitted)

    @cached_property
    def shot_days(self) -> tuple[Day, ...]:
        """The days that are shot, or that hold a strip all the same."""
        held = {strip.day_id for strip in self.scenes}
        return tuple(day for day in self.rows.days if day.kind == Day.Kind.SHOOT or day.pk in held)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The number by which each shot day goes on a paper, by its key."""
        units = sorted({day.unit for day in self.shot_days if day.unit})
        found: dict[int, int] = {}
        unnumbered = UNNUMBERED
        for day in self.shot_days:
            if day.number is None:
                unnumbered += 1
                found[day.pk] = unnumbered
            else:
                found[day.pk] = day.number + OTHER_UNITS * (units.index(day.unit) + 1 if day.unit else 0)
        return found

    def scenes_of(self, day: int | None) -> tuple[StripRow, ...]:
        """The scenes of a day, by its key, in order; None is the reserve."""
        return self._scenes_by_day.get(day, ())

    @cached_property
    def _scenes_by_day(self) -> Mapping[int | None, tuple[StripRow, ...]]:
        kept = {one.pk for one in self.scenes}
        return {day: tuple(one for one in strips if one.pk in kept) for day, strips in self.rows.by_day.items()}

    def roles_of(self, strip: StripRow) -> tuple[ElementRow, ...]:
        return tuple(one for one in self.rows.wanted_by(strip) if one.is_role)

    def place_name(self, strip: StripRow, day: Day | None) -> str:
        key = strip.place_id or (day.place_id if day else None)
        return self.rows.places[key].name if key else ""


def arrangement_of(board: Board) -> Arrangement:
    """A board in seven queries. Give it with its production and company where a paper is made of it."""
    days = list(board.days.select_related("place").order_by("date", "unit", "pk"))
    rows = BoardRows(board, days, strips_of(board), wants_of(board.production_id))
    return Arrangement(rows, terms_of(board.production_id), extras_of(board.production_id))


def terms_of(production: int) -> dict[int, Terms]:
    rows = Casting.objects.filter(role__production=production, role__category=Category.ROLE)
    return {
        role: Terms(rate, hold_allowed, drop_after)
        for role, rate, hold_allowed, drop_after in rows.values_list(
            "role_id", "day_rate_cents", "hold_allowed", "drop_after"
        )
    }


def extras_of(production: int) -> dict[int, int]:
    """The heads of extras that each scene wants."""
    rows = Tag.objects.filter(
        scene__production=production, state=Tag.State.CONFIRMED, element__category=Category.EXTRA
    )
    return dict(
        rows.values("scene_id").annotate(heads=Sum("quantity")).order_by().values_list("scene_id", "heads")
    )


def makers_of(production: int) -> tuple[tuple[str, str], ...]:
    """Who answers for the plan: the first of the direction and of the production on top of call sheets."""
    rows = CrewMember.objects.filter(
        production=production,
        left_at__isnull=True,
        is_key_contact=True,
        department__in=[Department.DIRECTION, Department.PRODUCTION],
    ).order_by("order", "pk")
    found: dict[str, tuple[str, str]] = {}
    for department, function, name in rows.values_list("department", "function", "contact__name"):
        found.setdefault(department, (function, name))
    return tuple(found[one] for one in (Department.DIRECTION, Department.PRODUCTION) if one in found)
