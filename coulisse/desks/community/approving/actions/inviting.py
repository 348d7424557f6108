"""Guests of a submission: the client's person, or an expert for one role or for advice on one publication."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from coulisse.desks.community.approving.access import GUEST
from coulisse.desks.community.approving.actions.revising import Over
from coulisse.desks.community.approving.frozen import Person, people_of, with_holder
from coulisse.desks.community.approving.letters import write_to_role
from coulisse.desks.community.approving.models import GuestSeat, Submission
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk

LINK_LASTS: Final = timedelta(days=30)


class NotOfTheRoute(LookupError):
    """That role is not asked for this submission."""


class NotOfTheSubmission(LookupError):
    """That publication is not handed in here."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A guest, and the address to decide at: known now and never again."""

    seat: GuestSeat
    address: str


@transaction.atomic
def invite(
    *,
    submission: Submission,
    role: str,
    name: str,
    email: str = "",
    language: str = "fr",
    publication: Publication | None = None,
    by: User,
    at: datetime,
) -> Invited:
    """A guest for a role, who is added to its holders; or, for one `publication`, one who only advises.

    With an e-mail address a letter brings the link. Raises `NotOfTheRoute`, `NotOfTheSubmission`, `Over`.
    """
    row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if row.closed_at is not None:
        raise Over(row.pk)
    if publication is not None:
        if not row.items.filter(publication=publication).exists():
            raise NotOfTheSubmission(publication.pk)
        seat = GuestSeat.objects.create(
            submission=row, role=role, publication=publication, name=name, email=email, language=language
        )
        person = Person("", name, email, None, language)
    else:
        person = _same_guest(row, role, name, email) or Person(f"g{uuid4().hex[:12]}", name, email, None, language)
        try:
            row.route = with_holder(row.route, role, person)
        except KeyError:
            raise NotOfTheRoute(role) from None
        row.save(update_fields=["route"])
        seat = seat_of(row, role, person)
        GuestSeat.objects.filter(pk=seat.pk).update(closed_at=None)
    address = lend(seat, by=by, at=at)
    if email:
        write_to_role(row, role=role, person=person, event="asked", link=address, due_at=None, at=at)
    return Invited(seat, address)


def _same_guest(row: Submission, role: str, name: str, email: str) -> Person | None:
    """Somebody of that name and address who holds the role already: the link is made anew."""
    held: list[str] = next(
        (one["holders"] for stage in row.route["stages"] for one in stage if one["role"] == role), []
    )
    people = people_of(row.route)
    return next(
        (
            people[key]
            for key in held
            if people[key].is_guest and (people[key].name, people[key].email) == (name, email)
        ),
        None,
    )


def seat_of(submission: Submission, role: str, person: Person) -> GuestSeat:
    """The guest's row, made at the first need."""
    told = {"name": person.name, "email": person.email, "language": person.language}
    return GuestSeat.objects.get_or_create(submission=submission, role=role, key=person.key, defaults=told)[0]


def lend(seat: GuestSeat, *, by: User, at: datetime) -> str:
    """A link of thirty days for a guest; those lent before stay open until they end or are taken back."""
    submission = seat.submission
    lent = guest_links.lend(
        GUEST,
        seat.pk,
        seat.name[:120],
        expires_at=at + LINK_LASTS,
        by=by,
        at=at,
        email=seat.email,
        language=seat.language,
        production=None if submission.client_id else submission.production_id,
        client=submission.client_id,
        desk=Desk.COMMUNITY,
    )
    return settings.PUBLIC_URL + reverse("accounts:guest", args=[lent.token])


@transaction.atomic
def shut_out(*, seat: GuestSeat, by: User, at: datetime) -> int:
    """Take back every link of a guest, those of the reminders too, and bring no other; how many were open."""
    open_links = GuestLink.objects.filter(kind=GUEST, object_id=seat.pk, revoked_at__isnull=True)
    links = list(open_links.order_by("pk"))
    for link in links:
        guest_links.revoke(link=link, by=by, at=at)
    GuestSeat.objects.filter(pk=seat.pk).update(closed_at=at)
    return len(links)
