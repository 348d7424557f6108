"""Handing a conversation over to another desk of the house: a letter with a link, a receipt, the way back."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.access import HANDOVER
from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.models import HandOver, HouseContact
from coulisse.desks.audience.facts.cases import (
    ContactWritten,
    HandedOver,
    HandOverReceived,
    HandOverTakenBack,
)
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import To, post

LINK_LASTS: Final = timedelta(days=14)


class ThreatGoesThroughCare(Exception):
    """A threat is handed over from its own file, where its evidence is frozen."""


class ContactGone(Exception):
    """That contact is no longer in use."""


class DueInThePast(Exception):
    """The hour lies before now."""


class ReceivedAlready(Exception):
    """They have it already."""


def hand_over(
    *,
    conversation: Conversation,
    contact: HouseContact,
    address: Callable[[str], str],
    by: User,
    at: datetime,
    due_at: datetime | None = None,
    note: str = "",
) -> HandOver:
    """Write to a desk of the house with a link and the hour by which it matters.

    Raises `ThreatGoesThroughCare`, `ContactGone`, `DueInThePast`, and what `mailroom.post` raises.
    """
    if conversation.kind == "threat" or conversation.is_folded:
        raise ThreatGoesThroughCare(conversation.reference)
    if contact.archived_at is not None:
        raise ContactGone(contact.name)
    if due_at is not None and due_at <= at:
        raise DueInThePast(due_at)
    with transaction.atomic():
        row = HandOver.objects.create(
            conversation=conversation,
            desk=contact.desk,
            contact=contact,
            name=contact.name,
            email=contact.email,
            note=note.strip(),
            due_at=due_at,
            by=by,
            at=at,
        )
        lent = guest_links.lend(
            HANDOVER,
            row.pk,
            contact.name,
            expires_at=max(at, due_at or at) + LINK_LASTS,
            by=by,
            at=at,
            email=contact.email,
            language=contact.language,
            production=conversation.production_id,
            desk=Desk.AUDIENCE,
        )
        row.guest_link = lent.link
        row.letter = _posted(row, contact, address(lent.token), by=by, at=at)
        row.save(update_fields=["guest_link", "letter"])
        _route(conversation, contact.desk, at)
        tell(HandedOver(**_of(row)), conversation, by=by, at=at)
    return row


def note_received(*, handover: HandOver, how: str, by: User | None, at: datetime) -> HandOver:
    """They have it: said on their page, or by telephone. Raises `ReceivedAlready`."""
    with transaction.atomic():
        row = HandOver.objects.select_for_update(of=("self",)).get(pk=handover.pk)
        if row.received_at is not None:
            raise ReceivedAlready(row.pk)
        row.received_at, row.received_how = at, how.strip()[:160]
        row.save(update_fields=["received_at", "received_how"])
        tell(HandOverReceived(**_of(row)), row.conversation, by=by, at=at)
    return row


def take_back(*, handover: HandOver, by: User, at: datetime) -> HandOver:
    """It stays with the audience desk after all; the link opens nothing any more."""
    with transaction.atomic():
        row = HandOver.objects.select_for_update(of=("self",)).get(pk=handover.pk)
        if row.taken_back_at is not None:
            return row
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        if row.guest_link is not None:
            guest_links.revoke(link=row.guest_link, by=by, at=at)
        left = HandOver.objects.filter(conversation=row.conversation_id, taken_back_at__isnull=True).first()
        _route(row.conversation, left.desk if left else "", at)
        tell(HandOverTakenBack(**_of(row)), row.conversation, by=by, at=at)
    return row


def write_contact(
    *,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    contact: HouseContact | None = None,
    read_version: int = 0,
) -> HouseContact:
    """Enter or change whom the house reaches. Raises `StaleWrite`."""
    with transaction.atomic():
        if contact is None:
            row = HouseContact.objects.create(**values)
        else:
            row = contact.write(values, read_version=read_version)
        told = ContactWritten(desk=row.desk, name=row.name)
        announce(told, by=by, at=at, about=row, desk=Desk.AUDIENCE)
    return row


def _route(conversation: Conversation, to: str, at: datetime) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(
        routed_to=to, routed_at=at if to else None, version=F("version") + 1
    )


def _posted(row: HandOver, contact: HouseContact, link: str, *, by: User, at: datetime) -> Any:
    conversation = row.conversation
    with translation.override(contact.language):
        due = date_format(localtime(row.due_at), "d/m/Y, H:i") if row.due_at else ""
        words = {"row": row, "conversation": conversation, "link": link, "by": by, "due": due}
        what = {"reference": conversation.reference, "desk": row.get_desk_display(), "due": due}
        subject = _("%(desk)s: %(reference)s, for %(due)s") if due else _("%(desk)s: %(reference)s")
        text = render_to_string("audience/cases/letters/handover.txt", words)
    return post(
        subject=subject % what,
        text=text,
        to=[To(contact.email, contact.name)],
        language=contact.language,
        production=conversation.production_id,
        about=row,
        by=by,
        at=at,
    )


def _of(row: HandOver) -> dict[str, Any]:
    return {
        "conversation_id": row.conversation_id,
        "reference": row.conversation.reference,
        "desk": row.desk,
        "to": row.name,
    }
