"""A validated version as one person reads it, and the draft as the office edits it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import Block, Call, Revision
from coulisse.desks.floor.callsheets.queries.compose import Composed
from coulisse.foundation.people.phones import read_phone
from coulisse.kernel.times import to_brussels
from coulisse.papers.call_sheet import (
    CallSheet as Paper,
)
from coulisse.papers.call_sheet import (
    Cell,
    Contact,
    Hospital,
    Member,
    OwnCall,
    Place,
    Role,
    Scene,
    Span,
    Step,
    Sun,
    Weather,
    change_lines,
    current,
    is_changed,
    own_call,
)

STRIPS: Final = {
    ("INT", "day"): "ij",
    ("EXT", "day"): "ej",
    ("INT", "night"): "in",
    ("EXT", "night"): "en",
    ("INT/EXT", "day"): "ej",
    ("INT/EXT", "night"): "en",
}
"""The colours of the board, which the trade reads; words stand beside them."""
HALF_LIGHT: Final = {"dawn", "dusk", "evening"}
ON_SET: Final = 4
"""How many hours stand in a row under the call."""


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A scene of the day. `mine`: the reader plays in it."""

    number: str
    tone: str
    inside: str
    effect: str
    set: str
    summary: str
    hour: Cell[object]
    eighths: int | None
    mine: bool


@dataclass(frozen=True, slots=True)
class CastLine:
    """One role; `mine` is the reader's own."""

    number: str
    role: str
    actor: str
    pick_up: Cell[object]
    first: Cell[object]
    pat: Cell[object]
    mine: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody to ring; `phone` is E.164 for a link, empty where it can't be dialled."""

    name: str
    first_name: str
    job: str
    phone: str
    phone_shown: str
    when: str
    email: str

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/{self.phone.lstrip('+')}" if self.phone else ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page of one reader; `own` is None for whom the sheet doesn't call."""

    first_name: str
    film: str
    number: int
    day: int
    of: int
    unit: str
    date: date
    own: OwnCall | None
    call: Step | None
    steps: tuple[Step, ...]
    changed_at: datetime | None
    base: Place | None
    base_name: str
    base_street: str
    base_changed: bool
    map: str
    pat: Cell[object]
    meal: Cell[Span | None]
    wrap: Cell[object]
    sun: Sun | None
    weather: Weather | None
    hospital: Hospital | None
    emergency: str
    first_aid: Member | None
    scenes: tuple[SceneLine, ...]
    eighths: int
    cast: tuple[CastLine, ...]
    reach: tuple[Reach, ...]
    places: tuple[Place, ...]
    safety: tuple[Cell[str], ...]
    ahead: tuple[object, ...]
    revision: int
    changes: tuple[str, ...]
    validated_by: str
    validated_at: datetime | None
    received_at: datetime
    """When this page was made, hence received: what the reader is told once the network is gone."""


def read_by(revision: Revision, *, person: int | None, name: str, at: datetime, language: str) -> Page:
    """A version as one person reads it, in their language. No query: all is in the version."""
    paper = sheet_of(revision.content)
    own = own_call(paper, person) if person is not None else None
    steps = own.steps if own else ()
    base = own.place if own and own.place else _base(paper)
    moved = own is not None and (own.is_changed or _place_changed(base))
    return Page(
        first_name=name.split(" ")[0],
        film=paper.film,
        number=paper.number,
        day=paper.day,
        of=paper.of,
        unit=paper.unit,
        date=paper.date,
        own=own,
        call=_main_step(steps),
        steps=_row(steps),
        changed_at=revision.validated_at if moved else None,
        base=base,
        base_name=_address(base)[0],
        base_street=_address(base)[1],
        base_changed=_place_changed(base),
        map=map_of(base),
        pat=paper.hours.pat,
        meal=paper.hours.meal,
        wrap=paper.hours.wrap,
        sun=paper.sun,
        weather=paper.weather,
        hospital=current(paper.hospital),
        emergency=paper.emergency,
        first_aid=_first_aid(paper),
        scenes=tuple(_scenes(paper, own.scenes if own else ())),
        eighths=sum(current(scene.eighths) or 0 for scene in paper.scenes),
        cast=tuple(_cast(role, person) for role in paper.cast),
        reach=tuple(_reach(contact) for contact in paper.contacts),
        places=paper.places,
        safety=paper.safety,
        ahead=paper.ahead,
        revision=paper.revision.number if paper.revision else 0,
        changes=tuple(change_lines(paper.revision.changes, language)) if paper.revision else (),
        validated_by=paper.validation.name if paper.validation else "",
        validated_at=paper.validation.at if paper.validation else None,
        received_at=to_brussels(at),
    )


def _main_step(steps: tuple[Step, ...]) -> Step | None:
    """The hour in big figures: where work begins, after the ride."""
    work = [step for step in steps if step.code not in {"pick-up", "wrap"}]
    return work[0] if work else next(iter(steps), None)


