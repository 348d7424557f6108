"""Adding, editing and pausing the mailboxes of the house, and the names that sign."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.journal.worker_queue import AlreadyEnqueued, defer
from coulisse.foundation.mailroom.facts import (
    MailboxAdded,
    MailboxEdited,
    MailboxPaused,
    MailboxRemoved,
    MailboxResumed,
)
from coulisse.foundation.mailroom.models import (
    STILL_HERE,
    FolderMark,
    Identity,
    KeptAside,
    Mailbox,
    Recipient,
    State,
)
from coulisse.foundation.mailroom.secrets import seal
from coulisse.foundation.mailroom.tokens import Granted, store

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

FETCH: Final = "mailroom.fetch"
FIELDS: Final = (
    "name",
    "address",
    "sender_name",
    "desk",
    "production_id",
    "language",
    "imap_host",
    "imap_port",
    "imap_security",
    "imap_user",
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "smtp_user",
    "sign_in",
    "oauth_client_id",
    "oauth_authorize_url",
    "oauth_token_url",
    "oauth_scope",
    "inbox_folder",
    "spam_folder",
    "sent_folder",
    "starts_on",
    "copy",
    "per_minute",
)
SECRETS: Final = {
    "password": "sealed_password",
    "client_secret": "sealed_client_secret",
    "refresh_token": "sealed_refresh_token",
}
"""What is typed, and where it is kept sealed."""
FOLDERS: Final = ("imap_host", "imap_user", "inbox_folder", "spam_folder", "sent_folder", "starts_on")


def queue_fetch(*, mailbox: int) -> None:
    """Ask the worker to read a mailbox, unless one is asked for already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        defer(FETCH, queue="post", once=f"{FETCH}.{mailbox}", mailbox=mailbox)


def note_recovered(*, mailbox: Mailbox) -> None:
    """A try went well: what was wrong is over, and nothing rests any longer."""
    Mailbox.objects.filter(pk=mailbox.pk).update(
        error="", error_at=None, send_error="", send_error_at=None, next_at=None
    )


class AlreadyPaused(Exception):
    """The mailbox is paused, or at work, already."""


