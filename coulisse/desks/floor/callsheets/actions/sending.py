"""Bringing a version to people: a letter and a link each, their receipts, and the link taken back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from coulisse.desks.floor.callsheets.access import KIND
from coulisse.desks.floor.callsheets.actions.preparing import locked, set_state
from coulisse.desks.floor.callsheets.actions.telling import named, tell
from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.letters import call_words
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Print, Revision
from coulisse.desks.floor.callsheets.queries.compose import everybody
from coulisse.desks.floor.crew.queries.lists import first_of
from coulisse.desks.floor.facts.callsheets import PeopleReminded, ReceiptGiven, SheetSent
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.mailroom.actions import BadAddress, Enclosed, To, post
from coulisse.foundation.mailroom.models import Letter, Recipient, State
from coulisse.foundation.people.models import Contact
from coulisse.kernel.times import Never, Twice, in_brussels
from coulisse.papers.call_sheet import (
    CallSheet as Paper,
)
from coulisse.papers.call_sheet import (
    OwnCall,
    call_calendar,
    message,
    own_call,
    sms_link,
    whatsapp_link,
)

LINK_LASTS: Final = timedelta(days=7)
"""A link opens for a week after the day: long enough for the last question, short enough to be forgotten."""


class SentAlready(Exception):
    """This version was sent: remind those who have not answered."""


class Replaced(Exception):
    """A newer version was validated: send that one."""


class CannotBeReached(Exception):
    """Nobody is left to remind, or the person has no telephone."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What one sends oneself: the address, the text, and what opens WhatsApp or the telephone's messages."""

    name: str
    address: str
    text: str
    whatsapp: str
    sms: str


def send(*, revision: Revision, by: User, at: datetime) -> list[Delivery]:
    """Bring a version to its people: everybody for the first, those whom it touches for a rectification.

    Returns those who were told. Raises `SentAlready`, `Replaced`.
    """
    with transaction.atomic():
        sheet = locked(revision.sheet)
        fresh = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
        if fresh.sent_at is not None:
            raise SentAlready(revision.pk)
        if sheet.revisions.filter(number__gt=fresh.number).exists():
            raise Replaced(revision.pk)
        paper = sheet_of(fresh.content)
        told = [one for one in _deliver(fresh, paper) if one.is_told]
        _write_to(told, sheet, paper, by=by, at=at)
        fresh.sent_at, fresh.sent_by = at, by
        fresh.save(update_fields=["sent_at", "sent_by"])
        if sheet.state == CallSheet.State.VALIDATED:
            set_state(sheet, CallSheet.State.SENT)
        fact = SheetSent(**named(sheet), revision_id=fresh.pk, revision=fresh.number, people=len(told))
        tell(fact, sheet, by=by, at=at)
    return told


def _deliver(revision: Revision, paper: Paper) -> list[Delivery]:
    """A row for each person of the sheet, and for those whom it no longer calls."""
    touched = set(revision.touched)
    people = tuple(dict.fromkeys([*everybody(paper), *revision.touched]))
    contacts = Contact.objects.in_bulk(people)
    rows = []
    for pk in people:
        contact, own = contacts.get(pk), own_call(paper, pk)
        if contact is None:
            continue
        rows.append(
            Delivery(
                revision=revision,
                contact=contact,
                name=contact.name,
                job=own.job[:160] if own else "",
                language=contact.document_language,
                email=first_of(contact.emails),
                phone=first_of(contact.phones),
                is_told=pk in touched,
            )
        )
    return Delivery.objects.bulk_create(rows)


def remind(*, revision: Revision, by: User, at: datetime, only: Collection[int] | None = None) -> int:
    """Write again to those who were told and have not answered, with a fresh link. Raises `CannotBeReached`.

    Who bounced is left out: the address must be mended first. `only` are numbers of deliveries.
    """
    with transaction.atomic():
        sheet = locked(revision.sheet)
        waiting = revision.deliveries.select_for_update(of=("self",)).filter(
            is_told=True, acknowledged_at__isnull=True
        )
        if only is not None:
            waiting = waiting.filter(pk__in=only)
        bounced = set(_bounced(waiting))
        rows = [row for row in waiting if row.email and row.pk not in bounced]
        if not rows:
            raise CannotBeReached(revision.pk)
        _write_to(rows, sheet, sheet_of(revision.content), by=by, at=at, again=True)
        tell(PeopleReminded(**named(sheet), people=len(rows)), sheet, by=by, at=at)
    return len(rows)


def mend_address(*, delivery: Delivery, email: str, by: User, at: datetime) -> Delivery:
    """Send to another address after a bounce. Raises `mailroom.actions.BadAddress`."""
    with transaction.atomic():
        sheet = locked(delivery.revision.sheet)
        fresh = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        fresh.email = email.strip()
        paper = sheet_of(delivery.revision.content)
        letter = _post(fresh, sheet, paper, _files(delivery.revision), by=by, at=at, again=False)
        fresh.letter = letter
        fresh.save(update_fields=["email", "letter"])
        tell(PeopleReminded(**named(sheet), people=1), sheet, by=by, at=at)
    return fresh


