"""How often one visitor may try: guest links, invitations, forms of the public. Counted in the cache, by the hour
or the minute; the clock comes from the door. A limit, not a lock: two tries in the same instant may count as one.

    SEARCHES = Limit("public-search", amount=30, seconds=60)

    @door(ANYONE)
    @limited(SEARCHES)
    def search(request): …
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount` tries per window of `seconds`."""

    name: str
    amount: int
    seconds: int


GUEST_LINKS: Final = Limit("guest-links", amount=60, seconds=60)
INVITATIONS: Final = Limit("invitations", amount=20, seconds=60)
INVITING: Final = Limit("inviting", amount=300, seconds=3600)
FAILED_SIGN_INS: Final = Limit("failed-sign-ins", amount=20, seconds=3600)
"""How many refused sign-ins of one visitor the journal keeps: an attack must not fill it."""


class TooMany(Exception):
    """The limit is reached. `retry_after` is in seconds."""

    def __init__(self, limit: Limit, retry_after: int) -> None:
        super().__init__(f"{limit.name}: {limit.amount} in {limit.seconds} s")
        self.limit = limit
        self.retry_after = retry_after


def count(limit: Limit, who: str, *, at: datetime) -> int:
    """Count one try of `who`, and say how many this window holds. Raises `TooMany` past the limit."""
    window, elapsed = divmod(int(at.timestamp()), limit.seconds)
    key = f"limit:{limit.name}:{hashlib.sha256(who.encode()).hexdigest()[:32]}:{window}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        tries = cache.incr(key)
    except ValueError:  # the entry expired between the two lines: a new window has begun
        return 1
    if tries > limit.amount:
        raise TooMany(limit, limit.seconds - elapsed)
    return tries


def visitor(request: HttpRequest) -> str:
    """Where the request comes from, behind the proxies that the settings trust."""
    return str(get_adapter().get_client_ip(request))


def too_many(request: HttpRequest, refused: TooMany) -> HttpResponse:
    """The page that asks to wait, in the reader's language."""
    minutes = -(-refused.retry_after // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(refused.retry_after)
    return response


def limited(limit: Limit) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Count each call of a page by the visitor's address; past the limit, ask to wait."""

    def decorate(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                count(limit, visitor(request), at=timezone.now())
            except TooMany as refused:
                return too_many(request, refused)
            return page(request, *args, **kwargs)

        return counted

    return decorate
