"""The networks listened to, and comments hidden there: what a job does turn by turn, never inside a page."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from django.db.models import F, Max, Q, QuerySet

from coulisse.desks.community.moderation.actions.deciding import hidden, hide_later
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.incoming import Incoming
from coulisse.desks.community.moderation.models import Comment
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Account, NetworkName, NotYet, Refused
from coulisse.desks.community.publishing.networks.listening import (
    LISTENING,
    Heard,
    HeardAll,
    Hidden,
    Listening,
    open_listening,
)
from coulisse.desks.community.publishing.vault import RowVault

logger = logging.getLogger(__name__)
OVERLAP: Final = timedelta(minutes=10)
"""A network's clock is not ours, and what is indexed late stands before what was heard: known ones are once."""
FIRST: Final = timedelta(days=3)
"""How far back an account is listened to the first time."""
AGAIN: Final = timedelta(seconds=30)
MOST: Final = 100
MOST_POSTS: Final = 10
"""Publications of an account whose threads are read in one turn."""


class Ear(Protocol):
    """How an account is opened; a test puts another in its place."""

    def __call__(self, account: NetworkAccount, *, now: Callable[[], datetime]) -> Listening: ...


def open_ear(account: NetworkAccount, *, now: Callable[[], datetime]) -> Listening:
    name = NetworkName(account.network)
    told = Account(name, account.handle, account.server, str(account.pk), account.remote_id)
    return open_listening(told, RowVault(), now=now)


def listen_to_all(*, now: Callable[[], datetime], ear: Ear = open_ear) -> int:
    """Every account that the house may speak to, one after the other; how many comments were new."""
    accounts = _listened()
    latest = dict(
        Comment.objects.filter(account__in=[row.pk for row in accounts])
        .order_by()
        .values_list("account")
        .annotate(last=Max("said_at"))
    )
    fresh = 0
    for account in accounts:
        since = latest[account.pk] - OVERLAP if account.pk in latest else now() - FIRST
        fresh += listen_to(account, since=since, now=now, ear=ear)
    return fresh


def listen_to(
    account: NetworkAccount, *, since: datetime, now: Callable[[], datetime], ear: Ear = open_ear
) -> int:
    """One account. What a network does not give now comes with the next turn."""
    found = ear(account, now=now).listen(since=since)
    if not isinstance(found, HeardAll):
        logger.info("%s was not heard: %s", account, found.reason)
        return 0
    return take_in(account=account, incoming=[_incoming(one) for one in found.items], by=None, at=now()).fresh


def read_threads(*, now: Callable[[], datetime], ear: Ear = open_ear) -> int:
    """All that stands under the latest publications: a network tells nobody of a reply that names nobody."""
    at, fresh = now(), 0
    for account in _listened():
        posts = Publication.objects.filter(account=account, state=Publication.State.CONFIRMED)
        posts = posts.filter(confirmed_at__gt=at - FIRST).exclude(remote_id="")
        for post in posts.order_by("-confirmed_at")[:MOST_POSTS]:
            found = ear(account, now=now).under(post.remote_id)
            if not isinstance(found, HeardAll):
                logger.info("A thread of %s was not read: %s", account, found.reason)
                break
            incoming = [replace(_incoming(one), thread=post.remote_id) for one in found.items]
            fresh += take_in(account=account, incoming=incoming, by=None, at=now()).fresh
    return fresh


def _listened() -> QuerySet[NetworkAccount]:
    """Every open account that the house may speak to on a network that is listened to."""
    rows = NetworkAccount.objects.filter(
        network__in=[str(name) for name in LISTENING],
        way=NetworkAccount.Way.BY_ITSELF,
        closed_at__isnull=True,
    )
    return rows.exclude(secrets="").select_related("production", "client").order_by("pk")


def _incoming(one: Heard) -> Incoming:
    return Incoming(
        remote_id=one.remote_id,
        text=one.text,
        handle=one.speaker.handle,
        said_at=one.at,
        author_id=one.speaker.remote_id,
        name=one.speaker.name,
        address=one.address,
        in_reply_to=one.in_reply_to,
        thread=one.thread,
    )


def hide_what_waits(*, now: Callable[[], datetime], ear: Ear = open_ear) -> int:
    """Ask the networks to hide what people decided to hide; how many are hidden. Asked twice it is the same."""
    at = now()
    due = Q(tried_at__isnull=True) | Q(tried_at__lt=at - AGAIN)
    rows = Comment.objects.filter(due, state=Comment.State.HIDING).select_related("account", "publication")
    done = 0
    for row in rows.order_by(F("tried_at").asc(nulls_first=True), "pk")[:MOST]:
        post = row.publication.remote_id if row.publication is not None else ""
        match ear(row.account, now=now).hide(row.remote_id, post=post):
            case Hidden():
                hidden(comment=row.pk, why="", detail="", at=now())
                done += 1
            case NotYet():
                hide_later(comment=row.pk, at=now())
            case Refused(reason=reason, detail=detail):
                hidden(comment=row.pk, why=str(reason), detail=detail, at=now())
    return done
