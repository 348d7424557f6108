"""The door to other people's servers: what somebody typed is fetched from here, and from nowhere inside.

The policy, whole: http and https on their own ports, to addresses of the public internet only, looked up once and
connected to as looked up, so that a name cannot turn towards the house between the two; each redirect goes through
the same door, at most four, never from https back to http; certificates are checked; a call ends within its time,
whatever the server drips; an answer is read up to a size, unpacked or not. No cookie, no password, no proxy.
"""

import ssl
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, gaierror, getaddrinfo, socket
from threading import Event, Timer
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

CONNECT_TIMEOUT: Final = 8.0
CALL_TIMEOUT: Final = 15.0
LONGEST: Final = 4 * 1024 * 1024
MOST_REDIRECTS: Final = 4
LONGEST_WAIT: Final = 86_400
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
PORTS: Final = {"http": 80, "https": 443}
AGENT: Final = "Coulisse (feed reader)"
ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""Where a network turns IPv6 into IPv4: the last four bytes are the address that is meant."""


class NotFetched(Exception):
    """No answer that can be used. `code` is one of `watch/words.py`; `wait`: seconds that the server asked for."""

    def __init__(self, code: str, host: str = "", wait: int = 0) -> None:
        super().__init__(f"{code} ({host})")
        self.code, self.host, self.wait = code, host, wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """`content` is None where nothing changed since `etag` or `modified`; `address` is where it was found."""

    content: bytes | None
    address: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """The door. `local`: this machine may be spoken to without encryption and on any port, as tests do."""

    local: bool = False
    timeout: float = CALL_TIMEOUT
    longest: int = LONGEST

    def fetch(self, address: str, *, now: datetime, etag: str = "", modified: str = "") -> Fetched:
        """What stands at an address. `now` tells how long a `Retry-After` with a date is. Raises `NotFetched`."""
        headers = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, identity"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        for _turn in range(MOST_REDIRECTS + 1):
            parts = self._checked(address)
            response, content = self._call(parts, headers)
            if response.status in REDIRECTS:
                address = self._further(response, address)
                continue
            return self._answer(response, content, address, parts.hostname or "", now)
        raise NotFetched("redirects", urlsplit(address).hostname or "")

    def _checked(self, address: str) -> SplitResult:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise NotFetched("no-address") from None
        host = parts.hostname or ""
        printable = all(32 < ord(sign) < 127 for sign in address)
        if parts.scheme not in PORTS or not host or not printable or parts.username is not None:
            raise NotFetched("no-address", host)
        if port not in (None, PORTS[parts.scheme]) and not self.local:
            raise NotFetched("inside", host)
        return parts

    def _numbers(self, host: str, port: int) -> str:
        """The address to connect to: the first one, if every one of them is of the public internet."""
        try:
            found = [entry[4][0] for entry in getaddrinfo(host, port, type=SOCK_STREAM)]
        except (gaierror, UnicodeError, OSError):
            raise NotFetched("unknown-host", host) from None
        if not found or not all(self._may(str(one)) for one in found):
            raise NotFetched("inside", host)
        return str(found[0])

    def _may(self, number: str) -> bool:
        try:
            found = ip_address(number.partition("%")[0])
        except ValueError:
            return False
        meant = _meant(found)
        return is_public(meant) or (self.local and meant.is_loopback)

    def _call(self, parts: SplitResult, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        host = parts.hostname or ""
        port = parts.port or PORTS[parts.scheme]
        connection = _Secure(host, port) if parts.scheme == "https" else _Pinned(host, port)
        connection.number = self._numbers(host, port)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        late = Event()
        timer = Timer(self.timeout, _hang_up, [connection, late])
        timer.daemon = True
        timer.start()
        try:
            connection.connect()
            if late.is_set():
                raise TimeoutError
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            content = self._read(response, host)
            if late.is_set():  # a read that is cut off gives what it has
                raise TimeoutError
            return response, content
        except NotFetched as refused:
            raise NotFetched("slow" if late.is_set() else refused.code, host) from None
        except ssl.SSLError:
            raise NotFetched("slow" if late.is_set() else "certificate", host) from None
        except (TimeoutError, OSError, HTTPException, ValueError) as trouble:
            is_slow = late.is_set() or isinstance(trouble, TimeoutError)
            raise NotFetched("slow" if is_slow else "unreachable", host) from None
        finally:
            timer.cancel()
            connection.close()

    def _read(self, response: HTTPResponse, host: str) -> bytes:
        content = response.read(self.longest + 1)
        if len(content) > self.longest:
            raise NotFetched("too-large", host)
        announced = response.getheader("Content-Length", "")
        if announced.isdecimal() and int(announced) > len(content) and response.status not in (204, 304):
            raise NotFetched("unreachable", host)
        if response.getheader("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip"):
            return self._unpacked(content, host)
        return content

    def _unpacked(self, content: bytes, host: str) -> bytes:
        unpacking = zlib.decompressobj(wbits=31)
        try:
            plain = unpacking.decompress(content, self.longest + 1)
        except zlib.error:
            raise NotFetched("broken-answer", host) from None
        if len(plain) > self.longest:
            raise NotFetched("too-large", host)
        return plain

    @staticmethod
    def _further(response: HTTPResponse, address: str) -> str:
        host = urlsplit(address).hostname or ""
        try:
            further = urljoin(address, response.getheader("Location", ""))
            is_down = urlsplit(address).scheme == "https" and urlsplit(further).scheme != "https"
        except ValueError:
            raise NotFetched("redirects", host) from None
        if is_down or further == address:
            raise NotFetched("redirects", host)
        return further

    @staticmethod
    def _answer(response: HTTPResponse, content: bytes, address: str, host: str, now: datetime) -> Fetched:
        status = response.status
        etag = response.getheader("ETag", "")[:200]
        modified = response.getheader("Last-Modified", "")[:60]
        if status == 304:
            return Fetched(None, address, etag, modified)
        if 200 <= status < 300:
            return Fetched(content, address, etag, modified)
        codes = {401: "refused", 403: "refused", 404: "gone", 410: "gone", 429: "busy", 503: "busy"}
        raise NotFetched(codes.get(status, "server"), host, _wait(response.getheader("Retry-After", ""), now))


class _Pinned(HTTPConnection):
    """Connects to the number that was looked at, and says the name to the server.

    `line` is the connection as long as it lasts: `sock` is given up as soon as the last answer is announced.
    """

    number = ""
    line: socket | None = None

    def connect(self) -> None:
        self.sock = self.line = create_connection((self.number, self.port), CONNECT_TIMEOUT)


class _Secure(_Pinned):
    default_port = HTTPSConnection.default_port

    def connect(self) -> None:
        super().connect()
        secure = trusted_authorities().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self.line = secure
        secure.do_handshake()


@cache
def trusted_authorities() -> ssl.SSLContext:
    return ssl.create_default_context()


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Of the public internet, and one machine's.

    >>> [is_public(ip_address(one)) for one in ("1.1.1.1", "10.0.0.8", "169.254.169.254", "::1", "224.0.0.1")]
    [True, False, False, False, False]
    """
    return address.is_global and not address.is_multicast and not address.is_reserved


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one carries, where it carries one."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    carried = address.ipv4_mapped or address.sixtofour
    return carried or address


def _hang_up(connection: _Pinned, late: Event) -> None:
    late.set()
    if connection.line is not None:
        with suppress(OSError):
            # The plain socket's own, below the encryption: another thread is reading at this moment.
            socket.shutdown(connection.line, SHUT_RDWR)


def _wait(header: str, now: datetime) -> int:
    """Seconds that the server asks for: a number, or a date. At most a day."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0
    return max(0, min(int(seconds), LONGEST_WAIT))
