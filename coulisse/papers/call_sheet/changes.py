"""What a revision changes: each changed cell marked, each change told once, each person whom it touches.

Rows are paired by what people call them by (a scene's number, a role's number, a place's letter), so that a row
that only moved isn't taken for another. A change drags its dependants: where PAT goes from 08:00 to 08:30, the
scene, the roles and the extras that were ready at 08:00 and now are at 08:30 *follow* it.

What nobody is called by is left unmarked: weather, sun, validation, and the days ahead, which are provisional on
every version.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import time
from typing import Any, Final, TypeVar, cast

from coulisse.papers.call_sheet.names import short_name
from coulisse.papers.call_sheet.records import (
    CallSheet,
    Change,
    Changed,
    Contact,
    Department,
    Extras,
    Hospital,
    Hours,
    Member,
    PickUp,
    Place,
    Ride,
    Role,
    Scene,
    Span,
    current,
)

Row = TypeVar("Row")
HOUR: Final = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Differences:
    """`sheet` is the new version with its cells marked; `changes` in the order of the paper; `people` sorted."""

    sheet: CallSheet
    changes: tuple[Change, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody whom a change touches, once."""
        return tuple(sorted({person for change in self.changes for person in change.people}))

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that the banner tells: those that no other brought about."""
        return tuple(change for change in self.changes if not change.follows)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one kind: the sheet's field, how a row is known, how people name it, whom it touches."""

    field: str
    key: Callable[[Any], object]
    name: Callable[[Any], str]
    touched: Callable[[CallSheet, Any], Iterable[int]]


def differences(before: CallSheet, after: CallSheet) -> Differences:
    """What `after` changes in `before`. Marks that either still bears are read for what they say now."""
    old, new = unmarked(before), unmarked(after)
    changes: list[Change] = []
    hours = _hours(old, new, changes)
    blocks: dict[str, Any] = {block.field: _rows(block, old, new, changes) for block in BLOCKS}
    sheet = replace(
        new,
        hours=hours,
        hospital=_hospital(old, new, changes),
        crew=_crew(old, new, changes),
        catering=_catering(old, new, changes),
        safety=_safety(old, new, changes),
        **blocks,
    )
    _order_of_scenes(old, new, changes)
    told = tuple(_following(sorted(changes, key=lambda change: ORDER.index(change.code.partition(".")[0]))))
    if sheet.revision is not None:
        sheet = replace(sheet, revision=replace(sheet.revision, changes=told))
    return Differences(sheet, told)


def unmarked(sheet: CallSheet) -> CallSheet:
    """The same sheet without any mark: what it says now."""
    return cast("CallSheet", _plain(sheet))


def _plain(value: object) -> object:
    if isinstance(value, Changed):
        return _plain(value.now)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if "added" in kept:
            kept["added"] = False
        return replace(value, **kept)
    return value


def written(value: object) -> str:
    """A cell's value as text that is the same in every language; what nobody knows is empty.

    >>> written(time(8, 30)), written(PickUp(time(6, 50), "gare")), written(("1", "2")), written(None)
    ('08:30', '06:50 gare', '1, 2', '')
    """
    match value:
        case None:
            return ""
        case time():
            return f"{value:%H:%M}"
        case Span(start, end):
            return f"{start:%H:%M}–{end:%H:%M}"
        case PickUp(hour, place):
            return " ".join(part for part in (written(hour), place) if part)
        case Hospital(name, address):
            return f"{name}, {address}"
        case tuple():
            return ", ".join(str(one) for one in value)
    return str(value)


# ---- whom a change touches ----------------------------------------------------------------------------------


def crew_of(sheet: CallSheet) -> tuple[int, ...]:
    return _known(member.person for department in sheet.crew for member in department.members)


def cast_of(sheet: CallSheet) -> tuple[int, ...]:
    return _known(role.person for role in sheet.cast)


