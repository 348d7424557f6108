"""The sample house: a small Belgian production house in the middle of its work, to look at and to try things in.

It is built by the same actions and importers that its users call, so that its journal tells how it came to be. What
moves with the day of loading and what does not is said in `moments`.
"""

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Final, Literal

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from coulisse.foundation.documents.actions import collect
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.emptying import empty_tables
from coulisse.house.sample.large import enlarge, is_large
from coulisse.house.sample.loading import load
from coulisse.house.sample.team import OWNER_EMAIL, PASSWORD, TEAM

__all__ = ["OWNER_EMAIL", "PASSWORD", "TEAM", "Size", "ensure", "is_there", "renew"]

Size = Literal["small", "large"]
Say = Callable[[str], None]
ONE_AT_A_TIME: Final = 7_263_544
STILL_FRESH: Final = 60.0


def is_there(size: Size = "small") -> bool:
    """Is there nothing to load?"""
    return Production.objects.exists() and (size == "small" or is_large())


def ensure(*, size: Size = "small", reset: bool = False, say: Say) -> bool:
    """Load the sample into a house that has no production, or anew with `reset`. Returns whether anything was done.

    This is a door, as a page is: it reads the clock, and hands the hour down.
    """
    at, began, done = timezone.now(), monotonic(), False
    with transaction.atomic():
        _take_turns()
        if reset:
            empty_tables()
        if not Production.objects.exists():
            say("Loading the sample house")
            load(at=at)
            done = True
        if size == "large" and not is_large():
            enlarge(at=at, say=say)
            done = True
    if done:
        _tidy(sweep=reset)
        if size == "large" and not connection.in_atomic_block:
            _mark_as_settled()
        say(f"The sample house is ready ({monotonic() - began:.1f} s)")
    return done


def renew(*, at: datetime) -> None:
    """Empty the house and load the small sample anew, in one transaction: it is all there, or all as it was."""
    with transaction.atomic():
        _take_turns()
        empty_tables()
        load(at=at)
    _tidy(sweep=True)


def _take_turns() -> None:
    """Two processes that open one house at once do not both fill it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _mark_as_settled() -> None:
    """Tell the database that all rows are seen by everybody: an index alone then answers. No transaction may do it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _tidy(*, sweep: bool) -> None:
    """What a transaction does not reach: the cache, the files that no row points to, the planner's figures."""
    cache.clear()
    if sweep:
        collect(grace=STILL_FRESH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
