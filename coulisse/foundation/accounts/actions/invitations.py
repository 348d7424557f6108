"""Inviting somebody by a letter that works once, and joining with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import transaction

from coulisse.foundation.accounts.actions.roles import RoleNotThere, grant_role
from coulisse.foundation.accounts.facts import InvitationRevoked, Invited, Joined
from coulisse.foundation.accounts.models import Client, Invitation, User
from coulisse.foundation.accounts.roles import OWNER
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.journal.actions import announce

GOOD_FOR: Final = timedelta(days=7)


class AlreadyJoined(Exception):
    """Somebody signs in with that address already: give a role instead."""


class InvitationRefused(Exception):
    """The letter opens nothing."""


class InvitationUnknown(InvitationRefused):
    """No invitation carries that token."""


class InvitationUsed(InvitationRefused):
    """Somebody joined with it."""


class InvitationTakenBack(InvitationRefused):
    """The house took it back."""


class InvitationExpired(InvitationRefused):
    """Its last day is past."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation, with the secret of its address: known now and never again."""

    invitation: Invitation
    token: str


def invite(
    *,
    email: str,
    role: str,
    by: User | None,
    at: datetime,
    name: str = "",
    language: str = "fr",
    production: Any = None,
    client: Client | None = None,
    desk: str = "",
    ends_on: date | None = None,
) -> Letter:
    """Write an invitation good for a week; an earlier one to the same address stops working.

    `by` is None for the first owner of a house, whom only the command line can invite.
    Raises `AlreadyJoined` and `RoleNotThere`.
    """
    address = email.strip().lower()
    if role == OWNER and (production is not None or client is not None or desk):
        raise RoleNotThere(role)
    if User.objects.filter(email__iexact=address).exists():
        raise AlreadyJoined(address)
    token = new_token()
    with transaction.atomic():
        Invitation.objects.filter(email__iexact=address, accepted_at__isnull=True, revoked_at__isnull=True).update(
            revoked_at=at
        )
        invitation = Invitation.objects.create(
            email=address,
            name=name.strip(),
            language=language,
            role=role,
            production=production,
            client=client,
            desk=desk,
            ends_on=ends_on,
            token_hash=token_hash(token),
            invited_by=by,
            invited_at=at,
            expires_at=at + GOOD_FOR,
        )
        announce(
            Invited(email=address, role=role, where=str(production or client or "")),
            by=by,
            at=at,
            about=invitation,
            production=invitation.production_id,
            client=invitation.client_id,
            private=True,
        )
    return Letter(invitation, token)


def revoke_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Take an invitation back. One that was used or taken back already stays as it is."""
    with transaction.atomic():
        fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if fresh.accepted_at is None and fresh.revoked_at is None:
            fresh.revoked_at = at
            fresh.save(update_fields=["revoked_at"])
            announce(InvitationRevoked(email=fresh.email), by=by, at=at, about=fresh, private=True)
    return fresh


def find_invitation(token: str, *, at: datetime) -> Invitation:
    """The invitation behind a token, or the reason why it opens nothing, as an `InvitationRefused`."""
    found = Invitation.objects.filter(token_hash=token_hash(token)).first()
    if found is None:
        raise InvitationUnknown
    _check(found, at=at)
    return found


def accept_invitation(*, token: str, name: str, password: str | None, language: str, at: datetime) -> User:
    """Join the house: a person, a confirmed address and the role of the letter, once.

    Raises an `InvitationRefused`, or `AlreadyJoined`.
    """
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
        if found is None:
            raise InvitationUnknown
        _check(found, at=at)
        if User.objects.filter(email__iexact=found.email).exists():
            raise AlreadyJoined(found.email)
        user = User.objects.create_user(found.email, password, name=name.strip(), language=language)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        found.accepted_at = at
        found.save(update_fields=["accepted_at"])
        announce(Joined(user_id=user.pk, person=str(user)), by=user, at=at, about=user)
        grant_role(
            user=user,
            role=found.role,
            production=found.production,
            client=found.client,
            desk=found.desk,
            ends_on=found.ends_on,
            by=found.invited_by,
            at=at,
        )
    return user


def _check(invitation: Invitation, *, at: datetime) -> None:
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is not None:
        raise InvitationTakenBack
    if invitation.expires_at <= at:
        raise InvitationExpired
