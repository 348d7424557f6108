"""All that an answer needs of a conversation: to whom, in which language, in which thread, with which values.

For one or for four hundred: the number of queries is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import override, pgettext

from coulisse.desks.audience.answers.models import AnswerSettings
from coulisse.desks.audience.answers.salutations import salutation
from coulisse.desks.audience.answers.subjects import reply_subject
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.mailroom.models import Identity
from coulisse.foundation.search.writing import plain
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.language import Language, spoken
from coulisse.kernel.times import to_brussels

NEEDED: Final = ("writer", "production", "mailbox", "broadcast__programme", "family")
"""What the rows that are given come with."""
MOST_REFERENCES: Final = 20


@dataclass(frozen=True, slots=True)
class Envelope:
    """One conversation, ready to be answered by mail."""

    conversation: Conversation
    name: str
    address: str
    """Empty: there is no e-mail address to answer to."""
    language: str
    subject: str
    in_reply_to: str
    references: tuple[str, ...]
    is_automatic: bool
    """Nothing in it was written by a person."""
    values: Mapping[str, str]
    """Of the fields of a wording."""
    bounced: str = ""
    """The address that came back, where it is the only one."""
    identity: Identity | None = None
    asks_heard: bool = False
    """Whether the production asks if the answer helped."""
    reached_by: frozenset[str] = frozenset()
    """The kinds of addresses that are known: email, phone, postal …"""


def envelope(conversation: Conversation) -> Envelope:
    return envelopes([conversation])[conversation.pk]


def envelopes(conversations: Sequence[Conversation]) -> dict[int, Envelope]:
    """By conversation, in four queries."""
    if not conversations:
        return {}
    last = _last_incoming(conversations)
    addresses = _addresses(conversations)
    settings = AnswerChoices(conversations)
    identities = _identities(conversations)
    found = {}
    for one in conversations:
        found[one.pk] = _envelope(one, last.get(one.pk), addresses.get(one.writer_id, ()), settings, identities)
    return found


def language_of(conversation: Conversation) -> str:
    """The language that the answer is written in: the writer's where the house writes it."""
    code = conversation.language
    if code not in set(Language) or code == Language.UND:
        code = conversation.writer.language or (conversation.mailbox.language if conversation.mailbox else "fr")
    return str(spoken(Language(code) if code in set(Language) else Language.FR))


class AnswerChoices:
    """How each production answers; the house's row where a production has none."""

    def __init__(self, conversations: Iterable[Conversation]) -> None:
        wanted = {one.production_id for one in conversations if one.production_id}
        rows = AnswerSettings.objects.filter(production__in=wanted) | AnswerSettings.objects.filter(
            production__isnull=True
        )
        self.rows: dict[int | None, AnswerSettings] = {row.production_id: row for row in rows}

    def of(self, production: int | None) -> AnswerSettings:
        return self.rows.get(production) or self.rows.get(None) or AnswerSettings()

    def signature(self, production: int | None, language: str) -> str:
        for row in (self.rows.get(production), self.rows.get(None)):
            if row is not None and (written := row.signatures.get(language)):
                return str(written)
        return ""


def _envelope(
    one: Conversation,
    last: Message | None,
    addresses: Sequence[WriterAddress],
    choices: AnswerChoices,
    identities: Mapping[int, Identity],
) -> Envelope:
    language = language_of(one)
    mails = [row for row in addresses if row.kind == WriterAddress.Kind.EMAIL]
    good = [row.value for row in mails if row.bounced_at is None]
    wrote = parseaddr(last.sender)[1].lower() if last else ""
    address = next((value for value in good if value.lower() == wrote), good[0] if good else "")
    identity = identities.get(one.mailbox_id or 0)
    name = str(one.writer.name)
    return Envelope(
        conversation=one,
        name=name,
        address=address,
        language=language,
        subject=reply_subject("" if one.is_folded else one.subject, one.reference, language),
        in_reply_to=last.message_id if last else "",
        references=_references(last),
        is_automatic=last.is_automatic if last else False,
        values=_values(one, name, language, choices, identity),
        bounced="" if good or not mails else mails[0].value,
        identity=identity,
        asks_heard=choices.of(one.production_id).asks_heard,
        reached_by=frozenset(row.kind for row in addresses),
    )


