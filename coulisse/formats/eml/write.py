r"""Mail out: UTF-8, threaded, the same values always giving the same bytes.

Everything is 7-bit on the wire, so that no server on the way changes it; an address with an accent before its @ is
the exception (it needs SMTPUTF8). Lines end in CR LF.

>>> mail = Outgoing(
...     sender=Address("info@example.be", "Médiation"), to=(Address("chloe@example.be"),),
...     subject="Votre réaction", text="Bonjour,\n\nMerci.",
...     at=datetime(2026, 3, 3, 10, 0, tzinfo=UTC), message_id="a1@example.be")
>>> print(write_message(mail).decode().replace("\r", ""))
From: =?utf-8?q?M=C3=A9diation?= <info@example.be>
To: chloe@example.be
Subject: =?utf-8?q?Votre_r=C3=A9action?=
Date: Tue, 03 Mar 2026 10:00:00 +0000
Message-ID: <a1@example.be>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit
<BLANKLINE>
Bonjour,
<BLANKLINE>
Merci.
<BLANKLINE>
"""

import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime  # noqa: F401  (UTC is for the example above)
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from coulisse.formats.eml.charsets import clean
from coulisse.formats.eml.forms import plain
from coulisse.formats.eml.headers import one_line
from coulisse.formats.eml.records import Address, Attachment, Message

WIDTH: Final = 76
LONGEST_LINE: Final = 998
MOST_REFERENCES: Final = 20
ATOM: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
SENDABLE: Final = re.compile(r"[^\s<>\"(),;:@\\\[\]]+@[^\s<>\"(),;:@\\\[\]]+")
IDENTIFIER: Final = re.compile(r"[^\s<>]+")
TYPE: Final = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
ANSWERED: Final = re.compile(r"(?:(?:re|antw|aw|rép) ?(?:\[\d+\])? ?: ?)+", re.IGNORECASE)


class Unsendable(ValueError):
    """An address, an identifier or a type that would break the headers, or a moment without a zone."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to send. `message_id`, `in_reply_to` and `references` stand without angle brackets.

    `auto_submitted` is empty for what a person wrote, "auto-replied" or "auto-generated" (RFC 3834) otherwise.
    Blind copies are the envelope's, not the message's.
    """

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    at: datetime
    message_id: str
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    auto_submitted: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


def threading(message: Message) -> tuple[str, tuple[str, ...]]:
    """In-Reply-To and References of an answer (RFC 5322, 3.6.4): the first of the thread and the last are kept."""
    before = message.references or (message.in_reply_to if len(message.in_reply_to) == 1 else ())
    chain = tuple(dict.fromkeys(one for one in (*before, message.message_id) if one))
    if len(chain) > MOST_REFERENCES:
        chain = (chain[0], *chain[1 - MOST_REFERENCES :])
    return message.message_id, chain


def answer_subject(subject: str) -> str:
    """`Re: ` once, whatever the other side's program had put.

    >>> answer_subject("Antw: RE: Uitzending"), answer_subject("Émission")
    ('Re: Uitzending', 'Re: Émission')
    """
    bare = one_line(subject)
    found = ANSWERED.match(plain(bare))
    return f"Re: {plain(bare)[found.end() :] if found else bare}".rstrip()


def write_message(mail: Outgoing) -> bytes:
    """The bytes to hand to a mail server; raises Unsendable."""
    content = _content(mail)
    headers = [*_headers(mail), ("MIME-Version", "1.0"), *content[0]]
    return _block(headers) + content[1]


_Part = tuple[list[tuple[str, str]], bytes]


def _headers(mail: Outgoing) -> Iterator[tuple[str, str]]:
    if mail.at.tzinfo is None:
        raise Unsendable("a moment without a zone")
    yield "From", _mailbox(mail.sender)
    for name, found in (("To", mail.to), ("Cc", mail.cc), ("Reply-To", mail.reply_to)):
        if found:
            yield name, ",\r\n ".join(_mailbox(one) for one in found)
    yield "Subject", _words(mail.subject, "Subject")
    yield "Date", format_datetime(mail.at)
    yield "Message-ID", _identifier(mail.message_id)
    if mail.in_reply_to:
        yield "In-Reply-To", _identifier(mail.in_reply_to)
    if mail.references:
        yield "References", "\r\n ".join(_identifier(one) for one in mail.references)
    if mail.auto_submitted:
        yield "Auto-Submitted", _token(mail.auto_submitted)


def _content(mail: Outgoing) -> _Part:
    body = _text(mail.text, "plain")
    if mail.html:
        body = _multipart("alternative", [body, _text(mail.html, "html")], mail)
    if mail.attachments:
        body = _multipart("mixed", [body, *(_attachment(one) for one in mail.attachments)], mail)
    return body


