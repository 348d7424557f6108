"""Threat files as pages show them: never a word of the text, the chain checked on the way."""

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from coulisse.desks.audience.care.access import threats_visible_to
from coulisse.desks.audience.care.actions.threats import link_of
from coulisse.desks.audience.care.models import Evidence, SafetyContact, ThreatFile
from coulisse.desks.audience.care.words import noun
from coulisse.foundation.accounts.models import User

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class ThreatLine:
    """One threat file in the list."""

    pk: int
    code: str
    noun: str
    reference: str
    received_at: datetime
    opened_at: datetime
    state: str
    state_label: str
    follow_up_on: date | None
    production: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One frozen message, without its text."""

    sequence: int
    reference: str
    sender: str
    addresses: tuple[tuple[str, str], ...]
    received_at: datetime
    frozen_at: datetime
    size: int
    is_raw: bool
    sha256: str
    hash: str
    headers: int
    """How many header lines were frozen."""
    attachments: tuple[str, ...]
    holds: bool
    """The bytes still have their hash, and the chain is whole up to here."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of what was done."""

    at: datetime
    label: str
    contact: str
    note: str
    by: str
    letter_id: int | None


def threat_lines(user: User, *, production: int | None = None) -> tuple[ThreatLine, ...]:
    """The threat files that this person may read, the latest first. One query."""
    found = threats_visible_to(user).select_related("conversation", "production")
    if production is not None:
        found = found.filter(production=production)
    return tuple(
        ThreatLine(
            pk=file.pk,
            code=file.code,
            noun=noun(file.gist),
            reference=file.conversation.reference,
            received_at=file.conversation.received_at,
            opened_at=file.opened_at,
            state=file.state,
            state_label=file.get_state_display(),
            follow_up_on=file.follow_up_on,
            production=file.production.title if file.production else "",
        )
        for file in found.order_by("-opened_at", "-id")[:MOST]
    )


def pieces_of(file: ThreatFile) -> tuple[Piece, ...]:
    """The evidence, each piece hashed again. One query."""
    shown, previous, whole = [], "", True
    for row in file.evidence.order_by("sequence"):
        content = zlib.decompress(bytes(row.packed))
        whole = (
            whole
            and row.previous_hash == previous
            and link_of(row) == row.hash
            and sha256(content).hexdigest() == row.sha256
        )
        shown.append(_piece(row, len(content), whole))
        previous = row.hash
    return tuple(shown)


def _piece(row: Evidence, size: int, holds: bool) -> Piece:
    return Piece(
        sequence=row.sequence,
        reference=row.reference,
        sender=row.sender,
        addresses=tuple((kind, value) for kind, value in row.addresses),
        received_at=row.received_at,
        frozen_at=row.at,
        size=size,
        is_raw=row.is_raw,
        sha256=row.sha256,
        hash=row.hash,
        headers=len(row.headers.splitlines()),
        attachments=tuple(f"{one['name']} · {one['sha256'][:12]}" for one in row.attachments),
        holds=holds,
    )


def steps_of(file: ThreatFile) -> tuple[Step, ...]:
    """What was done, in order. One query."""
    return tuple(
        Step(
            at=step.at,
            label=step.get_kind_display(),
            contact=step.contact.name if step.contact else "",
            note=step.note,
            by=str(step.by or ""),
            letter_id=step.letter_id,
        )
        for step in file.steps.select_related("contact", "by")
    )


def contacts(*, archived: bool = False) -> list[SafetyContact]:
    return list(SafetyContact.objects.filter(archived_at__isnull=not archived))


def is_evidence(sha256: str) -> bool:
    """Whether a threat file needs this content of the vault: the house asks before it clears away."""
    return Evidence.objects.filter(attachments__contains=[{"sha256": sha256}]).exists()
