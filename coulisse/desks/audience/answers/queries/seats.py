"""Who approves wordings, and who may be asked to sit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from coulisse.desks.audience.answers.models import Seat, SeatHolder
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level
from coulisse.foundation.ui.translated import in_language


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat with the people who hold it."""

    pk: int
    code: str
    label: str
    is_of_house: bool
    people: tuple[tuple[int, str], ...]


def seats_for(production: int | None) -> QuerySet[Seat]:
    """Those of the production and of the house; a seat of the production stands in for the house's of its code."""
    found = Seat.objects.filter(archived_at__isnull=True)
    if production is None:
        return found.filter(production__isnull=True)
    own = found.filter(production=production)
    return found.filter(Q(production=production) | Q(production__isnull=True) & ~Q(code__in=own.values("code")))


def seats_page(production: int, language: str) -> tuple[SeatView, ...]:
    people = SeatHolder.objects.select_related("person").order_by("person__name")
    rows = seats_for(production).prefetch_related(Prefetch("holders", people))
    return tuple(
        SeatView(
            pk=row.pk,
            code=row.code,
            label=in_language(row.labels, language) or row.code,
            is_of_house=row.production_id is None,
            people=tuple((one.person_id, str(one.person)) for one in row.holders.all()),
        )
        for row in rows
    )


def may_sit(production: int | None, *, day: date) -> list[User]:
    """Colleagues who read what the public of a production writes: only they can approve an answer to it."""
    reading = [code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.READ]
    held = Grant.objects.in_force(day).filter(role__in=reading, client__isnull=True)
    held = held.filter(Q(desk="") | Q(desk=Desk.AUDIENCE))
    where = (
        Q(production__isnull=True) if production is None else Q(production__isnull=True) | Q(production=production)
    )
    return list(User.objects.filter(is_active=True, pk__in=held.filter(where).values("user")).order_by("name"))


def known_people(people: Iterable[User]) -> list[int]:
    return [person.pk for person in people]
