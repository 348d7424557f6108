"""The thread: what was said in order, with the fate of each answer and the files that came along."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.audience.families.queries import name_of
from coulisse.desks.audience.inbox.queries.listing import Badge, mark_of, named
from coulisse.desks.audience.intake.labels import KINDS, kind_label, reasons_in_words, route_label
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message
from coulisse.engines.triage.kinds import SERIOUS
from coulisse.foundation.documents.previews import DRAWN
from coulisse.foundation.mailroom.models import State

MOST: Final = 100
"""Messages of one page of a thread, the latest ones."""
STATES: Final = Conversation.State
FATES: Final[Mapping[str, tuple[str, str]]] = {
    State.WAITING: ("", "hourglass-medium"),
    State.HELD: ("warn", "pause-circle"),
    State.SENDING: ("", "paper-plane-tilt"),
    State.SENT: ("ok", "check-circle"),
    State.FAILED: ("stop", "warning-octagon"),
    "bounced": ("stop", "warning-octagon"),
    State.UNKNOWN: ("warn", "warning"),
    State.RECALLED: ("", "arrow-counter-clockwise"),
}


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: given out as a download, shown only as a picture that we drew ourselves."""

    pk: int
    name: str
    media_type: str
    size: int
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an answer by mail."""

    label: str
    tone: str
    icon: str
    at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One message, answer or note."""

    pk: int
    direction: str
    at: datetime
    who: str
    channel: str
    language: str
    subject: str
    """Only where it isn't the one of the conversation."""
    own: str
    rest: str
    """The whole text, where more stands in it than the writer's own words."""
    is_automatic: bool
    fate: Fate | None
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation, whole."""

    pk: int
    reference: str
    version: int
    title: str
    is_quoted: bool
    name: str
    body: str
    writer: int
    production: int | None
    channel: str
    received_at: datetime
    due_on: date | None
    is_late: bool
    state: str
    state_label: str
    is_open: bool
    is_spam: bool
    is_folded: bool
    language: str
    kind: str
    topic: int | None
    badges: tuple[Badge, ...]
    proposed: tuple[str, ...]
    """Other kinds that were proposed, in words."""
    is_confirmed: bool
    assigned: str
    assigned_id: int | None
    routed: str
    routed_at: datetime | None
    family: int | None
    family_size: int
    family_title: str
    beside: int | None
    apart: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    has_earlier: bool


def thread(conversation: Conversation, *, today: date, whole: bool = False) -> Thread:
    """The conversation, with the latest `MOST` of its messages, in two queries, and one for its family’s name."""
    found = Message.objects.filter(conversation=conversation).select_related("recipient", "by").defer("words")
    latest = list(found.order_by("-at", "-pk")[: None if whole else MOST + 1])
    shown = latest if whole else latest[:MOST]
    files = _files([one.pk for one in shown])
    name, body = named(conversation)
    subject = "" if conversation.is_folded else conversation.subject
    waiting = conversation.state in {STATES.OPEN, STATES.WAITING}
    family = conversation.family
    return Thread(
        pk=conversation.pk,
        reference=conversation.reference,
        version=conversation.version,
        title="" if conversation.is_folded else subject or conversation.preview,
        is_quoted=not subject,
        name=name,
        body=body,
        writer=conversation.writer_id,
        production=conversation.production_id,
        channel=conversation.get_channel_display(),
        received_at=conversation.received_at,
        due_on=conversation.due_on if waiting else None,
        is_late=waiting and conversation.due_on is not None and conversation.due_on < today,
        state=conversation.state,
        state_label=conversation.get_state_display(),
        is_open=waiting,
        is_spam=conversation.state == STATES.SPAM,
        is_folded=conversation.is_folded,
        language=conversation.language.upper() if conversation.language != "und" else "",
        kind=conversation.kind,
        topic=conversation.topic_id,
        badges=badges_of(conversation),
        proposed=tuple(
            kind_label(str(one.get("code", "")))
            for one in conversation.kinds
            if one.get("code") != conversation.kind
        ),
        is_confirmed=conversation.confirmed_at is not None,
        assigned=conversation.assigned_to.name if conversation.assigned_to else "",
        assigned_id=conversation.assigned_to_id,
        routed=route_label(conversation.routed_to) if conversation.routed_to else "",
        routed_at=conversation.routed_at,
        family=family.pk if family is not None and family.size > 1 else None,
        family_size=family.size if family is not None else 0,
        family_title=name_of(family) if family is not None and family.size > 1 else "",
        beside=conversation.beside_id,
        apart=() if conversation.is_folded else tuple(reasons_in_words(conversation.apart)),
        entries=tuple(_entry(one, files.get(one.pk, ()), conversation) for one in reversed(shown)),
        has_earlier=len(latest) > len(shown),
    )


def badges_of(conversation: Conversation) -> tuple[Badge, ...]:
    """What it is; a serious kind and its topic both, for the head of a thread has room."""
    first = mark_of(conversation)
    found = [first] if first else []
    if conversation.topic is not None and conversation.topic.code.endswith(".other"):
        return tuple(found)
    if conversation.topic is not None and conversation.kind in SERIOUS:
        plain = Conversation(kind="", topic=conversation.topic)
        second = mark_of(plain)
        found += [second] if second else []
    elif conversation.topic is not None and conversation.kind in KINDS:
        mark = KINDS[conversation.kind]
        found.append(Badge(str(mark.label), mark.tone, mark.icon))
    return tuple(found)


def _files(messages: list[int]) -> dict[int, tuple[File, ...]]:
    found: dict[int, list[File]] = defaultdict(list)
    for row in Attachment.objects.filter(message__in=messages).order_by("pk"):
        found[row.message_id].append(File(row.pk, row.name, row.media_type, row.size, row.media_type in DRAWN))
    return {message: tuple(files) for message, files in found.items()}


def _entry(one: Message, files: tuple[File, ...], conversation: Conversation) -> Entry:
    own = one.new_text.strip()
    whole = one.text.strip()
    more = len(" ".join(whole.split())) > len(" ".join(own.split()))
    return Entry(
        pk=one.pk,
        direction=one.direction,
        at=one.at,
        who=(one.by.name if one.by else "") or one.sender,
        channel=one.get_channel_display(),
        language=one.language.upper() if one.language not in {"", "und", conversation.language} else "",
        subject=one.subject if _bare(one.subject) != _bare(conversation.subject) else "",
        own=own or whole,
        rest=whole if own and more else "",
        is_automatic=one.is_automatic,
        fate=_fate(one),
        files=files,
    )


def _bare(subject: str) -> str:
    """A subject without « Re: » before it."""
    bare = subject.strip().casefold()
    while (cut := bare.partition(":"))[1] and cut[0].strip() in {"re", "tr", "fw", "fwd", "antw", "aw", "réf"}:
        bare = cut[2].strip()
    return bare


def _fate(one: Message) -> Fate | None:
    if one.recipient is None:
        return None
    recipient = one.recipient
    tone, icon = FATES.get(recipient.state, ("", "info"))
    return Fate(
        recipient.get_state_display(), tone, icon, recipient.sent_at or recipient.tried_at, recipient.error
    )
