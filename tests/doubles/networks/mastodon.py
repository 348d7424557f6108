"""A Mastodon server on this machine: `mastodon-mock` from PyPI, in a thread, with the faults that it knows.

It is no Mastodon: it counts characters with `len()`, works on media at once, and forgets no idempotency key.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from mastodon_mock.config import AuthConfig, DatabaseConfig, MastodonMockConfig
from mastodon_mock.testing.seed import DEFAULT_TEST_SEED
from mastodon_mock.testing.server import MockServer

TOKEN = "alice_token"
NEIGHBOUR = "bob_token"


@dataclass(frozen=True, slots=True)
class MastodonServer:
    """A running server, with the accounts alice and bob."""

    address: str

    def statuses(self, token: str = TOKEN) -> list[dict[str, Any]]:
        """Every status of an account, the newest first."""
        who = self.call("GET", "/api/v1/accounts/verify_credentials", token=token)
        found: list[dict[str, Any]] = []
        path = f"/api/v1/accounts/{who['id']}/statuses?limit=40"
        page = self.call("GET", path, token=token)
        while page:
            found += page
            page = self.call("GET", f"{path}&max_id={page[-1]['id']}", token=token)
        return found

    def reset(self) -> None:
        """As it was at the start, with no fault waiting."""
        self.call("POST", "/api/v1/_mock/reset", {})

    def fault(self, effect: dict[str, Any], *, method: str = "POST", path: str = "/api/v1/statuses") -> None:
        """Once: `ratelimit`, `status`, `malformed`, `latency` or `timeout`."""
        rule = {"match": {"methods": [method], "path": path}, "effect": effect, "count": 1}
        self.call("POST", "/api/v1/_mock/faults", rule)

    def call(self, method: str, path: str, content: object = None, token: str = "") -> Any:
        headers = {"Content-Type": "application/json"} if content is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = json.dumps(content).encode() if content is not None else None
        with urlopen(Request(self.address + path, data, headers, method=method)) as answer:
            return json.loads(answer.read())


@contextmanager
def mastodon_server() -> Iterator[MastodonServer]:
    """Serve for the length of a block. An access token that it does not know is refused."""
    with TemporaryDirectory(prefix="mastodon-") as media:
        config = MastodonMockConfig(
            media_storage_path=media,
            database=DatabaseConfig(path=":memory:"),
            seed=DEFAULT_TEST_SEED,
            auth=AuthConfig(permissive=False),
        )
        with MockServer(config=config, log_level="error") as server:
            yield MastodonServer(server.base_url)
