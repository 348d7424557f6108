"""The library of wordings: the list, what fits a conversation, what contradicts what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coulisse.desks.audience.answers.addressing import Envelope
from coulisse.desks.audience.answers.contradictions import Contradiction, between
from coulisse.desks.audience.answers.fields import fill_known
from coulisse.desks.audience.answers.lines import is_in_force
from coulisse.desks.audience.answers.models import Answer, Decision, Wording, WordingVersion
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.foundation.ui.translated import in_language

WARNS: Final = timedelta(days=7)
MOST: Final = 300
MOST_SUGGESTED: Final = 8
State = WordingVersion.State


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another wording that cannot be true together with this one."""

    other_id: int
    other: str
    code: str
    language: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """One wording in the list."""

    pk: int
    title: str
    purpose: str
    use: str
    production: str
    languages: tuple[str, ...]
    """Those that it is written in."""
    number: int
    state: str
    state_label: str
    sha256: str
    uses: int
    valid_from: date | None
    valid_until: date | None
    is_over: bool
    not_yet: bool
    expires_soon: bool
    is_archived: bool
    waits_for: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    start: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording that fits a conversation, filled as far as that goes."""

    version_id: int
    wording_id: int
    title: str
    purpose: str
    number: int
    is_approved: bool
    text: str
    expires_on: date | None
    fits: int
    """How many conditions it names and meets: the more, the nearer."""


def wordings_for(user: User, production: Production | None) -> QuerySet[Wording]:
    """Those of the house and of this production, as far as the reader may see them."""
    of_house = Q(production__isnull=True)
    if production is None:
        return Wording.objects.filter(of_house)
    if not user.may("read", desk=Desk.AUDIENCE, production=production.pk):
        return Wording.objects.none()
    return Wording.objects.filter(of_house | Q(production=production))


def library(
    production: Production, *, user: User, today: date, find: str = "", show: str = "in-force"
) -> tuple[LibraryLine, ...]:
    """The list, in four queries. `show` is in-force, waiting, over, archived or all."""
    found = wordings_for(user, production)
    found = found.filter(archived_at__isnull=show != "archived") if show != "all" else found
    rows = [row for row in _with_versions(found) if row.versions.all()]
    clashes = conflicts_among([row for row in rows if is_in_force(row, today)])
    lines = [_line(row, today, clashes.get(row.pk, ())) for row in rows]
    words = plain(find).split()
    if words:
        lines = [line for line in lines if _says(line, next(r for r in rows if r.pk == line.pk), words)]
    return tuple(line for line in lines if _is_shown(line, show))


def suggested(packed: Envelope, *, user: User, today: date) -> tuple[Suggestion, ...]:
    """What fits a conversation: in force on the day, written in its language, every condition met."""
    conversation = packed.conversation
    found = wordings_for(user, conversation.production).filter(
        use=Wording.Use.ANSWER, archived_at__isnull=True, superseded_by__isnull=True
    )
    found = found.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    found = found.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))
    kept = []
    for row in _counted(found).prefetch_related(Prefetch("versions", WordingVersion.objects.order_by("-number"))):
        version = sendable(row)
        if version is None or packed.language not in version.texts:
            continue
        fits = _fits(row, conversation, packed.language)
        if fits is None:
            continue
        kept.append((-fits, -getattr(row, "uses", 0), row, version))
    kept.sort(key=lambda one: (one[0], one[1], one[2].title))
    return tuple(_suggestion(row, version, packed, -fits) for fits, _uses, row, version in kept[:MOST_SUGGESTED])


def sendable(wording: Wording) -> WordingVersion | None:
    """The version that may leave: the approved one where approval is needed, else the latest."""
    versions = list(wording.versions.all())
    if wording.needs_approval:
        return next((one for one in versions if one.state == State.APPROVED), None)
    return versions[0] if versions else None


def conflicts_among(rows: Sequence[Wording]) -> dict[int, tuple[Conflict, ...]]:
    """Which of these, in force on one day with overlapping conditions, contradict each other. No query."""
    found: dict[int, list[Conflict]] = {}
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if not overlap(one, other):
                continue
            for language, clash in _clashes(one, other):
                mirrored = Conflict(one.pk, one.title, clash.code, language, clash.other, clash.mine)
                found.setdefault(one.pk, []).append(
                    Conflict(other.pk, other.title, clash.code, language, clash.mine, clash.other)
                )
                found.setdefault(other.pk, []).append(mirrored)
    return {pk: tuple(clashes) for pk, clashes in found.items()}


def overlap(one: Wording, other: Wording) -> bool:
    """Whether a conversation exists that both are for."""
    if one.use != other.use or (one.use == Wording.Use.LINE and one.family_id != other.family_id):
        return False
    if one.production_id and other.production_id and one.production_id != other.production_id:
        return False
    pairs = ((one.languages, other.languages), (one.kinds, other.kinds), (one.topics, other.topics))
    return all(
        not left or not right or set(left) & set(right) for left, right in (*pairs, (one.channels, other.channels))
    )


def _clashes(one: Wording, other: Wording) -> Iterable[tuple[str, Contradiction]]:
    if other.pk == one.superseded_by_id or one.pk == other.superseded_by_id:
        yield "", Contradiction("superseded", one.title, other.title)
        return
    mine, theirs = sendable(one), sendable(other)
    if mine is None or theirs is None:
        return
    for language in mine.texts.keys() & theirs.texts.keys():
        for clash in between(str(mine.texts[language]), str(theirs.texts[language]), language):
            yield language, clash


def _with_versions(found: QuerySet[Wording]) -> QuerySet[Wording]:
    waiting = Decision.objects.filter(state=Decision.State.WAITING).select_related("seat")
    versions = WordingVersion.objects.order_by("-number").prefetch_related(Prefetch("decisions", waiting))
    return _counted(found).select_related("production").prefetch_related(Prefetch("versions", versions))


def _counted(found: QuerySet[Wording]) -> QuerySet[Wording]:
    """The first `MOST`, with how often each was sent."""
    counted = (
        Answer.objects.filter(wording__wording=OuterRef("pk"), recalled_at__isnull=True)
        .order_by()
        .values("wording__wording")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return found.annotate(uses=Coalesce(Subquery(counted), 0)).order_by("title", "pk")[:MOST]


def _line(row: Wording, today: date, conflicts: tuple[Conflict, ...]) -> LibraryLine:
    latest = next(iter(row.versions.all()))
    over = row.valid_until is not None and row.valid_until < today
    return LibraryLine(
        pk=row.pk,
        title=row.title,
        purpose=row.purpose,
        use=row.use,
        production=row.production.title if row.production else "",
        languages=tuple(code for code in ("fr", "nl", "en") if latest.texts.get(code)),
        number=latest.number,
        state=latest.state,
        state_label=latest.get_state_display(),
        sha256=latest.sha256,
        uses=getattr(row, "uses", 0),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_over=over,
        not_yet=row.valid_from is not None and row.valid_from > today,
        expires_soon=not over and row.valid_until is not None and row.valid_until - today <= WARNS,
        is_archived=row.archived_at is not None,
        waits_for=tuple(
            in_language(one.seat.labels, "fr") or one.seat.code
            for one in latest.decisions.all()
            if one.state == Decision.State.WAITING
        ),
        conflicts=conflicts,
        start=" ".join(str(next(iter(latest.texts.values()), "")).split())[:200],
    )


def _is_shown(line: LibraryLine, show: str) -> bool:
    if show == "in-force":
        return not line.is_over
    if show == "waiting":
        return line.state in (State.ASKED, State.REFUSED, State.DRAFT)
    return show != "over" or line.is_over or line.expires_soon


def _says(line: LibraryLine, row: Wording, words: Sequence[str]) -> bool:
    texts = " ".join(str(text) for text in next(iter(row.versions.all())).texts.values())
    whole = plain(f"{line.title} {line.purpose} {texts}")
    return all(word in whole for word in words)


def _fits(row: Wording, conversation: Conversation, language: str) -> int | None:
    """How many conditions are met; None where one is not."""
    kinds = {conversation.kind, *(str(one.get("code", "")) for one in conversation.kinds)}
    checks = (
        (row.languages, {language}),
        (row.kinds, kinds),
        (row.topics, {conversation.topic_id}),
        (row.channels, {conversation.channel}),
    )
    met = 0
    for wanted, there in checks:
        if wanted and not set(wanted) & there:
            return None
        met += bool(wanted)
    return met + bool(row.production_id)


def _suggestion(row: Wording, version: WordingVersion, packed: Envelope, fits: int) -> Suggestion:
    return Suggestion(
        version_id=version.pk,
        wording_id=row.pk,
        title=row.title,
        purpose=row.purpose,
        number=version.number,
        is_approved=version.state == State.APPROVED,
        text=fill_known(str(version.texts[packed.language]), packed.values),
        expires_on=row.valid_until,
        fits=fits,
    )


def expiring(user: User, production: Production, *, today: date) -> int:
    """How many stop being valid within a week."""
    found = wordings_for(user, production).filter(archived_at__isnull=True)
    return found.filter(valid_until__gte=today, valid_until__lte=today + WARNS).count()


@dataclass(frozen=True, slots=True)
class Judged:
    """What the writer of a conversation said of the answer."""

    helped: str
    label: str
    words: str
    reopened: bool
    at: datetime
