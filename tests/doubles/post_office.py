"""A true SMTP server (aiosmtpd) that delivers into Maildirs, and misbehaves where a test asks for it."""

import asyncio
import logging
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.doubles.dovecot import PASSWORD, Dovecot, free_port

logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of its own names at each sign-in


@dataclass(slots=True)
class Delivered:
    """One message as it was taken."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)


@dataclass(slots=True)
class PostOffice:
    """Where it listens, what it took, and how it shall misbehave."""

    dovecot: Dovecot | None = None
    local: set[str] = field(default_factory=set)
    """Addresses that have a mailbox in `dovecot`; mail to others is only counted."""
    taken: list[Delivered] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    """Answers to RCPT, by address: `550 no such mailbox`."""
    drop_before_answer: set[str] = field(default_factory=set)
    """Take the message for these, and hang up without an answer."""
    lose: set[str] = field(default_factory=set)
    """Hang up without taking the message for these."""
    slow: float = 0.0
    """Seconds between taking a message and saying so."""
    late: float = 0.0
    """Seconds between taking a message and delivering it to a mailbox."""
    when_taken: Callable[[int], None] | None = None
    """Called with the number of messages taken so far, before the answer."""
    password: str = PASSWORD
    token: str = ""
    port: int = 0

    def count(self, address: str) -> int:
        return sum(address in one.recipients for one in self.taken)

    def deliver(self, recipients: list[str], content: bytes) -> None:
        if self.dovecot is not None:
            for address in recipients:
                if address in self.local:
                    self.dovecot.put(address, content)


class _Handler:
    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self.office.refuse.get(address)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        office = self.office
        recipients, content = list(envelope.rcpt_tos), cast("bytes", envelope.content)
        if office.lose & set(recipients):
            cast("asyncio.Transport", server.transport).abort()
            return "250 never heard"
        # From here on it is ours, whatever becomes of the other side: both recipients, or none.
        office.taken.append(Delivered(str(envelope.mail_from), tuple(recipients), content))
        if office.late:
            asyncio.get_running_loop().call_later(office.late, office.deliver, recipients, content)
        else:
            office.deliver(recipients, content)
        if office.when_taken is not None:
            office.when_taken(len(office.taken))
        if office.drop_before_answer & set(recipients):
            cast("asyncio.Transport", server.transport).abort()
            return "250 never heard"
        if office.slow:
            await asyncio.sleep(office.slow)
        return "250 taken"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        words = b64decode(args[1]).decode() if len(args) > 1 else ""
        good = f"auth=Bearer {self.office.token}\1\1" in words and bool(self.office.token)
        return AuthResult(success=good, handled=False)


@contextmanager
def post_office(
    *, dovecot: Dovecot | None = None, local: set[str] | None = None, tls: Any = None
) -> Iterator[PostOffice]:
    """Serve on a free port of this machine for the length of a block."""
    office = PostOffice(dovecot=dovecot, local=local or set())

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password.decode() == office.password, handled=False)

    class _Controller(Controller):
        def factory(self) -> SMTP:
            return SMTP(
                self.handler,
                authenticator=check,
                auth_require_tls=False,
                auth_exclude_mechanism=[],
                tls_context=tls,
                enable_SMTPUTF8=True,
                data_size_limit=None,
                hostname="double",
            )

    controller = _Controller(_Handler(office), hostname="127.0.0.1", port=free_port())
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
