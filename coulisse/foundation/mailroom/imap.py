"""One open mailbox over IMAP: its folders, what is new in one, the bytes of a mail, filing it elsewhere.

Folder names and identifiers come from outside: names travel quoted in modified UTF-7, numbers are numbers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.utils import encode_folder

from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import ANYTHING, ServerProblem, problem_of
from coulisse.foundation.mailroom.secrets import SealBroken, opened
from coulisse.foundation.mailroom.tls import tls_context
from coulisse.foundation.mailroom.tokens import access_token, forget, is_this_machine

TIMEOUT: Final = 30
UID: Final = re.compile(rb"[( ]UID (\d{1,10})")
SIZE: Final = re.compile(rb"[( ]RFC822\.SIZE (\d{1,12})")
MESSAGE_ID: Final = re.compile(rb"^message-id:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
FROM: Final = re.compile(rb"^from:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOST_FOLDERS: Final = 300
AT_A_TIME: Final = 200
"""Numbers in one command: servers limit the length of a line."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a mail before it is fetched."""

    uid: int
    size: int
    message_id: str = ""
    sender: str = ""
    """The address of its From, in small letters."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the server that can be opened; `use` is \\Junk, \\Sent … in small letters, where it says so."""

    name: str
    uses: tuple[str, ...]


