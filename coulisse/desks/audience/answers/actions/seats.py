"""Who approves wordings."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.answers.models import Decision, Seat, SeatHolder
from coulisse.desks.audience.facts.answers import SeatSet
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class SeatTaken(Exception):
    """A seat of this code exists there."""


class SeatAsked(Exception):
    """A decision of this seat is waited for: let it decide, or change the text, before it goes."""


class CannotRead(Exception):
    """Somebody who may not read what the public writes cannot approve an answer to it."""

    def __init__(self, person: User) -> None:
        super().__init__(person.pk)
        self.person = person


def make_seat(
    *,
    production: Production | None,
    code: str,
    labels: Mapping[str, str],
    people: Iterable[User],
    by: User,
    at: datetime,
) -> Seat:
    """A new seat and who holds it. Raises `SeatTaken`, `CannotRead`."""
    with transaction.atomic():
        if Seat.objects.filter(production=production, code=code).exists():
            raise SeatTaken(code)
        seat = Seat.objects.create(production=production, code=code, labels=dict(labels))
        _sit(seat, people, at)
        _tell(seat, by=by, at=at)
    return seat


def set_holders(*, seat: Seat, people: Iterable[User], by: User, at: datetime) -> Seat:
    """Exactly these people hold the seat from now on. Raises `CannotRead`."""
    with transaction.atomic():
        Seat.objects.select_for_update().get(pk=seat.pk)
        chosen = list(people)
        seat.holders.exclude(person__in=chosen).delete()
        _sit(seat, chosen, at)
        _tell(seat, by=by, at=at)
    return seat


def archive_seat(*, seat: Seat, by: User, at: datetime) -> None:
    """It is asked no more; what it decided stays. Raises `SeatAsked`."""
    with transaction.atomic():
        if Decision.objects.filter(seat=seat, state=Decision.State.WAITING).exists():
            raise SeatAsked(seat.pk)
        Seat.objects.filter(pk=seat.pk, archived_at__isnull=True).update(archived_at=at)
        _tell(seat, by=by, at=at)


def _sit(seat: Seat, people: Iterable[User], at: datetime) -> None:
    known = set(seat.holders.values_list("person_id", flat=True))
    for person in people:
        if not person.may("read", desk=Desk.AUDIENCE, production=seat.production_id):
            raise CannotRead(person)
    SeatHolder.objects.bulk_create(
        SeatHolder(seat=seat, person=person, since=at) for person in people if person.pk not in known
    )


def _tell(seat: Seat, *, by: User, at: datetime) -> None:
    people = ", ".join(str(row.person) for row in seat.holders.select_related("person"))
    told = SeatSet(seat_id=seat.pk, seat=str(seat), people=people)
    announce(told, by=by, at=at, about=seat, production=seat.production_id, desk=Desk.AUDIENCE)
