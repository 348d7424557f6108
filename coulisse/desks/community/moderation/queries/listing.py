"""The list of comments: the gravest first, then who has waited longest; the same few queries whatever it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet

from coulisse.desks.community.moderation.access import comments_within_reach
from coulisse.desks.community.moderation.models import Comment, CommentWave, ModerationRule
from coulisse.desks.community.moderation.models.comments import WAITING
from coulisse.desks.community.moderation.words import TONES, cover, severity, waited, why
from coulisse.engines.moderation import ORDER, Severity
from coulisse.foundation.accounts.models import User

STATE: Final = Comment.State
PAGE: Final = 40
VIEWS: Final[dict[str, tuple[str, ...]]] = {
    "queue": WAITING,
    "review": (STATE.REVIEW,),
    "hand": (STATE.BY_HAND,),
    "hidden": (STATE.HIDDEN, STATE.HIDING),
    "moved": (STATE.TRANSFERRED,),
    "done": (STATE.KEPT, STATE.ANSWERED),
    "all": tuple(STATE),
}
COUNTED: Final = ("queue", "review", "hand")
LONGEST: Final = 300
RECENT: Final = timedelta(hours=12)
"""A wave is announced as long as it ended no longer ago, or still has comments that wait."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the list is asked for; anything unknown is left out."""

    view: str = "queue"
    severity: str = ""
    language: str = ""
    group: str = ""
    author: int = 0
    publication: int = 0
    flagged: bool = False

    @property
    def query(self) -> str:
        """As an address has it, without what is usual."""
        given = {name: getattr(self, name) for name in ("severity", "language", "group", "author", "publication")}
        if self.view != "queue":
            given = {"view": self.view, **given}
        if self.flagged:
            given["flagged"] = "1"
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> int:
        return sum(
            map(bool, (self.severity, self.language, self.group, self.author, self.publication, self.flagged))
        )

    def with_(self, **changes: Any) -> "Filters":
        return replace(self, **changes)