def _references(last: Message | None) -> tuple[str, ...]:
    if last is None or not last.message_id:
        return ()
    known = last.references.split() or last.in_reply_to.split()
    return tuple(dict.fromkeys([*known[-MOST_REFERENCES:], last.message_id]))


def _values(
    one: Conversation, name: str, language: str, choices: AnswerChoices, identity: Identity | None
) -> dict[str, str]:
    with override(language):
        received = _day(one.received_at)
        broadcast = one.broadcast
        programme = str(broadcast.programme) if broadcast else str(one.production or "")
        on_air = _hour(one.on_air_at, language) if one.on_air_at else ""
        date = _day(broadcast.starts_at) if broadcast else received
        signed = _signature(one, language, choices, identity)
    return {
        "salutation": salutation(name, language),
        "name": name,
        "reference": one.reference,
        "programme": programme,
        "date": date,
        "received": received,
        "on_air": on_air,
        "signature": signed,
    }


def _signature(one: Conversation, language: str, choices: AnswerChoices, identity: Identity | None) -> str:
    """The identity of the mailbox, the production, the house; else the name that the mailbox signs with."""
    if identity is not None and (written := in_language(identity.signatures, language)):
        return written
    if written := choices.signature(one.production_id, language):
        return written
    signed = (one.mailbox.sender_name or one.mailbox.name) if one.mailbox else ""
    team = pgettext("signature", "Audience relations")
    signed = signed or str(one.production or "")
    says_both = plain(team) in plain(signed)
    return signed if says_both else "\n".join(part for part in (team, signed) if part)


def _day(at: datetime) -> str:
    """« 14 mars 2027 », « 1er mars 2027 », “14 maart 2027”."""
    day = to_brussels(at).date()
    written = date_format(day, "j F Y")
    with_first = day.day == 1 and str(date_format(day, "F")) in {
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
    }
    return written.replace("1 ", "1er ", 1) if with_first else written


def _hour(at: datetime, language: str) -> str:
    """As a letter writes it: « 20 h 52 », “20.52 uur”, “20:52”."""
    local = to_brussels(at)
    if language == "fr":
        return f"{local.hour}\u00a0h\u00a0{local.minute:02}"
    return f"{local.hour}.{local.minute:02} uur" if language == "nl" else f"{local:%H:%M}"


def _last_incoming(conversations: Iterable[Conversation]) -> dict[int, Message]:
    """The last that a person wrote: an absence or a report that came since changes nothing."""
    rows = Message.objects.filter(
        conversation__in=[one.pk for one in conversations], direction=Message.Direction.IN
    ).only("conversation_id", "sender", "message_id", "in_reply_to", "references", "is_automatic", "at")
    return {
        row.conversation_id: row
        for row in rows.order_by("conversation_id", "is_automatic", "-at", "-pk").distinct("conversation_id")
    }


def _addresses(conversations: Iterable[Conversation]) -> dict[int, list[WriterAddress]]:
    found: dict[int, list[WriterAddress]] = {}
    rows = WriterAddress.objects.filter(writer__in={one.writer_id for one in conversations})
    for row in rows.order_by("writer_id", "pk"):
        found.setdefault(row.writer_id, []).append(row)
    return found


def _identities(conversations: Iterable[Conversation]) -> dict[int, Identity]:
    """The first identity of each mailbox."""
    boxes = {one.mailbox_id for one in conversations if one.mailbox_id}
    rows = Identity.objects.filter(mailbox__in=boxes) if boxes else Identity.objects.none()
    found: dict[int, Identity] = {}
    for row in rows.order_by("position", "pk"):
        found.setdefault(row.mailbox_id, row)
    return found
