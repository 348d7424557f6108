"""Whether a complaint could be heard: the engine's findings over dated parameters, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from coulisse.desks.audience.cases.models import Recourse
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.cases.terms import NoKnownRule, in_force
from coulisse.desks.audience.cases.words import CONDITIONS, VERDICTS
from coulisse.engines.deadlines import (
    Complaint,
    Finding,
    Limit,
    Verdict,
    check_cdj,
    check_csa,
    check_reply,
    is_admissible,
)

LIMITS = {
    Body.CDJ: ("audience.cdj_delay", "audience.cdj_length"),
    Body.REPLY: ("audience.right_of_reply",),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition as the screen shows it."""

    code: str
    condition: str
    verdict: str
    verdict_label: str
    value: str
    limit: str
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Check:
    """All conditions, and what they come to: None while one is not known."""

    lines: tuple[Line, ...]
    admissible: bool | None
    has_rules: bool
    """False where nobody has read a rule: the VRM, the mediator of the house."""

    @property
    def unmet(self) -> int:
        return sum(line.verdict == Verdict.UNMET for line in self.lines)

    @property
    def unknown(self) -> int:
        return sum(line.verdict == Verdict.UNKNOWN for line in self.lines)


def check(recourse: Recourse) -> Check:
    """The conditions of one recourse, as known now; filed on the day it was asked for."""
    found = _found(recourse)
    return Check(
        tuple(_line(one) for one in found),
        is_admissible(found) if found else None,
        recourse.body in (Body.CDJ, Body.CSA, Body.REPLY),
    )


def _found(recourse: Recourse) -> tuple[Finding, ...]:
    complaint = Complaint(
        filed=recourse.asked_on,
        published=recourse.published_on,
        text=recourse.text,
        name=recourse.name,
        address=recourse.address,
        reference=recourse.programme,
        has_copy=recourse.has_copy,
        motives=tuple(recourse.motives),
        went_to_outlet=recourse.went_to_outlet,
        is_registered=recourse.is_registered,
        is_named=recourse.is_named,
    )
    if recourse.body == Body.CDJ:
        return check_cdj(complaint, _limits(Body.CDJ, recourse.asked_on))
    if recourse.body == Body.CSA:
        return check_csa(complaint)
    if recourse.body == Body.REPLY:
        return check_reply(complaint, _limits(Body.REPLY, recourse.asked_on))
    return ()


def _limits(body: Body, day: date) -> dict[str, Limit]:
    found = {}
    for code in LIMITS[body]:
        try:
            value = in_force(code, day)
        except NoKnownRule:
            continue
        found[code] = Limit(int(value.number), value.source, value.read_on, value.confidence)
    return found


def _line(one: Finding) -> Line:
    return Line(
        one.code,
        str(CONDITIONS[one.code]),
        one.verdict.value,
        str(VERDICTS[one.verdict]),
        _shown(one.value),
        _shown(one.limit),
        one.source,
        one.read_on,
        one.confidence.value,
    )


def _shown(text: str) -> str:
    """An ISO date as it is read here; a number as it stands."""
    try:
        return date_format(date.fromisoformat(text), "d/m/Y")
    except ValueError:
        return text
