"""What goes wrong with a mail server: a code for the house, and the server's own words beside it."""

import imaplib
import smtplib
import socket
import ssl
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

LONGEST: Final = 200

WORDS: Final[dict[str, str | Promise]] = {
    "unreachable": _("The server does not answer. Check its name and port, or try again later."),
    "tls": _("The encrypted connection failed: the certificate is not trusted, or the port expects another kind."),
    "sign-in": _("The server refused the sign-in. Check the user name and the password."),
    "token": _("The token address gave no access. Check the client, its secret and the refresh token."),
    "token-address": _("The token address must begin with https://."),
    "token-silent": _("The token address does not answer. Check it, or try again later."),
    "token-garbled": _("The token address answered something that was not understood. Check it."),
    "no-access": _("Nobody has given access yet. Sign in at the provider, from the page of the mailbox."),
    "clear-text": _("Without encryption, only a server on this machine may be spoken to."),
    "no-folder": _("The server has no such folder."),
    "sealed": _("The stored password cannot be opened any more: the key of the house has changed. Type it again."),
    "copy-refused": _("The server refuses the copy to the mailbox’s own address."),
    "no-reader": _("No desk reads this mailbox."),
    "protocol": _("The server answered something that was not understood."),
}
REFUSALS: Final = ("sign-in", "token", "token-garbled", "no-access", "sealed")
"""What only a person can mend."""
ANYTHING: Final = (OSError, smtplib.SMTPException, imaplib.IMAP4.error, ImapToolsError, ValueError, EOFError)
"""What speaking to a server may raise."""


class ServerProblem(Exception):
    """A mail server cannot be used. `code` is a key of `WORDS`, `detail` what the server said."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = one_line(detail)

    @property
    def stored(self) -> str:
        """For a column: `code: detail`."""
        return f"{self.code}: {self.detail}"[:300]


def one_line(text: str) -> str:
    """Short, and free of control characters: it comes from a server and goes on a page."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LONGEST]


def told(stored: str) -> tuple[str, str]:
    """From the column to a sentence in the reader's language and the server's words."""
    code, _colon, detail = stored.partition(": ")
    return str(WORDS.get(code, "")) or stored, detail if code in WORDS else ""


def problem_of(error: Exception) -> ServerProblem:
    """From what a library raises to what the owner can act on."""
    match error:
        case ServerProblem():
            return error
        case ssl.SSLError():
            return ServerProblem("tls", str(getattr(error, "verify_message", "")) or str(error.reason or ""))
        case MailboxLoginError():
            return ServerProblem("sign-in", _said(error))
        case MailboxFolderSelectError():
            return ServerProblem("no-folder", _said(error))
        case smtplib.SMTPAuthenticationError():
            return ServerProblem("sign-in", f"{error.smtp_code} {_text(error.smtp_error)}")
        case socket.gaierror() | TimeoutError() | ConnectionError() | smtplib.SMTPServerDisconnected():
            return ServerProblem("unreachable", str(error))
        case smtplib.SMTPNotSupportedError():
            return ServerProblem("tls", str(error))
        case smtplib.SMTPResponseException():
            return ServerProblem("protocol", f"{error.smtp_code} {_text(error.smtp_error)}")
        case OSError() | imaplib.IMAP4.abort():
            return ServerProblem("unreachable", str(error))
        case _:
            return ServerProblem("protocol", f"{type(error).__name__}: {error}")


def _said(error: ImapToolsError) -> str:
    """The server's words in an answer like `('NO', [b'[AUTHENTICATIONFAILED] no'])`."""
    result = getattr(error, "command_result", None)
    try:
        return _text(result[1][0])  # type: ignore[index]
    except (TypeError, IndexError):
        return ""


def _text(words: object) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
