"""A source read: fetched from outside, or handed in as a file. What goes wrong is kept as a code on the source."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from coulisse.desks.community.facts.watch import SourceInTrouble
from coulisse.desks.community.watch.models import WatchSource
from coulisse.desks.community.watch.outside import Fetched, NotFetched, Outside
from coulisse.desks.community.watch.said import Said, from_bluesky, from_entry, from_mail
from coulisse.desks.community.watch.taking import Taken, take
from coulisse.formats.eml import read_message
from coulisse.formats.feed import feeds_of_page, read_feed
from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

EVERY: Final = timedelta(minutes=30)
LONGEST_PAUSE: Final = timedelta(hours=24)
LONGEST_ROUND: Final = timedelta(seconds=30)
"""Then the next round goes on: what publishes on the minute shares the worker."""
TELL_AFTER: Final = 4
"""Failures in a row from which the journal says so: servers are away for an hour now and then."""
LONGEST_FILE: Final = 8 * 1024 * 1024
KIND: Final = WatchSource.Kind
OUTSIDE: Final = Outside()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`trouble` is empty where it went well; `hints` are addresses of feeds that a page names."""

    taken: Taken
    trouble: str = ""
    hints: tuple[str, ...] = ()


NOTHING: Final = Taken(0, 0, 0)


def due(at: datetime, most: int) -> list[WatchSource]:
    """Sources whose turn it is, those that waited longest first."""
    rows = WatchSource.objects.filter(Q(next_at__isnull=True) | Q(next_at__lte=at), is_paused=False)
    return list(rows.exclude(address="").order_by("next_at", "pk")[:most])


def read(source: WatchSource, *, at: datetime, outside: Outside | None = None) -> Outcome:
    """Ask a source once, keep what it says, and say when it is asked next."""
    try:
        found = (outside or OUTSIDE).fetch(source.address, now=at, etag=source.etag, modified=source.modified)
    except NotFetched as refused:
        return _failed(source, refused.code, at, wait=refused.wait)
    if found.content is None:
        _well(source, found, at)
        return Outcome(NOTHING)
    try:
        said = _said(source.kind, found.content)
    except Unreadable as refused:
        hints = feeds_of_page(found.content, found.address) if refused.code == "not-a-feed" else ()
        return _failed(source, "a-page" if hints else refused.code, at, hints=hints)
    with transaction.atomic():
        taken = take(source=source, said=said, at=at, covers=source.kind != KIND.BLUESKY or bool(said))
        _well(source, found, at)
    return Outcome(taken)


def hand_in(source: WatchSource, content: bytes, *, at: datetime) -> Taken:
    """A file or a pasted feed: what a mail says, or what a feed does. Raises `Unreadable`."""
    said = _said_in_a_file(source.kind, content)
    return take(source=source, said=said, at=at, covers=source.kind != KIND.NEWSLETTER)


def _said(kind: str, content: bytes) -> tuple[Said, ...]:
    if kind == KIND.BLUESKY and content.lstrip()[:1] == b"{":
        return from_bluesky(content)
    return tuple(from_entry(one) for one in read_feed(content).records.entries)


def _said_in_a_file(kind: str, content: bytes) -> tuple[Said, ...]:
    if kind == KIND.NEWSLETTER:
        return (from_mail(read_message(content).records),)
    return _said(kind, content)


def _well(source: WatchSource, found: Fetched, at: datetime) -> None:
    values = {"read_at": at, "good_at": at, "next_at": at + EVERY, "failures": 0, "trouble": ""}
    if found.content is not None:
        values |= {"etag": found.etag, "modified": found.modified}
    _note(source, **values)


@transaction.atomic
def _failed(
    source: WatchSource, code: str, at: datetime, *, wait: int = 0, hints: tuple[str, ...] = ()
) -> Outcome:
    """Asked again later and later; told once, when it has failed several times in a row."""
    failures = min(source.failures + 1, 1_000)
    pause = min(EVERY * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    pause = max(pause, min(timedelta(seconds=wait), LONGEST_PAUSE))
    _note(source, read_at=at, next_at=at + pause, failures=failures, trouble=code)
    if failures == TELL_AFTER:
        fact = SourceInTrouble(source_id=source.pk, name=source.name, trouble=code)
        announce(
            fact,
            by=None,
            at=at,
            production=source.production_id,
            client=source.client_id,
            desk=Desk.COMMUNITY,
        )
    return Outcome(NOTHING, code, hints)


def _note(source: WatchSource, **values: object) -> None:
    """Beside the version: what the machine notes makes nobody's form stale."""
    WatchSource.objects.filter(pk=source.pk).update(**values)
    for name, value in values.items():
        setattr(source, name, value)


def read_due(*, now: Callable[[], datetime], most: int = 200, outside: Outside | None = None) -> int:
    """One round over the sources whose turn it is, no longer than `LONGEST_ROUND`. How many were read."""
    begun, count = now(), 0
    for source in due(begun, most):
        at = now()
        if at - begun > LONGEST_ROUND:
            break
        read(source, at=at, outside=outside)
        count += 1
    return count
