"""Reads: the team, the invitations on their way, the clients, the links lent, the open sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coulisse.foundation.accounts.models import Client, Grant, GuestLink, Invitation, Receipt, User
from coulisse.foundation.accounts.roles import DESK_LABELS, ROLES, Desk


def holders_of(roles: Iterable[str], *, production: int, day: date) -> dict[str, User]:
    """Who holds each role on a production on `day`, in the order asked: its own people before the house’s."""
    here = Q(production=production) | Q(production__isnull=True, client__isnull=True)
    grants = Grant.objects.in_force(day).filter(here, role__in=tuple(roles)).select_related("user")
    found: dict[str, User] = {}
    for grant in grants.order_by(F("production").asc(nulls_last=True), "pk"):
        found.setdefault(grant.role, grant.user)
    return {role: found[role] for role in roles if role in found}


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role as a page shows it. `where` is empty for the whole house."""

    pk: int
    code: str
    label: Promise
    where: str
    desk: Promise | str
    ends_on: date | None
    granted_at: datetime
    granted_by: str


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the team."""

    pk: int
    name: str
    email: str
    initials: str
    may_sign_in: bool
    has_second_step: bool
    last_sign_in: datetime | None
    roles: tuple[HeldRole, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """An invitation on its way."""

    pk: int
    email: str
    role: Promise
    where: str
    expires_at: datetime
    is_expired: bool


@dataclass(frozen=True, slots=True)
class LentLink:
    """A link lent to a guest, with the receipts that came back."""

    pk: int
    lent_to: str
    email: str
    lent_by: str
    lent_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened_at: datetime | None
    """The first time."""
    visits: int
    acknowledged_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser signed in."""

    pk: int
    browser: str
    ip: str
    since: datetime
    last_seen: datetime
    is_this_one: bool


def team(*, search: str = "", state: str = "", sort: str = "name") -> QuerySet[User]:
    """Everybody who has an account, by words and by state (`on`, `off`); a page shows it with `members`."""
    people = User.objects.all()
    if search:
        people = people.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if state in {"on", "off"}:
        people = people.filter(is_active=state == "on")
    allowed = {"name": "name", "-name": "-name", "last": "last_login", "-last": "-last_login"}
    return people.order_by(allowed.get(sort, "name"), "pk")


def members(people: Iterable[User], *, today: date) -> list[Member]:
    """The lines of one page of the team: three queries, whatever its length."""
    keys = [person.pk for person in people]
    found = (
        User.objects.filter(pk__in=keys)
        .annotate(has_second_step=Exists(_second_steps()))
        .prefetch_related(
            Prefetch(
                "grants",
                queryset=Grant.objects.in_force(today)
                .select_related("production", "client", "granted_by")
                .order_by("granted_at"),
                to_attr="live_grants",
            )
        )
    )
    by_key: dict[int, Any] = {person.pk: person for person in found}
    return [_member(by_key[key]) for key in keys if key in by_key]


def roles_of(user: User, *, today: date) -> list[HeldRole]:
    """The roles that somebody holds today."""
    grants = user.grants.in_force(today).select_related("production", "client", "granted_by")
    return [_held(grant) for grant in grants.order_by("granted_at")]


def pending_invitations(*, at: datetime) -> list[Pending]:
    """Invitations neither accepted nor taken back, the newest first."""
    waiting = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return [
        Pending(
            pk=each.pk,
            email=each.email,
            role=ROLES[each.role].label,
            where=str(each.production or each.client or ""),
            expires_at=each.expires_at,
            is_expired=each.expires_at <= at,
        )
        for each in waiting.select_related("production", "client")[:200]
    ]


def clients_visible_to(user: User) -> QuerySet[Client]:
    """The clients within reach: all of them for roles on the whole house, one's own for a client's person."""
    reach = user.scope().clients()
    return Client.objects.all() if reach is None else Client.objects.filter(pk__in=reach)


def open_clients() -> QuerySet[Client]:
    """The clients that may be chosen for new work."""
    return Client.objects.filter(archived_at__isnull=True)


def scope_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a role may be held, in groups for a list: the house, each open production, each open client."""
    production = apps.get_model("productions", "Production")
    works = production._default_manager.exclude(state="archived").order_by("title").values_list("pk", "title")
    return [
        (_("The house"), [("house", _("The whole house"))]),
        (_("Productions"), [(f"production:{pk}", title) for pk, title in works]),
        (_("Clients"), [(f"client:{pk}", name) for pk, name in open_clients().values_list("pk", "name")]),
    ]


def guest_links_for(kind: str, object_id: int, *, at: datetime) -> list[LentLink]:
    """The links that open one object, the newest first, with their receipts: two queries.

    Another room's page shows them with `{% include "accounts/guest_links.html" with links=… %}`.
    """
    links = (
        GuestLink.objects.filter(kind=kind, object_id=object_id)
        .select_related("lent_by")
        .prefetch_related("receipts")
        .order_by("-lent_at", "-pk")
    )
    return [_lent(link, at=at) for link in links]


def sessions_of(user: User, *, current: str | None) -> list[OpenSession]:
    """Where somebody is signed in, this browser first, then the last seen. `current` is this session's key."""
    found = [
        OpenSession(
            pk=session.pk,
            browser=session.user_agent,
            ip=session.ip,
            since=session.created_at,
            last_seen=session.last_seen_at,
            is_this_one=session.session_key == current,
        )
        for session in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda session: (not session.is_this_one, -session.last_seen.timestamp()))


def _second_steps() -> QuerySet[Any]:
    steps = Authenticator.objects.filter(user_id=OuterRef("pk"))
    found: QuerySet[Any] = steps.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found


def _member(person: Any) -> Member:
    return Member(
        pk=person.pk,
        name=person.name,
        email=person.email,
        initials=person.initials,
        may_sign_in=person.is_active,
        has_second_step=person.has_second_step,
        last_sign_in=person.last_login,
        roles=tuple(_held(grant) for grant in person.live_grants),
    )


def _held(grant: Grant) -> HeldRole:
    return HeldRole(
        pk=grant.pk,
        code=grant.role,
        label=ROLES[grant.role].label,
        where=str(grant.production or grant.client or ""),
        desk=DESK_LABELS[Desk(grant.desk)] if grant.desk else "",
        ends_on=grant.ends_on,
        granted_at=grant.granted_at,
        granted_by=str(grant.granted_by or ""),
    )


def _lent(link: GuestLink, *, at: datetime) -> LentLink:
    receipts = list(link.receipts.all())
    opened = [receipt.at for receipt in receipts if receipt.kind == Receipt.Kind.OPENED]
    acknowledged = [receipt.at for receipt in receipts if receipt.kind == Receipt.Kind.ACKNOWLEDGED]
    return LentLink(
        pk=link.pk,
        lent_to=link.lent_to,
        email=link.email,
        lent_by=str(link.lent_by or ""),
        lent_at=link.lent_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        opened_at=opened[0] if opened else None,
        visits=len(opened),
        acknowledged_at=acknowledged[0] if acknowledged else None,
        is_open=link.revoked_at is None and link.expires_at > at,
    )
