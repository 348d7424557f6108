"""The holding line of a family: what may be said to its members, and who has agreed to it so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from coulisse.desks.audience.answers.models import Decision, Wording, WordingVersion
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.ui.translated import in_language

State = WordingVersion.State


@dataclass(frozen=True, slots=True)
class SeatSays:
    """What one seat answered."""

    seat: str
    state: str
    by: str
    at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a family. `texts` are those of the approved version; empty as long as there is none."""

    wording_id: int
    title: str
    number: int
    """Of the approved version, else of the latest."""
    is_locked: bool
    version_id: int | None
    """The approved version, where it is in force on the day."""
    texts: Mapping[str, str]
    state: str
    approved_at: datetime | None
    latest_number: int
    latest_texts: Mapping[str, str]
    seats: tuple[SeatSays, ...]
    is_asked: bool
    """Approval was asked for at least once: from there on only an approved text leaves."""
    is_over: bool

    @property
    def holds(self) -> bool:
        """Whether nobody may send anything else to the family."""
        return self.is_locked or self.is_asked


def leading(family: Family) -> int:
    return family.joined_to_id or family.pk


def is_frozen(families: Iterable[Family]) -> bool:
    """Whether a crisis about one of these, or about the one that leads it, is open. One query at most."""
    rows = list(families)
    if any(row.frozen_at is not None for row in rows):
        return True
    leaders = {row.joined_to_id for row in rows if row.joined_to_id is not None}
    return bool(leaders) and Family.objects.filter(pk__in=leaders, frozen_at__isnull=False).exists()


def line_of_family(family: Family, *, today: date, language: str = "fr") -> Line | None:
    """The line of this cause, whichever of its families is given. Three queries at most."""
    return lines_of([leading(family)], today=today, language=language).get(leading(family))


def line_of_conversation(conversation: Conversation, *, today: date) -> Line | None:
    if conversation.family is None:
        return None
    return line_of_family(conversation.family, today=today)


def lines_of(families: Sequence[int], *, today: date, language: str = "fr") -> dict[int, Line]:
    """By leading family."""
    decisions = Decision.objects.select_related("seat", "decided_by")
    versions = WordingVersion.objects.order_by("-number").prefetch_related(Prefetch("decisions", decisions))
    rows = Wording.objects.filter(family__in=families, use=Wording.Use.LINE, archived_at__isnull=True)
    found = rows.prefetch_related(Prefetch("versions", versions))
    return {wording.family_id: _line(wording, today, language) for wording in found if wording.family_id}


def _line(wording: Wording, today: date, language: str) -> Line:
    versions = list(wording.versions.all())
    latest = versions[0]
    approved = next((one for one in versions if one.state == State.APPROVED), None)
    in_force = is_in_force(wording, today)
    shown = approved or latest
    return Line(
        wording_id=wording.pk,
        title=wording.title,
        number=shown.number,
        is_locked=approved is not None,
        version_id=approved.pk if approved is not None and in_force else None,
        texts=approved.texts if approved is not None else {},
        state=shown.state,
        approved_at=approved.approved_at if approved else None,
        latest_number=latest.number,
        latest_texts=latest.texts,
        seats=tuple(
            SeatSays(
                seat=in_language(one.seat.labels, language) or one.seat.code,
                state=one.state,
                by=str(one.decided_by or ""),
                at=one.decided_at,
                words=one.words,
            )
            for one in shown.decisions.all()
            if one.state != Decision.State.VOID
        ),
        is_asked=any(list(one.decisions.all()) or one.state == State.ASKED for one in versions),
        is_over=wording.valid_until is not None and wording.valid_until < today,
    )


def is_in_force(wording: Wording, today: date) -> bool:
    """Whether it may be sent on that day."""
    begun = wording.valid_from is None or wording.valid_from <= today
    return wording.archived_at is None and begun and (wording.valid_until is None or today <= wording.valid_until)
