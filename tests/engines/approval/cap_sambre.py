"""The campaign of Festival Cap Sambre: who approves, and what."""

from collections.abc import Sequence
from datetime import date, datetime, time

from coulisse.engines.approval import (
    Decision,
    Kind,
    OfficeHours,
    Part,
    Revision,
    Route,
    State,
    Verdict,
    scope,
    six_roles,
    state_of,
)
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule

OFFICE = OfficeHours(
    CountingRule(authority="BE", source="house", read_on=date(2026, 11, 22), confidence=Confidence.HIGH),
    time(9),
    time(18),
)
HOLDERS = {
    "writer": ("wannes",),
    "account": ("sofia",),
    "art": ("malik",),
    "designer": ("tess",),
    "media": ("greg",),
    "client": ("cap-sambre",),
}
DEPUTIES = {"designer": ("ilse",)}
ROUTE: Route = six_roles(HOLDERS, DEPUTIES, calendar=OFFICE)
PARTS = (
    Part.of(Kind.TEXT_FR, "Cap Sambre : 1 200 passes"),
    Part.of(Kind.TEXT_NL, "Cap Sambre: 1200 passen"),
    Part.of(Kind.VISUAL, b"poster", "poster"),
    Part.of(Kind.FILE, b"poster at 1080", "poster"),
    Part.of(Kind.PAID, "640,00 EUR, Namur + 50 km"),
    Part.of(Kind.LINKS, "https://capsambre.example/?utm_campaign=passes"),
    Part.of(Kind.HOUR, "2027-04-30T12:00+02:00"),
)


def moment(wall: str) -> datetime:
    """`16 14:00` is that hour of the day of April 2027, in Brussels."""
    day, hour = wall.split()
    return datetime.fromisoformat(f"2027-04-{day}T{hour}:00+02:00")


def edited(kind: Kind, value: str, parts: Sequence[Part] = PARTS) -> tuple[Part, ...]:
    return tuple(Part.of(kind, value, part.key) if part.kind is kind else part for part in parts)


def seen(role: str, parts: Sequence[Part] = PARTS, route: Route = ROUTE) -> tuple[Part, ...]:
    step = route.step(role)
    assert step is not None
    return scope(step.answers_for, parts)


def says(
    role: str,
    wall: str,
    by: str = "",
    *,
    verdict: Verdict = Verdict.APPROVED,
    parts: Sequence[Part] = PARTS,
    in_the_name_of: str = "",
    reason: str = "",
    note: str = "",
    is_private: bool = False,
    is_guest: bool = False,
) -> Decision:
    return Decision(
        role=role,
        verdict=verdict,
        by=by or HOLDERS[role][0],
        at=moment(wall),
        saw=seen(role, parts),
        in_the_name_of=in_the_name_of,
        reason=reason,
        note=note,
        is_private=is_private,
        is_guest=is_guest,
    )


FIRST = Revision(moment("16 09:00"), "ines", PARTS)
BEFORE_CLIENT = (
    says("writer", "16 09:30"),
    says("account", "16 10:00"),
    says("art", "16 11:00"),
    says("designer", "16 11:30"),
    says("media", "16 12:00"),
)
ALL_SIX = (*BEFORE_CLIENT, says("client", "16 14:00", is_guest=True))


def at(
    wall: str,
    decisions: Sequence[Decision] = (),
    revisions: Sequence[Revision] = (FIRST,),
    route: Route = ROUTE,
) -> State:
    return state_of(route, revisions, decisions, at=moment(wall))


def asked(state: State) -> list[str]:
    return [role.role for role in state.queue]
