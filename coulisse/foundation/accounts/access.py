"""The only ways to an object of this room, and the primitive that the other rooms build theirs on.

How a room writes its own `access_*` (in its `access.py`):

    def access_contact(user: User, pk: int, *, to: str = "read") -> Contact:
        contact = get_object_or_404(Contact, pk=pk)
        require(user, to, production=contact.production_id)
        return contact

It takes the person first and the key second, returns the row, and refuses in one of two ways: `Http404` for an
object that the person may not even know of, `PermissionDenied` for one that may be seen but not changed. Nothing
else in the room fetches a single row for a page; lists go through a query with `visible_to(user)`. Facts that are
stricter than their object (pay, health, diets, minors) ask `user.scope().may_private(…)` besides.
"""

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.models import Client, Grant, GuestLink, Invitation, User
from coulisse.foundation.accounts.roles import Desk


def require(
    user: User,
    to: str,
    *,
    desk: Desk | str | None = None,
    production: int | None = None,
    client: int | None = None,
    seen: bool | None = None,
) -> None:
    """Let `user` pass who may do `to` there; else 403 when the object may be seen, 404 when not.

    `seen` says whether the object may be seen; without it, whoever may read there may see it.
    """
    if user.may(to, desk=desk, production=production, client=client):
        return
    if user.may("read", desk=desk, production=production, client=client) if seen is None else seen:
        raise PermissionDenied
    raise Http404


def access_user(user: User, pk: int, *, to: str = "read") -> User:
    """A person who signs in: oneself, or anybody for whoever manages the house; members see each other."""
    found = get_object_or_404(User, pk=pk)
    if to == "change" and found.pk == user.pk and user.is_active:
        return found
    require(user, "read" if to == "read" else "manage", seen=user.may("read"))
    return found


def access_grant(user: User, pk: int, *, to: str = "manage") -> Grant:
    """A role held by somebody: whoever manages the house; one's own may be read."""
    grant = get_object_or_404(Grant.objects.select_related("user"), pk=pk)
    own = grant.user_id == user.pk and user.is_active
    if to == "read" and own:
        return grant
    require(user, "manage", seen=own)
    return grant


def access_invitation(user: User, pk: int) -> Invitation:
    """An invitation on its way: whoever manages the house."""
    invitation = get_object_or_404(Invitation, pk=pk)
    require(user, "manage", seen=False)
    return invitation


def access_client(user: User, pk: int, *, to: str = "read") -> Client:
    """A client: read by its own people and by roles on the house or on that client; managed by the owner."""
    client = get_object_or_404(Client, pk=pk)
    if to == "read":
        require(user, "read", client=client.pk, seen=False)
    else:
        require(user, "manage", seen=user.may("read", client=client.pk))
    return client


def access_guest_link(user: User, pk: int, *, to: str = "change") -> GuestLink:
    """A link lent to a guest: whoever lent it and may still act, or may change what it belongs to."""
    link = get_object_or_404(GuestLink, pk=pk)
    if link.lent_by_id == user.pk and user.may("read", anywhere=True):
        return link
    require(user, to, desk=link.desk or None, production=link.production_id, client=link.client_id)
    return link


def access_session(user: User, pk: int) -> UserSession:
    """One of one's own sessions; nobody reads another person's."""
    session: UserSession = get_object_or_404(UserSession, pk=pk, user_id=user.pk)
    return session
