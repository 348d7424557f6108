"""Figures of a scope: sums over posts by side, and what advertising cost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.models import AdLine, MetricReading, PostRecord
from coulisse.desks.community.performance.queries.scope import Scope, lines_in, records_in
from coulisse.desks.community.performance.queries.sums import PAIRED, Summed, post_sums
from coulisse.desks.community.performance.reading.posts import METRICS as OF_POSTS
from coulisse.engines.reach import (
    Count,
    Figure,
    Side,
    Spend,
    cost_per_result,
    cpc,
    cpm,
    cpv,
    engagement_by_views,
    total,
)
from coulisse.foundation.accounts.models import User
from coulisse.kernel.money import Money
from coulisse.kernel.period import Period

OF_ADS: Final = ("impressions", "reach", "clicks", "views", "complete_views", "results")
COSTS: Final = (("cpm", "impressions"), ("cpc", "clicks"), ("cpv", "views"), ("cost_per_result", "results"))
COUNTED: Final = {"cpm": cpm, "cpc": cpc, "cpv": cpv, "cost_per_result": cost_per_result}
POSTS, ADS = "posts", "ads"


@dataclass(frozen=True, slots=True)
class Post:
    """One post with its latest reading of each metric and side; a reading without a value is not available."""

    record: PostRecord
    readings: dict[tuple[str, str], "Read"]

    def value(self, metric: str) -> int | None:
        """Without advertising: organic where the network tells it, else what it does not split; never the paid."""
        for side in (Side.ORGANIC, Side.UNSPLIT):
            reading = self.readings.get((metric, side))
            if reading is not None:
                return reading.value
        return None


class Read(NamedTuple):
    """The latest reading of a metric and side: its value (None: the source gives none), its day and its file."""

    value: int | None
    on: date
    file: int
    source: str


@dataclass(frozen=True, slots=True)
class Behind:
    """One row behind a figure: a post or a line of an ad manager, and the file that told."""

    label: str
    on: date
    value: int | None
    spend: Money | None
    source: str
    file: int | None
    record: int | None = None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, from which group (posts or advertisements), with its lines of advertising.

    The posts behind it are read where it is opened (`behind`); `networks` are those that gave a value.
    """

    group: str
    figure: Figure
    rows: tuple[Behind, ...] = ()
    networks: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        return f"{self.group}-{self.figure.metric}-{self.figure.side}"


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a scope. `spend` is None where no line tells an amount: nothing is known, nothing is 0.

    `posts`: the keys of its posts.
    """

    scope: Scope
    posts: tuple[int, ...]
    lines: tuple[AdLine, ...]
    told: tuple[Told, ...]
    spend: Money | None

    def named(self, code: str) -> Told | None:
        return next((one for one in self.told if one.code == code), None)

    def of(self, group: str) -> tuple[Told, ...]:
        return tuple(one for one in self.told if one.group == group)


def figures_of(scope: Scope, user: User) -> Figures:
    """Three queries, however many posts: the database adds up, and no post is read."""
    posts = tuple(records_in(scope, user).order_by().values_list("pk", flat=True))
    lines = tuple(lines_in(scope, user))
    summed = post_sums(posts, OF_POSTS)
    told = [*_sums(summed), *_engagement(summed), *_bought(lines), *_costs(lines)]
    known = [Money(one.spend_cents) for one in lines if one.spend_cents is not None]
    return Figures(scope, posts, lines, tuple(told), Money.total(known) if known else None)


def posts_of(records: Iterable[PostRecord]) -> tuple[Post, ...]:
    """Posts with the latest reading of each metric and side."""
    listed = list(records)
    rows = MetricReading.objects.filter(record__in=[one.pk for one in listed])
    latest = rows.order_by("record_id", "metric", "side", "-on", "-file_id").distinct(
        "record_id", "metric", "side"
    )
    found: dict[int, dict[tuple[str, str], Read]] = defaultdict(dict)
    fields = ("record_id", "metric", "side", "value", "on", "file_id", "file__file_name")
    for record, metric, side, value, on, file, source in latest.values_list(*fields):
        found[record][metric, side] = Read(value, on, file, source)
    return tuple(Post(one, found[one.pk]) for one in listed)


def _sums(summed: Sequence[Summed]) -> Iterable[Told]:
    for metric in OF_POSTS:
        found = [one for one in summed if one.metric == metric]
        sides = [side for side in Side if any(one.side is side for one in found)]
        for side in sides:
            # A post that says nothing of this metric on any side is told with the first: left out, not 0.
            mute = side is sides[0]
            counts = [one.count(side) for one in found if one.side is side or (mute and one.side is None)]
            yield Told(POSTS, total(METRICS.metric(metric), counts), networks=_networks(counts))


def _engagement(summed: Sequence[Summed]) -> Iterable[Told]:
    """Of the posts of which both are known."""
    paired = [one for one in summed if one.is_paired]
    for side in Side:
        interactions, views = (
            [one.count(side) for one in paired if one.metric == metric and one.side is side] for metric in PAIRED
        )
        if interactions:
            figure = engagement_by_views(
                _summed("interactions", side, interactions), _summed("views", side, views)
            )
            yield Told(POSTS, figure, networks=_networks(interactions))


def _bought(lines: Sequence[AdLine]) -> Iterable[Told]:
    for metric in OF_ADS:
        counts = [_of_line(line, metric) for line in lines]
        if any(count.value is not None for count in counts):
            rows = tuple(_row(line, metric) for line in lines)
            yield Told(ADS, total(METRICS.metric(metric), counts), rows)


def _costs(lines: Sequence[AdLine]) -> Iterable[Told]:
    """Each cost over the lines that tell both: an amount without its clicks would make the others dearer."""
    for code, metric in COSTS:
        both = [one for one in lines if one.spend_cents is not None and getattr(one, metric) is not None]
        if not lines:
            continue
        used = both or list(lines)
        known = [Money(one.spend_cents) for one in both if one.spend_cents is not None]
        counts = [_of_line(line, metric) for line in used]
        amount = Spend(
            amount=Money.total(known) if both else None,
            period=_hull(used),
            source=_sources(one.source for one in counts),
        )
        figure = COUNTED[code](amount, _summed(metric, Side.PAID, counts))
        counted = {one.pk for one in both}
        rows = tuple(_row(line, metric, is_left_out=line.pk not in counted) for line in lines)
        yield Told(ADS, figure, rows)


def _summed(metric: str, side: Side, counts: Sequence[Count]) -> Count:
    known = [count.value for count in counts if count.value is not None]
    return Count(
        metric=metric,
        value=sum(known) if known else None,
        side=side,
        period=Period(_first(counts), _last(counts)),
        source=_sources(count.source for count in counts),
        posts=sum(one.posts for one in counts if one.value is not None),
    )


def _networks(counts: Iterable[Count]) -> frozenset[str]:
    return frozenset(one.network for one in counts if one.value is not None)


def _of_line(line: AdLine, metric: str) -> Count:
    return Count(
        metric=metric,
        value=getattr(line, metric),
        side=Side.PAID,
        period=Period(line.first_on, line.last_on),
        source=line.file.file_name,
    )


def _row(line: AdLine, metric: str, *, is_left_out: bool = False) -> Behind:
    spend = None if line.spend_cents is None else Money(line.spend_cents)
    value: int | None = getattr(line, metric)
    return Behind(
        line.name,
        line.first_on,
        value,
        spend,
        line.file.file_name,
        line.file_id,
        is_left_out=is_left_out or value is None,
    )


def _hull(lines: Sequence[AdLine]) -> Period:
    return Period(min(one.first_on for one in lines), max(one.last_on for one in lines))


def _first(counts: Sequence[Count]) -> date | None:
    return min((one.period.first for one in counts if one.period.first), default=None)


def _last(counts: Sequence[Count]) -> date | None:
    return max((one.period.last for one in counts if one.period.last), default=None)


def _sources(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