def _row(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """At most four: the ride, where work begins, ready, wrap; a person with fewer hours has fewer."""
    if len(steps) <= ON_SET:
        return steps
    main = _main_step(steps)
    return tuple(step for step in steps if step.code in {"pick-up", "pat", "wrap"} or step is main)


def _base(paper: Paper) -> Place | None:
    return next((place for place in paper.places if place.letter == paper.base), next(iter(paper.places), None))


def _address(place: Place | None) -> tuple[str, str]:
    """What a place is called, and where it is: « Salle du Collège », « avenue Winston Churchill, 5500 Dinant »."""
    name, _comma, street = current(place.address).partition(", ") if place else ("", "", "")
    return name, street


def _place_changed(place: Place | None) -> bool:
    return place is not None and (place.added or is_changed(place.address))


def map_of(place: Place | None) -> str:
    """Where the telephone's own maps open; by position where it is known, else by address."""
    if place is None:
        return ""
    if place.position is not None:
        latitude, longitude = place.position
        return f"https://www.openstreetmap.org/?mlat={latitude:.6f}&mlon={longitude:.6f}#map=17/{latitude:.6f}/{longitude:.6f}"
    return ""


def _first_aid(paper: Paper) -> Member | None:
    """Somebody of the department of safety, if the crew has one."""
    for department in paper.crew:
        for member in department.members:
            words = member.job.casefold()
            if any(word in words for word in ("infirm", "secour", "hulpverlen", "verple", "first aid", "nurse")):
                return member
    return None


def _scenes(paper: Paper, mine: tuple[str, ...]) -> Iterator[SceneLine]:
    for scene in paper.scenes:
        yield SceneLine(
            number=scene.number,
            tone=tone_of(scene),
            inside=scene.inside,
            effect=scene.effect,
            set=current(scene.set),
            summary=current(scene.summary),
            hour=scene.hour,
            eighths=current(scene.eighths),
            mine=scene.number in mine,
        )


def tone_of(scene: Scene) -> str:
    if scene.effect in HALF_LIGHT:
        return "du"
    return STRIPS.get((scene.inside, scene.effect), "ij")


def _cast(role: Role, person: int | None) -> CastLine:
    first = next(
        (step for step in (role.dressing, role.make_up, role.hair) if current(step) is not None), role.pat
    )
    return CastLine(
        number=role.number,
        role=role.name,
        actor=role.actor,
        pick_up=role.pick_up,
        first=first,
        pat=role.pat,
        mine=person is not None and role.person == person,
    )


def _reach(contact: Contact) -> Reach:
    name, phone = current(contact.name), current(contact.phone)
    return Reach(
        name=name,
        first_name=name.split(" ")[0],
        job=contact.job,
        phone=read_phone(phone) or "" if phone else "",
        phone_shown=phone,
        when=contact.when,
        email=contact.email,
    )


# ---- the draft --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of the draft, and where its hours are typed."""

    element_id: int
    line: Role
    is_called: bool
    typed: Call | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One technician of the draft."""

    member_id: int
    line: Member
    is_called: bool
    typed: Call | None


@dataclass(frozen=True, slots=True)
class TeamRows:
    name: str
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the page needs beside the paper: the rows that can be typed, and who typed what."""

    roles: tuple[RoleRow, ...]
    teams: tuple[TeamRows, ...]
    typed: dict[str, Block]


def board_of(composed: Composed) -> Board:
    """Each person of the plan, called or not. No query."""
    return Board(tuple(_role_rows(composed)), tuple(_team_rows(composed)), composed.blocks)


def _role_rows(composed: Composed) -> Iterator[RoleRow]:
    typed = {call.role_id: call for call in composed.calls if call.role_id}
    called = {role.number: role for role in composed.now.cast}
    planned = {role.number: role for role in composed.derived.cast}
    for role in composed.plan.day.roles if composed.plan.day else ():
        number = role.name if role.number is None else str(role.number)
        yield RoleRow(
            role.element_id, called.get(number) or planned[number], number in called, typed.get(role.element_id)
        )


def _team_rows(composed: Composed) -> Iterator[TeamRows]:
    typed = {call.member_id: call for call in composed.calls if call.member_id}
    lines = {(line.person, line.job): line for department in composed.now.crew for line in department.members}
    teams: dict[str, list[MemberRow]] = {}
    for row in composed.plan.crew:
        line = lines.get((row.contact_id, row.function))
        shown = line or Member(row.function, row.contact.name, None, person=row.contact_id)
        team = teams.setdefault(str(row.get_department_display()), [])
        team.append(MemberRow(row.pk, shown, line is not None, typed.get(row.pk)))
    for name, members in teams.items():
        yield TeamRows(name, tuple(members))
