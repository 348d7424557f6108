"""To whom a conversation may be given."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who answers the public."""

    pk: int
    name: str


def colleagues(production: int | None, *, day: date) -> tuple[Colleague, ...]:
    """Those who may answer the public of this production, by name. One query."""
    held = _grants(production, day)
    people = User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
    return tuple(Colleague(pk, name) for pk, name in people.values_list("pk", "name"))


def colleague(production: int | None, pk: int, *, day: date) -> User | None:
    """One of them; None for anybody else."""
    return User.objects.filter(is_active=True, pk=pk, pk__in=_grants(production, day).values("user")).first()


def _grants(production: int | None, day: date) -> QuerySet[Grant]:
    roles = [code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.CHANGE]
    house = Q(production__isnull=True, client__isnull=True)
    where = house if production is None else house | Q(production=production)
    return Grant.objects.in_force(day).filter(where, Q(desk="") | Q(desk=Desk.AUDIENCE), role__in=roles)
