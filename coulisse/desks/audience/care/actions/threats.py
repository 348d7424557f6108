"""The threat file: freezing evidence, passing it on, following it, naming who may read it."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from email import policy
from email.parser import BytesHeaderParser
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.care.hiding import hide
from coulisse.desks.audience.care.models import Evidence, SafetyContact, ThreatFile, ThreatStep
from coulisse.desks.audience.care.words import SERIOUS, code_of, noun
from coulisse.desks.audience.facts import care as facts
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.mailroom.models import Letter
from coulisse.kernel.times import to_brussels

LOCK = 0x7468_7265
"""The advisory lock under which the numbers of threat files are given."""
MOST_HEADERS = 60_000


class NothingToFreeze(Exception):
    """The conversation holds no message from the public."""


class HasFileAlready(Exception):
    """A threat file of this conversation exists. Carries it."""

    def __init__(self, file: ThreatFile) -> None:
        super().__init__(file.code)
        self.file = file


class NoAddress(Exception):
    """This contact has no e-mail address: call, and note that it was done."""


class ContactArchived(Exception):
    """Nobody is reached there any more."""


class NoteMissing(Exception):
    """A follow-up says something."""


def open_file(*, conversation: Conversation, by: User, at: datetime) -> ThreatFile:
    """A threat file with every message of the public in it, frozen. The conversation is folded if it was not.

    Raises `HasFileAlready`, `NothingToFreeze`.
    """
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        known = ThreatFile.objects.filter(conversation=fresh).first()
        if known is not None:
            raise HasFileAlready(known)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = ThreatFile.objects.order_by("-number").values_list("number", flat=True).first() or 0
        gist = code_of(fresh.gist) if fresh.gist else (fresh.kind if fresh.kind in SERIOUS else "threat")
        file = ThreatFile.objects.create(
            number=last + 1,
            conversation=fresh,
            production_id=fresh.production_id,
            gist=gist,
            opened_by=by,
            opened_at=at,
        )
        if not _freeze(file, by=by, at=at):
            raise NothingToFreeze(fresh.reference)
        if not fresh.is_folded:
            hide(fresh, gist)
        ThreatStep.objects.create(file=file, kind=ThreatStep.Kind.OPENED, by=by, at=at)
        _tell(
            facts.ThreatFileOpened(file_id=file.pk, code=file.code, reference=fresh.reference), file, by=by, at=at
        )
    return file


def add_evidence(*, file: ThreatFile, by: User, at: datetime) -> int:
    """Freeze what came in since. Returns how many messages; 0 where nothing is new."""
    with transaction.atomic():
        fresh = ThreatFile.objects.select_for_update().get(pk=file.pk)
        count = _freeze(fresh, by=by, at=at)
        if count:
            ThreatStep.objects.create(file=fresh, kind=ThreatStep.Kind.ADDED, note=str(count), by=by, at=at)
            told = facts.ThreatFollowed(file_id=fresh.pk, code=fresh.code, state=fresh.state)
            _tell(told, fresh, by=by, at=at)
    return count


def _freeze(file: ThreatFile, *, by: User, at: datetime) -> int:
    """Put the messages of the public that are not in it yet at the end of the chain."""
    known = set(file.evidence.values_list("message_id", flat=True))
    place = len(known)
    messages = file.conversation.messages.filter(direction=Message.Direction.IN).exclude(pk__in=known)
    addresses = [list(pair) for pair in file.conversation.writer.addresses.values_list("kind", "value")]
    head = file.head
    made = []
    for message in messages.select_related("raw").prefetch_related("attachments").order_by("at", "id"):
        place += 1
        piece = _piece(file, message, place, addresses, head, by=by, at=at)
        head = piece.hash
        made.append(piece)
    Evidence.objects.bulk_create(made)
    if made:
        file.head = head
        file.save(update_fields=["head"])
    return len(made)


def _piece(
    file: ThreatFile,
    message: Message,
    place: int,
    addresses: list[list[str]],
    head: str,
    *,
    by: User,
    at: datetime,
) -> Evidence:
    raw = getattr(message, "raw", None)
    content = zlib.decompress(bytes(raw.packed)) if raw is not None else message.text.encode()
    piece = Evidence(
        file=file,
        sequence=place,
        message_id=message.pk,
        reference=file.conversation.reference,
        sender=message.sender,
        addresses=addresses,
        received_at=message.at,
        headers=_headers(content) if raw is not None else "",
        packed=zlib.compress(content, 9),
        is_raw=raw is not None,
        sha256=hashlib.sha256(content).hexdigest(),
        attachments=[
            {"name": one.name, "size": one.size, "sha256": one.sha256} for one in message.attachments.all()
        ],
        previous_hash=head,
        by=by,
        at=at,
    )
    piece.hash = link_of(piece)
    return piece


def link_of(piece: Evidence) -> str:
    """The hash that chains a piece to the one before it, over all that it says."""
    said = {
        "sequence": piece.sequence,
        "message": piece.message_id,
        "reference": piece.reference,
        "sender": piece.sender,
        "addresses": piece.addresses,
        "received": to_brussels(piece.received_at).isoformat(),
        "headers": piece.headers,
        "sha256": piece.sha256,
        "attachments": piece.attachments,
        "previous": piece.previous_hash,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _headers(content: bytes) -> str:
    """The head of the mail as it came, without its body."""
    found = BytesHeaderParser(policy=policy.compat32).parsebytes(content)
    return "\n".join(f"{name}: {value}" for name, value in found.items()).replace("\x00", "")[:MOST_HEADERS]


def pass_on(*, file: ThreatFile, contact: SafetyContact, note: str, by: User, at: datetime) -> ThreatStep:
    """Write to the contact: the neutral gist and the link, never the text. The hour is noted on the file.

    Raises `NoAddress`, `ContactArchived`.
    """
    if contact.archived_at is not None:
        raise ContactArchived(contact.name)
    if not contact.email:
        raise NoAddress(contact.name)
    with transaction.atomic():
        fresh = ThreatFile.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=file.pk)
        letter = _write_to(fresh, contact, note.strip(), by=by, at=at)
        return _passed_on(fresh, contact, note, letter.pk, by=by, at=at)


def note_call(*, file: ThreatFile, contact: SafetyContact, note: str, by: User, at: datetime) -> ThreatStep:
    """It was passed on by telephone or in person: noted with its hour. Raises `NoteMissing`."""
    if not note.strip():
        raise NoteMissing
    with transaction.atomic():
        fresh = ThreatFile.objects.select_for_update().get(pk=file.pk)
        return _passed_on(fresh, contact, note, None, by=by, at=at)


def _passed_on(
    fresh: ThreatFile, contact: SafetyContact, note: str, letter_id: int | None, *, by: User, at: datetime
) -> ThreatStep:
    step = ThreatStep.objects.create(
        file=fresh,
        kind=ThreatStep.Kind.PASSED_ON,
        contact=contact,
        letter_id=letter_id,
        note=note.strip()[:500],
        by=by,
        at=at,
    )
    if fresh.state == ThreatFile.State.OPEN:
        fresh.write({"state": ThreatFile.State.PASSED_ON}, read_version=fresh.version)
    told = facts.ThreatPassedOn(file_id=fresh.pk, code=fresh.code, contact=contact.name)
    _tell(told, fresh, by=by, at=at)
    return step


def _write_to(file: ThreatFile, contact: SafetyContact, note: str, *, by: User, at: datetime) -> Letter:
    with translation.override(contact.language):
        address = f"{settings.PUBLIC_URL}{reverse('audience:care:threat', args=[file.pk])}"
        lines = [
            _("Hello,"),
            "",
            _("The audience relations desk passes a file on to you: %(what)s, file %(code)s.")
            % {"what": noun(file.gist).lower(), "code": file.code},
            _("The message came on %(day)s at %(hour)s. Its bytes and headers are frozen, with their SHA-256.")
            % {
                "day": f"{to_brussels(file.conversation.received_at):%d/%m/%Y}",
                "hour": f"{to_brussels(file.conversation.received_at):%H:%M}",
            },
            *([note, ""] if note else [""]),
            _("The text is not in this mail. The file is here, for those who may read it:"),
            address,
            "",
            str(by),
        ]
        subject = _("File %(code)s: %(what)s, passed on to you") % {
            "code": file.code,
            "what": noun(file.gist).lower(),
        }
        return post(
            subject=subject,
            text="\n".join(lines),
            to=[To(contact.email, contact.name)],
            language=contact.language,
            about=file,
            by=by,
            at=at,
        )


def follow(
    *,
    file: ThreatFile,
    note: str,
    state: str,
    follow_up_on: date | None,
    police_number: str,
    read_version: int,
    by: User,
    at: datetime,
) -> ThreatFile:
    """What happened since, the state, and when to look again. Raises `NoteMissing`, `StaleWrite`."""
    if not note.strip():
        raise NoteMissing
    with transaction.atomic():
        changed = file.state != state
        written = file.write(
            {
                "state": ThreatFile.State(state),
                "follow_up_on": follow_up_on,
                "police_number": police_number.strip()[:60],
            },
            read_version=read_version,
        )
        ThreatStep.objects.create(
            file=written,
            kind=ThreatStep.Kind.STATE if changed else ThreatStep.Kind.NOTED,
            note=note.strip()[:500],
            by=by,
            at=at,
        )
        told = facts.ThreatFollowed(file_id=written.pk, code=written.code, state=written.state)
        _tell(told, written, by=by, at=at)
    return written


def name_reader(*, file: ThreatFile, reader: User, by: User, at: datetime) -> None:
    """Let one more person read this file; nothing else opens to that person."""
    with transaction.atomic():
        file.readers.add(reader)
        ThreatStep.objects.create(file=file, kind=ThreatStep.Kind.READERS, note=str(reader)[:500], by=by, at=at)
        told = facts.ThreatReaderNamed(file_id=file.pk, code=file.code, reader=str(reader))
        _tell(told, file, by=by, at=at)


def note_export(*, file: ThreatFile, form: str, by: User, at: datetime) -> None:
    """The file left the house as a file: kept on it."""
    with transaction.atomic():
        ThreatStep.objects.create(file=file, kind=ThreatStep.Kind.EXPORTED, note=form, by=by, at=at)
        _tell(facts.ThreatExported(file_id=file.pk, code=file.code, form=form), file, by=by, at=at)


def save_contact(
    *, contact: SafetyContact | None, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> SafetyContact:
    """A new safety contact, or one corrected. Raises `StaleWrite`."""
    with transaction.atomic():
        saved = (
            SafetyContact.objects.create(**values)
            if contact is None
            else contact.write(values, read_version=read_version)
        )
        told = facts.SafetyContactSaved(contact_id=saved.pk, name=saved.name)
        announce(told, by=by, at=at, about=saved, desk=Desk.AUDIENCE)
    return saved


def archive_contact(*, contact: SafetyContact, by: User, at: datetime) -> None:
    """Off the list; the files keep the name."""
    with transaction.atomic():
        contact.write({"archived_at": at}, read_version=contact.version)
        told = facts.SafetyContactSaved(contact_id=contact.pk, name=contact.name)
        announce(told, by=by, at=at, about=contact, desk=Desk.AUDIENCE)


def _tell(happened: Fact, file: ThreatFile, *, by: User, at: datetime) -> None:
    """Private: a threat file is stricter than its production."""
    announce(
        happened,
        by=by,
        at=at,
        about=file,
        production=file.production_id,
        desk=Desk.AUDIENCE,
        private=True,
    )
