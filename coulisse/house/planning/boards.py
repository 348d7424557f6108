"""The plan as the papers of the board and the day out of days take it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from coulisse.engines.daysout import CalendarDay, DayKind, Element, days_out
from coulisse.house.planning.records import Plan, PlannedDay, PlannedScene
from coulisse.house.planning.words import WORDS
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.holidays import holidays
from coulisse.kernel.writing import write_eighths
from coulisse.papers.board import Board, Role, ShootingDay, Strip
from coulisse.papers.dood import Dood, Presence

SATURDAY = 5


def board_of(plan: Plan, language: str) -> Board:
    """A strip a scene. The house and who made it aren't known; places and timings aren't either."""
    words = WORDS[language]
    return Board(
        title=plan.title,
        house="",
        version=words["version"],
        at=plan.at,
        days=[ShootingDay(day.number, day.date) for day in plan.days],
        strips=[_strip(day, scene) for day in plan.days for scene in day.scenes],
        cast=[Role(role.number, role.name) for role in plan.roles],
        change=words["change"].format(pages=write_eighths(Eighths(plan.most_eighths))),
    )


def joined(board: Board) -> Board:
    """The same board with one column where scenes that follow each other share their set, light and cast."""
    strips: list[Strip] = []
    for _, found in groupby(board.strips, key=_likeness):
        group = list(found)
        strips.append(
            replace(
                group[0],
                scenes=tuple(scene for strip in group for scene in strip.scenes),
                eighths=sum(strip.eighths for strip in group),
                synopsis=" ".join(strip.synopsis for strip in group if strip.synopsis),
            )
        )
    return replace(board, strips=strips)


def _likeness(strip: Strip) -> tuple[object, ...]:
    return (strip.day, strip.inside, strip.effect, strip.set_name, strip.roles)


def _strip(day: PlannedDay, scene: PlannedScene) -> Strip:
    return Strip(
        day=day.number,
        inside=scene.inside,
        effect=scene.effect,
        set_name=scene.set_name,
        scenes=(scene.number,),
        eighths=scene.eighths,
        roles=scene.roles,
        synopsis=scene.synopsis,
    )


def presence_of(plan: Plan, language: str) -> Dood:
    """Who is on the set on which day; nobody is let go, since no contract is known."""
    worked: dict[str, set[date]] = {role.number: set() for role in plan.roles}
    for day in plan.days:
        for scene in day.scenes:
            for number in scene.roles:
                worked[number].add(day.date)
    return Dood(
        title=plan.title,
        house="",
        version=WORDS[language]["version"],
        at=plan.at,
        table=days_out(
            tuple(_calendar(plan.days)), [Element(number, frozenset(days)) for number, days in worked.items()]
        ),
        roles=[Presence(role.number, role.name, is_minor=role.age is not None) for role in plan.roles],
    )


def _calendar(days: Iterable[PlannedDay]) -> Iterator[CalendarDay]:
    """Every date from the first shooting day to the last."""
    numbers = {day.date: day.number for day in days}
    on, last = min(numbers), max(numbers)
    while on <= last:
        yield CalendarDay(on, _kind_of(on, is_shot=on in numbers), numbers.get(on, 0))
        on += timedelta(days=1)


def _kind_of(on: date, *, is_shot: bool) -> DayKind:
    if is_shot:
        return DayKind.SHOOT
    if on in holidays(on.year):
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if on.weekday() >= SATURDAY else DayKind.OFF
