"""Making and revoking secret addresses. The secret is shown once and kept as a hash."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.feeds.facts import FeedMade, FeedRevoked
from coulisse.foundation.feeds.models import Feed
from coulisse.foundation.journal.actions import announce

NOTED_EVERY: Final = timedelta(hours=1)


def make(*, name: str, by: User, at: datetime) -> tuple[Feed, str]:
    """A new address for oneself; the second value is the secret, told this once."""
    token = new_token()
    with transaction.atomic():
        feed = Feed.objects.create(user=by, name=name.strip()[:60], token_hash=token_hash(token), made_at=at)
        announce(FeedMade(name=feed.name), by=by, at=at, about=feed, private=True)
    return feed, token


def revoke(feed: Feed, *, by: User, at: datetime) -> None:
    """The address answers no more. Revoking twice changes nothing."""
    with transaction.atomic():
        if not Feed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=at):
            return
        announce(FeedRevoked(name=feed.name), by=by, at=at, about=feed, private=True)


def note_reading(feed: Feed, *, at: datetime) -> None:
    """Remember when it was last read, so that a person sees which address still serves; once an hour is enough."""
    if feed.read_at is None or at - feed.read_at > NOTED_EVERY:
        Feed.objects.filter(pk=feed.pk).update(read_at=at)
