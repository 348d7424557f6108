"""Lending an address that opens one object, taking it back, and the receipts that guests leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from coulisse.foundation.accounts.facts import LinkAcknowledged, LinkLent, LinkRevoked
from coulisse.foundation.accounts.models import GuestLink, Receipt, User
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.journal.actions import announce

VISIT: Final = timedelta(minutes=30)
"""Two openings less than this apart are one visit, hence one receipt."""


class LinkRefused(Exception):
    """The address opens nothing."""


class LinkUnknown(LinkRefused):
    """No link carries that token."""


class LinkEnded(LinkRefused):
    """The link was lent, and opens no longer. Carries it, for its language."""

    def __init__(self, link: GuestLink) -> None:
        super().__init__(link.pk)
        self.link = link


class LinkExpired(LinkEnded):
    """Its last moment is past."""


class LinkRevokedAlready(LinkEnded):
    """Whoever lent it took it back."""


class UnknownKind(Exception):
    """No page of the house opens objects of that kind."""


class EndsBeforeItStarts(Exception):
    """A link cannot end before it is lent."""


@dataclass(frozen=True, slots=True)
class Lent:
    """A link, with the secret of its address: known now and never again."""

    link: GuestLink
    token: str


def lend(
    kind: str,
    object_id: int,
    to: str,
    *,
    expires_at: datetime,
    by: User,
    at: datetime,
    email: str = "",
    language: str = "fr",
    production: int | None = None,
    client: int | None = None,
    desk: str = "",
) -> Lent:
    """Lend an address that opens the object of that `kind` until `expires_at`.

    `kind` is a key of `settings.COULISSE_GUEST_PAGES`; `production`, `client` and `desk` say whose object it is,
    hence who may take the link back. Raises `UnknownKind` and `EndsBeforeItStarts`.
    """
    if kind not in settings.COULISSE_GUEST_PAGES:
        raise UnknownKind(kind)
    if expires_at <= at:
        raise EndsBeforeItStarts(expires_at.isoformat())
    token = new_token()
    with transaction.atomic():
        link = GuestLink.objects.create(
            token_hash=token_hash(token),
            kind=kind,
            object_id=object_id,
            production_id=production,
            client_id=client,
            desk=desk,
            lent_to=to,
            email=email.strip().lower(),
            language=language,
            lent_by=by,
            lent_at=at,
            expires_at=expires_at,
        )
        announce(
            LinkLent(link_id=link.pk, opens=kind, object_id=object_id, lent_to=to),
            by=by,
            at=at,
            about=link,
            production=production,
            client=client,
            desk=desk,
        )
    return Lent(link, token)


def revoke(*, link: GuestLink, by: User, at: datetime) -> GuestLink:
    """Take a link back, at once. One taken back already stays as it is."""
    with transaction.atomic():
        fresh = GuestLink.objects.select_for_update().get(pk=link.pk)
        if fresh.revoked_at is not None:
            return fresh
        fresh.revoked_at = at
        fresh.save(update_fields=["revoked_at"])
        announce(
            LinkRevoked(link_id=fresh.pk, opens=fresh.kind, object_id=fresh.object_id, lent_to=fresh.lent_to),
            by=by,
            at=at,
            about=fresh,
            production=fresh.production_id,
            client=fresh.client_id,
            desk=fresh.desk,
        )
    return fresh


def find(token: str, at: datetime) -> GuestLink:
    """The link behind a token, or the reason why it opens nothing, as a `LinkRefused`."""
    link = GuestLink.objects.filter(token_hash=token_hash(token)).first()
    if link is None:
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkRevokedAlready(link)
    if link.expires_at <= at:
        raise LinkExpired(link)
    return link


def record_opened(*, link: GuestLink, at: datetime) -> Receipt:
    """Note that the guest opened the link: one receipt a visit."""
    with transaction.atomic():
        GuestLink.objects.select_for_update().get(pk=link.pk)
        recent = link.receipts.filter(kind=Receipt.Kind.OPENED, at__gt=at - VISIT).last()
        return recent or Receipt.objects.create(link=link, kind=Receipt.Kind.OPENED, at=at)


def acknowledge(*, link: GuestLink, at: datetime) -> Receipt:
    """Note « Bien reçu », once."""
    with transaction.atomic():
        GuestLink.objects.select_for_update().get(pk=link.pk)
        already = link.receipts.filter(kind=Receipt.Kind.ACKNOWLEDGED).first()
        if already is not None:
            return already
        receipt = Receipt.objects.create(link=link, kind=Receipt.Kind.ACKNOWLEDGED, at=at)
        announce(
            LinkAcknowledged(link_id=link.pk, opens=link.kind, object_id=link.object_id, lent_to=link.lent_to),
            by=None,
            at=at,
            about=link,
            production=link.production_id,
            client=link.client_id,
            desk=link.desk,
        )
    return receipt
