"""A go-between before any server, which misbehaves where a test asks for it, and counts what passed."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length", "host")


@dataclass(slots=True)
class Fault:
    """What happens to a call whose method and path match, so many times."""

    kind: str
    """`swallow`: hand it on, and hang up before the answer. `lose`: hang up without handing it on. `late`: hang
    up, and hand it on when `Rude.release` is set. `answer`: answer in the server's stead. `after`: hand it on,
    then answer in its stead. `drip`: hand it on, and answer a byte a turn."""
    path: str = ""
    method: str = ""
    times: int = 1
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    wait: float = 0.2
    """Seconds a turn, of `drip`."""
    passing: int = 0
    """How many such calls are handed on before."""

    def is_for(self, method: str, path: str) -> bool:
        return self.times > 0 and self.path in path and self.method in ("", method)


@dataclass(slots=True)
class Passed:
    """One call that was handed on to the server, or would have been."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Rude:
    """Where it listens, how it shall misbehave, and what it saw."""

    target: str
    address: str = ""
    faults: list[Fault] = field(default_factory=list)
    seen: list[Passed] = field(default_factory=list)
    handed_on: list[Passed] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    release: threading.Event = field(default_factory=threading.Event)
    late: list[threading.Thread] = field(default_factory=list)

    def count(self, path: str) -> int:
        """How many calls with this in their path reached the server."""
        return sum(path in one.path for one in self.handed_on)

    def take(self, method: str, path: str) -> Fault | None:
        with self.lock:
            fault = next((one for one in self.faults if one.is_for(method, path)), None)
            if fault is not None and fault.passing:
                fault.passing -= 1
                return None
            if fault is not None:
                fault.times -= 1
            return fault

    def let_the_late_arrive(self) -> None:
        self.release.set()
        for one in self.late:
            one.join()

    def hand_on(self, one: Passed) -> tuple[int, list[tuple[str, str]], bytes]:
        with self.lock:
            self.handed_on.append(one)
        parts = urlsplit(self.target)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=120)
        try:
            headers = {name: value for name, value in one.headers.items() if name.lower() not in HOP_BY_HOP}
            connection.request(one.method, one.path, one.body or None, headers)
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()


class _Handler(BaseHTTPRequestHandler):
    rude: Rude

    def handle_any(self) -> None:
        rude = self.rude
        length = int(self.headers.get("Content-Length") or 0)
        one = Passed(self.command, self.path, dict(self.headers), self.rfile.read(length))
        with rude.lock:
            rude.seen.append(one)
        fault = rude.take(self.command, self.path)
        if fault is None:
            self.answer(*rude.hand_on(one))
            return
        self.misbehave(fault, one)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # http.server's names

    def misbehave(self, fault: Fault, one: Passed) -> None:
        match fault.kind:
            case "lose":
                self.hang_up()
            case "swallow":
                self.rude.hand_on(one)
                self.hang_up()
            case "late":
                thread = threading.Thread(target=_later, args=(self.rude, one))
                self.rude.late.append(thread)
                thread.start()
                self.hang_up()
            case "after" | "answer":
                if fault.kind == "after":
                    self.rude.hand_on(one)
                self.answer(fault.status, list(fault.headers.items()), fault.body)
            case "drip":
                self.drip(fault, self.rude.hand_on(one))
            case _:
                raise ValueError(fault.kind)

    def hang_up(self) -> None:
        self.close_connection = True

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, fault: Fault, answer: tuple[int, list[tuple[str, str]], bytes]) -> None:
        status, headers, body = answer
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                time.sleep(fault.wait)
        except OSError:
            self.hang_up()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _later(between: Rude, one: Passed) -> None:
    between.release.wait()
    between.hand_on(one)


@contextmanager
def rude(target: str) -> Iterator[Rude]:
    """Stand before a server for the length of a block."""
    between = Rude(target)
    handler = type("Handler", (_Handler,), {"rude": between})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    between.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield between
    finally:
        between.let_the_late_arrive()
        server.shutdown()
        server.server_close()
        thread.join()
