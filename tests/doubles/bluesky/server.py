"""Start the server on a free port of this machine, with a folder of its own, and speak to it as its owner."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import threading
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from coulisse.house.assets import find_node
from tests.doubles.bluesky.installing import FROM_US, installed
from tests.doubles.dovecot import free_port

PASSWORD = "une-drache-en-mars"
START_TIMEOUT = 120.0
POST = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True)
class Person:
    """An account on the server."""

    handle: str
    did: str
    app_password: str


@dataclass(slots=True)
class ViewServer:
    """What makes notifications (an AppView): our own fake, which the true server asks in its user's name."""

    address: str = ""
    notifications: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By DID, the newest first."""
    page: int = 100


@contextmanager
def view_server() -> Iterator[ViewServer]:
    """It trusts whatever token the server sends, and answers one question."""
    view = ViewServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            middle = self.headers["Authorization"].split(".")[1]
            issuer = json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))["iss"].partition("#")[0]
            start = int(query.get("cursor", "0"))
            listed = view.notifications.get(issuer, [])
            content: dict[str, Any] = {"notifications": listed[start : start + view.page]}
            if start + view.page < len(listed):
                content["cursor"] = str(start + view.page)
            data = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    view.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield view
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True, slots=True)
class BlueskyServer:
    """A running server."""

    address: str
    view: ViewServer

    def account(self, name: str) -> Person:
        """A new account with an app password, as the settings page makes one."""
        content = {"handle": f"{name}.test", "email": f"{name}@pleinjour.example", "password": PASSWORD}
        made = self.call("com.atproto.server.createAccount", content)
        token = made["accessJwt"]
        password = self.call("com.atproto.server.createAppPassword", {"name": "coulisse"}, token)["password"]
        return Person(made["handle"], made["did"], password)

    def posts(self, did: str) -> list[dict[str, Any]]:
        """Every post of an account, whole."""
        found: list[dict[str, Any]] = []
        query = {"repo": did, "collection": POST, "limit": "100"}
        while True:
            page = self.call(f"com.atproto.repo.listRecords?{urlencode(query)}")
            found += page["records"]
            if not page.get("cursor") or not page["records"]:
                return found
            query["cursor"] = page["cursor"]

    def call(self, name: str, content: object = None, token: str = "") -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} if content is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = json.dumps(content).encode() if content is not None else None
        try:
            with urlopen(Request(f"{self.address}/xrpc/{name}", data, headers)) as answer:
                found: dict[str, Any] = json.loads(answer.read() or b"{}")
                return found
        except HTTPError as refused:
            raise AssertionError(f"{name}: {refused.code} {refused.read()[:500]!r}") from None


@contextmanager
def bluesky_server() -> Iterator[BlueskyServer]:
    """Serve for the length of a block."""
    with view_server() as view, _running(view) as address:
        yield BlueskyServer(address, view)


@contextmanager
def _running(view: ViewServer) -> Iterator[str]:
    code = installed()
    folder = Path(tempfile.mkdtemp(prefix="bluesky-"))
    port = free_port()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LOG_ENABLED": "false",
        "PDS_PORT": str(port),
        "PDS_HOSTNAME": "localhost",
        "PDS_DEV_MODE": "true",
        "PDS_DATA_DIRECTORY": str(folder),
        "PDS_BLOBSTORE_DISK_LOCATION": str(folder / "blobs"),
        "PDS_BLOBSTORE_DISK_TMP_LOCATION": str(folder / "blobs-new"),
        "PDS_INVITE_REQUIRED": "false",
        "PDS_SERVICE_HANDLE_DOMAINS": ".test",
        "PDS_DISABLE_SSRF_PROTECTION": "true",
        "PDS_JWT_SECRET": "a secret of the tests, which opens nothing",
        "PDS_ADMIN_PASSWORD": "a password of the tests",
        "PDS_BSKY_APP_VIEW_URL": view.address,
        "PDS_BSKY_APP_VIEW_DID": "did:web:view.test",
        "PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX": "7af1d0a1c2b39485" * 4,
    }
    node, _npm = find_node()
    errors = folder / "errors.log"
    with errors.open("wb") as complaints:
        process = subprocess.Popen(
            [*node, FROM_US],
            cwd=code,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
    try:
        _wait(process, errors)
        yield f"http://127.0.0.1:{port}"
    finally:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.close()  # it ends with its standard input
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: "subprocess.Popen[bytes]", errors: Path) -> None:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_TIMEOUT)
    line = process.stdout.readline() if ready else b""
    if line.strip() != b"ready":
        process.kill()
        raise RuntimeError(f"The Bluesky server did not start: {line!r} {errors.read_text()[-2000:]}")
