"""Evenings as lists, doors and papers show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.utils import timezone

from coulisse.desks.audience.meetings.letters import title_in
from coulisse.desks.audience.meetings.models import Evening, Registration
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production
from coulisse.papers.badges import Badge, Badges

MOST = 200
CONFIRMED, WAITING, CANCELLED = Registration.State


@dataclass(frozen=True, slots=True)
class EveningRow:
    """One evening of a list."""

    pk: int
    title: str
    place: str
    starts_at: datetime
    seats: int
    taken: int
    waiting: int
    arrived: int
    is_open: bool

    @property
    def free(self) -> int:
        return max(self.seats - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Guest:
    """One registration, as the desk sees it."""

    pk: int
    name: str
    email: str
    phone: str
    language: str
    seats: int
    needs: str
    state: str
    rank: int
    registered_at: datetime
    placed_at: datetime | None
    arrived_at: datetime | None
    writer_id: int | None

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def is_coming(self) -> bool:
        return self.state == CONFIRMED


def evenings_of(production: Production, *, language: str) -> tuple[EveningRow, ...]:
    found = counted(
        Evening.objects.filter(production=production),
        taken=Sum("registrations__seats", filter=Q(registrations__state=CONFIRMED), default=0),
        waiting=Sum("registrations__seats", filter=Q(registrations__state=WAITING), default=0),
        arrived=Count("registrations", filter=Q(registrations__arrived_at__isnull=False)),
    )[:MOST]
    return tuple(
        EveningRow(
            one.pk,
            title_in(one.titles, language),
            one.place,
            one.starts_at,
            one.seats,
            one.taken,
            one.waiting,
            one.arrived,
            one.is_open,
        )
        for one in found
    )


def guests_of(evening: Evening) -> tuple[Guest, ...]:
    """Those who come, then those who wait with their rank, then those who don't come."""
    rows = sorted(
        evening.registrations.all(),
        key=lambda one: (
            (CONFIRMED, WAITING, CANCELLED).index(Registration.State(one.state)),
            one.registered_at,
            one.pk,
        ),
    )
    waiting = 0
    guests = []
    for one in rows:
        waiting += one.state == WAITING
        guests.append(
            Guest(
                one.pk,
                one.name,
                one.email,
                one.phone,
                one.language,
                one.seats,
                one.needs,
                one.state,
                waiting if one.state == WAITING else 0,
                one.registered_at,
                one.placed_at,
                one.arrived_at,
                one.writer_id,
            )
        )
    return tuple(guests)


def seats_of(guests: Sequence[Guest], state: str) -> int:
    return sum(one.seats for one in guests if one.state == state)


def at_the_door(evening: Evening, typed: str) -> tuple[Guest, ...]:
    """Who has a place and whose name or address holds what is typed."""
    wanted = typed.strip().casefold()
    coming = sorted((one for one in guests_of(evening) if one.is_coming), key=lambda one: one.name.casefold())
    return tuple(one for one in coming if wanted in one.name.casefold() or wanted in one.email)


def rank_of(registration: Registration) -> int:
    """The place on the waiting list, from 1."""
    before = registration.evening.registrations.filter(state=WAITING).filter(
        Q(registered_at__lt=registration.registered_at)
        | Q(registered_at=registration.registered_at, pk__lte=registration.pk)
    )
    return before.count()


def badges_of(evening: Evening, *, language: str, at: datetime) -> Badges:
    """A badge a person: companions get one without a name."""
    title = title_in(evening.titles, language)
    badges = []
    for one in sorted((one for one in guests_of(evening) if one.is_coming), key=lambda one: one.name.casefold()):
        badges += [Badge(one.name, ""), *[Badge("", one.name)] * (one.seats - 1)]
    return Badges(
        title=title,
        house=str(evening.production),
        place=evening.place,
        starts_at=timezone.localtime(evening.starts_at),
        badges=tuple(badges),
        at=timezone.localtime(at),
    )
