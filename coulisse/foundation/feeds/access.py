"""The only ways to a feed: one's own on the page, or the secret in the address."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import token_hash
from coulisse.foundation.feeds.models import Feed


def access_feed(user: User, pk: int) -> Feed:
    """One's own feed."""
    return get_object_or_404(Feed, pk=pk, user=user)


def access_feed_by_secret(token: str) -> Feed:
    """The feed of a secret; unknown, revoked, or of somebody switched off or without a role: 404, all alike."""
    found = (
        Feed.objects.select_related("user").filter(token_hash=token_hash(token), revoked_at__isnull=True).first()
    )
    if found is None or not found.user.is_active or not found.user.scope().is_somebody:
        raise Http404
    return found
