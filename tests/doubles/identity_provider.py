"""A local double of an OpenID Connect provider. It is not one: it signs nothing and trusts everybody.

It answers the four addresses that a sign-in needs (description, keys, token, who it is), and remembers what it was
asked. The person who "signs in" there is whoever the test sets.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

CODE = "a-code-good-once"


@dataclass
class IdentityProvider:
    """Where it listens, who it says has signed in, and the tokens it was asked for."""

    issuer: str = ""
    person: dict[str, object] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """Serve the double on a free port of this machine."""
    provider = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                self._answer(
                    {
                        "issuer": provider.issuer,
                        "authorization_endpoint": f"{provider.issuer}/authorize",
                        "token_endpoint": f"{provider.issuer}/token",
                        "userinfo_endpoint": f"{provider.issuer}/who",
                        "jwks_uri": f"{provider.issuer}/keys",
                        "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    }
                )
            elif self.path == "/who" and self.headers["Authorization"] == "Bearer an-access-token":
                self._answer(provider.person)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            provider.asked.append(body)
            if self.path == "/token" and body.get("code") == [CODE]:
                self._answer({"access_token": "an-access-token", "token_type": "Bearer", "expires_in": 60})
            else:
                self.send_error(400)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

        def _answer(self, content: dict[str, object]) -> None:
            data = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
