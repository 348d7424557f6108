"""Delivering what is owed: one transaction a delivery, in which the effect and its mark stand or fall together."""

import logging
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from json import loads
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from coulisse.foundation.journal.facts import revive
from coulisse.foundation.journal.links import REGISTRY, Happened
from coulisse.foundation.journal.models import MAX_ATTEMPTS, Delivery
from coulisse.foundation.journal.queries import anything_owed

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=5)
LONGEST_ERROR = 400


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one call did. `more` when it stopped at its limit and not for want of work."""

    delivered: int
    failed: int
    more: bool
    served: frozenset[str]
    """The links whose turn it had; the turn of another one was with another worker."""


class _Turn(Enum):
    """What became of the turn of one link."""

    TAKEN = "with another worker"
    IDLE = "nothing owed"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class _Owed:
    """One delivery taken, with the fact that it brings."""

    id: int
    entry_id: int
    kind: str
    version: int
    payload: dict[str, Any]
    at: datetime
    by_id: int | None
    production: int | None
    client: int | None


# Written out: this is the hottest loop of the worker, and building the same query ten thousand times through the
# ORM took three times as long as running it.
TAKE_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended('journal.link:' || %s, 0))"
TAKE_NEXT = """
    SELECT delivery.id, entry.id, entry.kind, entry.version, entry.payload::text, entry.at, entry.by_id,
           entry.production_id, entry.client_id
    FROM journal_delivery delivery JOIN journal_entry entry ON entry.id = delivery.entry_id
    WHERE delivery.link = %s AND delivery.delivered_at IS NULL AND delivery.attempts < %s
      AND delivery.not_before <= %s
    ORDER BY delivery.id LIMIT 1 FOR UPDATE OF delivery SKIP LOCKED
"""
MARK = "UPDATE journal_delivery SET delivered_at = %s, error = '' WHERE id = %s"


def deliver_owed(*, at: datetime, limit: int = 500) -> Delivered:
    """Deliver up to `limit` owed reactions, turn by turn between the links. Call outside any transaction.

    A link is served by one worker at a time, so that it hears its facts in order; a worker that dies gives its
    turn and its unfinished delivery back, because both are locks of its transaction.
    """
    waiting = deque(REGISTRY.reactions)
    served: set[str] = set()
    done = Counter[_Turn]()
    while waiting and done[_Turn.DELIVERED] + done[_Turn.FAILED] < limit:
        link = waiting.popleft()
        turn = _deliver_next(link, at)
        done[turn] += 1
        if turn is not _Turn.TAKEN:
            served.add(link)
        if turn in {_Turn.DELIVERED, _Turn.FAILED}:
            waiting.append(link)
    return Delivered(done[_Turn.DELIVERED], done[_Turn.FAILED], more=bool(waiting), served=frozenset(served))


def deliver_all(*, now: Callable[[], datetime], bites: int) -> bool:
    """Deliver until nothing is owed, a bite at a time. Whether work is left after so many bites.

    A worker that finds a link's turn taken leaves it to whoever has it. So whoever had a turn looks again at the
    end: what was announced meanwhile woke somebody who found the turn taken and went away.
    """
    for _bite in range(bites):
        done = deliver_owed(at=now())
        if not done.more and not anything_owed(at=now(), links=done.served):
            return False
    return True


def _deliver_next(link: str, at: datetime) -> _Turn:
    """Deliver the oldest that is owed to this link.

    A failure rolls the whole transaction back, also one that shows at its commit, and is noted in the next one.
    """
    taken: _Owed | None = None
    try:
        with transaction.atomic():
            if not _take_turn(link):
                return _Turn.TAKEN
            taken = _take(link, at)
            if taken is None:
                return _Turn.IDLE
            _effect(link, taken, at)
            with connection.cursor() as cursor:
                cursor.execute(MARK, [at, taken.id])
    except Exception as problem:
        if taken is None:
            raise
        # Whatever went wrong belongs to this link alone: note it, postpone it, go on with the others.
        logger.exception("%s could not hear journal entry %s", link, taken.entry_id)
        _postpone(taken, problem, at)
        return _Turn.FAILED
    return _Turn.DELIVERED


def _take_turn(link: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN, [link])
        row = cursor.fetchone()
    return bool(row and row[0])


def _take(link: str, at: datetime) -> _Owed | None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NEXT, [link, MAX_ATTEMPTS, at])
        row = cursor.fetchone()
    if row is None:
        return None
    delivery_id, entry_id, kind, version, payload, *rest = row
    return _Owed(delivery_id, entry_id, kind, version, loads(payload), *rest)


def _effect(link: str, taken: _Owed, now: datetime) -> None:
    _fact, hear = REGISTRY.reactions[link]
    by = get_user_model()._default_manager.filter(pk=taken.by_id).first() if taken.by_id is not None else None
    hear(
        Happened(
            revive(taken.kind, taken.version, taken.payload),
            taken.entry_id,
            at=taken.at,
            now=now,
            by=by,
            production=taken.production,
            client=taken.client,
        )
    )


def _postpone(taken: _Owed, problem: Exception, at: datetime) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=taken.id)
        if delivery.delivered_at is not None:
            return
        delivery.not_before = at + FIRST_WAIT * 2**delivery.attempts
        delivery.attempts += 1
        delivery.error = _told(problem, taken.payload)
        delivery.save(update_fields=["attempts", "not_before", "error"])


def _told(problem: Exception, payload: Mapping[str, Any]) -> str:
    """The kind of the problem, its place and its first line, without the values of the fact.

    Only the first line: the rest of a database error quotes the row.
    """
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    line = next(iter(str(problem).splitlines()), "")
    for secret in sorted(_texts(payload.values()), key=len, reverse=True):
        line = line.replace(secret, "…")
    return f"{type(problem).__name__} ({place}) {line}".strip()[:LONGEST_ERROR]


def _texts(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from _texts(value)
        elif isinstance(value, str) and len(value) > 2:
            yield value
