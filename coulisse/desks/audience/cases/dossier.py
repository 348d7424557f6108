"""Everything that a dossier holds, gathered, printed and packed. The same content gives the same bytes."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from django.utils import translation
from django.utils.timezone import localtime

from coulisse.desks.audience.cases.models import Case, CaseAct, DossierExport, PostedLetter, Recourse
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.cases.post import paper_of
from coulisse.desks.audience.cases.queries.checks import check
from coulisse.desks.audience.cases.queries.chronology import Step as Chronicled
from coulisse.desks.audience.cases.queries.chronology import steps_of
from coulisse.desks.audience.cases.words import CONDITIONS
from coulisse.desks.audience.intake.keeping import unpacked
from coulisse.desks.audience.intake.models import Attachment, Channel, Conversation, Message, RawMail
from coulisse.foundation.documents.vault import vault
from coulisse.papers.recourse_dossier import (
    Exchanged,
    Finding,
    Paper,
    RecourseDossier,
    Step,
    recourse_dossier,
)
from coulisse.papers.window_letter import window_letter

Tick = Callable[[int, int], None]
_STRANGE: Final = re.compile(r"[^\w.\- ]+")
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the archive."""

    path: str
    title: str
    content: bytes
    at: datetime

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Bound:
    """The PDF, the archive, their hashes."""

    paper: bytes
    archive: bytes
    files: int

    @property
    def paper_sha256(self) -> str:
        return hashlib.sha256(self.paper).hexdigest()

    @property
    def archive_sha256(self) -> str:
        return hashlib.sha256(self.archive).hexdigest()


def bind(export: DossierExport, *, tick: Tick) -> Bound:
    """Print and pack one dossier in the language that was asked for."""
    about: Case | Conversation | None = export.case or export.conversation
    assert about is not None
    conversations = _conversations(about)
    with translation.override(export.language):
        messages = _messages(conversations)
        tick(1, 4)
        pieces = [*_mails(messages), *_files(messages), *_letters(conversations), *_papers(about)]
        tick(2, 4)
        steps = [one for one in steps_of(about, conversations) if one.kind != CaseAct.Kind.NOTE]
        at = max(
            [localtime(conversation.received_at) for conversation in conversations]
            + [localtime(one.at) for one in messages]
            + [localtime(step.at) for step in steps]
        )
        record = _record(export, about, conversations, messages, pieces, steps, at)
        paper = recourse_dossier(record, export.language)
        tick(3, 4)
    archive = pack(pieces, paper, number=record.number, at=at)
    tick(4, 4)
    return Bound(paper, archive, len(pieces) + 1)


def pack(pieces: Sequence[Piece], paper: bytes, *, number: str, at: datetime) -> bytes:
    """A ZIP whose bytes depend on nothing but its content: fixed order, fixed dates, fixed compression."""
    whole = [Piece("dossier.pdf", number, paper, at), *pieces]
    manifest = {
        "number": number,
        "as_of": at.isoformat(),
        "files": [
            {"path": one.path, "title": one.title, "size": len(one.content), "sha256": one.sha256} for one in whole
        ],
    }
    sums = "".join(f"{one.sha256}  {one.path}\n" for one in whole)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for one in whole:
            _add(archive, one.path, one.content, one.at)
        _add(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode(), at)
        _add(archive, "SHA256SUMS", sums.encode(), at)
    return written.getvalue()


