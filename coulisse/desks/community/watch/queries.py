"""What the watch shows: scored finds, words that rise, the share of voice, and how the sources are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from textwrap import shorten
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from coulisse.desks.community.clients.workspaces import Workspace, within_reach
from coulisse.desks.community.watch.access import items_within_reach
from coulisse.desks.community.watch.models import (
    WatchedDay,
    WatchedName,
    WatchHit,
    WatchItem,
    WatchKeyword,
    WatchMention,
    WatchSighting,
    WatchSource,
)
from coulisse.desks.community.watch.scoring import KeywordHit, Score, score
from coulisse.desks.community.watch.taking import days_between
from coulisse.desks.community.watch.words import reason, trouble
from coulisse.engines.reach import MentionDay, Spiking, share_of_voice, spikes
from coulisse.foundation.accounts.models import User
from coulisse.foundation.counted import counted
from coulisse.kernel.period import Period
from coulisse.kernel.times import BRUSSELS

VIEWS: Final = ("scored", "all", "aside", "ideas")
WINDOW: Final = timedelta(days=14)
VOICE: Final = timedelta(days=28)
CURVE: Final = timedelta(days=60)
SHOWN: Final = 50
RANKED: Final = 500
"""The newest so many are scored; a feed that tells more in a fortnight is cut, and the page says so."""
EXERCISED: Final = frozenset({WatchSource.Kind.FEED, WatchSource.Kind.FORUM, WatchSource.Kind.NEWSLETTER})
"""Kinds that no network of its own answers for; the others were tried against doubles only."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One find. `reasons` are words with their points; `repeats`: what says the same elsewhere."""

    pk: int
    title: str
    text: str
    address: str
    author: str
    said_at: datetime
    sources: tuple[str, ...]
    repeats: tuple[tuple[str, str], ...]
    points: int
    reasons: tuple[tuple[str, int], ...]
    idea: int | None
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Found:
    lines: tuple[ItemLine, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class RisingLine:
    """A keyword on its last day with something to tell. `days`: the last four weeks, None where nobody knows."""

    pk: int
    keyword: str
    last: MentionDay | None
    days: tuple[tuple[date, int | None], ...]
    total: int
    highest: int

    @property
    def is_rising(self) -> bool:
        return self.last is not None and self.last.verdict is Spiking.SPIKE

    @property
    def is_unknown(self) -> bool:
        return self.last is None or self.last.verdict in (Spiking.NOT_ENOUGH_DATA, Spiking.NOT_AVAILABLE)


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One name. `share` is in per cent; None: nothing was said of anybody, or nothing was read."""

    pk: int
    name: str
    is_own: bool
    count: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Voice:
    lines: tuple[VoiceLine, ...]
    first: date
    last: date
    n: int
    sources: int
    known_days: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    pk: int
    name: str
    kind: str
    address: str
    good_at: datetime | None
    trouble: str
    failures: int
    next_at: datetime | None
    is_paused: bool
    is_exercised: bool
    items: int


def found(
    workspace: Workspace,
    user: User,
    *,
    view: str,
    at: datetime,
    rising: Mapping[int, frozenset[date]],
    keyword: int | None = None,
) -> Found:
    """Finds of the last fortnight, the best first; set aside and made ideas, the newest first. Seven queries."""
    rows = items_within_reach(user).filter(workspace.holds(), same_as__isnull=True)
    if keyword is not None:
        rows = rows.filter(hits__keyword=keyword)
    match view:
        case "aside":
            rows = rows.filter(set_aside_at__isnull=False)
        case "ideas":
            rows = rows.filter(idea__isnull=False)
        case _:
            rows = rows.filter(set_aside_at__isnull=True, idea__isnull=True, said_at__gte=at - WINDOW)
    if view == "scored":
        wanted = WatchHit.objects.filter(item=OuterRef("pk"), keyword__weight__gt=0)
        rows = rows.filter(Exists(wanted))
    rows = rows.order_by("-said_at", "-pk")
    newest = list(rows.values_list("pk", "said_at")[: RANKED + 1])
    scores = _scores(newest[:RANKED], rows.values("pk")[:RANKED], at, rising)
    ranked = [pk for pk, _said_at in newest[:RANKED]]
    if view == "scored":
        # Sorting keeps the order of equals: the newest first.
        ranked = sorted((pk for pk in ranked if scores[pk].total > 0), key=lambda pk: -scores[pk].total)
    return Found(tuple(_lines(ranked[:SHOWN], scores)), len(newest) > RANKED or len(ranked) > SHOWN)


def _scores(
    items: Sequence[tuple[int, datetime]],
    same: QuerySet[WatchItem, Any],
    at: datetime,
    rising: Mapping[int, frozenset[date]],
) -> dict[int, Score]:
    """What each is worth, from plain values: hundreds are weighed to show fifty. Three queries.

    `same` asks for these items again within a query, which is shorter than five hundred keys. What was found
    in between is left for the next look.
    """
    days = {pk: timezone.localdate(moment) for pk, moment in items}
    hits: dict[int, list[KeywordHit]] = {}
    told = WatchHit.objects.filter(item__in=same).values_list(
        "item", "keyword", "keyword__text", "keyword__weight", "place"
    )
    for item, keyword, text, weight, place in told:
        is_rising = days.get(item) in rising.get(keyword, frozenset())
        hits.setdefault(item, []).append(KeywordHit(text, weight, place, is_rising))
    seen = dict(WatchSighting.objects.filter(item__in=same).values_list("item").annotate(n=Count("pk")))
    repeats = dict(
        WatchItem.objects.filter(same_as__in=same).order_by().values_list("same_as").annotate(n=Count("pk"))
    )
    return {
        pk: score(
            hits.get(pk, ()),
            said_at=moment,
            at=at,
            elsewhere=max(seen.get(pk, 0) - 1, 0) + repeats.get(pk, 0),
        )
        for pk, moment in items
    }


def _lines(best: Sequence[int], scores: Mapping[int, Score]) -> Iterator[ItemLine]:
    """In this order. Three queries, and plain values beside the finds: a page has hundreds of them."""
    rows = WatchItem.objects.in_bulk(best)
    sources: dict[int, list[str]] = {}
    seen = WatchSighting.objects.filter(item__in=best).order_by("pk")
    for item, name in seen.values_list("item", "source__name"):
        sources.setdefault(item, []).append(name)
    repeats: dict[int | None, list[tuple[str, str]]] = {}
    same = WatchItem.objects.filter(same_as__in=best).order_by("pk")
    for original, title, address in same.values_list("same_as", "title", "address"):
        repeats.setdefault(original, []).append((title, address))
    for pk in best:
        yield _line(rows[pk], scores[pk], sources.get(pk, ()), repeats.get(pk, ()))


def _line(row: WatchItem, worth: Score, sources: Iterable[str], repeats: Iterable[tuple[str, str]]) -> ItemLine:
    return ItemLine(
        pk=row.pk,
        title=row.title,
        text=shorten(row.text, 280, placeholder=" …"),
        address=row.address,
        author=row.author,
        said_at=row.said_at,
        sources=tuple(dict.fromkeys(sources)),
        repeats=tuple(repeats),
        points=worth.total,
        reasons=tuple((reason(one), one.points) for one in worth.reasons),
        idea=row.idea_id,
        is_aside=row.set_aside_at is not None,
    )


def known_days(workspace: Workspace, user: User, *, first: date, last: date) -> frozenset[date]:
    """Days of which at least one source has told what was said."""
    sources = sources_of(workspace, user)
    days = WatchedDay.objects.filter(source__in=sources, day__range=(first, last))
    return frozenset(days.values_list("day", flat=True).distinct())


def sources_of(workspace: Workspace, user: User) -> QuerySet[WatchSource]:
    return WatchSource.objects.filter(workspace.holds(), within_reach(user))


def curves(workspace: Workspace, user: User, *, today: date) -> dict[int, tuple[str, tuple[MentionDay, ...]]]:
    """Each wanted keyword's days over two months, with what may be said of each. Three queries."""
    first = today - CURVE
    known = known_days(workspace, user, first=first, last=today)
    keywords = list(WatchKeyword.objects.filter(workspace.holds(), within_reach(user), weight__gt=0))
    counted = (
        WatchHit.objects.filter(keyword__in=keywords, item__said_at__gte=at_midnight(first))
        .annotate(day=TruncDate("item__said_at", tzinfo=BRUSSELS))
        .values_list("keyword", "day")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[int, dict[date, int]] = {}
    for keyword, day, n in counted:
        counts.setdefault(keyword, {})[day] = n
    days = days_between(first, today)
    return {
        one.pk: (
            one.text,
            spikes(
                (
                    day,
                    counts.get(one.pk, {}).get(day, 0) if day in known or day in counts.get(one.pk, {}) else None,
                )
                for day in days
            ),
        )
        for one in keywords
    }


def rising_days(found: Mapping[int, tuple[str, tuple[MentionDay, ...]]]) -> dict[int, frozenset[date]]:
    """On which days a keyword was said more often than usual."""
    return {
        pk: frozenset(one.day for one in days if one.verdict is Spiking.SPIKE)
        for pk, (_text, days) in found.items()
    }


def rising_lines(found: Mapping[int, tuple[str, tuple[MentionDay, ...]]], *, today: date) -> list[RisingLine]:
    """The words that rise first: a spike of the last three days counts as rising."""
    lines = []
    for pk, (text, days) in found.items():
        month = [(one.day, one.mentions) for one in days if today - one.day < VOICE]
        lately = [one for one in days if today - one.day <= timedelta(days=2)]
        spike = next((one for one in reversed(lately) if one.verdict is Spiking.SPIKE), None)
        last = spike or next((one for one in reversed(lately) if one.mentions is not None), None)
        numbers = [n for _day, n in month if n is not None]
        lines.append(RisingLine(pk, text, last, tuple(month), sum(numbers), max(numbers, default=0)))
    return sorted(lines, key=lambda one: (not one.is_rising, -one.total, one.keyword))


def voice(workspace: Workspace, user: User, *, today: date) -> Voice:
    """Mentions of each declared name over the last four weeks, and its share of all of them. Three queries."""
    first = today - VOICE + timedelta(days=1)
    names = list(WatchedName.objects.filter(workspace.holds(), within_reach(user)))
    counted = WatchMention.objects.filter(name__in=names, item__said_at__gte=at_midnight(first))
    counts = dict(counted.order_by().values_list("name").annotate(n=Count("pk")))
    known = known_days(workspace, user, first=first, last=today)
    told: dict[str, int | None] = {str(one.pk): counts.get(one.pk, 0) if known else None for one in names}
    period = Period(first, today)
    lines = [
        VoiceLine(
            one.pk,
            one.name,
            one.is_own,
            counts.get(one.pk, 0),
            share_of_voice(told, str(one.pk), period=period, source="watch").rounded,
        )
        for one in names
    ]
    return Voice(
        tuple(sorted(lines, key=lambda one: (-one.count, one.name))),
        first,
        today,
        sum(one.count for one in lines),
        sources_of(workspace, user).count() if names else 0,
        len(known),
    )


def source_lines(workspace: Workspace, user: User) -> list[SourceLine]:
    """Every source, with how it is. One query."""
    rows = counted(sources_of(workspace, user), n=Count("sightings"))
    return [
        SourceLine(
            pk=row.pk,
            name=row.name,
            kind=row.get_kind_display(),
            address=row.address,
            good_at=row.good_at,
            trouble=trouble(row.trouble),
            failures=row.failures,
            next_at=row.next_at,
            is_paused=row.is_paused,
            is_exercised=row.kind in EXERCISED,
            items=row.n,
        )
        for row in rows
    ]


def keywords_of(workspace: Workspace, user: User) -> Sequence[WatchKeyword]:
    return list(WatchKeyword.objects.filter(workspace.holds(), within_reach(user)))


def at_midnight(day: date) -> datetime:
    """The beginning of a day in Brussels."""
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)
