"""Speaking to a network: marked before, so that nothing is published twice unawares, and looked up where unknown.

    armed ── prepare ── sending ── publish ─┬─ confirmed      (the address is the proof)
      ↑                                     ├─ sent           (no address yet: looked up)
      └──── not now, or repeat ─────────────┼─ unknown        (looked up; repeated only where that is harmless)
                                            └─ refused        (nothing more is tried)

`sending` is committed before the one call that cannot be taken back. A lock of the database falls with the process
that held it: a publication found in `sending` whose lock is free was interrupted, and its outcome is looked up at
once. `docs/engines/publishing.md` tells why no publication can stand twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from coulisse.desks.community.publishing.guarding import may_publish
from coulisse.desks.community.publishing.locks import SENDING, holding
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, Try
from coulisse.desks.community.publishing.networks.contract import (
    Confirmed,
    Found,
    NotYet,
    Prepared,
    Reason,
    Refused,
    Unknown,
)
from coulisse.desks.community.publishing.networks.repeating import Next, after_looking
from coulisse.desks.community.publishing.queries.due import MISSED, may_leave, posts_of_others, to_look_up
from coulisse.desks.community.publishing.speaking import Connect, final
from coulisse.desks.community.publishing.telling import tell_asks, tell_lost_access, tell_published, tell_refused

logger = logging.getLogger(__name__)

Now = Callable[[], datetime]
STATE: Final = Publication.State
FIRST_DELAY: Final = timedelta(seconds=5)
LONGEST_DELAY: Final = timedelta(minutes=10)


def send_one(pk: int, *, now: Now, connect: Connect) -> bool:
    """Publish one that is due, if nobody else is at it and it still may. Whether we were at it."""
    with holding(SENDING, pk) as is_held:
        row = _due(pk, now()) if is_held else None
        if row is None:
            return False
        try:
            _send(row, now=now, connect=connect)
        except Exception as problem:
            # Before the mark nothing left, and another try is harmless. After it the outcome is looked up.
            logger.exception("Publication %s", pk)
            state = STATE.SENDING if row.state == STATE.SENDING else STATE.ARMED
            _delay(row, timedelta(0), Reason.REFUSED, type(problem).__name__, now(), state=state)
        return True


def look_up_one(pk: int, *, now: Now, connect: Connect) -> bool:
    """Find out what became of one whose outcome is not known. Whether we were at it."""
    with holding(SENDING, pk) as is_held:
        row = to_look_up(now()).filter(pk=pk).select_related("account").first() if is_held else None
        if row is None:
            return False
        _look_up(row, now=now, connect=connect)
        return True


def _due(pk: int, at: datetime) -> Publication | None:
    return Publication.objects.filter(may_leave(at), pk=pk).select_related("account").first()


def _send(row: Publication, *, now: Now, connect: Connect) -> None:
    answer = may_publish(row, at=now())
    if not answer.allowed:
        _refuse(row, answer.reasons[0].code, "", now())
        return
    network = connect(row.account, now=now)
    prepared = network.prepare(final(row), progress=row.progress)
    if not isinstance(prepared, Prepared):
        _not_made(row, prepared, now())
        return
    number = _mark(row, now())
    if number is not None:
        _write_down(row, number, network.publish(prepared), now())


def _mark(row: Publication, at: datetime) -> int | None:
    """Commit that the call is about to be made; None where somebody paused or changed it meanwhile."""
    with transaction.atomic():
        fresh = (
            Publication.objects.select_for_update()
            .filter(may_leave(at), pk=row.pk, version=row.version)
            .only("tries", "first_tried_at")
            .first()
        )
        if fresh is None:
            return None
        number = fresh.tries + 1
        Publication.objects.filter(pk=row.pk).update(
            state=STATE.SENDING, tries=number, tried_at=at, first_tried_at=fresh.first_tried_at or at
        )
        Try.objects.create(publication=row, number=number, at=at)
    row.state, row.tries = STATE.SENDING, number
    row.first_tried_at, row.tried_at = fresh.first_tried_at or at, at
    return number


def _write_down(
    row: Publication, number: int, outcome: Confirmed | NotYet | Refused | Unknown, at: datetime
) -> None:
    told = type(outcome).__name__.lower()
    Try.objects.filter(publication=row, number=number).update(
        ended_at=at, outcome=told, detail=getattr(outcome, "detail", "")[:300]
    )
    match outcome:
        case Confirmed():
            _confirm(row, outcome, at)
        case Unknown():
            _update(row, state=STATE.UNKNOWN, trace=outcome.trace[:500], next_at=at, **_why(outcome))
        case _:
            _not_made(row, outcome, at)


def _not_made(row: Publication, outcome: NotYet | Refused, at: datetime) -> None:
    """It certainly does not stand there: another try later, or never."""
    if isinstance(outcome, NotYet):
        _delay(row, outcome.retry_after, outcome.reason, outcome.detail, at, progress=outcome.progress)
        return
    if outcome.reason == Reason.TOKEN:
        _note_lost_access(row.account, outcome.detail, at)
    if outcome.permanent:
        _refuse(row, outcome.reason, outcome.detail, at)
    else:
        _delay(row, timedelta(0), outcome.reason, outcome.detail, at)


def _delay(
    row: Publication,
    asked: timedelta,
    reason: Reason,
    detail: str,
    at: datetime,
    *,
    progress: str = "",
    state: str = STATE.ARMED,
) -> None:
    """For later: at least as long as the network asks, longer each time, and not for ever."""
    wait = max(asked, _patience(row))
    if state == STATE.ARMED and at + wait > row.due_at + MISSED:
        _refuse(row, reason, detail, at)
        return
    _update(
        row,
        state=state,
        next_at=at + wait,
        delays=row.delays + 1,
        progress=progress or row.progress,
        reason=reason,
        detail=detail[:300],
    )


def _patience(row: Publication) -> timedelta:
    return min(FIRST_DELAY * (1 << min(row.delays, 10)), LONGEST_DELAY)


def _confirm(row: Publication, confirmed: Confirmed, at: datetime) -> None:
    """An address is the proof; without one it is looked up until there is."""
    values: dict[str, Any] = {"remote_id": confirmed.remote_id, "reason": "", "detail": "", "asks": False}
    if not confirmed.address:
        _update(row, state=STATE.SENT, next_at=at + FIRST_DELAY, **values)
        return
    with transaction.atomic():
        _update(row, state=STATE.CONFIRMED, address=confirmed.address, confirmed_at=at, next_at=None, **values)
        tell_published(row, confirmed.address, at)


def _refuse(row: Publication, reason: str, detail: str, at: datetime) -> None:
    with transaction.atomic():
        _update(row, state=STATE.FAILED, reason=reason, detail=detail[:300], next_at=None)
        tell_refused(row, reason, at)


def _look_up(row: Publication, *, now: Now, connect: Connect) -> None:
    network = connect(row.account, now=now)
    since = row.first_tried_at or row.due_at
    found = network.read_back(final(row), since=since, trace=row.trace, known=posts_of_others(row))
    at = now()
    after = after_looking(
        found, network.capabilities, first_tried_at=since, last_tried_at=row.tried_at or since, at=at
    )
    match after:
        case Next.CONFIRM:
            assert isinstance(found, Found)
            Try.objects.filter(publication=row, number=row.tries, outcome="").update(ended_at=at, outcome="found")
            _confirm(row, found.confirmed, at)
        case Next.REPEAT:
            Try.objects.filter(publication=row, number=row.tries, outcome="").update(ended_at=at, outcome="absent")
            _update(row, state=STATE.ARMED, next_at=at, delays=0)
        case Next.WAIT:
            _update(row, state=_unsettled(row), next_at=at + _patience(row), delays=row.delays + 1)
        case Next.ASK:
            with transaction.atomic():
                _update(row, state=_unsettled(row), asks=True, next_at=None)
                tell_asks(row, at)


def _unsettled(row: Publication) -> str:
    return STATE.SENT if row.state == STATE.SENT else STATE.UNKNOWN


def _why(outcome: Unknown) -> dict[str, str]:
    return {"reason": outcome.reason, "detail": outcome.detail[:300]}


def _update(row: Publication, **values: Any) -> None:
    """Write on the row what the engine knows; whoever holds its lock is the only one who does."""
    Publication.objects.filter(pk=row.pk).update(version=F("version") + 1, **values)
    for name, value in values.items():
        setattr(row, name, value)


def _note_lost_access(account: NetworkAccount, detail: str, at: datetime) -> None:
    """Once: whoever reconnects takes it back."""
    with transaction.atomic():
        changed = NetworkAccount.objects.filter(pk=account.pk).exclude(access=NetworkAccount.Access.REFUSED)
        if changed.update(access=NetworkAccount.Access.REFUSED, access_at=at):
            tell_lost_access(account, at)
