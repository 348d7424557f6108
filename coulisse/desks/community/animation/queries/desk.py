"""What the desk's pages show of animations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from coulisse.desks.community.animation.access import animations_within_reach
from coulisse.desks.community.animation.bounds import AGE, CONDITION, DRAW, SKILL, Basis, bases_of, bounds_of
from coulisse.desks.community.animation.guardrails import Code, refusals
from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, Given, LotDraw
from coulisse.desks.community.animation.records import checked_of
from coulisse.desks.community.animation.words import refusal_words
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.formats.tabular import Column, Table
from coulisse.foundation.accounts.models import User
from coulisse.foundation.counted import counted
from coulisse.foundation.ui.translated import in_language

STATE: Final = Animation.State
TONES: Final[Mapping[str, str]] = {
    STATE.OPEN: "info",
    STATE.CLOSED: "warn",
    STATE.SETTLED: "ok",
    STATE.CANCELLED: "",
}
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    title: str
    kind: str
    mechanic: str
    starts_at: datetime
    ends_at: datetime
    state: str
    label: str
    tone: str
    entrants: int


@dataclass(frozen=True, slots=True)
class Told:
    """Why it does not open, in words, with the rule that it stands on where there is one."""

    words: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question as whoever leads the quiz sees it. `phase`: ready, coming (the delay), open, closed."""

    pk: int
    number: int
    label: str
    options: tuple[tuple[str, bool], ...]
    seconds: int
    phase: str
    opens_at: datetime | None
    closes_at: datetime | None
    answers: int
    right: int


_STANDS_ON: Final[dict[Code, str]] = {
    Code.DRAW_UNAUTHORISED: DRAW,
    Code.DRAW_IN_WORDS: DRAW,
    Code.SHARE: CONDITION,
    Code.TAG: CONDITION,
    Code.SKILL_FORBIDDEN: SKILL,
    Code.UNDER_LEAST_AGE: AGE,
}


def listing(user: User, place: Workspace, production: int) -> list[Line]:
    """The animations of a workspace, the latest first; one query."""
    reached = animations_within_reach(user).filter(place.holds() | Q(production=production))
    rows = counted(reached, n=Count("entrants", filter=Q(entrants__excluded="")))
    return [_line(row, row.n) for row in rows[:MOST]]


def _line(row: Animation, n: int) -> Line:
    return Line(
        pk=row.pk,
        title=str(row),
        kind=row.get_kind_display(),
        mechanic=row.get_mechanic_display() if row.mechanic else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
        label=row.get_state_display(),
        tone=TONES.get(row.state, ""),
        entrants=n,
    )


def obstacles_of(animation: Animation) -> tuple[Told, ...]:
    """What the guard-rails would say if it were opened now."""
    bases = bases_of(animation)
    reasons = refusals(checked_of(animation, list(animation.questions.all())), bounds_of(bases))
    return tuple(Told(refusal_words(one), bases.get(_STANDS_ON.get(one.code, ""))) for one in reasons)


def bases_shown(animation: Animation) -> tuple[Basis, ...]:
    """The legal values to show beside an animation at which somebody wins."""
    return tuple(bases_of(animation).values()) if animation.mechanic else ()


def asked_lines(animation: Animation, *, at: datetime, language: str) -> tuple[AskedLine, ...]:
    """The questions with how many answered; two queries."""
    rows = counted(animation.questions.all(), n=Count("given", filter=Q(given__entrant__excluded="")))
    given = Given.objects.filter(question__animation=animation, entrant__excluded="")
    found = given.filter(choices__contained_by=F("question__right")).order_by().values_list("question")
    right = dict(found.annotate(n=Count("pk")))
    return tuple(_asked(one, at, language, one.n, right.get(one.pk, 0)) for one in rows)


def _asked(one: GameQuestion, at: datetime, language: str, n: int, right: int) -> AskedLine:
    if one.opens_at is None or one.closes_at is None:
        phase = "ready"
    elif at < one.opens_at:
        phase = "coming"
    else:
        phase = "open" if at < one.closes_at else "closed"
    options = tuple(
        (in_language(option, language), number in one.right) for number, option in enumerate(one.options)
    )
    label = in_language(one.labels, language)
    return AskedLine(
        one.pk, one.position, label, options, one.seconds, phase, one.opens_at, one.closes_at, n, right
    )


def entrants_of(animation: Animation) -> list[Entrant]:
    return list(animation.entrants.order_by("-joined_at", "-pk")[:MOST])


def left_out_of(animation: Animation) -> dict[str, int]:
    """How many could not take part, by reason; one query."""
    rows = animation.entrants.exclude(excluded="").order_by().values_list("excluded").annotate(n=Count("pk"))
    return dict(rows)


def lots_of(animation: Animation) -> LotDraw | None:
    return LotDraw.objects.filter(animation=animation).select_related("drawn_by").first()


def forgotten_on(animation: Animation) -> datetime:
    """When personal data are erased."""
    return animation.ends_at + timedelta(days=animation.keep_days)


def table_of(title: str, rows: Sequence[Mapping[str, object]]) -> Table:
    """A published result as a table."""
    heads = (_("Rank"), _("Code"), _("Pseudonym"), _("Points"), _("Off by"), _("Seconds"), _("Wins"))
    names = ("rank", "code", "name", "points", "off", "seconds")
    lines = tuple((*(str(one.get(name) or "") for name in names), "x" if one.get("wins") else "") for one in rows)
    return Table(title[:31], tuple(Column(head) for head in heads), lines)
