"""The rows behind a figure, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from coulisse.desks.community.performance.models import MetricReading, PostRecord
from coulisse.desks.community.performance.queries.figures import ADS, Behind, Figures, Post, Told, posts_of
from coulisse.desks.community.performance.queries.scope import records_in
from coulisse.desks.community.performance.queries.sums import PAIRED
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels

ENGAGEMENT: Final = "engagement_by_views"
ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class BehindPage:
    """`page` tells how many rows there are in all; `rows` are those of this page."""

    page: Page[Any]
    rows: Sequence[Behind]


def page_behind(figures: Figures, told: Told, user: User, *, number: str | None) -> BehindPage:
    """Three queries for a figure of posts; lines of advertising are read already."""
    if told.group == ADS:
        lines = Paginator(told.rows, ROWS).get_page(number)
        return BehindPage(lines, list(lines))
    page = Paginator(_records(figures, told, user).select_related("account"), ROWS).get_page(number)
    return BehindPage(page, [_row(post, told) for post in posts_of(page.object_list)])


def _records(figures: Figures, told: Told, user: User) -> QuerySet[PostRecord]:
    """As the figure was counted: posts with both operands; posts that tell, and under the first side the mute."""
    records, metric, side = records_in(figures.scope, user), told.figure.metric, told.figure.side
    if metric == ENGAGEMENT:
        latest = {f"latest_{one}": Subquery(_readings(one, side).values("value")[:1]) for one in PAIRED}
        return records.alias(**latest).filter(**{f"{name}__isnull": False for name in latest})
    found = Exists(_readings(metric, side))
    first = next(one for one in figures.told if one.group == told.group and one.figure.metric == metric)
    return records.filter(found | ~Exists(_readings(metric)) if told is first else found)


def _readings(metric: str, side: str = "") -> QuerySet[MetricReading]:
    """Of the post around it, the latest first."""
    rows = MetricReading.objects.filter(record=OuterRef("pk"), metric=metric)
    return (rows.filter(side=side) if side else rows).order_by("-on", "-file_id")


def _row(post: Post, told: Told) -> Behind:
    record, metric = post.record, told.figure.metric
    reading = post.readings.get(("interactions" if metric == ENGAGEMENT else metric, told.figure.side))
    value = reading.value if reading else None
    return Behind(
        record.text[:80] or record.remote_id,
        to_brussels(record.published_at).date(),
        value,
        None,
        reading.source if reading else "",
        reading.file if reading else None,
        record.pk,
        is_left_out=value is None,
    )
