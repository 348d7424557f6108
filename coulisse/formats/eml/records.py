"""The frozen values of a mail."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: the name as people read it, the address as written (without angle brackets)."""

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """The address for comparing two of them."""
        return self.address.casefold()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the text. `name` is empty where the mail gives none; it never holds a path.

    `inline` says that the mail shows it inside its text (a picture of the HTML, a calendar invitation);
    `content_id` is what the HTML calls it, without angle brackets.
    """

    name: str
    type: str
    content: bytes
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One recipient of a delivery report (RFC 3464, 2.3).

    `action` is failed, delayed, delivered, relayed or expanded;
    `status` is the enhanced code (5.1.1) or empty; `diagnostic` is what the other server said, without its type.
    """

    recipient: str
    action: str = "failed"
    status: str = ""
    diagnostic: str = ""
    original_recipient: str = ""

    @property
    def is_permanent(self) -> bool:
        """Writing again is of no use."""
        return self.action == "failed" and not self.status.startswith("4")


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of a mail that was sent. `standard` says that it is RFC 3464's form and not read from prose."""

    recipients: tuple[Undelivered, ...]
    original_message_id: str = ""
    reporter: str = ""
    standard: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """One mail. Identifiers stand without angle brackets; all text is free of control characters.

    `text` is the plain text, or the HTML turned into text where there is no plain one; `html` is the HTML as sent
    (never to be shown unwashed). `new_text` is `text` without quoted history and signature. `automatic` holds the
    signs that no person wrote this, see `automatic.py`; `headers` all headers in their order, decoded.
    """

    senders: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    list_id: str = ""
    auto_submitted: str = ""
    automatic: tuple[str, ...] = ()
    text: str = ""
    new_text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    report: DeliveryReport | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_automatic(self) -> bool:
        """No person waits for an answer: to answer it may start a loop."""
        return bool(self.automatic)

    @property
    def sender(self) -> Address:
        """The first author, or an empty address."""
        return self.senders[0] if self.senders else Address("")
