"""What is due: to leave, to be looked up, to be handed to a person, and what is late."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from coulisse.desks.community.publishing.models import NetworkAccount, Publication

STATE: Final = Publication.State
UNDER_WAY: Final = (STATE.ARMED, STATE.SENDING, STATE.SENT, STATE.UNKNOWN)
INTERRUPTED: Final = timedelta(seconds=2)
"""A call just begun is its caller's: its lock is looked at only after that."""
MISSED: Final = timedelta(hours=1)
"""So long after its moment nothing leaves by itself any more: "tonight at 20.25" may not be true then."""
NEIGHBOURS: Final = timedelta(days=2)


def may_leave(at: datetime) -> Q:
    """Armed, its moment come, on an account that publishes by itself."""
    return Q(
        Q(next_at__isnull=True) | Q(next_at__lte=at),
        state=STATE.ARMED,
        due_at__lte=at,
        due_at__gt=at - MISSED,
        account__way=NetworkAccount.Way.BY_ITSELF,
        account__closed_at__isnull=True,
    )


def due(at: datetime, most: int) -> list[int]:
    rows = Publication.objects.filter(may_leave(at)).order_by("due_at", "pk")
    return list(rows.values_list("pk", flat=True)[:most])


def to_look_up(at: datetime) -> QuerySet[Publication]:
    """Outcome not known, and not asked of a person: begun and perhaps cut off, unknown, or without its proof."""
    begun = Q(state=STATE.SENDING, tried_at__lte=at - INTERRUPTED)
    waiting = Q(state__in=(STATE.UNKNOWN, STATE.SENT))
    rows = Publication.objects.filter(begun | waiting, Q(next_at__isnull=True) | Q(next_at__lte=at), asks=False)
    return rows.filter(account__way=NetworkAccount.Way.BY_ITSELF)


def in_doubt(at: datetime, most: int) -> list[int]:
    return list(to_look_up(at).order_by("due_at", "pk").values_list("pk", flat=True)[:most])


def next_moment(at: datetime) -> datetime | None:
    """When the next one leaves that is not due yet."""
    armed = Publication.objects.filter(state=STATE.ARMED, account__way=NetworkAccount.Way.BY_ITSELF)
    return armed.filter(due_at__gt=at).order_by("due_at", "pk").values_list("due_at", flat=True).first()


def to_hand_over(at: datetime) -> QuerySet[Publication]:
    by_hand = Publication.objects.filter(state=STATE.ARMED, due_at__lte=at)
    return by_hand.filter(account__way=NetworkAccount.Way.BY_HAND)


def missed(at: datetime) -> QuerySet[Publication]:
    """Its moment went by while nothing could leave."""
    return Publication.objects.filter(
        state=STATE.ARMED, due_at__lte=at - MISSED, account__way=NetworkAccount.Way.BY_ITSELF
    )


def late(at: datetime, by: timedelta) -> QuerySet[Publication]:
    """Under way so long after its moment, and nobody was told."""
    return Publication.objects.filter(state__in=UNDER_WAY, due_at__lte=at - by, late_told_at__isnull=True)


def posts_of_others(row: Publication) -> frozenset[str]:
    """Posts of this account that are known to be other publications: none of them is taken for this one."""
    near = Publication.objects.filter(account=row.account_id).exclude(pk=row.pk).exclude(remote_id="")
    around = near.filter(due_at__range=(row.due_at - NEIGHBOURS, row.due_at + NEIGHBOURS))
    return frozenset(around.values_list("remote_id", flat=True))


def at_risk(account: int) -> int:
    """Publications that cannot leave without access to this account."""
    waiting = (STATE.ARMED, STATE.PAUSED, STATE.SENDING, STATE.UNKNOWN)
    return Publication.objects.filter(account=account, state__in=waiting).count()
