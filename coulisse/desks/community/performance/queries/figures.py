"""Figures of a scope: sums over posts by side, and what advertising cost; each with the rows behind it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.models import AdLine, MetricReading, PostRecord
from coulisse.desks.community.performance.queries.scope import Scope, lines_in, records_in
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
from coulisse.kernel.times import to_brussels

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
    network: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, from which group (posts or advertisements), with its rows."""

    group: str
    figure: Figure
    rows: tuple[Behind, ...] = field(default=())

    @property
    def code(self) -> str:
        return f"{self.group}-{self.figure.metric}-{self.figure.side}"


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a scope. `spend` is None where no line tells an amount: nothing is known, nothing is 0."""

    scope: Scope
    posts: tuple[Post, ...]
    lines: tuple[AdLine, ...]
    told: tuple[Told, ...]
    spend: Money | None

    def named(self, code: str) -> Told | None:
        return next((one for one in self.told if one.code == code), None)

    def of(self, group: str) -> tuple[Told, ...]:
        return tuple(one for one in self.told if one.group == group)


def figures_of(scope: Scope, user: User) -> Figures:
    """Four queries, however many posts."""
    posts = posts_of(records_in(scope, user).select_related("account"))
    lines = tuple(lines_in(scope, user))
    told = [*_sums(posts), *_engagement(posts), *_bought(lines), *_costs(lines)]
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


def _sums(posts: Sequence[Post]) -> Iterable[Told]:
    for metric in OF_POSTS:
        sides = [side for side in Side if any((metric, side) in post.readings for post in posts)]
        for side in sides:
            # A post that says nothing of this metric on any side is told with the first: left out, not 0.
            mute = side is sides[0]
            pairs = [
                _count(post, metric, side)
                for post in posts
                if (metric, side) in post.readings
                or (mute and not any((metric, other) in post.readings for other in sides))
            ]
            figure = total(METRICS.metric(metric), [count for count, _row in pairs])
            yield Told(POSTS, figure, tuple(row for _count, row in pairs))


def _engagement(posts: Sequence[Post]) -> Iterable[Told]:
    """Of the posts of which both are known."""
    for side in Side:
        both = [
            post
            for post in posts
            if all(
                (reading := post.readings.get((metric, side))) is not None and reading.value is not None
                for metric in ("interactions", "views")
            )
        ]
        if not both:
            continue
        sums = [
            _summed(metric, side, [_count(post, metric, side)[0] for post in both])
            for metric in ("interactions", "views")
        ]
        rows = tuple(_count(post, "interactions", side)[1] for post in both)
        yield Told(POSTS, engagement_by_views(*sums), rows)


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
        rows = tuple(_row(line, metric, is_left_out=line not in both) for line in lines)
        yield Told(ADS, figure, rows)


def _summed(metric: str, side: Side, counts: Sequence[Count]) -> Count:
    known = [count.value for count in counts if count.value is not None]
    return Count(
        metric=metric,
        value=sum(known) if known else None,
        side=side,
        period=Period(_first(counts), _last(counts)),
        source=_sources(count.source for count in counts),
        posts=len(known),
    )


def _count(post: Post, metric: str, side: Side) -> tuple[Count, Behind]:
    record, reading = post.record, post.readings.get((metric, side))
    day = to_brussels(record.published_at).date()
    until = max(day, reading.on) if reading else day
    source = reading.source if reading else ""
    count = Count(
        metric=metric,
        value=reading.value if reading else None,
        side=side,
        period=Period(day, until),
        source=source,
        network=record.account.network,
    )
    row = Behind(
        record.text[:80] or record.remote_id,
        day,
        count.value,
        None,
        source,
        reading.file if reading else None,
        record.pk,
        is_left_out=count.value is None,
        network=record.account.network,
    )
    return count, row


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