def everybody_of(sheet: CallSheet) -> tuple[int, ...]:
    extras = (person for group in sheet.extras for person in group.people)
    return tuple(sorted({*crew_of(sheet), *cast_of(sheet), *extras}))


def _known(people: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({person for person in people if person is not None}))


def _of_scene(sheet: CallSheet, scene: Scene) -> Iterable[int]:
    """The crew, the scene's roles and its extras: an order of shooting is everybody's who works on it."""
    roles = current(scene.roles) or ()
    players = _known(role.person for role in sheet.cast if role.number in roles)
    extras = (person for group in sheet.extras if scene.number in current(group.scenes) for person in group.people)
    return {*crew_of(sheet), *players, *extras}


def _of_place(sheet: CallSheet, place: Place) -> Iterable[int]:
    """Those who work there; a place without a scene (base, parking, canteen) is everybody's."""
    scenes = [scene for scene in sheet.scenes if current(scene.place) == place.letter]
    if not scenes:
        return everybody_of(sheet)
    return {person for scene in scenes for person in _of_scene(sheet, scene)}


def _of_row(_sheet: CallSheet, row: Role | Member | Contact) -> Iterable[int]:
    return _known([row.person])


def _of_people(_sheet: CallSheet, row: Extras | Ride) -> Iterable[int]:
    return row.people


def _of_crew(sheet: CallSheet, _row: object) -> Iterable[int]:
    return crew_of(sheet)


BLOCKS: Final = (
    Block(
        "contacts",
        lambda row: row.job,
        lambda row: short_name(current(row.name)),
        lambda sheet, _row: everybody_of(sheet),
    ),
    Block("places", lambda row: row.letter, lambda row: current(row.use), _of_place),
    Block("scenes", lambda row: row.number, lambda row: row.number, _of_scene),
    Block("cast", lambda row: row.number, lambda row: short_name(row.actor), _of_row),
    Block("extras", lambda row: row.key, lambda row: current(row.who), _of_people),
    Block("transport", lambda row: row.key, lambda row: f"{row.vehicle}, {current(row.who)}", _of_people),
    Block("needs", lambda row: row.department, lambda row: row.department, _of_crew),
    Block("radio", lambda row: row.number, lambda row: row.number, _of_crew),
)
MEMBERS: Final = Block(
    "crew", lambda row: row.person or (row.job, row.name), lambda row: short_name(row.name), _of_row
)
ORDER: Final = (
    "hours",
    "hospital",
    "scenes",
    "cast",
    "extras",
    "crew",
    "places",
    "transport",
    "contacts",
    "catering",
    "needs",
    "safety",
    "radio",
)
"""Of the changes, the most pressing first: a person's own hour before the address where it holds."""


# ---- the blocks ---------------------------------------------------------------------------------------------


def _hours(old: CallSheet, new: CallSheet, changes: list[Change]) -> Hours:
    """A changed call or PAT is the crew's; a meal or a wrap is everybody's. Each role has a PAT of its own."""
    marked: dict[str, Any] = {}
    for name in ("call", "pat", "meal", "wrap"):
        was, now = getattr(old.hours, name), getattr(new.hours, name)
        if was != now:
            people = crew_of(new) if name in {"call", "pat"} else everybody_of(new)
            marked[name] = Changed(now, was)
            changes.append(Change(f"hours.{name}", "", written(was), written(now), people=people))
    return replace(new.hours, **marked)


def _rows(block: Block, old: CallSheet, new: CallSheet, changes: list[Change]) -> tuple[Any, ...]:
    return _paired(block, getattr(old, block.field), getattr(new, block.field), (old, new), changes)


def _paired(
    block: Block,
    before: Sequence[Row],
    after: Sequence[Row],
    sheets: tuple[CallSheet, CallSheet],
    changes: list[Change],
) -> tuple[Row, ...]:
    old, new = sheets
    gone = {block.key(row): row for row in before}
    rows = tuple(_marked(block, gone.pop(block.key(row), None), row, new, changes) for row in after)
    for row in gone.values():
        people = tuple(sorted(block.touched(old, row)))
        changes.append(Change(f"{block.field}.removed", block.name(row), block.name(row), "", people=people))
    return rows


