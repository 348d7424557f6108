"""What surrounds a conversation: what was on air at its minute, and who else wrote about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.models import Conversation, RunningItem
from coulisse.foundation.accounts.models import User

NEAR: Final = timedelta(minutes=2)
"""A minute from a memory and the same minute from another."""
ITEMS: Final = 80
BESIDE: Final = 3
"""Items shown before and after the one of the minute."""
MOST: Final = 5
MOST_COUNTED: Final = 100


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the broadcast."""

    starts_at: datetime
    title: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class OnAir:
    """The broadcast spoken of, with the pieces around the minute."""

    programme: str
    starts_at: datetime
    ends_at: datetime
    at: datetime | None
    why: tuple[str, ...]
    """The words that gave the minute."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another conversation."""

    pk: int
    reference: str
    line: str
    name: str
    at: datetime
    state_label: str
    is_open: bool
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The third pane, beside the person's card."""

    on_air: OnAir | None
    of_writer: tuple[Other, ...]
    of_minute: tuple[Other, ...]
    more_of_minute: int


def around(conversation: Conversation, *, user: User) -> Around:
    """Four queries beside the conversation's own row."""
    minute = _of_minute(conversation, user)
    shown = tuple(_other(one) for one in minute[:MOST])
    return Around(
        on_air=_on_air(conversation),
        of_writer=_of_writer(conversation, user),
        of_minute=shown,
        more_of_minute=minute[:MOST_COUNTED].count() - MOST if len(shown) == MOST else 0,
    )


def _on_air(conversation: Conversation) -> OnAir | None:
    slot = conversation.broadcast
    if slot is None:
        return None
    items = list(RunningItem.objects.filter(broadcast=slot).order_by("starts_at", "pk")[:ITEMS])
    at = conversation.on_air_at
    hit = max((n for n, item in enumerate(items) if at is not None and item.starts_at <= at), default=None)
    first = max((hit or 0) - BESIDE, 0)
    shown = [Item(item.starts_at, item.title, n == hit) for n, item in enumerate(items)]
    return OnAir(
        programme=str(slot.programme),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        at=at,
        why=tuple(_words(one) for one in conversation.on_air_why),
        items=tuple(shown[first : first + 2 * BESIDE + 1]),
    )


def _words(one: object) -> str:
    if isinstance(one, dict):
        return str(one.get("words") or one.get("value") or one.get("code") or "")
    return str(one)


def _of_writer(conversation: Conversation, user: User) -> tuple[Other, ...]:
    found = visible_to(user).filter(writer=conversation.writer_id).exclude(pk=conversation.pk)
    return tuple(_other(one) for one in found.select_related("writer").order_by("-last_at", "-pk")[:MOST])


def _of_minute(conversation: Conversation, user: User) -> QuerySet[Conversation]:
    at = conversation.on_air_at
    if at is None or conversation.broadcast_id is None:
        return Conversation.objects.none()
    found = visible_to(user).filter(
        broadcast=conversation.broadcast_id, on_air_at__gte=at - NEAR, on_air_at__lte=at + NEAR
    )
    return found.exclude(pk=conversation.pk).select_related("writer").order_by("on_air_at", "pk")


def _other(one: Conversation) -> Other:
    return Other(
        pk=one.pk,
        reference=one.reference,
        line="" if one.is_folded else one.subject or one.preview,
        name=str(one.writer),
        at=one.received_at,
        state_label=one.get_state_display(),
        is_open=one.state in {Conversation.State.OPEN, Conversation.State.WAITING},
        is_folded=one.is_folded,
    )