def _add(archive: zipfile.ZipFile, path: str, content: bytes, at: datetime) -> None:
    info = zipfile.ZipInfo(path, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
    archive.writestr(info, content)


def _conversations(about: Case | Conversation) -> list[Conversation]:
    found = Conversation.objects.select_related("writer", "broadcast__programme", "production__company")
    if isinstance(about, Case):
        return list(found.filter(member__case=about).order_by("received_at", "id"))
    return list(found.filter(pk=about.pk))


def _messages(conversations: Sequence[Conversation]) -> list[Message]:
    """What went to and fro; notes between colleagues stay in the house."""
    found = Message.objects.filter(conversation__in=[one.pk for one in conversations])
    found = found.exclude(direction=Message.Direction.NOTE)
    return list(found.select_related("conversation", "by").defer("words").order_by("at", "id"))


def _mails(messages: Sequence[Message]) -> list[Piece]:
    """The very bytes of each mail; a message of another channel as plain text."""
    raw = {row.message_id: row for row in RawMail.objects.filter(message__in=[one.pk for one in messages])}
    pieces = []
    ranks: dict[int, int] = {}
    for one in messages:
        rank = ranks[one.conversation_id] = ranks.get(one.conversation_id, 0) + 1
        name = f"{one.conversation.reference}-{rank:02}"
        at = localtime(one.at)
        if one.pk in raw:
            pieces.append(Piece(f"mails/{name}.eml", f"{name}.eml", unpacked(raw[one.pk]), at))
        elif one.channel != Channel.LETTER or one.direction == Message.Direction.IN:
            head = f"{one.sender}\n{at.isoformat()}\n{one.subject}\n\n"
            pieces.append(Piece(f"messages/{name}.txt", f"{name}.txt", (head + one.text).encode(), at))
    return pieces


def _files(messages: Sequence[Message]) -> list[Piece]:
    found = Attachment.objects.filter(message__in=[one.pk for one in messages])
    rows = found.select_related("message__conversation").order_by("message__at", "id")
    return [
        Piece(
            f"papers/{row.message.conversation.reference}-{number:02}-{_name(row.name)}",
            row.name,
            _read(row.sha256),
            localtime(row.message.at),
        )
        for number, row in enumerate(rows, 1)
    ]


def _letters(conversations: Sequence[Conversation]) -> list[Piece]:
    rows = PostedLetter.objects.filter(conversation__in=[one.pk for one in conversations])
    return [
        Piece(
            f"letters/{row.number}.pdf",
            f"{row.number} {row.subject}",
            window_letter(paper_of(row)),
            localtime(row.at),
        )
        for row in rows.select_related("conversation").order_by("id")
    ]


def _papers(about: Case | Conversation) -> list[Piece]:
    if not isinstance(about, Case):
        return []
    rows = CaseAct.objects.filter(case=about, document__isnull=False).select_related("document__current")
    return [
        Piece(
            f"papers/{about.number}-{number:02}-{_name(row.document.current.name)}",
            row.document.title,
            _read(row.document.current.sha256),
            localtime(row.at),
        )
        for number, row in enumerate(rows.order_by("at", "id"), 1)
        if row.document is not None and row.document.current is not None
    ]


def _record(
    export: DossierExport,
    about: Case | Conversation,
    conversations: Sequence[Conversation],
    messages: Sequence[Message],
    pieces: Sequence[Piece],
    steps: Sequence[Chronicled],
    at: datetime,
) -> RecourseDossier:
    recourse = export.recourse
    first = conversations[0] if conversations else None
    number = about.number if isinstance(about, Case) else about.reference
    company = about.production.company if about.production else None
    told = recourse.told if recourse else {}
    many = len(conversations) > 1 and recourse is None
    return RecourseDossier(
        number=number,
        title=about.title if isinstance(about, Case) else about.subject or number,
        house=str(company) if company else "",
        body=str(told.get("name") or (Body(recourse.body).label if recourse else "")),
        body_lines=[
            line for line in [*str(told.get("address", "")).splitlines(), str(told.get("site", ""))] if line
        ],
        complainant=recourse.name if recourse else ("" if many or first is None else str(first.writer)),
        complainant_lines=recourse.address.splitlines() if recourse else [],
        programme=recourse.programme if recourse else "",
        references=[one.reference for one in conversations],
        owner=str(about.owner or "") if isinstance(about, Case) else str(about.assigned_to or ""),
        outcome=str(about.get_outcome_display()) if isinstance(about, Case) and about.outcome else "",
        outcome_reason=about.outcome_reason if isinstance(about, Case) else "",
        at=at,
        findings=_findings(recourse),
        steps=[Step(localtime(one.at), one.who, _said(one)) for one in steps],
        messages=[_exchanged(one) for one in messages],
        papers=[
            Paper(number, one.path, one.at, len(one.content), one.sha256) for number, one in enumerate(pieces, 1)
        ],
    )


def _said(step: Chronicled) -> str:
    """An act of instruction or an opinion with its words; a step as its sentence."""
    whole = step.kind in (CaseAct.Kind.ACT, CaseAct.Kind.OPINION, CaseAct.Kind.PAPER)
    return f"{step.what}: {step.text}" if whole and step.text else step.what


def _findings(recourse: Recourse | None) -> list[Finding]:
    if recourse is None:
        return []
    return [
        Finding(str(CONDITIONS[one.code]), one.verdict, one.value, one.limit, one.source, one.confidence)
        for one in check(recourse).lines
    ]


def _exchanged(one: Message) -> Exchanged:
    return Exchanged(
        at=localtime(one.at),
        direction=one.direction,
        channel=str(Channel(one.channel).label),
        reference=one.conversation.reference,
        sender=one.sender or (one.by.name if one.by else ""),
        subject=one.subject,
        text=one.new_text or one.text,
    )


def _read(sha256: str) -> bytes:
    with vault().open(sha256) as content:
        return content.read()


def _name(name: str) -> str:
    """A file name that no unpacker can be led astray by."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = _STRANGE.sub("_", last).replace("..", "_").strip(". ")[-LONGEST:]
    return clean or "piece"
