"""Posts added up and ranked by the database: a page shows a dozen figures of thousands of posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from coulisse.engines.reach import Count, Side
from coulisse.kernel.period import Period

PAIRED: Final = ("interactions", "views")
SUMS: Final = """
WITH post AS (
    SELECT record.id, account.network, (record.published_at AT TIME ZONE 'Europe/Brussels')::date AS day,
        row_number() OVER (ORDER BY record.published_at DESC, record.id DESC) AS place
    FROM unnest(%(posts)s::bigint[]) AS asked(id)
    JOIN community_postrecord AS record ON record.id = asked.id
    JOIN community_networkaccount AS account ON account.id = record.account_id
), latest AS (
    SELECT DISTINCT ON (post.id, metric, side) post.*, metric, side, value, greatest(day, "on") AS until, file_id
    FROM post JOIN community_metricreading AS reading ON reading.record_id = post.id
    WHERE metric = ANY(%(metrics)s::text[])
    ORDER BY post.id, metric, side, "on" DESC, file_id DESC
), known AS (
    SELECT id, side FROM latest
    WHERE value IS NOT NULL AND metric = ANY(%(paired)s::text[])
    GROUP BY id, side HAVING count(*) = cardinality(%(paired)s::text[])
)
SELECT metric, latest.side, network, (SELECT file_name FROM community_datafile WHERE id = file_id), count(*),
    sum(value), min(day), max(until), min(place) AS place,
    known.id IS NOT NULL AND metric = ANY(%(paired)s::text[]) AS is_paired
FROM latest LEFT JOIN known ON known.id = latest.id AND known.side = latest.side
GROUP BY metric, latest.side, network, file_id, value IS NULL, is_paired
UNION ALL
SELECT asked.metric, '', '', '', count(*), NULL, min(day), max(day), 0, false
FROM post CROSS JOIN (SELECT DISTINCT metric FROM latest) AS asked
WHERE NOT EXISTS (SELECT FROM latest WHERE latest.id = post.id AND latest.metric = asked.metric)
GROUP BY asked.metric
ORDER BY place
"""
RANKED: Final = """
SELECT record_id FROM (
    SELECT DISTINCT ON (record_id) record_id, value FROM community_metricreading
    WHERE record_id IN (SELECT unnest(%(posts)s::bigint[]))
    AND metric = %(metric)s AND side IN ('organic', 'unsplit')
    ORDER BY record_id, side, "on" DESC, file_id DESC
) AS latest
WHERE value IS NOT NULL ORDER BY value DESC, record_id
"""
"""By the value that a post has without advertising, as `Post.value` tells it."""


@dataclass(frozen=True, slots=True)
class Summed:
    """Posts of one network that one file told last about a metric and side: all with a value, or all without.

    `side` None: they say nothing of the metric on any side. `is_paired`: both interactions and views are known.
    """

    metric: str
    side: Side | None
    network: str
    source: str
    posts: int
    value: int | None
    period: Period
    is_paired: bool

    def count(self, side: Side) -> Count:
        return Count(
            metric=self.metric,
            value=self.value,
            side=side,
            period=self.period,
            source=self.source,
            network=self.network,
            posts=self.posts,
            is_sum=self.posts > 1,
        )


def post_sums(posts: Sequence[int], metrics: Sequence[str]) -> tuple[Summed, ...]:
    """Sums of the latest readings of posts, those of the newest post first. One query."""
    asked: dict[str, Any] = {"posts": list(posts), "metrics": list(metrics), "paired": list(PAIRED)}
    with connection.cursor() as cursor:
        cursor.execute(SUMS, asked)
        return tuple(
            Summed(
                metric,
                Side(side) if side else None,
                network,
                source,
                n,
                None if value is None else int(value),
                Period(first, last),
                is_paired,
            )
            for metric, side, network, source, n, value, first, last, _place, is_paired in cursor.fetchall()
        )


def ranked(posts: Sequence[int], metric: str = "interactions") -> list[int]:
    """The keys of the posts whose figure is known, the best first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(RANKED, {"posts": list(posts), "metric": metric})
        return [record for (record,) in cursor.fetchall()]
