"""What must not go by in silence: a publication two minutes late, a missed moment, an access that ends."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, QuerySet

from coulisse.desks.community.publishing.guarding import may_publish
from coulisse.desks.community.publishing.models import MISSED, NetworkAccount, Publication
from coulisse.desks.community.publishing.queries.due import late, missed, to_hand_over
from coulisse.desks.community.publishing.telling import (
    tell_access_ends,
    tell_handed,
    tell_late,
    tell_refused,
)
from coulisse.foundation.journal.links import NO_ANSWER

LATE: Final = timedelta(minutes=2)
WARNINGS: Final = (14, 7, 1)
"""Days before the end of an access."""
AT_ONCE: Final = 500


def watch(*, at: datetime) -> int:
    """Tell of what is late, stop what was missed, hand over what people publish. How many were touched."""
    return _tell_late(at) + _stop_missed(at) + hand_over(at=at)


@transaction.atomic
def _tell_late(at: datetime) -> int:
    rows = _taken(late(at, LATE))
    for row in rows:
        tell_late(row, at)
    Publication.objects.filter(pk__in=[row.pk for row in rows]).update(late_told_at=at)
    return len(rows)


@transaction.atomic
def _stop_missed(at: datetime) -> int:
    """Paused: whoever takes it up again says for when."""
    rows = missed(at).select_for_update(of=("self",), skip_locked=True)
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    return Publication.objects.filter(pk__in=keys).update(
        state=Publication.State.PAUSED, paused_why=MISSED, version=F("version") + 1
    )


@transaction.atomic
def hand_over(*, at: datetime) -> int:
    """The moment has come of what a person publishes; what may not be published by then is refused, and told."""
    rows = _taken(to_hand_over(at))
    for row in rows:
        answer = may_publish(row, at=at)
        if answer.allowed:
            _move(row, state=Publication.State.BY_HAND)
            tell_handed(row, at)
        else:
            reason = answer.reasons[0].code if answer.reasons else NO_ANSWER
            _move(row, state=Publication.State.FAILED, reason=reason, detail="", next_at=None)
            tell_refused(row, reason, at)
    return len(rows)


def _move(row: Publication, **values: Any) -> None:
    Publication.objects.filter(pk=row.pk).update(version=F("version") + 1, **values)


def _taken(found: QuerySet[Publication]) -> list[Publication]:
    locked = found.select_related("account").select_for_update(of=("self",), skip_locked=True)
    return list(locked[:AT_ONCE])


@transaction.atomic
def warn_of_ends(*, at: datetime) -> int:
    """Fourteen days before an access ends, seven, one: each warning once. How many were given."""
    given = 0
    ending = NetworkAccount.objects.filter(closed_at__isnull=True, access_ends_at__isnull=False)
    soon = ending.filter(access_ends_at__lte=at + timedelta(days=max(WARNINGS)))
    for account in soon.select_for_update(skip_locked=True):
        assert account.access_ends_at is not None  # filtered
        left = account.access_ends_at - at
        step = min((days for days in WARNINGS if left <= timedelta(days=days)), default=None)
        if step is None or (account.warned_days is not None and account.warned_days <= step):
            continue
        account.warned_days = step
        account.save(update_fields=["warned_days"])
        tell_access_ends(account, max(0, left.days), at)
        given += 1
    return given
