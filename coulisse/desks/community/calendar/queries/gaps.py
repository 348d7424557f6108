"""Recurring slots that nothing fills yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from coulisse.desks.community.calendar.models import PostSlot
from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.asked import asked
from coulisse.desks.community.calendar.queries.cards import ICONS, Card
from coulisse.desks.community.calendar.scope import Allowed, Whose
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import Never, Twice, in_brussels

NEAR: Final = timedelta(hours=2)
"""A publication of that account so near its hour fills a slot."""


@dataclass(frozen=True, slots=True)
class EmptySlot:
    """A place of that day to be filled. `ask` is what the composer is asked; empty for who may not write there."""

    pk: int
    at: time
    icon: str
    network_label: str
    account: str
    about: str
    ask: str


def slots_of(user: User, whose: Whose) -> QuerySet[PostSlot]:
    """Slots on accounts within reach that belong to what is looked at."""
    rows = PostSlot.objects.filter(account__in=accounts_within_reach(user), account__closed_at__isnull=True)
    return rows.filter(_owns(whose)).select_related("account", "pillar")


def _owns(whose: Whose) -> Q:
    if whose.client is not None:
        return Q(account__client=whose.client) | Q(account__production__client=whose.client)
    if whose.production is None:
        return Q()
    own = Q(account__production=whose.production)
    client = whose.production.client_id
    return own | Q(account__client=client) if client is not None else own


def empty_slots(
    user: User,
    whose: Whose,
    stretch: Stretch,
    *,
    cards: Iterable[Card],
    at: datetime,
    allowed: Allowed,
) -> Mapping[date, Sequence[EmptySlot]]:
    """By day, what is to come only; one query."""
    filled: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for card in cards:
        filled[card.network, card.account].append(card.due_at)
    found: dict[date, list[EmptySlot]] = defaultdict(list)
    for slot in slots_of(user, whose):
        account = slot.account
        for day in stretch.days:
            if not _falls_on(slot, day):
                continue
            moment = in_brussels(day, slot.at, twice=Twice.EARLIER, never=Never.SHIFT)
            near = filled[account.network, account.handle]
            if moment > at and not any(abs(one - moment) <= NEAR for one in near):
                may_write = allowed(account.production_id, account.client_id)
                found[day].append(_empty(slot, _ask(slot, moment, whose) if may_write else ""))
    return found


def _empty(slot: PostSlot, ask: str) -> EmptySlot:
    account = slot.account
    return EmptySlot(
        pk=slot.pk,
        at=slot.at,
        icon=ICONS[account.network],
        network_label=account.get_network_display(),
        account=account.handle,
        about=slot.about or (slot.pillar.name if slot.pillar else ""),
        ask=ask,
    )


def _ask(slot: PostSlot, moment: datetime, whose: Whose) -> str:
    account = slot.account
    production = account.production_id or (whose.production.pk if whose.production else None)
    return asked(
        production=production,
        client=account.client_id,
        due_at=moment,
        title=slot.about,
        pillar=slot.pillar_id,
        account=account.pk,
    )


def _falls_on(slot: PostSlot, day: date) -> bool:
    return (
        slot.weekday == day.weekday() and slot.starts_on <= day and (slot.ends_on is None or day <= slot.ends_on)
    )