class LettersOnTheirWay(Exception):
    """Letters of this mailbox have not left, or nobody knows whether they did. `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class AnotherAddress(Exception):
    """What was typed to confirm is not the address of the mailbox."""


def add_mailbox(
    *,
    values: Mapping[str, Any],
    secrets: Mapping[str, str],
    granted: Granted | None = None,
    by: "User",
    at: datetime,
) -> Mailbox:
    """A new mailbox and its first identity. `granted` is what its token server gave at the first try."""
    with transaction.atomic():
        mailbox = Mailbox.objects.create(**{name: values[name] for name in FIELDS}, **_sealed(secrets))
        Identity.objects.create(mailbox=mailbox, name=mailbox.sender_name or mailbox.name, address=mailbox.address)
        if granted is not None:
            store(mailbox, granted)
        _tell(MailboxAdded(mailbox_id=mailbox.pk, address=mailbox.address), mailbox, by, at)
    return mailbox


def edit_mailbox(
    *,
    mailbox: Mailbox,
    values: Mapping[str, Any],
    secrets: Mapping[str, str],
    granted: Granted | None = None,
    forget_access: bool = False,
    read_version: int,
    by: "User",
    at: datetime,
) -> Mailbox:
    """Change a mailbox; a secret that is not typed stays, but for a refresh token that is to be forgotten.

    Raises `StaleWrite`.
    """
    with transaction.atomic():
        before = Mailbox.objects.get(pk=mailbox.pk)
        fresh = mailbox.write({name: values[name] for name in FIELDS}, read_version=read_version)
        renewed = ({"sealed_refresh_token": ""} if forget_access else {}) | _sealed(secrets)
        client = ("oauth_client_id", "oauth_token_url", "oauth_scope")
        if "sealed_refresh_token" in renewed or any(getattr(before, one) != getattr(fresh, one) for one in client):
            renewed |= {"sealed_access_token": "", "access_expires_at": None}
        # Whatever was wrong is tried again at once.
        Mailbox.objects.filter(pk=fresh.pk).update(error="", error_at=None, send_error="", next_at=None, **renewed)
        if granted is not None:
            store(fresh, granted)
        if any(getattr(before, one) != getattr(fresh, one) for one in FOLDERS):
            FolderMark.objects.filter(mailbox=fresh).delete()
        _tell(MailboxEdited(mailbox_id=fresh.pk, address=fresh.address), fresh, by, at)
    fresh.refresh_from_db()
    return fresh


def _sealed(secrets: Mapping[str, str]) -> dict[str, Any]:
    return {SECRETS[name]: seal(typed) for name, typed in secrets.items() if typed}


def pause_mailbox(*, mailbox: Mailbox, by: "User", at: datetime) -> None:
    """Fetch nothing, and let nothing leave, until it is put to work again. Raises `AlreadyPaused`."""
    _set_active(
        mailbox, to=False, fact=MailboxPaused(mailbox_id=mailbox.pk, address=mailbox.address), by=by, at=at
    )


def resume_mailbox(*, mailbox: Mailbox, by: "User", at: datetime) -> None:
    """Put a paused mailbox to work again. Raises `AlreadyPaused`."""
    _set_active(
        mailbox, to=True, fact=MailboxResumed(mailbox_id=mailbox.pk, address=mailbox.address), by=by, at=at
    )


def _set_active(mailbox: Mailbox, *, to: bool, fact: Fact, by: "User", at: datetime) -> None:
    with transaction.atomic():
        if not Mailbox.objects.filter(pk=mailbox.pk, is_active=not to).update(is_active=to):
            raise AlreadyPaused(mailbox.pk)
        _tell(fact, mailbox, by, at)


def remove_mailbox(*, mailbox: Mailbox, typed: str, by: "User", at: datetime) -> None:
    """Fetch nothing from it any more and forget its servers, secrets and identities. `typed` repeats its address.

    What came in and what left stays; conversations are answered from the house's own address from now on. Raises
    `AnotherAddress`, `LettersOnTheirWay`.
    """
    if typed.strip().lower() != mailbox.address.lower():
        raise AnotherAddress(typed)
    with transaction.atomic():
        stored = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
        open_ = (*STILL_HERE, State.SENDING, State.UNKNOWN)
        if count := Recipient.objects.filter(letter__mailbox=stored, state__in=open_).count():
            raise LettersOnTheirWay(count)
        _tell(MailboxRemoved(mailbox_id=stored.pk, address=stored.address), stored, by, at)
        stored.delete()


def add_identity(
    *, mailbox: Mailbox, name: str, address: str, signatures: Mapping[str, str], by: "User", at: datetime
) -> Identity:
    """Another name to sign with."""
    with transaction.atomic():
        added = Identity.objects.create(
            mailbox=mailbox,
            name=name,
            address=address,
            signatures=dict(signatures),
            position=mailbox.identities.count(),
        )
        _tell(MailboxEdited(mailbox_id=mailbox.pk, address=mailbox.address), mailbox, by, at)
    return added


def edit_identity(
    *, identity: Identity, name: str, address: str, signatures: Mapping[str, str], by: "User", at: datetime
) -> None:
    """Change a name, an address, the signatures. What has left keeps what it was signed with."""
    mailbox = identity.mailbox
    with transaction.atomic():
        Identity.objects.filter(pk=identity.pk).update(name=name, address=address, signatures=dict(signatures))
        _tell(MailboxEdited(mailbox_id=mailbox.pk, address=mailbox.address), mailbox, by, at)


def remove_identity(*, identity: Identity, by: "User", at: datetime) -> None:
    """Sign with it no more. What waits keeps it: the letter carries its own sender."""
    mailbox = identity.mailbox
    with transaction.atomic():
        identity.delete()
        _tell(MailboxEdited(mailbox_id=mailbox.pk, address=mailbox.address), mailbox, by, at)


def forget_kept_aside(*, kept: KeptAside, by: "User", at: datetime) -> None:
    """Somebody has dealt with it: off the list. The mail itself stays on the server."""
    mailbox = kept.mailbox
    with transaction.atomic():
        kept.delete()
        _tell(MailboxEdited(mailbox_id=mailbox.pk, address=mailbox.address), mailbox, by, at)


def _tell(happened: Fact, mailbox: Mailbox, by: "User", at: datetime) -> None:
    announce(happened, by=by, at=at, about=mailbox)