def _marked(block: Block, before: Row | None, after: Row, sheet: CallSheet, changes: list[Change]) -> Row:
    people = tuple(sorted(block.touched(sheet, after)))
    where = block.name(after)
    if before is None:
        changes.append(Change(f"{block.field}.added", where, "", where, people=people))
        return replace(after, added=True)  # type: ignore[type-var]  # every row is a record
    marked = {}
    for name in _printed(after):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            marked[name] = Changed(now, was)
            changes.append(Change(f"{block.field}.{name}", where, written(was), written(now), people=people))
    return replace(after, **marked)  # type: ignore[type-var]


def _printed(row: object) -> Iterator[str]:
    """The fields that may bear a mark: those that are typed as cells."""
    for field in fields(row):  # type: ignore[arg-type]  # every row is a record
        if "Changed[" in str(field.type):
            yield field.name


def _crew(old: CallSheet, new: CallSheet, changes: list[Change]) -> tuple[Department, ...]:
    """The whole crew is one list: who moves from one department to another isn't new."""
    before = [member for department in old.crew for member in department.members]
    after = [member for department in new.crew for member in department.members]
    marked = iter(_paired(MEMBERS, before, after, (old, new), changes))
    return tuple(
        replace(department, members=tuple(next(marked) for _ in department.members)) for department in new.crew
    )


def _hospital(old: CallSheet, new: CallSheet, changes: list[Change]) -> Any:
    if old.hospital == new.hospital:
        return new.hospital
    was, now = written(old.hospital), written(new.hospital)
    changes.append(Change("hospital", "", was, now, people=everybody_of(new)))
    return Changed(new.hospital, old.hospital)


def _catering(old: CallSheet, new: CallSheet, changes: list[Change]) -> Any:
    if old.catering is None or new.catering is None:
        return new.catering
    marked: dict[str, Any] = {}
    for name in ("ordered", "note"):
        was, now = getattr(old.catering, name), getattr(new.catering, name)
        if was != now:
            marked[name] = Changed(now, was)
            changes.append(Change(f"catering.{name}", "", written(was), written(now)))
    return replace(new.catering, **marked)


def _safety(old: CallSheet, new: CallSheet, changes: list[Change]) -> tuple[Any, ...]:
    known = set(old.safety)
    for line in new.safety:
        if line not in known:
            changes.append(Change("safety.added", "", "", written(line), people=everybody_of(new)))
    return tuple(line if line in known else Changed(line, "") for line in new.safety)


def _order_of_scenes(old: CallSheet, new: CallSheet, changes: list[Change]) -> None:
    was = [scene.number for scene in old.scenes]
    now = [scene.number for scene in new.scenes]
    kept_before = [number for number in was if number in now]
    kept_now = [number for number in now if number in was]
    if kept_before != kept_now:
        people = everybody_of(new)
        changes.append(Change("scenes.order", "", written(tuple(was)), written(tuple(now)), people=people))


# ---- what a change drags along ------------------------------------------------------------------------------


def _following(changes: Iterable[Change]) -> Iterator[Change]:
    """Of the changes from one hour to another, the first leads and the others follow it."""
    led: set[tuple[str, str]] = set()
    for change in changes:
        pair = hours_of(change)
        if pair is None:
            yield change
            continue
        yield replace(change, follows=pair in led)
        led.add(pair)


def hours_of(change: Change) -> tuple[str, str] | None:
    """From which hour to which, if the change is one of hours; None if the words beside them changed too."""
    was, now = HOUR.match(change.was), HOUR.match(change.now)
    if was is None or now is None or change.was[was.end() :] != change.now[now.end() :]:
        return None
    return was[0], now[0]
