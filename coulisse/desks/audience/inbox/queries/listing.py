"""The list: one page of conversations, the latest first, with families folded to one row each.

Every page reads a bounded stretch of an index. A filter that few rows pass looks through the latest `WITHIN` of
the production, says so, and offers to look further back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from coulisse.desks.audience.care.queries import FoldedRow, folded_rows
from coulisse.desks.audience.families.queries import Banner, FoldedFamily, waves
from coulisse.desks.audience.inbox.filters import Filters, Place
from coulisse.desks.audience.inbox.queries import search
from coulisse.desks.audience.inbox.queries.press import deadline_in
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.labels import KINDS, Mark
from coulisse.desks.audience.intake.models import Conversation, Family, Topic
from coulisse.desks.audience.intake.topic_sets import HOUSE
from coulisse.engines.triage.kinds import SERIOUS
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

PAGE: Final = 50
BESIDE: Final = 20
"""Rows beside an open thread: what follows is read as one scrolls to it."""
WITHIN: Final = 10_000
"""Rows of the index that one page looks through."""
SAME_NIGHT: Final = timedelta(hours=20)
"""Rows so close to the latest are told by the hour, the others by the day."""
STATES: Final = Conversation.State
MOST_COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Badge:
    """A word for what it is."""

    text: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation of the list."""

    pk: int
    reference: str
    name: str
    body: str
    """A newspaper or a firm, after the name."""
    line: str
    is_quoted: bool
    """The line is what they wrote, for want of a subject."""
    at: datetime
    received_at: datetime
    is_of_the_night: bool
    badges: tuple[Badge, ...]
    is_new: bool
    folded: FoldedRow | None
    """What stands in for it in the list."""
    state: str
    state_label: str
    assigned: str
    due_on: date | None
    is_late: bool
    is_before_wave: bool
    """The first row that came before the hours of the banner: a line is drawn above it."""
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    rows: tuple[Row, ...]
    families: tuple[FoldedFamily, ...]
    """Folded families that belong on this page, besides the one of the banner."""
    banner: Banner | None
    place: str
    """Where the next page begins; empty at the end."""
    is_capped: bool
    """More rows than were looked through: the next page looks further back."""
    is_newest_only: bool
    """A search that matched more messages than are shown."""
    count: int
    """How many are to answer one by one, at most `MOST_COUNTED`; of the plain list only."""


def listed(
    production: Production,
    filters: Filters,
    *,
    user: User,
    today: date,
    place: Place | None = None,
    most: int | None = None,
) -> Listed:
    """One page (of `most` rows, else `PAGE`), in nine queries at most (a folded threat takes three)."""
    size = most or PAGE
    seen = waves(production, user=user)
    hidden = seen.hidden if filters.lists_families else ()
    everything = _of_view(_reach(production, filters, user), filters, user)
    within = everything.exclude(family__in=hidden) if hidden else everything
    is_counted = filters.is_plain and place is None and seen.banner is None
    count = within[:MOST_COUNTED].count() if is_counted else 0
    ordered, capped, newest_only = _narrowed(
        within, everything, filters, production=production, user=user, today=today, place=place
    )
    found = list(_with_names(_rows_of(ordered) if _is_selective(filters) else ordered)[: size + 1])
    page, more = found[:size], len(found) > size
    first = place is None
    return Listed(
        rows=_rows(page, user=user, today=today, banner=seen.banner if filters.is_plain and first else None),
        families=_families_of(seen.folded, seen.banner, filters) if first else (),
        banner=seen.banner,
        place=Place(page[-1].last_at, page[-1].pk).written if more else (capped.written if capped else ""),
        is_capped=capped is not None and not more,
        is_newest_only=newest_only,
        count=count,
    )


def count_to_answer(user: User, production: int, *, most: int = MOST_COUNTED) -> int:
    """For the shell: how many wait for an answer, members of families too."""
    found = visible_to(user).filter(production=production, state__in=(STATES.OPEN, STATES.WAITING))
    return found.order_by()[:most].count()


def topics_in_use() -> list[Topic]:
    """The topics of the house's own set: those that a conversation has one of."""
    found = Topic.objects.filter(within__code=HOUSE, archived_at__isnull=True).only("code", "labels")
    return list(found.order_by("position", "code"))


