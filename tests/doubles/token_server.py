"""A local double of an OAuth 2 token server. It is not one: it says so in every answer, and trusts everybody.

It changes refresh tokens for access tokens, and tells a mail server whose an access token is.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SAYS = "This is a double for tests, not an identity provider."


@dataclass
class TokenServer:
    """Where it listens, what it accepts, and what it was asked."""

    address: str = ""
    user: str = ""
    refresh_token: str = "refresh-1"
    rotates: bool = False
    expires_in: int = 3600
    is_broken: bool = False
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    living: set[str] = field(default_factory=set)

    @property
    def token_url(self) -> str:
        return f"{self.address}/token"

    @property
    def info_url(self) -> str:
        return f"{self.address}/info?token="


@contextmanager
def token_server() -> Iterator[TokenServer]:
    """Serve the double on a free port of this machine."""
    fake = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
            if token in fake.living:
                self._answer(200, {"email": fake.user, "note": SAYS})
            else:
                self._answer(401, {"error": "invalid_token", "note": SAYS})

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            fake.asked.append(body)
            if fake.is_broken or body.get("refresh_token") != [fake.refresh_token]:
                self._answer(400, {"error": "invalid_grant", "note": SAYS})
                return
            token = f"access-{len(fake.asked)}"
            fake.living = {token}
            granted: dict[str, object] = {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": fake.expires_in,
                "note": SAYS,
            }
            if fake.rotates:
                fake.refresh_token = f"refresh-{len(fake.asked) + 1}"
                granted["refresh_token"] = fake.refresh_token
            self._answer(200, granted)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

        def _answer(self, status: int, content: dict[str, object]) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
