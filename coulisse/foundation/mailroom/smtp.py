"""One message to one address over SMTP, with a copy to the mailbox itself in the same transaction.

The server takes both or none: whoever finds the copy knows that the letter was taken. `sendmail` of the standard
library goes on when one address of two is refused, so the dialogue is held here.
"""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final

from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import ANYTHING, ServerProblem, problem_of
from coulisse.foundation.mailroom.secrets import SealBroken, opened
from coulisse.foundation.mailroom.tls import tls_context
from coulisse.foundation.mailroom.tokens import access_token, forget, is_this_machine

TIMEOUT: Final = 60
"""Seconds that a server may stay silent."""
TAKEN: Final = (250, 251)


class NotTaken(Exception):
    """The server answered, and has not taken the message: 4xx for now, 5xx for good (RFC 5321, 4.2.1)."""

    def __init__(self, code: int, words: bytes | str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words.decode("utf-8", "replace") if isinstance(words, bytes) else words


class TooLate(Exception):
    """It took so long to get here that somebody else may have taken the message over."""


@contextmanager
def opened_server(
    mailbox: Mailbox, *, now: Callable[[], datetime], timeout: int = TIMEOUT
) -> Iterator[smtplib.SMTP]:
    """A session, signed in. Raises `ServerProblem` where there is none; then nothing has left."""
    session: smtplib.SMTP | None = None
    try:
        session = _connected(mailbox, timeout)
        _sign_in(session, mailbox, now)
    except (*ANYTHING, ServerProblem) as problem:
        if session is not None:
            session.close()
        found = problem_of(problem)
        if found.code == "sign-in" and mailbox.sign_in == Mailbox.SignIn.XOAUTH2:
            forget(mailbox)
        raise found from None
    try:
        yield session
    finally:
        # The letter is gone or not by now; a server that is rude at the goodbye changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            session.quit()
        session.close()


def _connected(mailbox: Mailbox, timeout: int) -> smtplib.SMTP:
    host, port = mailbox.smtp_host, mailbox.smtp_port
    if mailbox.smtp_security == Mailbox.Security.TLS:
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=tls_context())
    if mailbox.smtp_security == Mailbox.Security.NONE and not is_this_machine(host):
        raise ServerProblem("clear-text")
    session = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if mailbox.smtp_security == Mailbox.Security.STARTTLS:
            session.starttls(context=tls_context())
    except Exception:
        session.close()
        raise
    return session


def _sign_in(session: smtplib.SMTP, mailbox: Mailbox, now: Callable[[], datetime]) -> None:
    session.ehlo_or_helo_if_needed()
    user = mailbox.smtp_user or mailbox.address
    if mailbox.sign_in == Mailbox.SignIn.XOAUTH2:
        token = access_token(mailbox, now=now)
        words = f"user={user}\1auth=Bearer {token}\1\1"
        session.auth("XOAUTH2", lambda challenge=None: "" if challenge else words)
        return
    try:
        password = opened(mailbox.sealed_password)
    except SealBroken:
        raise ServerProblem("sealed") from None
    if password:
        session.login(user, password)


def deliver(
    session: smtplib.SMTP,
    content: bytes,
    *,
    sender: str,
    recipient: str,
    copy_to: str = "",
    may_go: Callable[[], bool],
) -> None:
    """Hand over one message. Returning: it was taken. `may_go` is asked at the last moment before.

    Raises `NotTaken`, `ServerProblem` `copy-refused` and `TooLate` where it certainly was not; anything else
    leaves that open.
    """
    try:
        _address(session, sender, recipient, copy_to)
    except (smtplib.SMTPException, OSError) as problem:
        raise problem_of(problem) from None
    if not may_go():
        raise TooLate
    try:
        answer = session.data(content)
    except smtplib.SMTPDataError as refused:
        # The answer to DATA itself: not a byte of the message has gone.
        raise NotTaken(refused.smtp_code, refused.smtp_error) from None
    _expect(session, answer)


def _address(session: smtplib.SMTP, sender: str, recipient: str, copy_to: str) -> None:
    """The envelope. The letter's own address comes first: where it is refused, no copy says that it left."""
    options = ["BODY=8BITMIME"] if session.has_extn("8bitmime") else []
    _expect(session, session.mail(sender, options))
    _expect(session, session.rcpt(recipient))
    if copy_to and copy_to.lower() != recipient.lower():
        try:
            _expect(session, session.rcpt(copy_to))
        except NotTaken as refused:
            raise ServerProblem("copy-refused", f"{refused.code} {refused.words}") from None


def _expect(session: smtplib.SMTP, answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code not in TAKEN:
        with suppress(smtplib.SMTPException, OSError):
            session.rset()
        raise NotTaken(code, words)