def _text(text: str, kind: str) -> _Part:
    lines = clean(text).rstrip("\n").split("\n")
    joined = "\r\n".join(lines) + "\r\n"
    if joined.isascii() and all(len(line) <= LONGEST_LINE for line in lines):
        encoding, body = "7bit", joined.encode()
    else:
        encoding = "quoted-printable"
        encoded = (
            b2a_qp(line.encode("utf-8", "replace"), istext=True).replace(b"=\n", b"=\r\n") for line in lines
        )
        body = b"\r\n".join(encoded) + b"\r\n"
    return [("Content-Type", f"text/{kind}; charset=utf-8"), ("Content-Transfer-Encoding", encoding)], body


def _attachment(one: Attachment) -> _Part:
    if not TYPE.fullmatch(one.type):
        raise Unsendable(one.type)
    # A mail or a multipart may not be encoded (RFC 2046, 5.2.1), and must travel as it is.
    kind = "application/octet-stream" if one.type.startswith(("message/", "multipart/")) else one.type
    name = one_line(clean(one.name))
    disposition = "inline" if one.inline else "attachment"
    headers = [
        ("Content-Type", kind),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", disposition + _filename(name)),
    ]
    if one.content_id:
        headers.append(("Content-ID", _identifier(one.content_id)))
    pieces = (one.content[at : at + 57] for at in range(0, len(one.content), 57))
    return headers, b"".join(b2a_base64(piece, newline=False) + b"\r\n" for piece in pieces)


def _filename(name: str) -> str:
    """RFC 2231, cut into pieces where it is long."""
    if not name:
        return ""
    if ATOM.fullmatch(name.replace(".", "")) and len(name) < 60:
        return f';\r\n filename="{name}"'
    encoded = quote(name, safe="", errors="replace")
    if len(encoded) < 55:
        return f";\r\n filename*=utf-8''{encoded}"
    pieces = re.findall(r"(?:%..|.){1,16}", "utf-8''" + encoded) if encoded else []
    return "".join(f";\r\n filename*{number}*={piece}" for number, piece in enumerate(pieces))


def _multipart(kind: str, parts: list[_Part], mail: Outgoing) -> _Part:
    """The boundary comes from the identifier of the mail and from the parts, hence the same each time."""
    digest = sha256(f"{kind}\0{mail.message_id}".encode("utf-8", "replace"))
    for _, body in parts:
        digest.update(body)
    boundary = f"=_{digest.hexdigest()[:40]}"
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + _block(headers) + content + b"\r\n" for headers, content in parts)
    return [("Content-Type", f'multipart/{kind};\r\n boundary="{boundary}"')], body + line + b"--\r\n"


def _block(headers: list[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode() + b"\r\n"


def _mailbox(one: Address) -> str:
    address = one.address
    if not SENDABLE.fullmatch(address):
        raise Unsendable(address)
    local, _, domain = address.rpartition("@")
    if not domain.isascii():
        try:
            address = f"{local}@{domain.encode('idna').decode()}"
        except UnicodeError as error:
            raise Unsendable(address) from error
    name = one_line(clean(one.name))
    if not name:
        return address
    if ATOM.fullmatch(name) and "=?" not in name and len(name) < WIDTH:
        return f"{name} <{address}>"
    if name.isascii() and "=?" not in name and len(name) < WIDTH:
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + f'" <{address}>'
    return (
        f"{_encoded(name, 'Reply-To')}\r\n <{address}>"
        if len(name) > 30
        else f"{_encoded(name, 'From')} <{address}>"
    )


def _words(text: str, name: str) -> str:
    line = one_line(clean(text))
    if line.isascii() and "=?" not in line and all(len(word) < WIDTH for word in line.split()):
        return _folded(line, len(name) + 2)
    return _encoded(line, name)


def _folded(line: str, used: int) -> str:
    lines: list[str] = []
    current = ""
    for word in line.split(" "):
        room = WIDTH - (used if not lines else 1)
        if current and len(current) + 1 + len(word) > room:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return "\r\n ".join([*lines, current])


def _encoded(text: str, name: str) -> str:
    return Header(text, "utf-8", header_name=name, maxlinelen=WIDTH).encode(linesep="\r\n")


def _identifier(one: str) -> str:
    if not IDENTIFIER.fullmatch(one) or len(one) > LONGEST_LINE - 80 or not one.isprintable():
        raise Unsendable(one)
    return f"<{one}>"


def _token(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z-]{1,40}", text):
        raise Unsendable(text)
    return text
