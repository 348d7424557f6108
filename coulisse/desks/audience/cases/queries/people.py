"""Whom a question or a recommendation may be put to: those who read what the public writes to a production."""

from datetime import date

from django.db.models import Q, QuerySet

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level

READING = tuple(code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.READ)
CHANGING = tuple(code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.CHANGE)


def readers_of(production: int, today: date) -> QuerySet[User]:
    """In force on `today`; roles of the whole house too."""
    return _holding(READING, production, today)


def officers_of(production: int | None, today: date) -> QuerySet[User]:
    """Who may follow a case."""
    return _holding(CHANGING, production, today)


def _holding(roles: tuple[str, ...], production: int | None, today: date) -> QuerySet[User]:
    whole = Q(production__isnull=True, client__isnull=True)
    where = whole | Q(production=production) if production else whole
    desk = Q(desk="") | Q(desk=Desk.AUDIENCE)
    held = Grant.objects.in_force(today).filter(where & desk, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("name")
