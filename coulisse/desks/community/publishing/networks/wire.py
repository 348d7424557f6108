"""HTTP as this desk speaks it: one call a connection, and the line is known beyond which it may have happened.

The policy, whole: encrypted and checked, plain only to this machine and only where that is allowed; no redirect is
ever followed; a call ends within its time, whatever the server drips; an answer is read up to a size; nothing of a
call is ever part of an exception or of a log but the host and a word of ours.
"""

import json
import logging
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from coulisse.desks.community.publishing.networks.contract import Reason

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT: Final = 10.0
CALL_TIMEOUT: Final = 30.0
"""Seconds for the whole call, unless it carries much."""
BYTES_PER_SECOND: Final = 200_000
"""What an upload may take besides: slower lines are given up."""
LONGEST: Final = 4 * 1024 * 1024
LONGEST_WORDS: Final = 300
AGENT: Final = "Coulisse"


class WireTrouble(Exception):
    """No usable answer. `reason` and the host, and nothing else."""

    def __init__(self, reason: Reason, host: str) -> None:
        super().__init__(f"{reason} ({host})")
        self.reason = reason
        self.host = host


class NotSent(WireTrouble):
    """Nothing has left: it certainly did not happen."""


class Lost(WireTrouble):
    """Something has left, and no answer came that can be read: it may have happened."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are in small letters."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    host: str = ""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """Raises `Lost` with `malformed`: the server did answer, and nobody knows what."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise Lost(Reason.MALFORMED, self.host) from None

    def record(self) -> dict[str, Any]:
        """The JSON object of a good answer. Raises `Lost` where it is none."""
        found = self.json()
        if not isinstance(found, dict):
            raise Lost(Reason.MALFORMED, self.host)
        return found

    def said(self) -> dict[str, Any]:
        """The JSON object of a refusal, or nothing: a proxy answers with a page."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Wire:
    """How calls are made. `local`: this machine may be spoken to without encryption, as tests do."""

    local: bool = False
    timeout: float = CALL_TIMEOUT
    longest: int = LONGEST
    context: ssl.SSLContext | None = None

    def call(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One call, one answer, of whatever status. Raises `NotSent` or `Lost`."""
        parts = self._checked(url)
        host = parts.hostname or ""
        connection = self._connection(parts)
        try:
            self._connect(connection, host)
            seconds = self.timeout + len(body or b"") / BYTES_PER_SECOND
            with _Within(connection, seconds) as deadline:
                return self._exchange(connection, method, parts, headers or {}, body, deadline)
        finally:
            connection.close()

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            _port = parts.port
        except ValueError:
            raise NotSent(Reason.UNREACHABLE, "?") from None
        host = parts.hostname or ""
        is_plain = parts.scheme == "http" and self.local and is_this_machine(host)
        if not host or parts.username is not None or not (parts.scheme == "https" or is_plain):
            raise NotSent(Reason.INSECURE, host or "?")
        if any(ord(sign) <= 32 or ord(sign) > 126 for sign in url):
            raise NotSent(Reason.UNREACHABLE, host)
        return parts

    def _connection(self, parts: SplitResult) -> HTTPConnection:
        host = parts.hostname or ""
        connection: HTTPConnection
        if parts.scheme == "https":
            context = self.context or trusted_authorities()
            connection = HTTPSConnection(host, parts.port, timeout=CONNECT_TIMEOUT, context=context)
        else:
            connection = HTTPConnection(host, parts.port, timeout=CONNECT_TIMEOUT)
        connection.auto_open = 0  # never a second connection under the same call
        return connection

    def _connect(self, connection: HTTPConnection, host: str) -> None:
        try:
            connection.connect()
        except ssl.SSLCertVerificationError:
            raise NotSent(Reason.INSECURE, host) from None
        except (OSError, HTTPException, ValueError):
            raise NotSent(Reason.UNREACHABLE, host) from None

    def _exchange(
        self,
        connection: HTTPConnection,
        method: str,
        parts: SplitResult,
        headers: Mapping[str, str],
        body: bytes | None,
        deadline: "_Within",
    ) -> Answer:
        host = parts.hostname or ""
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        full = {"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "identity", **headers}
        try:
            connection.request(method, path, body, full)
        except ValueError:
            # A header that cannot be written: nothing has left yet.
            raise NotSent(Reason.UNREACHABLE, host) from None
        except (OSError, HTTPException):
            # The server may have taken what it wanted of the body, and have answered before it hung up.
            logger.info("A call to %s broke off while it was sent", host)
        try:
            response = connection.getresponse()
            content = self._read(response, host)
        except TimeoutError:
            raise Lost(Reason.TIMEOUT, host) from None
        except (Lost, OSError, HTTPException, ValueError) as trouble:
            reason = trouble.reason if isinstance(trouble, Lost) else Reason.LOST
            raise Lost(Reason.TIMEOUT if deadline.has_passed else reason, host) from None
        if deadline.has_passed:
            raise Lost(Reason.TIMEOUT, host)
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, content, host)

    def _read(self, response: HTTPResponse, host: str) -> bytes:
        content = response.read(self.longest + 1)
        if len(content) > self.longest:
            raise Lost(Reason.TOO_LONG, host)
        announced = response.getheader("Content-Length", "")
        if announced.isdecimal() and int(announced) > len(content) and response.status not in (204, 304):
            raise Lost(Reason.LOST, host)
        return content


class _Within:
    """Ends a call after so many seconds, however slowly the server drips: the connection is shut under it."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self._connection = connection
        self._passed = Event()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        if connection.sock is not None:
            connection.sock.settimeout(seconds)
        self._socket = connection.sock

    @property
    def has_passed(self) -> bool:
        return self._passed.is_set()

    def __enter__(self) -> "_Within":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self._passed.set()
        with suppress(OSError):
            # The plain socket's own, below the encryption: another thread is reading at this moment.
            socket.shutdown(self._socket, SHUT_RDWR)


@cache
def trusted_authorities() -> ssl.SSLContext:
    """Those of the machine, read once: reading them takes longer than a call."""
    return ssl.create_default_context()


def is_this_machine(host: str) -> bool:
    """`localhost`, 127.0.0.1, ::1: what never leaves the machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def in_one_line(words: object, secrets: tuple[str, ...] = ()) -> str:
    """A server's words for a page: short, printable, and without what we have told it in confidence."""
    text = words if isinstance(words, str) else ""
    for secret in secrets:
        text = text.replace(secret, "•••")
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LONGEST_WORDS]


def form_body(parts: Mapping[str, str], file: tuple[str, str, str, bytes], boundary: str) -> tuple[str, bytes]:
    """A `multipart/form-data` body: its content type and bytes. `file` is field, name, type and content."""
    lines: list[bytes] = []
    for name, value in parts.items():
        lines += [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode(),
            value.encode(),
        ]
        lines.append(b"\r\n")
    field_name, file_name, kind, content = file
    safe = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in file_name) or "file"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field_name}"; filename="{safe}"\r\n'
    lines += [f"{head}Content-Type: {kind}\r\n\r\n".encode(), content, f"\r\n--{boundary}--\r\n".encode()]
    return f"multipart/form-data; boundary={boundary}", b"".join(lines)
