"""Planning an evening and taking registrations: a place each, in order of arrival, then a waiting list.

The row of the evening is held while places are counted, so that the last place goes to one person. The first who
waits gets a place that comes free if the places suffice; nobody behind is put before him.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from coulisse.desks.audience.facts.meetings import (
    Arrived,
    EveningChanged,
    EveningPlanned,
    PublicInvited,
    Registered,
    RegistrationCancelled,
    WaitersPlaced,
)
from coulisse.desks.audience.meetings.letters import Letter, invitation_words, registration_words
from coulisse.desks.audience.meetings.models import Evening, Registration
from coulisse.desks.audience.relations.actions import writer_for
from coulisse.desks.audience.relations.models import Consent, Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.productions.models import Production

CONFIRMED, WAITING, CANCELLED = Registration.State


class RegistrationsClosed(Exception):
    """Too late, or the desk closed them."""


class RegisteredAlready(Exception):
    """This address has a registration for this evening."""


class TooManyPlaces(Exception):
    """More places than one registration may take."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class AddressTaken(Exception):
    """Another evening has this address."""


class NotComing(Exception):
    """The registration was cancelled, or waits: there is no place to welcome anybody on."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What somebody types to come."""

    name: str
    email: str
    seats: int
    language: str
    phone: str = ""
    needs: str = ""
    wants_invitations: bool = False