def share(*, delivery: Delivery, by: User, at: datetime) -> Shared:
    """A fresh link, with the message to send by WhatsApp, by SMS or by hand. The address is told this once."""
    sheet = delivery.revision.sheet
    paper = sheet_of(delivery.revision.content)
    with transaction.atomic():
        address = _lend(delivery, sheet, by=by, at=at)
    own = own_call(paper, delivery.contact_id)
    if own is None:
        text = call_words(paper, None, name=delivery.name, link=address, language=delivery.language).text
    else:
        text = message(paper, own, link=address, language=delivery.language)
    return Shared(
        name=delivery.name,
        address=address,
        text=text,
        whatsapp=whatsapp_link(delivery.phone, text) if delivery.phone else "",
        sms=sms_link(delivery.phone, text) if delivery.phone else "",
    )


def take_links_back(*, delivery: Delivery, by: User, at: datetime) -> int:
    """Close every link that this person holds to the sheet, whatever the version. Returns how many."""
    with transaction.atomic():
        same = Delivery.objects.filter(revision__sheet=delivery.revision.sheet_id, contact=delivery.contact_id)
        links = GuestLink.objects.filter(
            kind=KIND, object_id__in=same.values("pk"), revoked_at__isnull=True, expires_at__gt=at
        )
        rows = list(links)
        for link in rows:
            guest_links.revoke(link=link, by=by, at=at)
    return len(rows)


def note_opened(*, delivery: Delivery, at: datetime) -> None:
    """The first time that the person reads this version."""
    Delivery.objects.filter(pk=delivery.pk, opened_at__isnull=True).update(opened_at=at)


def acknowledge(*, delivery: Delivery, link: GuestLink | None, at: datetime) -> Delivery:
    """« Bien reçu », once a version; through a link or by whoever took the answer on the telephone."""
    with transaction.atomic():
        fresh = (
            Delivery.objects.select_for_update(of=("self",)).select_related("revision__sheet").get(pk=delivery.pk)
        )
        if fresh.acknowledged_at is not None:
            return fresh
        fresh.acknowledged_at = at
        fresh.opened_at = fresh.opened_at or at
        fresh.save(update_fields=["acknowledged_at", "opened_at"])
        if link is not None:
            guest_links.acknowledge(link=link, at=at)
        sheet = fresh.revision.sheet
        tell(ReceiptGiven(**named(sheet), delivery_id=fresh.pk, name=fresh.name), sheet, by=None, at=at)
    return fresh


# ---- letters and links ----------------------------------------------------------------------------------------


def _write_to(
    rows: Iterable[Delivery], sheet: CallSheet, paper: Paper, *, by: User, at: datetime, again: bool = False
) -> None:
    """A letter each; whoever has no address, or one that no server would take, is left to a telephone."""
    files: dict[str, int] = {}
    written = []
    for row in rows:
        files = files or _files(row.revision)
        if not row.email:
            continue
        try:
            row.letter = _post(row, sheet, paper, files, by=by, at=at, again=again)
        except BadAddress:
            continue
        written.append(row)
    Delivery.objects.bulk_update(written, ["letter"])


def _files(revision: Revision) -> dict[str, int]:
    """The document of each language, which a letter encloses."""
    prints = Print.objects.filter(revision=revision).values_list("language", "version__document")
    return dict(prints)


def _post(
    row: Delivery,
    sheet: CallSheet,
    paper: Paper,
    files: dict[str, int],
    *,
    by: User,
    at: datetime,
    again: bool,
) -> Letter:
    own = own_call(paper, row.contact_id)
    with transaction.atomic():
        address = _lend(row, sheet, by=by, at=at)
        words = call_words(paper, own, name=row.name, link=address, language=row.language, again=again)
        return post(
            subject=words.subject,
            text=words.text,
            to=[To(row.email, row.name)],
            by=by,
            at=at,
            language=row.language,
            reply_to=by.email,
            production=sheet.production_id,
            about=sheet,
            enclosures=_enclosed(row, paper, own, files, address, at=at),
        )


def _enclosed(
    row: Delivery, paper: Paper, own: OwnCall | None, files: dict[str, int], address: str, *, at: datetime
) -> list[Enclosed]:
    if own is None:
        return []
    found = []
    if row.language in files:
        found.append(
            Enclosed(
                f"{paper.film} {paper.number}.pdf", document_id=files[row.language], content_type="application/pdf"
            )
        )
    calendar = call_calendar(paper, own, uid=uid_of(row), link=address, language=row.language, at=at)
    if calendar is not None:
        found.append(Enclosed("call.ics", content=calendar, content_type="text/calendar"))
    return found


def uid_of(row: Delivery) -> str:
    """One event a person and sheet, whatever the version: a rectification moves it."""
    return f"call-{row.revision.sheet_id}-{row.contact_id}@coulisse"


def _lend(row: Delivery, sheet: CallSheet, *, by: User, at: datetime) -> str:
    """The address of a new link to this row."""
    end = in_brussels(sheet.date, time(0), twice=Twice.EARLIER, never=Never.SHIFT) + LINK_LASTS
    lent = guest_links.lend(
        KIND,
        row.pk,
        row.name[:120],
        expires_at=max(end, at + timedelta(days=1)),
        by=by,
        at=at,
        email=row.email,
        language=row.language,
        production=sheet.production_id,
        desk=Desk.FLOOR,
    )
    return settings.PUBLIC_URL + reverse("accounts:guest", args=[lent.token])


def _bounced(rows: Iterable[Delivery]) -> list[int]:
    letters = {row.letter_id: row.pk for row in rows if row.letter_id}
    refused = Recipient.objects.filter(letter__in=letters, state=State.FAILED).values_list("letter", flat=True)
    return [letters[letter] for letter in refused]