def _reach(production: Production, filters: Filters, user: User) -> QuerySet[Conversation]:
    if filters.nowhere:
        return visible_to(user).filter(production__isnull=True)
    return visible_to(user).filter(production=production)


def _of_view(found: QuerySet[Conversation], filters: Filters, user: User) -> QuerySet[Conversation]:
    """What the views have in common with an index."""
    waiting = Q(state__in=(STATES.OPEN, STATES.WAITING))
    views: dict[str, Q] = {
        "open": waiting,
        "mine": waiting & Q(assigned_to=user),
        "unassigned": waiting & Q(assigned_to__isnull=True),
        "waiting": Q(state=STATES.WAITING),
        "answered": Q(state__in=(STATES.ANSWERED, STATES.CLOSED)),
        "folded": Q(is_folded=True),
        "routed": ~Q(routed_to=""),
        "spam": Q(state=STATES.SPAM),
        "all": ~Q(state=STATES.SPAM),
    }
    asked = views[filters.show]
    if filters.show == "open" and (filters.q or filters.family or filters.beside or filters.writer):
        asked = ~Q(state=STATES.SPAM)
    if filters.family:
        rows = Family.objects.filter(Q(pk=filters.family) | Q(joined_to=filters.family))
        asked &= Q(family__in=rows)
    if filters.beside:
        asked &= Q(beside=filters.beside)
    if filters.writer:
        asked &= Q(writer=filters.writer)
    return found.filter(asked)


def _narrowed(
    within: QuerySet[Conversation],
    everything: QuerySet[Conversation],
    filters: Filters,
    *,
    production: Production,
    user: User,
    today: date,
    place: Place | None,
) -> tuple[QuerySet[Conversation], Place | None, bool]:
    """The rows in order; where looking stopped, if it did before the end; whether a search had more.

    Where to stop is read from `everything`, and what is filtered out on the way there, too: all their columns
    stand in the index `conversations_listed`, and no row is fetched for them.
    """
    if filters.q:
        most = search.NEWEST_NARROWED if filters.narrowed else search.NEWEST
        anywhere = _of_view(Conversation.objects.all(), filters, user)
        of = None if filters.nowhere else production.pk
        found, more = search.matching(anywhere, filters.q, production=of, most=most)
        rows = _filtered(within.filter(pk__in=found), filters, today)
        return _after(rows.order_by("-last_at", "-pk"), place), None, more
    ordered = _after(within.order_by("-last_at", "-pk"), place)
    if not _is_selective(filters):
        return ordered, None, False
    stretch = _after(everything.order_by("-last_at", "-pk"), place)
    end = stretch.values_list("last_at", "pk")[WITHIN : WITHIN + 1].first()
    narrowed = _filtered(ordered, filters, today)
    if end is None:
        return narrowed, None, False
    last = Place(*end)
    return narrowed.filter(last_at__gte=last.at), last, False