class Imap:
    """A session. Whatever goes wrong in it is a `ServerProblem`, made by `opened_box`."""

    def __init__(self, box: BaseMailBox) -> None:
        self._box = box
        self._client: Any = box.client
        # What the server can is told anew after the sign-in.
        status, data = self._client.capability()
        _check(status, data)
        self._can = frozenset(bytes(data[-1] or b"").decode("ascii", "replace").upper().split())

    def folders(self) -> list[Folder]:
        """The folders that hold mail, the first few hundred of them."""
        found = [
            Folder(one.name, tuple(flag.lower() for flag in one.flags))
            for one in self._box.folder.list()
            if not {"\\noselect", "\\nonexistent"} & {flag.lower() for flag in one.flags}
        ]
        return found[:MOST_FOLDERS]

    def select(self, folder: str, *, readonly: bool = False) -> int:
        """Open a folder; its UIDVALIDITY. Raises `ServerProblem` `no-folder`."""
        if not folder or any(ord(sign) < 32 or ord(sign) == 127 for sign in folder):
            raise ServerProblem("no-folder", folder)
        self._box.folder.set(folder, readonly=readonly)
        [told] = self._client.response("UIDVALIDITY")[1] or [None]
        return int(told) if told else 0

    def count(self) -> int:
        """How many mails the open folder holds."""
        return int(self._box.folder.status(self._box.folder.get(), ["MESSAGES"]).get("MESSAGES", 0))

    def next_uid(self) -> int:
        """What the next mail of the open folder will have at least."""
        folder = self._box.folder.get()
        return int(self._box.folder.status(folder, ["UIDNEXT"]).get("UIDNEXT", 1))

    def first_since(self, day: date) -> int | None:
        """The lowest UID that came on this day or later."""
        uids = self._search(f"SINCE {_day(day)}")
        return min(uids) if uids else None

    def heads_after(self, uid: int) -> list[Head]:
        """What came after this UID: number, size, identifier and sender, in order."""
        return sorted(self._heads(f"{uid + 1}:*", above=uid), key=lambda head: head.uid)

    def identifiers_since(self, day: date) -> set[str]:
        """The Message-IDs in the open folder of what came on this day or later, read from the mails themselves."""
        uids = sorted(self._search(f"SINCE {_day(day)}"))
        found: set[str] = set()
        for some in _by(AT_A_TIME, uids):
            found.update(head.message_id for head in self._heads(_set(some)))
        return found - {""}

    def _search(self, criteria: str) -> list[int]:
        status, data = self._client.uid("SEARCH", criteria)
        _check(status, data)
        return [int(number) for line in data if line for number in line.split()]

    def _heads(self, uids: str, above: int = 0) -> Iterator[Head]:
        status, data = self._client.uid(
            "FETCH", uids, "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM)])"
        )
        _check(status, data)
        for head, content in _items(data):
            uid, size = UID.search(head), SIZE.search(head)
            if uid is None or int(uid[1]) <= above:
                continue
            identifier = MESSAGE_ID.search(content)
            yield Head(
                int(uid[1]),
                int(size[1]) if size else 0,
                identifier[1].decode("ascii", "replace") if identifier else "",
                _address(content),
            )

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The bytes of these mails; they stay unread. One that vanished meanwhile is missing."""
        status, data = self._client.uid("FETCH", _set(uids), "(UID BODY.PEEK[])")
        _check(status, data)
        found = {}
        for head, content in _items(data):
            uid = UID.search(head)
            if uid is not None:
                found[int(uid[1])] = content
        return found

    def move(self, uids: Sequence[int], folder: str) -> None:
        """File these mails elsewhere, as read."""
        for some in _by(AT_A_TIME, uids):
            numbers = _set(some)
            self._client.uid("STORE", numbers, "+FLAGS.SILENT", "(\\Seen)")
            if "MOVE" in self._can:
                _check(*self._client.uid("MOVE", numbers, encode_folder(folder)))
            else:
                _check(*self._client.uid("COPY", numbers, encode_folder(folder)))
                self.remove(some)

    def remove(self, uids: Sequence[int]) -> None:
        """Delete these mails, and no other that somebody marked."""
        numbers = _set(uids)
        self._client.uid("STORE", numbers, "+FLAGS.SILENT", "(\\Seen \\Deleted)")
        if "UIDPLUS" in self._can:
            self._client.uid("EXPUNGE", numbers)


def _set(uids: Sequence[int]) -> str:
    return ",".join(str(int(uid)) for uid in uids)


def _by(number: int, uids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uids[begin : begin + number] for begin in range(0, len(uids), number))


def _day(day: date) -> str:
    """`14-Mar-2027`, whatever the language of the machine."""
    return f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"


def _check(status: str, data: object) -> None:
    if status != "OK":
        raise ServerProblem("protocol", str(data))


def _items(data: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    """The answers to FETCH: what stands around the literal, and the literal. The UID may come after it."""
    for index, item in enumerate(data):
        if isinstance(item, tuple):
            after = data[index + 1] if index + 1 < len(data) else b""
            yield item[0] + (b" " + after if isinstance(after, bytes) else b""), item[1]


def _address(header: bytes) -> str:
    """The last thing that looks like an address in a From."""
    line = FROM.search(header)
    found = re.findall(rb"[^\s<>\"(),;:]+@[^\s<>\"(),;:]+", line[0]) if line else []
    return found[-1].decode("ascii", "replace").lower() if found else ""


@contextmanager
def opened_box(mailbox: Mailbox, *, now: Callable[[], datetime], timeout: int = TIMEOUT) -> Iterator[Imap]:
    """Sign in to a mailbox for the length of a block. What its server does wrong is a `ServerProblem`.

    What else goes wrong inside the block, the database for one, passes as it is.
    """
    box = _signed_in(mailbox, now, timeout)
    try:
        yield Imap(box)
    except ANYTHING as problem:
        raise problem_of(problem) from None
    finally:
        # A server that is rude at the goodbye changes nothing.
        with suppress(*ANYTHING):
            box.logout()


def _signed_in(mailbox: Mailbox, now: Callable[[], datetime], timeout: int) -> BaseMailBox:
    try:
        secret = (
            access_token(mailbox, now=now)
            if mailbox.sign_in == Mailbox.SignIn.XOAUTH2
            else opened(mailbox.sealed_password)
        )
    except SealBroken:
        raise ServerProblem("sealed") from None
    box: BaseMailBox | None = None
    try:
        box = _connected(mailbox, timeout)
        user = mailbox.imap_user or mailbox.address
        if mailbox.sign_in == Mailbox.SignIn.XOAUTH2:
            box.xoauth2(user, secret, initial_folder=None)
        elif user.isascii() and secret.isascii():
            box.login(user, secret, initial_folder=None)
        else:
            box.login_utf8(user, secret, initial_folder=None)
    except ANYTHING as problem:
        if box is not None:
            with suppress(*ANYTHING):
                box.client.shutdown()
        found = problem_of(problem)
        if found.code == "protocol" and box is not None:
            # imaplib has one kind of error for every refusal; the greeting has passed, so it is the sign-in.
            found = ServerProblem("sign-in", found.detail.replace(secret, "…") if secret else found.detail)
        if found.code == "sign-in" and mailbox.sign_in == Mailbox.SignIn.XOAUTH2:
            forget(mailbox)
        raise found from None
    return box


def _connected(mailbox: Mailbox, timeout: int) -> BaseMailBox:
    host, port = mailbox.imap_host, mailbox.imap_port
    match mailbox.imap_security:
        case Mailbox.Security.TLS:
            return MailBox(host, port, timeout=timeout, ssl_context=tls_context())
        case Mailbox.Security.STARTTLS:
            return MailBoxStartTls(host, port, timeout=timeout, ssl_context=tls_context())
        case _:
            if not is_this_machine(host):
                raise ServerProblem("clear-text")
            return MailBoxUnencrypted(host, port, timeout=timeout)
