"""What every channel hands over: one message from the public as it came, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that came along: its name is shown, never used as a path; its kind is told from its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message. `key` makes it the same one twice; `received_at` has an offset.

    Who wrote is told by any of name, email, phone, handle (`facebook:name`) and postal; none of them makes
    somebody without a name. `new_text` is the writer's own words, where `text` holds history too. Identifiers of
    mail stand with or without angle brackets. `production` is the one of the channel: the programme spoken
    of wins.
    """

    channel: str
    """A value of `Channel`."""
    key: str
    received_at: datetime
    text: str
    subject: str = ""
    new_text: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""
    postal: str = ""
    language_hint: str = ""
    """fr, nl, en, de: what the form was shown in; used where the words don't tell."""
    production: Production | None = None
    mailbox: Mailbox | None = None
    sent_at: datetime | None = None
    """When it says it was sent; believed only where that lies before `received_at`."""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False)
    attachments: tuple[IncomingFile, ...] = field(default=(), repr=False)
    is_automatic: bool = False
    """No person waits: never answered by a machine."""
    to_answer: bool = True
    """False: a robot's; kept and closed, or added to its thread without opening it again."""
    is_spam: bool = False
    topic: str = ""
    """Code of a topic that somebody chose: confirmed."""
    kind: str = ""
    """Code of a kind that somebody chose: confirmed."""
    conversation: Conversation | None = None
    """The conversation it belongs to, where the channel knows."""
    is_read: bool = False
    """Whoever wrote it down has read it: a call, an import of an old archive."""


class Fate(StrEnum):
    """What became of one incoming message."""

    NEW = "new"
    ADDED = "added"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`conversation` is the one it made, was added to, or was found in."""

    fate: Fate
    conversation: Conversation
    message: Message


@dataclass(frozen=True, slots=True)
class Received:
    """An outcome for each incoming message, in the order given."""

    outcomes: tuple[Outcome, ...]

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """The new ones, in the order given."""
        return tuple(one.conversation for one in self._of(Fate.NEW))

    @property
    def new(self) -> int:
        return sum(1 for _ in self._of(Fate.NEW))

    @property
    def added(self) -> int:
        return sum(1 for _ in self._of(Fate.ADDED))

    @property
    def duplicates(self) -> int:
        return sum(1 for _ in self._of(Fate.DUPLICATE))

    def _of(self, fate: Fate) -> "Iterator[Outcome]":
        return (one for one in self.outcomes if one.fate is fate)
