"""What a contest may do on its day: dated values of the parameters room, with all that explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.community.animation.guardrails import Bounds
from coulisse.desks.community.animation.models import Animation
from coulisse.foundation.parameters.actions import remember_use
from coulisse.foundation.parameters.queries import Valued, listed, used_by
from coulisse.kernel.times import to_brussels

GROUP: Final = "contests"
DRAW: Final = "contests.draw_authorisation"
AGE: Final = "contests.least_age"
CONDITION: Final = "contests.share_condition"
SKILL: Final = "contests.skill"


@dataclass(frozen=True, slots=True)
class Basis:
    """One bound as the guard-rails and the pages read it. `value`: None where nobody has one for that day."""

    code: str
    parameter: int
    labels: dict[str, str]
    unit: str
    value: Valued | None


def day_of(starts_at: datetime) -> date:
    """The day of a contest: the values in force on it bind the whole of it."""
    return to_brussels(starts_at).date()


def bases_on(day: date) -> dict[str, Basis]:
    """Every bound by its code, in two queries."""
    return {
        line.code: Basis(line.code, line.pk, line.labels, line.unit, _general(line.values))
        for line in listed(day, group=GROUP)
    }


def bases_of(animation: Animation) -> dict[str, Basis]:
    """Those that it was opened under; as long as it is a draft, those of its day."""
    if animation.state != Animation.State.DRAFT:
        kept = {one.code: Basis(one.code, one.parameter, one.labels, one.unit, one) for one in used_by(animation)}
        if kept:
            return kept
    return bases_on(day_of(animation.starts_at))


def keep_bases(animation: Animation, bases: Mapping[str, Basis], *, at: datetime) -> None:
    """The values that it was opened under stay its own, whatever comes into force later.

    A client’s animation is told by its kind alone: everybody of the house reads who uses a value.
    """
    title = str(animation) if animation.production_id else animation.get_kind_display()
    for one in bases.values():
        if one.value is not None:
            remember_use(one.value.pk, row=animation, title=title, at=at, production=animation.production_id)


def bounds_of(bases: Mapping[str, Basis]) -> Bounds:
    """As the guard-rails take them."""
    return Bounds(
        draw_needs_reference=_said(bases.get(DRAW)),
        skill_may_win=_said(bases.get(SKILL)),
        may_ask_to_share=_said(bases.get(CONDITION)),
        least_age=_years(bases.get(AGE)),
    )


def what_frees_a_draw(bases: Mapping[str, Basis]) -> str:
    """The source that says that a draw needs no reference; empty where it needs one, or nobody knows."""
    basis = bases.get(DRAW)
    return basis.value.source if basis and basis.value and _said(basis) is False else ""


def _general(values: Sequence[Valued]) -> Valued | None:
    """The value for everybody, if somebody knows it."""
    found = (one for one in values if one.text and not (one.territory or one.joint_committee or one.regime))
    return next(found, None)


def _said(basis: Basis | None) -> bool | None:
    if basis is None or basis.value is None:
        return None
    return {"yes": True, "no": False}.get(basis.value.text)


def _years(basis: Basis | None) -> int | None:
    if basis is None or basis.value is None or not basis.value.text.isdecimal():
        return None
    return int(basis.value.text)
