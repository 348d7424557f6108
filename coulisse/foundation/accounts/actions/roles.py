"""Giving roles, changing their last day, taking them back; closing and opening a person's access."""

from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from coulisse.foundation.accounts.facts import RoleChanged, RoleGranted, RoleRevoked, SwitchedOff, SwitchedOn
from coulisse.foundation.accounts.models import Client, Grant, User
from coulisse.foundation.accounts.roles import OWNER
from coulisse.foundation.journal.actions import announce


class RoleAlreadyHeld(Exception):
    """That person holds that role there already."""


class RoleNotThere(Exception):
    """The role cannot be held on that scope: an owner owns the whole house."""


class LastOwner(Exception):
    """The house would have nobody left to manage it."""


def grant_role(
    *,
    user: User,
    role: str,
    by: User | None,
    at: datetime,
    production: Any = None,
    client: Client | None = None,
    desk: str = "",
    ends_on: date | None = None,
) -> Grant:
    """Give a role on the house, or on one production or one client.

    Raises `RoleNotThere` and `RoleAlreadyHeld`.
    """
    if role == OWNER and (production is not None or client is not None or desk):
        raise RoleNotThere(role)
    try:
        with transaction.atomic():
            _forget_ended(user=user, role=role, production=production, client=client, desk=desk, at=at)
            grant = Grant.objects.create(
                user=user,
                role=role,
                production=production,
                client=client,
                desk=desk,
                ends_on=ends_on,
                granted_by=by,
                granted_at=at,
            )
            announce(
                RoleGranted(
                    user_id=user.pk,
                    person=str(user),
                    role=role,
                    where=_where(grant),
                    desk=desk,
                    ends_on=ends_on,
                ),
                by=by,
                at=at,
                about=user,
                production=grant.production_id,
                client=grant.client_id,
            )
    except IntegrityError:
        raise RoleAlreadyHeld(role) from None
    user.forget_scope()
    return grant


def change_last_day(*, grant: Grant, ends_on: date | None, by: User, at: datetime) -> Grant:
    """Give a role another last day, or none. Raises `LastOwner`."""
    with transaction.atomic():
        fresh = Grant.objects.select_for_update().select_related("user").get(pk=grant.pk)
        if ends_on is not None:
            _keep_an_owner(without=Q(pk=fresh.pk), concerned=fresh.role == OWNER)
        before, fresh.ends_on = fresh.ends_on, ends_on
        fresh.save(update_fields=["ends_on"])
        announce(
            RoleChanged(
                user_id=fresh.user_id, person=str(fresh.user), role=fresh.role, before=before, ends_on=ends_on
            ),
            by=by,
            at=at,
            about=fresh.user,
            production=fresh.production_id,
            client=fresh.client_id,
        )
    return fresh


def revoke_role(*, grant: Grant, by: User, at: datetime) -> Grant:
    """Take a role back, at once. Raises `LastOwner`. A role already taken back stays as it is."""
    with transaction.atomic():
        fresh = Grant.objects.select_for_update().select_related("user").get(pk=grant.pk)
        if fresh.revoked_at is not None:
            return fresh
        _keep_an_owner(without=Q(pk=fresh.pk), concerned=fresh.role == OWNER)
        fresh.revoked_at = at
        fresh.save(update_fields=["revoked_at"])
        announce(
            RoleRevoked(user_id=fresh.user_id, person=str(fresh.user), role=fresh.role, where=_where(fresh)),
            by=by,
            at=at,
            about=fresh.user,
            production=fresh.production_id,
            client=fresh.client_id,
        )
    fresh.user.forget_scope()
    return fresh


def restore_role(*, grant: Grant, by: User, at: datetime) -> Grant:
    """The inverse of `revoke_role`: the same role again, granted anew. Raises `RoleAlreadyHeld`."""
    return grant_role(
        user=grant.user,
        role=grant.role,
        production=grant.production,
        client=grant.client,
        desk=grant.desk,
        ends_on=grant.ends_on,
        by=by,
        at=at,
    )


def switch_off(*, user: User, by: User, at: datetime) -> User:
    """Close a person's access: the roles stay written, every session ends. Raises `LastOwner`."""
    with transaction.atomic():
        fresh = User.objects.select_for_update().get(pk=user.pk)
        if not fresh.is_active:
            return fresh
        is_owner = Grant.objects.filter(user=fresh, role=OWNER, revoked_at__isnull=True).exists()
        _keep_an_owner(without=Q(user=fresh), concerned=is_owner)
        fresh.is_active = False
        fresh.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user=fresh):
            session.end()
        announce(SwitchedOff(user_id=fresh.pk, person=str(fresh)), by=by, at=at, about=fresh)
    return fresh


def switch_on(*, user: User, by: User, at: datetime) -> User:
    """The inverse of `switch_off`."""
    with transaction.atomic():
        fresh = User.objects.select_for_update().get(pk=user.pk)
        if fresh.is_active:
            return fresh
        fresh.is_active = True
        fresh.save(update_fields=["is_active"])
        announce(SwitchedOn(user_id=fresh.pk, person=str(fresh)), by=by, at=at, about=fresh)
    return fresh


def _keep_an_owner(*, without: Q, concerned: bool) -> None:
    """Refuse what would leave nobody who owns the house for good. Locks the owners' rows."""
    if not concerned:
        return
    lasting = Grant.objects.select_for_update(of=("self",)).filter(
        role=OWNER, revoked_at__isnull=True, ends_on__isnull=True, user__is_active=True
    )
    if not lasting.exclude(without):
        raise LastOwner


def _forget_ended(
    *, user: User, role: str, production: Any, client: Client | None, desk: str, at: datetime
) -> None:
    """A role whose last day is past still fills its place: close it, so that it can be given again."""
    Grant.objects.filter(
        user=user,
        role=role,
        production=production,
        client=client,
        desk=desk,
        revoked_at__isnull=True,
        ends_on__lt=timezone.localdate(at),
    ).update(revoked_at=at)


def _where(grant: Grant) -> str:
    return str(grant.production or grant.client or "")