def plan(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Evening:
    """Raises AddressTaken."""
    with transaction.atomic():
        if Evening.objects.filter(slug=values["slug"]).exists():
            raise AddressTaken(values["slug"])
        evening = Evening.objects.create(production=production, **values)
        announce(EveningPlanned(title=str(evening)), by=by, at=at, about=evening, production=production.pk)
    return evening


def change(*, evening: Evening, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Evening:
    """More places than before go to those who wait. Raises StaleWrite, AddressTaken."""
    with transaction.atomic():
        if Evening.objects.filter(slug=values.get("slug", evening.slug)).exclude(pk=evening.pk).exists():
            raise AddressTaken(values["slug"])
        written = evening.write(values, read_version=read_version)
        announce(EveningChanged(title=str(written)), by=by, at=at, about=written, production=written.production_id)
        _fill_free_places(written, at=at)
    return written


def register(*, evening: Evening, coming: Coming, root: str, at: datetime) -> tuple[Registration, str]:
    """The registration and the secret of its own page, which a letter carries too. `root` begins that address.

    Raises RegistrationsClosed, RegisteredAlready, TooManyPlaces.
    """
    if coming.seats < 1 or coming.seats > evening.most_each:
        raise TooManyPlaces(evening.most_each)
    token = new_token()
    try:
        with transaction.atomic():
            held = Evening.objects.select_for_update().get(pk=evening.pk)
            if not held.is_open or at >= held.closes_at:
                raise RegistrationsClosed(held.pk)
            writer = writer_for(
                name=coming.name, email=coming.email, phone=coming.phone, language=coming.language, at=at
            )
            somebody_waits = held.registrations.filter(state=WAITING).exists()
            has_place = not somebody_waits and coming.seats <= free_seats(held)
            registration = Registration.objects.create(
                evening=held,
                writer=writer,
                name=coming.name,
                email=coming.email.lower(),
                phone=coming.phone,
                language=coming.language,
                seats=coming.seats,
                needs=coming.needs,
                state=CONFIRMED if has_place else WAITING,
                token_hash=token_hash(token),
                registered_at=at,
            )
            if coming.wants_invitations:
                _note_consent(writer, held, at=at)
            announce(
                Registered(title=str(held), seats=coming.seats, has_place=has_place),
                by=None,
                at=at,
                about=held,
                production=held.production_id,
            )
            _write([(registration, registration_words(held, registration, link=f"{root}{token}/"))], at=at)
    except IntegrityError:
        raise RegisteredAlready(coming.email) from None
    return registration, token


def cancel(*, registration: Registration, by: User | None, at: datetime) -> Registration:
    """Free the places, and give them to whoever waits first."""
    with transaction.atomic():
        evening = Evening.objects.select_for_update().get(pk=registration.evening_id)
        fresh = Registration.objects.select_for_update().get(pk=registration.pk)
        if fresh.state == CANCELLED:
            return fresh
        fresh.state, fresh.cancelled_at, fresh.arrived_at = CANCELLED, at, None
        fresh.save(update_fields=["state", "cancelled_at", "arrived_at"])
        announce(
            RegistrationCancelled(title=str(evening), seats=fresh.seats),
            by=by,
            at=at,
            about=evening,
            production=evening.production_id,
        )
        _fill_free_places(evening, at=at)
    return fresh


def free_seats(evening: Evening) -> int:
    taken: int = evening.registrations.filter(state=CONFIRMED).aggregate(sum=Sum("seats"))["sum"] or 0
    return evening.seats - taken


def _fill_free_places(evening: Evening, *, at: datetime) -> None:
    placed = []
    free = free_seats(evening)
    for waiting in evening.registrations.select_for_update().filter(state=WAITING).order_by("registered_at", "id"):
        if waiting.seats > free:
            break
        free -= waiting.seats
        waiting.state, waiting.placed_at = CONFIRMED, at
        waiting.save(update_fields=["state", "placed_at"])
        placed.append(waiting)
    if placed:
        announce(
            WaitersPlaced(title=str(evening), count=len(placed)),
            by=None,
            at=at,
            about=evening,
            production=evening.production_id,
        )
        _write([(one, registration_words(evening, one)) for one in placed], at=at)


def welcome(*, registration: Registration, by: User, at: datetime) -> Registration:
    """Somebody with a place is there. Twice is once. Raises NotComing."""
    with transaction.atomic():
        fresh = Registration.objects.select_for_update().select_related("evening").get(pk=registration.pk)
        if fresh.state != CONFIRMED:
            raise NotComing(fresh.pk)
        if fresh.arrived_at is None:
            fresh.arrived_at, fresh.arrived_by = at, by
            fresh.save(update_fields=["arrived_at", "arrived_by"])
            evening = fresh.evening
            announce(Arrived(title=str(evening)), by=by, at=at, about=evening, production=evening.production_id)
    return fresh


def take_welcome_back(*, registration: Registration) -> None:
    """Pressed by mistake: nothing of it is kept."""
    Registration.objects.filter(pk=registration.pk).update(arrived_at=None, arrived_by=None)


def invite(*, evening: Evening, link: str, by: User, at: datetime) -> int:
    """Write to everybody who agreed to invitations and has no registration. Returns to how many."""
    with transaction.atomic():
        coming = evening.registrations.values("writer_id")
        agreed = (
            Writer.objects.filter(
                consents__purpose=Consent.Purpose.EVENTS,
                consents__withdrawn_at__isnull=True,
                merged_into__isnull=True,
                pseudonymised_at__isnull=True,
                addresses__kind="email",
                addresses__bounced_at__isnull=True,
            )
            .exclude(pk__in=coming.filter(writer__isnull=False))
            .distinct()
            .prefetch_related("addresses")
            .order_by("pk")
        )
        letters = [
            Posting(
                address=next(one.value for one in writer.addresses.all() if one.kind == "email"),
                name=writer.name,
                subject=words.subject,
                text=words.text,
                language=words.language,
                production=evening.production_id,
                about="audience.evening",
                about_id=evening.pk,
            )
            for writer in agreed
            for words in (invitation_words(evening, language=writer.language, link=link),)
        ]
        if letters:
            post_each(letters, by=by, at=at)
            announce(
                PublicInvited(title=str(evening), count=len(letters)),
                by=by,
                at=at,
                about=evening,
                production=evening.production_id,
            )
    return len(letters)


def _write(letters: Sequence[tuple[Registration, Letter]], *, at: datetime) -> None:
    post_each(
        [
            Posting(
                address=registration.email,
                name=registration.name,
                subject=words.subject,
                text=words.text,
                language=words.language,
                production=registration.evening.production_id,
                about="audience.registration",
                about_id=registration.pk,
            )
            for registration, words in letters
        ],
        by=None,
        at=at,
    )


def _note_consent(writer: Writer, evening: Evening, *, at: datetime) -> None:
    how = f"{evening}, {evening.starts_at:%d/%m/%Y}"[:200]
    if not writer.consents.filter(purpose=Consent.Purpose.EVENTS, withdrawn_at__isnull=True).exists():
        Consent.objects.create(writer=writer, purpose=Consent.Purpose.EVENTS, given_at=at, how=how, by=None)
