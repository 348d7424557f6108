"""A mailbox of the house on true servers, and the desk that reads it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from coulisse.foundation.mailroom.models import Letter, Mailbox
from coulisse.foundation.mailroom.secrets import seal
from tests.doubles.dovecot import PASSWORD, Dovecot
from tests.doubles.post_office import PostOffice, post_office
from tests.doubles.token_server import TokenServer

PUBLICS = "publics@meuse.example"
READ = "tests.read-mail"


@dataclass
class Post:
    """Both servers, and a mailbox on them."""

    dovecot: Dovecot
    office: PostOffice
    mailbox: Mailbox

    def fresh(self) -> Mailbox:
        self.mailbox.refresh_from_db()
        return self.mailbox


def a_mailbox(dovecot: Dovecot | None = None, office: PostOffice | None = None, **fields: Any) -> Mailbox:
    values: dict[str, Any] = {
        "name": "Publics",
        "address": PUBLICS,
        "sender_name": "Le service des publics",
        "desk": "audience",
        "sealed_password": seal(PASSWORD),
        "imap_user": fields.get("address", PUBLICS),
        "smtp_user": fields.get("address", PUBLICS),
        "per_minute": 30_000,
    }
    if dovecot is not None:
        values |= {"imap_host": "127.0.0.1", "imap_port": dovecot.port, "imap_security": "none"}
    if office is not None:
        values |= {"smtp_host": "127.0.0.1", "smtp_port": office.port, "smtp_security": "none"}
    return Mailbox.objects.create(**(values | fields))


def by_token(fake: TokenServer, **fields: Any) -> dict[str, Any]:
    """The fields of a mailbox that signs in by OAuth 2."""
    return {
        "sign_in": "xoauth2",
        "sealed_password": "",
        "oauth_client_id": "coulisse",
        "oauth_token_url": fake.token_url,
        "sealed_client_secret": seal("client-secret"),
        "sealed_refresh_token": seal(fake.refresh_token),
        **fields,
    }


@contextmanager
def a_post(server: Dovecot, address: str = PUBLICS, **fields: Any) -> Iterator[Post]:
    """A new address on a running Dovecot, with an SMTP server that delivers to it."""
    server.maildir(address)
    with post_office(dovecot=server, local={address}) as office:
        yield Post(server, office, a_mailbox(server, office, address=address, **fields))


def a_mail(number: int = 1, text: str = "Bonjour,\r\n\r\nPourquoi ?", **headers: str) -> bytes:
    """A mail from the public."""
    lines = {
        "From": f"Hubert <hubert{number}@public.example>",
        "To": PUBLICS,
        "Subject": f"Question {number}",
        "Date": "Sun, 14 Mar 2027 21:05:00 +0100",
        "Message-ID": f"<m{number}@public.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n").encode()


def reader(mailbox: Mailbox, mails: Sequence[bytes], *, at: datetime, is_spam: bool = False) -> None:
    """The desk of these tests: it writes each mail down as a row, in the transaction that it is called in."""
    for mail in mails:
        if b"POISON" in mail:
            raise ValueError("poison")
        subject = next(line for line in mail.decode("utf-8", "replace").splitlines() if line.startswith("Subject"))
        Letter.objects.create(
            subject=subject.partition(": ")[2],
            text="spam" if is_spam else "inbox",
            about=READ,
            language="fr",
            posted_at=at,
            leaves_at=at,
        )


def read() -> list[str]:
    """The subjects that the desk has read, in order."""
    return list(Letter.objects.filter(about=READ).order_by("id").values_list("subject", flat=True))


def now() -> datetime:
    return timezone.now()
