"""A local double of an OAuth 2 token server. It is not one: it says so in every answer, and trusts everybody.

It sends whoever asks for consent back with a code, changes codes and refresh tokens for access tokens, and tells
a mail server whose an access token is. Of a code it checks what a provider checks: the client, the return address
and the proof of RFC 7636; each is good once.
"""

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

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
    denies: str = ""
    """Whoever asks for consent is sent back with this error."""
    gives_renewal: bool = True
    """With a code comes a refresh token."""
    says: bytes | None = None
    """Instead of any answer of the token address."""
    has_moved: bool = False
    """The token address sends elsewhere."""
    slow: float = 0.0
    """Seconds before the token address answers."""
    wanted: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was asked for, by the code that was given."""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    living: set[str] = field(default_factory=set)

    @property
    def authorize_url(self) -> str:
        return f"{self.address}/authorize?prompt=consent"

    @property
    def token_url(self) -> str:
        return f"{self.address}/token"

    @property
    def info_url(self) -> str:
        return f"{self.address}/info?token="

    def sent_back(self, asked: dict[str, str]) -> str:
        """Where whoever asks for consent goes next: back, with a code or an error."""
        if self.denies:
            answer = {"error": self.denies, "error_description": SAYS}
        else:
            code = f"code-{len(self.asked) + len(self.wanted) + 1}"
            self.wanted[code] = asked
            answer = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked['state']})}"

    def accepts(self, body: dict[str, list[str]]) -> bool:
        """Is it the refresh token of the day, or a code with its proof?"""
        if self.is_broken:
            return False
        if body.get("grant_type") != ["authorization_code"]:
            return body.get("refresh_token") == [self.refresh_token]
        asked = self.wanted.pop(body["code"][0], {})
        proof = urlsafe_b64encode(sha256(body["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
        same = all([asked.get(name, "")] == body.get(name) for name in ("client_id", "redirect_uri"))
        return same and asked.get("code_challenge_method") == "S256" and asked.get("code_challenge") == proof


@contextmanager
def token_server() -> Iterator[TokenServer]:
    """Serve the double on a free port of this machine."""
    fake = TokenServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            token = query.get("token", "")
            if "redirect_uri" in query:
                self._send_to(fake.sent_back(query))
            elif token in fake.living:
                self._answer(200, {"email": fake.user, "note": SAYS})
            else:
                self._answer(401, {"error": "invalid_token", "note": SAYS})

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            fake.asked.append(body)
            sleep(fake.slow)
            if fake.has_moved:
                self._send_to(f"{fake.address}/elsewhere")
                return
            if not fake.accepts(body):
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
            if fake.rotates or ("code" in body and fake.gives_renewal):
                fake.refresh_token = f"refresh-{len(fake.asked) + 1}"
                granted["refresh_token"] = fake.refresh_token
            self._answer(200, granted)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

        def _send_to(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _answer(self, status: int, content: dict[str, object]) -> None:
            is_token = urlsplit(self.path).path == "/token"
            data = fake.says if fake.says is not None and is_token else json.dumps(content).encode()
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