def _rows_of(ordered: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The same rows, by their numbers: those come from an index alone, and only a page of rows is fetched."""
    page = ordered.values("pk")[: PAGE + 1]
    return Conversation.objects.filter(pk__in=page).order_by("-last_at", "-pk")


def _is_selective(filters: Filters) -> bool:
    """Family, exceptions and writer have an index of their own."""
    return bool(filters.narrowed) and not (filters.family or filters.beside or filters.writer)


def _filtered(found: QuerySet[Conversation], filters: Filters, today: date) -> QuerySet[Conversation]:
    asked: dict[str, object] = {
        "language": filters.language,
        "kind": filters.kind,
        "topic": filters.topic,
        "channel": filters.channel,
        "routed_to": filters.routed,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if filters.due == "late":
        found = found.filter(due_on__lt=today)
    elif filters.due == "week":
        found = found.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7))
    elif filters.due == "none":
        found = found.filter(due_on__isnull=True)
    return found


def _after(ordered: QuerySet[Conversation], place: Place | None) -> QuerySet[Conversation]:
    if place is None:
        return ordered
    return ordered.filter(Q(last_at__lt=place.at) | Q(last_at=place.at, pk__lt=place.pk), last_at__lte=place.at)


def _with_names(ordered: QuerySet[Conversation]) -> QuerySet[Conversation]:
    shown = (
        "reference", "subject", "preview", "last_at", "received_at", "kind", "language", "is_new", "is_folded",
        "gist", "state", "due_on", "version", "production", "writer__name", "topic__labels", "topic__code",
        "assigned_to__name",
    )  # fmt: skip
    return ordered.select_related("writer", "topic", "assigned_to").only(*shown)


def _families_of(
    folded: Sequence[FoldedFamily], banner: Banner | None, filters: Filters
) -> tuple[FoldedFamily, ...]:
    """Those that still wait in the list of what is to answer; all of them in the list of everything."""
    if not filters.lists_families or filters.narrowed or filters.show not in {"open", "all"}:
        return ()
    there = [one for one in folded if one.to_answer or filters.show == "all"]
    return tuple(one for one in there if banner is None or one.pk != banner.pk)


def _rows(page: Sequence[Conversation], *, user: User, today: date, banner: Banner | None) -> tuple[Row, ...]:
    latest = page[0].last_at if page else None
    before = None
    if banner is not None and any(one.received_at >= banner.since for one in page):
        before = next((one.pk for one in page if one.received_at < banner.since), None)
    folded = folded_rows(page, user=user)
    return tuple(_row(one, folded.get(one.pk), today=today, latest=latest, before=before) for one in page)


def _row(
    one: Conversation, folded: FoldedRow | None, *, today: date, latest: datetime | None, before: int | None
) -> Row:
    name, body = named(one)
    subject = "" if one.is_folded else one.subject
    waiting = one.state in {STATES.OPEN, STATES.WAITING}
    return Row(
        pk=one.pk,
        reference=one.reference,
        name=name,
        body=body,
        line="" if one.is_folded else subject or one.preview,
        is_quoted=not subject,
        at=one.last_at,
        received_at=one.received_at,
        is_of_the_night=latest is not None and latest - one.last_at < SAME_NIGHT,
        badges=_badges(one),
        is_new=one.is_new,
        folded=folded,
        state=one.state,
        state_label="" if one.state == STATES.OPEN else one.get_state_display(),
        assigned=one.assigned_to.name if one.assigned_to else "",
        due_on=one.due_on if waiting else None,
        is_late=waiting and one.due_on is not None and one.due_on < today,
        is_before_wave=one.pk == before,
        version=one.version,
    )


def named(one: Conversation) -> tuple[str, str]:
    """The name, and after it the newspaper or the firm: « Anne Delcourt, Le Courrier de la Senne »."""
    name, comma, body = str(one.writer).partition(", ")
    if comma and one.kind == "press":
        return name, body
    return str(one.writer), ""


def _badges(one: Conversation) -> tuple[Badge, ...]:
    """Two at most: what it is, and its language where that isn't French."""
    found = [mark_of(one)] if mark_of(one) else []
    language = one.language.upper() if one.language not in {"", "fr", "und"} else ""
    return (*(badge for badge in found if badge), *([Badge(language, "line")] if language else []))


def mark_of(one: Conversation) -> Badge | None:
    """A serious kind before the topic, the topic before an ordinary kind."""
    mark: Mark | None = KINDS.get(one.kind)
    if mark is not None and one.kind in SERIOUS:
        hour = deadline_in(f"{one.subject} {one.preview}") if one.kind == "press" else None
        return Badge(f"{mark.label}, {hour}" if hour else str(mark.label), mark.tone, mark.icon)
    if one.topic is not None:
        return Badge(topic_label(one.topic))
    return Badge(str(mark.label), mark.tone, mark.icon) if mark else None


def topic_label(topic: Topic) -> str:
    return in_language(topic.labels, get_language() or "fr") or topic.code


def count_new(user: User, production: Production, *, since: datetime, most: int) -> int:
    """How many conversations somebody wrote in since then, and nobody read."""
    found = visible_to(user).filter(production=production, last_at__gt=since, is_new=True)
    return found.exclude(state=STATES.SPAM).order_by()[:most].count()
