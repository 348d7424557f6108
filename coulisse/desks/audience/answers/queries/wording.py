"""One wording with its versions, what changed between them, and the log of who agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.translation import get_language

from coulisse.desks.audience.answers.lines import is_in_force
from coulisse.desks.audience.answers.models import Answer, Decision, SeatHolder, Wording, WordingVersion
from coulisse.desks.audience.answers.queries.library import WARNS, Conflict, conflicts_among, wordings_for
from coulisse.desks.audience.answers.texts import Piece, difference
from coulisse.desks.audience.intake.models import Topic
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.ui.translated import in_language


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A line of the log."""

    pk: int
    seat: str
    state: str
    state_label: str
    answered: str
    words: str
    by: str
    at: datetime | None
    asked_by: str
    asked_at: datetime
    sha256: str
    is_mine: bool
    """The reader holds this seat, and it has not decided."""


@dataclass(frozen=True, slots=True)
class VersionView:
    pk: int
    version: int
    number: int
    state: str
    state_label: str
    sha256: str
    why: str
    by: str
    at: datetime
    approved_at: datetime | None
    is_locked: bool
    texts: Mapping[str, str]
    changes: tuple[tuple[str, tuple[Piece, ...]], ...]
    """Against the version before, by language."""
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class WordingPage:
    latest: VersionView
    versions: tuple[VersionView, ...]
    uses: int
    conflicts: tuple[Conflict, ...]
    may_change: bool
    is_in_force: bool
    is_over: bool
    expires_soon: bool
    topics: tuple[str, ...]
    mine: tuple[DecisionView, ...]
    """What the reader is asked to decide."""


def wording_page(wording: Wording, *, user: User, today: date) -> WordingPage:
    """Eight queries at most."""
    language = get_language() or "fr"
    seats = set(SeatHolder.objects.filter(person=user).values_list("seat_id", flat=True))
    decisions = Decision.objects.select_related("seat", "decided_by", "asked_by")
    rows = list(
        wording.versions.select_related("written_by")
        .prefetch_related(Prefetch("decisions", decisions))
        .order_by("-number")
    )
    views = tuple(_version(row, _before(rows, place), seats, language) for place, row in enumerate(rows))
    in_force = is_in_force(wording, today)
    over = wording.valid_until is not None and wording.valid_until < today
    return WordingPage(
        latest=views[0],
        versions=views,
        uses=Answer.objects.filter(wording__wording=wording, recalled_at__isnull=True).count(),
        conflicts=_conflicts(wording, user, today) if in_force else (),
        may_change=user.may("change", desk=Desk.AUDIENCE, production=wording.production_id),
        is_in_force=in_force,
        is_over=over,
        expires_soon=not over and wording.valid_until is not None and wording.valid_until - today <= WARNS,
        topics=tuple(str(one) for one in Topic.objects.filter(pk__in=wording.topics)),
        mine=tuple(one for one in views[0].decisions if one.is_mine),
    )


def _conflicts(wording: Wording, user: User, today: date) -> tuple[Conflict, ...]:
    found = wordings_for(user, wording.production).filter(archived_at__isnull=True, use=wording.use)
    versions = WordingVersion.objects.order_by("-number")
    rows = found.prefetch_related(Prefetch("versions", versions)).order_by("pk")[:300]
    return conflicts_among([row for row in rows if is_in_force(row, today)]).get(wording.pk, ())


def _before(rows: Sequence[WordingVersion], place: int) -> WordingVersion | None:
    return rows[place + 1] if place + 1 < len(rows) else None


def _version(row: WordingVersion, before: WordingVersion | None, seats: set[int], language: str) -> VersionView:
    changes: list[tuple[str, tuple[Piece, ...]]] = []
    if before is not None:
        for code in ("fr", "nl", "en"):
            old, new = str(before.texts.get(code, "")), str(row.texts.get(code, ""))
            if old != new:
                changes.append((code, difference(old, new)))
    return VersionView(
        pk=row.pk,
        version=row.version,
        number=row.number,
        state=row.state,
        state_label=str(row.get_state_display()),
        sha256=row.sha256,
        why=row.why,
        by=str(row.written_by or ""),
        at=row.written_at,
        approved_at=row.approved_at,
        is_locked=row.is_locked,
        texts=row.texts,
        changes=tuple(changes),
        decisions=tuple(_decision(one, seats, language) for one in row.decisions.all()),
    )


def _decision(one: Decision, seats: set[int], language: str) -> DecisionView:
    return DecisionView(
        pk=one.pk,
        seat=in_language(one.seat.labels, language) or one.seat.code,
        state=one.state,
        state_label=str(one.get_state_display()),
        answered=one.answered,
        words=one.words,
        by=str(one.decided_by or ""),
        at=one.decided_at,
        asked_by=str(one.asked_by or ""),
        asked_at=one.asked_at,
        sha256=one.sha256,
        is_mine=one.seat_id in seats and one.state == Decision.State.WAITING,
    )
