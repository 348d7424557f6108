"""Asking for access at the provider of a mailbox, taking the answer once, and keeping what was given."""

from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from django.db import transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions.mailboxes import note_recovered
from coulisse.foundation.mailroom.authorizing import authorization_address
from coulisse.foundation.mailroom.facts import MailboxConnected
from coulisse.foundation.mailroom.models import ConsentAsked, Mailbox
from coulisse.foundation.mailroom.presets import provider_of
from coulisse.foundation.mailroom.secrets import seal
from coulisse.foundation.mailroom.tokens import Granted, alone_with, store

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

LASTS: Final = timedelta(minutes=10)
REMEMBERED: Final = timedelta(days=1)
"""So long can an answer that comes late be told from one that nobody asked for."""


class NobodyAsked(Exception):
    """No sign-in that this session began has this state, or it was answered before."""


class AnsweredTooLate(Exception):
    """More than ten minutes went by. `mailbox` is the number of the one it was about."""

    def __init__(self, mailbox: int) -> None:
        super().__init__(mailbox)
        self.mailbox = mailbox


class EditedMeanwhile(Exception):
    """The mailbox is no longer the one that access was asked for."""


def ask_consent(*, mailbox: Mailbox, session: str, at: datetime) -> str:
    """The address at the provider to go to, for this session only. What it asked before about it counts no more.

    Raises `NotReady`.
    """
    state, verifier = token_urlsafe(32), token_urlsafe(48)
    address = authorization_address(mailbox, state=state, verifier=verifier)
    with transaction.atomic():
        ConsentAsked.objects.filter(asked_at__lt=at - REMEMBERED).delete()
        ConsentAsked.objects.filter(mailbox=mailbox, session=_hashed(session)).delete()
        ConsentAsked.objects.create(
            mailbox=mailbox,
            mailbox_version=mailbox.version,
            session=_hashed(session),
            state=_hashed(state),
            sealed_verifier=seal(verifier),
            asked_at=at,
        )
    return address


def take_consent(*, session: str, state: str, at: datetime) -> ConsentAsked:
    """What was asked, off the table: whatever becomes of the answer, it comes once.

    Raises `NobodyAsked`, `AnsweredTooLate`.
    """
    wanted = _hashed(state)
    with transaction.atomic():
        rows = ConsentAsked.objects.filter(session=_hashed(session)).select_for_update(of=("self",))
        # The session finds the rows and the comparison takes its time, so that nothing is told of a state guessed.
        matching = [row for row in rows.select_related("mailbox") if compare_digest(row.state, wanted)]
        if not matching:
            raise NobodyAsked
        [asked] = matching
        ConsentAsked.objects.filter(pk=asked.pk).delete()
    if at - asked.asked_at > LASTS:
        raise AnsweredTooLate(asked.mailbox_id)
    return asked


def keep_consent(*, asked: ConsentAsked, granted: Granted, by: "User", at: datetime) -> None:
    """An access that was tried takes the place of what stood. Raises `EditedMeanwhile`, `ServerProblem`."""
    with alone_with(asked.mailbox), transaction.atomic():
        wanted = Mailbox.objects.select_for_update().filter(pk=asked.mailbox_id, version=asked.mailbox_version)
        mailbox = wanted.first()
        if mailbox is None:
            raise EditedMeanwhile(asked.mailbox_id)
        store(mailbox, granted)
        note_recovered(mailbox=mailbox)
        provider = provider_of(mailbox.oauth_authorize_url).name
        announce(
            MailboxConnected(mailbox_id=mailbox.pk, address=mailbox.address, provider=provider),
            by=by,
            at=at,
            about=mailbox,
        )


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
