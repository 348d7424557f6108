"""Reading the productions: the list, the switch in the bar, the team of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from coulisse.foundation.accounts.models import Client, Grant, User
from coulisse.foundation.accounts.roles import ROLES
from coulisse.foundation.productions.blueprints import sheet
from coulisse.foundation.productions.models import Production

SORTS: Final = ("title", "type", "state", "client", "starts_on")
OPEN_STATES: Final = (Production.State.DEVELOPMENT, Production.State.ACTIVE)


def visible_to(user: User) -> QuerySet[Production]:
    """The productions of the person's roles; a client's person sees those of that client only."""
    if not user.is_active:
        return Production.objects.none()
    productions, clients = user.scope().productions(), user.scope().clients()
    if productions is None or clients is None:
        return Production.objects.all()
    return Production.objects.filter(Q(pk__in=productions) | Q(client_id__in=clients))


def clients_for(user: User) -> QuerySet[Client]:
    """The clients that the person may put a production under."""
    reached = user.scope().clients("change")
    open_clients = Client.objects.filter(archived_at__isnull=True)
    return open_clients if reached is None else open_clients.filter(pk__in=reached)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the list asks for. `state` is a state, `open` (the two first) or empty for all."""

    words: str = ""
    type: str = ""
    state: str = ""
    client: int | None = None
    sort: str = "title"


def listed(user: User, wanted: Wanted) -> QuerySet[Production]:
    """The productions that the person may see and asks for, in order."""
    found = visible_to(user).select_related("client", "company")
    for word in wanted.words.split():
        found = found.filter(Q(title__icontains=word) | Q(code__icontains=word) | Q(client__name__icontains=word))
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.state:
        found = found.filter(state__in=OPEN_STATES if wanted.state == "open" else [wanted.state])
    if wanted.client:
        found = found.filter(client_id=wanted.client)
    return found.order_by(*_order(wanted.sort))


def _order(sort: str) -> tuple[str, ...]:
    falling, name = sort.startswith("-"), sort.removeprefix("-")
    column = {"client": "client__name"}.get(name, name) if name in SORTS else "title"
    return (f"-{column}" if falling and name in SORTS else column, "title", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    id: int
    title: str
    code: str
    type: str
    state: str
    state_label: str
    client: str
    company: str
    starts_on: date | None
    ends_on: date | None


def rows(found: Sequence[Production]) -> list[Row]:
    return [
        Row(
            id=each.pk,
            title=each.title,
            code=each.code,
            type=each.get_type_display(),
            state=each.state,
            state_label=each.get_state_display(),
            client=each.client.name if each.client else "",
            company=str(each.company),
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Member:
    """One role held on a production."""

    user_id: int
    name: str
    email: str
    role: str
    ends_on: date | None


def team_of(production: Production, today: date) -> list[Member]:
    """Who works on it, by the roles in force that day, in the order of the table of roles."""
    order = list(ROLES)
    held = Grant.objects.in_force(today).filter(production=production, user__is_active=True).select_related("user")
    return [
        Member(grant.user_id, grant.user.name, grant.user.email, str(ROLES[grant.role].label), grant.ends_on)
        for grant in sorted(held, key=lambda grant: (order.index(grant.role), grant.user.name))
    ]


def missing_roles(production: Production, today: date) -> list[str]:
    """The roles that a production of this type usually has and that nobody holds on it."""
    held = set(Grant.objects.in_force(today).filter(production=production).values_list("role", flat=True))
    return [str(ROLES[code].label) for code in sheet(production.type).roles if code not in held]


def details_of(production: Production, language: str | None) -> list[tuple[str, str]]:
    """The details of the type that were filled in, as they are read."""
    return details_in_words(production.type, production.details, language)


def details_in_words(type_: str, details: Mapping[str, object], language: str | None) -> list[tuple[str, str]]:
    """Label and value of each detail that is filled in, in the order of the type."""
    return [
        (detail.label.in_(language), detail.show(details[detail.key], language))
        for detail in sheet(type_).details
        if details.get(detail.key) not in (None, "")
    ]


def free_code(title: str) -> str:
    """A short code from the title that no production has."""
    stem = slugify(title)[:16].strip("-") or "production"
    taken = set(Production.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)
