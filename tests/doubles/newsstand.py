"""Other people's servers: feeds, timelines and searches at the addresses that a test puts them."""

import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(slots=True)
class Shelf:
    """What stands at one path. `drip`: a byte every so many seconds."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0


@dataclass(slots=True)
class Newsstand:
    address: str
    shelves: dict[str, Shelf] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path with its query, and the headers."""

    def put(self, path: str, body: bytes | str = b"", **more: object) -> str:
        """Returns its address."""
        content = body.encode() if isinstance(body, str) else body
        self.shelves[path] = Shelf(content, **more)  # type: ignore[arg-type]  # as Shelf declares them
        return self.address + path


def own_certificate(folder: Path) -> ssl.SSLContext:
    """What a server shows that nobody vouches for; `folder / "certificate"` is to be trusted for the rest."""
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    written = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *named, *written]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    return context


@contextmanager
def newsstand(tls: ssl.SSLContext | None = None) -> Iterator[Newsstand]:
    """Listens on this machine only; with a certificate at `https://localhost`."""
    stand = Newsstand("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand.asked.append((self.path, dict(self.headers)))
            shelf = stand.shelves.get(urlsplit(self.path).path, Shelf(b"nothing here", 404))
            self.send_response(shelf.status)
            etag = shelf.headers.get("ETag")
            for name, value in shelf.headers.items():
                self.send_header(name, value)
            is_same = etag is not None and self.headers.get("If-None-Match") == etag and shelf.status == 200
            body = b"" if is_same else shelf.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if not shelf.drip:
                    self.wfile.write(body)
                for place in range(len(body) if shelf.drip else 0):
                    self.wfile.write(body[place : place + 1])
                    time.sleep(shelf.drip)
            except OSError:
                pass  # whoever asked hung up

        def send_response(self, code: int, message: str | None = None) -> None:
            etag = stand.shelves.get(urlsplit(self.path).path, Shelf()).headers.get("ETag")
            known = code == 200 and etag is not None and self.headers.get("If-None-Match") == etag
            super().send_response(304 if known else code, message)

        def log_message(self, *_words: object) -> None:
            """Silence."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    place = f"127.0.0.1:{server.server_port}"
    stand.address = f"https://{place.replace('127.0.0.1', 'localhost')}" if tls else f"http://{place}"
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