def read_filters(told: Mapping[str, str]) -> Filters:
    view, code = told.get("view", ""), told.get("severity", "")
    return Filters(
        view=view if view in VIEWS else "queue",
        severity=code if code in set(Severity) else "",
        language=told.get("language", "")[:3],
        group=told.get("group", "")[:40],
        author=_number(told.get("author", "")),
        publication=_number(told.get("publication", "")),
        flagged=told.get("flagged", "") == "1",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One comment of the list. A folded one carries no word of it: `text` is empty, `title` is neutral."""

    pk: int
    title: str
    text: str
    author: str
    network: str
    language: str
    said_at: datetime
    waits: str
    """Since when it waits, in words; empty where nothing waits."""
    severity: str
    severity_label: str
    tone: str
    state: str
    state_label: str
    why: str
    is_folded: bool
    is_flagged: bool
    is_new: bool
    is_organised: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """`place` is where the next page begins, empty at the end."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    severities: dict[str, int]
    longest: str
    place: str


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A wave that is going on, as the head of the list tells it."""

    pk: int
    began: datetime
    ended: datetime
    comments: int
    authors: int
    usual: int
    grave: int
    groups: tuple[dict[str, Any], ...]


def of_production(user: User, production: int) -> QuerySet[Comment]:
    """The comments of a production, and those of the clients' accounts within reach."""
    return comments_within_reach(user).filter(Q(production=production) | Q(production__isnull=True))


def listing(user: User, *, production: int, filters: Filters, place: str, at: datetime) -> Listed:
    """Five queries: the two halves of a page, the counts of what waits, the rules that are named."""
    counts, severities, longest = _counts(of_production(user, production), at)
    latest_first = filters.view not in COUNTED
    reach = _from(_narrowed(comments_within_reach(user), filters), place, latest_first=latest_first)
    # Each half comes in the order of an index; both at once would be sorted whole, however long they are.
    halves = (reach.filter(production=production), reach.filter(production__isnull=True))
    found = [row for half in halves for row in _rows(half, latest_first)]
    found.sort(key=lambda row: (row.said_at, row.pk), reverse=latest_first)
    if not latest_first:
        found.sort(key=lambda row: row.rank)
    page = found[: PAGE + 1]
    names = rule_names(page)
    lines = tuple(line_of(row, names, at) for row in page[:PAGE])
    following = _place(page[PAGE - 1], latest_first) if len(page) > PAGE else ""
    return Listed(lines, counts, severities, longest, following)


def _rows(half: QuerySet[Comment], latest_first: bool) -> list[Comment]:
    order = ("-said_at", "-pk") if latest_first else ("rank", "said_at", "pk")
    return list(
        half.select_related("author", "account")
        .only(
            *("id", "text", "language", "said_at", "arrived_at", "seen_at", "acted_at", "state", "severity"),
            *("rank", "reasons", "is_folded", "is_flagged", "group", "author__handle", "author__name"),
            *("account__network", "account__handle"),
        )
        .order_by(*order)[: PAGE + 1]
    )


def _counts(rows: QuerySet[Comment], at: datetime) -> tuple[dict[str, int], dict[str, int], str]:
    """What waits, by state and severity, and who has waited longest; one query on the index of what waits."""
    waiting = (
        rows.filter(state__in=WAITING)
        .order_by()
        .values_list("state", "severity")
        .annotate(n=Count("pk"), first=Min("arrived_at"))
    )
    states: dict[str, int] = {}
    severities: dict[str, int] = {}
    first: datetime | None = None
    for state, code, n, arrived in waiting:
        states[state] = states.get(state, 0) + n
        severities[code] = severities.get(code, 0) + n
        first = arrived if first is None else min(first, arrived)
    counts = {name: sum(states.get(state, 0) for state in VIEWS[name]) for name in COUNTED}
    ordered = {str(code): severities[code] for code in ORDER if code in severities}
    return counts, ordered, waited(max(at - first, timedelta())) if first is not None else ""


def _narrowed(rows: QuerySet[Comment], filters: Filters) -> QuerySet[Comment]:
    if filters.view != "all":
        rows = rows.filter(state__in=VIEWS[filters.view])
    for name in ("severity", "language", "group", "author", "publication"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    return rows.filter(is_flagged=True) if filters.flagged else rows


def _place(row: Comment, latest_first: bool) -> str:
    moment = row.said_at.isoformat()
    return f"{moment}_{row.pk}" if latest_first else f"{row.rank}_{moment}_{row.pk}"


def _from(rows: QuerySet[Comment], place: str, *, latest_first: bool) -> QuerySet[Comment]:
    """After the last row of the page before; a place that nobody made begins at the top."""
    parts = place.split("_")
    if len(parts) != (2 if latest_first else 3):
        return rows
    try:
        moment = datetime.fromisoformat(parts[-2])
    except ValueError:
        return rows
    pk, rank = _number(parts[-1]), _number(parts[0][:4])
    if moment.tzinfo is None:
        return rows
    if latest_first:
        return rows.filter(Q(said_at__lt=moment) | Q(said_at=moment, pk__lt=pk))
    same = Q(rank=rank) & (Q(said_at__gt=moment) | Q(said_at=moment, pk__gt=pk))
    return rows.filter(Q(rank__gt=rank) | same)


def rule_names(rows: Sequence[Comment]) -> dict[int, str]:
    """The names of the rules that their reasons speak of; one query, also where none does."""
    wanted = {reason.get("rule") for row in rows for reason in row.reasons} - {0, None}
    return dict(ModerationRule.objects.filter(pk__in=wanted).values_list("pk", "name"))


def line_of(row: Comment, rules: Mapping[int, str], at: datetime) -> Line:
    told = why(row.reasons, rules, quotes=not row.is_folded)
    waits = row.state in WAITING
    return Line(
        pk=row.pk,
        title=cover(row.severity) if row.is_folded else "",
        text="" if row.is_folded else row.text[:LONGEST],
        author=row.author.handle,
        network=row.account.get_network_display(),
        language=row.language if row.language != "und" else "",
        said_at=row.said_at,
        waits=waited(max(at - row.arrived_at, timedelta())) if waits else "",
        severity=row.severity,
        severity_label=severity(row.severity),
        tone=TONES.get(row.severity, ""),
        state=row.state,
        state_label=row.get_state_display() if row.state != STATE.OPEN else "",
        why=told[-1] if told else "",
        is_folded=row.is_folded,
        is_flagged=row.is_flagged,
        is_new=row.seen_at is None,
        is_organised=bool(row.group),
    )


def count_new(user: User, *, production: int, since: datetime, most: int) -> int:
    """How many arrived since, counted no further than `most`; one query."""
    rows = of_production(user, production).filter(arrived_at__gt=since)
    return len(rows.order_by().values_list("pk")[:most])


def count_waiting(user: User, *, production: int | None = None) -> int:
    rows = comments_within_reach(user).filter(state__in=WAITING)
    return rows.filter(production=production).count() if production else rows.count()


def wave_of(production: int, *, at: datetime) -> WaveLine | None:
    """The latest wave, while it is fresh; one query."""
    row = CommentWave.objects.filter(production=production, ended__gt=at - RECENT).order_by("-began").first()
    if row is None:
        return None
    return WaveLine(
        pk=row.pk,
        began=row.began,
        ended=row.ended,
        comments=row.comments,
        authors=row.authors,
        usual=round(row.expected_tenths / 10),
        grave=row.grave,
        groups=tuple(row.groups),
    )


def members_of_group(user: User, *, production: int, group: str) -> list[int]:
    """The comments of a group that wait; for a decision on all of them."""
    rows = of_production(user, production).filter(group=group, state__in=WAITING)
    return list(rows.order_by("pk").values_list("pk", flat=True)) if group else []
