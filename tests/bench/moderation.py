"""python -m tests.bench.moderation: the night of 1,400 comments, taken in, shown and decided on.

The comments are those of the sample house. Pages go through the whole stack of middleware, in an empty house of
their own. The aim is 100 ms at p95 for a page, and one poll of a network taken in before the next.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from time import perf_counter
from typing import Any


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house():
        for line in measured():
            print(line, flush=True)


def measured() -> Iterator[str]:
    """The lines, on an empty house that is open."""
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings

    from tests.bench.clock import table
    from tests.cast import gather
    from tests.desks.community.moderation.rows import NIGHT, a_post, by_hand, rules_on

    cast = gather()
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    post = a_post(account)
    yield from _taking_in(account, post.remote_id, NIGHT + timedelta(hours=3))
    client = Client()
    client.force_login(cast.ines, backend=settings.AUTHENTICATION_BACKENDS[0])
    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
        yield table("1,400 comments, for Inès", list(_pages(client, cast.drache.pk)))


def _taking_in(account: Any, thread: str, at: Any) -> Iterator[str]:
    from coulisse.desks.community.moderation.actions.taking_in import take_in
    from coulisse.house.sample.community.night import the_night

    incoming = [one.comment for one in the_night(thread=thread)]
    begun = perf_counter()
    taken = take_in(account=account, incoming=incoming[:1_300], by=None, at=at)
    whole = perf_counter() - begun
    begun = perf_counter()
    more = take_in(account=account, incoming=incoming, by=None, at=at)
    later = perf_counter() - begun
    yield f"{taken.fresh:,} comments at once: {whole:.2f} s; {more.fresh} more among them: {later:.2f} s"


def _pages(client: Any, production: int) -> Iterator[Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from coulisse.desks.community.moderation.models import Comment
    from tests.bench.clock import Measured, measure

    here, fragment = f"/community/moderation/?production={production}", {"HX-Request": "true"}
    first = client.get(here)
    assert first.status_code == 200, first.status_code
    following = re.search(r'class="more" href="([^"]+)"', first.content.decode())
    assert following is not None
    turn = count()
    rows = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
    waiting = iter(list(Comment.objects.filter(state="open").values_list("pk", flat=True)))
    asked: dict[str, Callable[[], Any]] = {
        "the list": lambda: client.get(here),
        "its next rows": lambda: client.get(following[1].replace("&amp;", "&"), headers=fragment),
        "a comment beside it": lambda: client.get(
            f"/community/moderation/{rows[next(turn) % len(rows)]}", headers=fragment
        ),
        "to review": lambda: client.get(f"{here}&view=review"),
        "all, the latest first": lambda: client.get(f"{here}&view=all"),
        "what came in since": lambda: client.get(
            f"/community/moderation/fresh?production={production}&since=2027-04-18T20:00:00Z"
        ),
        "one decision": lambda: client.post(f"/community/moderation/{next(waiting)}/act", {"act": "keep"}),
    }
    for what, ask in asked.items():
        with CaptureQueriesContext(connection) as queries:
            answer = ask()
            number = len(queries)
        assert answer.status_code in (200, 302), (what, answer.status_code)
        yield Measured(what, measure(ask), queries=number, rows=len(rows))


if __name__ == "__main__":
    main()
