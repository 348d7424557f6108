"""python -m tests.bench.community_pages: figures of 3,090 posts, 5,000 finds, a month of 300 publications.

Pages go through the whole stack of middleware, in an empty house of their own. The aim is 100 ms at p95.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final

NETWORKS: Final = ("instagram", "facebook", "threads", "linkedin", "youtube")
POSTS_EACH: Final = 618
METRICS: Final = ("views", "reach", "interactions")
FINDS: Final = 5_000
PUBLICATIONS: Final = 300
FIRST: Final = date(2026, 3, 1)
MONTH: Final = datetime(2027, 5, 1, 7, tzinfo=UTC)


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house():
        for line in measured():
            print(line, flush=True)


def measured() -> Iterator[str]:
    """The lines, on an empty house that is open."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings

    from tests.bench.clock import table
    from tests.cast import gather

    cast = gather()
    accounts = _posts(cast, Random(2))
    _finds(cast, Random(3))
    _publications(cast, accounts)
    with connection.cursor() as cursor:
        # As the database does by itself within a minute.
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(cast.ines, backend=settings.AUTHENTICATION_BACKENDS[0])
    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
        yield table("The community, for Inès", list(_pages(client, cast.drache.pk)))


def _posts(cast: Any, chance: Random) -> list[Any]:
    """A year of posts on five networks, from two files each; a few say nothing."""
    from coulisse.desks.community.performance.models import DataFile, MetricReading, PostRecord
    from tests.cast import AT
    from tests.desks.community.performance.rows import instagram

    accounts = [instagram(cast, network=network, handle=network) for network in NETWORKS]
    for account in accounts:
        files = [
            DataFile.objects.create(
                kind="posts", account=account, production=cast.drache, file_name=name, sha256=name, at=AT
            )
            for name in (f"{account.network}-1.csv", f"{account.network}-2.csv")
        ]
        records = PostRecord.objects.bulk_create(
            PostRecord(
                account=account,
                remote_id=f"{account.network}-{number}",
                text="La péniche arrive à Namur. " * 6,
                format="reel",
                published_at=datetime(2026, 3, 1, 8 + number % 12, 5, tzinfo=UTC)
                + timedelta(days=number * 365 // POSTS_EACH),
            )
            for number in range(POSTS_EACH)
        )
        MetricReading.objects.bulk_create(
            MetricReading(
                record=record,
                file=files[number * 2 // POSTS_EACH],
                metric=metric,
                side="unsplit",
                value=None if chance.random() < 0.03 else chance.randint(0, 5_000),
                on=FIRST + timedelta(days=366),
            )
            for number, record in enumerate(records)
            for metric in METRICS
        )
    return accounts


def _finds(cast: Any, chance: Random) -> None:
    """Seven weeks of finds of twelve sources, by twenty words and five names."""
    from django.utils import timezone

    from coulisse.desks.community.watch.models import (
        WatchedDay,
        WatchHit,
        WatchItem,
        WatchMention,
        WatchSighting,
    )
    from tests.desks.community.watch.rows import a_keyword, a_name, a_source

    now, own = timezone.now(), {"production": cast.drache}
    sources = [a_source(name=f"Le Sillon {number}", **own) for number in range(12)]
    words = [a_keyword(f"mot {number}", weight=(1, 2, 4, -3)[number % 4], **own) for number in range(20)]
    names = [a_name(f"Nom {number}", is_own=not number, **own) for number in range(5)]
    days = [timezone.localdate(now) - timedelta(days=back) for back in range(61)]
    WatchedDay.objects.bulk_create(WatchedDay(source=source, day=day) for source in sources for day in days)
    items = WatchItem.objects.bulk_create(
        WatchItem(
            **own,
            key=f"find-{number}",
            title=f"La péniche, épisode {number}",
            text="Ce qu’en dit la presse d’ici. " * 20,
            address=f"https://sillon.example/{number}",
            said_at=now - timedelta(minutes=14 * number),
            found_at=now,
        )
        for number in range(FINDS)
    )
    for item, first in zip(items[8::9], items[7::9], strict=False):
        item.same_as = first
    WatchItem.objects.bulk_update(items[8::9], ["same_as"])
    WatchSighting.objects.bulk_create(
        WatchSighting(item=item, source=source) for item in items for source in chance.sample(sources, 2)
    )
    places = WatchHit.Place.values
    WatchHit.objects.bulk_create(
        WatchHit(item=item, keyword=word, place=chance.choice(places))
        for item in items
        for word in chance.sample(words, chance.randint(0, 3))
    )
    WatchMention.objects.bulk_create(
        WatchMention(item=item, name=name) for item in items for name in chance.sample(names, chance.randint(0, 2))
    )


def _publications(cast: Any, accounts: list[Any]) -> None:
    from coulisse.desks.community.publishing.models import Publication
    from tests.cast import AT

    Publication.objects.bulk_create(
        Publication(
            account=accounts[number % len(accounts)],
            production=cast.drache,
            text="Ce dimanche, dans Plein Jour. " * 4,
            language="fr",
            due_at=MONTH + timedelta(hours=number * 720 / PUBLICATIONS),
            state=Publication.State.ARMED,
            created_by=cast.ines,
            created_at=AT,
            armed_by=cast.ines,
            armed_at=AT,
        )
        for number in range(PUBLICATIONS)
    )


def _pages(client: Any, production: int) -> Iterator[Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.clock import Measured, measure
    from tests.bench.pages import server_clock

    posts = POSTS_EACH * len(NETWORKS)
    performance, here = "/community/performance", f"?production={production}"
    asked = {
        "the figures": (f"{performance}/{here}", posts),
        "a figure opened": (f"{performance}/figure/posts-views-unsplit{here}", posts),
        "the posts": (f"{performance}/posts/{here}", posts),
        "the watch": (f"/community/watch/{here}", FINDS),
        "a month of the calendar": (f"/community/calendar/{here}&view=month&day={MONTH:%Y-%m-%d}", PUBLICATIONS),
    }
    for what, (address, rows) in asked.items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            number = len(queries)
        assert answer.status_code == 200, (what, answer.status_code)
        yield Measured(
            what, measure(partial(client.get, address), database=server_clock()), queries=number, rows=rows
        )


if __name__ == "__main__":
    main()
