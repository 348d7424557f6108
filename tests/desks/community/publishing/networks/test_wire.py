"""The HTTP policy: no plain text outside this machine, no redirect followed, no secret in what is said."""

import logging
import ssl
import subprocess
import threading
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coulisse.desks.community.publishing.networks.contract import (
    Credentials,
    NetworkName,
    NotYet,
    Prepared,
    Reason,
    Refused,
)
from coulisse.desks.community.publishing.networks.mastodon import Mastodon
from coulisse.desks.community.publishing.networks.wire import Lost, NotSent, Wire, form_body, in_one_line
from tests.desks.community.publishing.networks.scene import (
    WIRE,
    MemoryVault,
    a_publication,
    account_at,
    no_sleep,
    now,
)
from tests.doubles.dovecot import free_port
from tests.doubles.networks.rude import Fault, Rude, rude

SECRET = "une-clef-que-personne-ne-doit-lire"


@pytest.fixture
def between() -> Iterator[Rude]:
    """A server of which only the faults are used."""
    with rude("http://127.0.0.1:1") as server:
        yield server


def mastodon_at(address: str, wire: Wire = WIRE, token: str = SECRET) -> Mastodon:
    vault = MemoryVault(Credentials(access_token=token))
    return Mastodon(account_at(address, NetworkName.MASTODON), vault, wire, now=now, sleep=no_sleep)


@pytest.mark.parametrize(
    "address",
    [
        "http://mastodon.example",
        "http://192.168.1.1",
        "ftp://127.0.0.1",
        "https://user:password@mastodon.example",
        "https://",
        "//127.0.0.1/",
        "",
    ],
)
def test_only_encrypted_addresses_are_spoken_to(address: str) -> None:
    with pytest.raises(NotSent) as refused:
        WIRE.call("GET", address)
    assert refused.value.reason == Reason.INSECURE


def test_this_machine_too_unless_it_is_allowed(between: Rude) -> None:
    with pytest.raises(NotSent) as refused:
        Wire().call("GET", between.address)
    assert refused.value.reason == Reason.INSECURE
    assert between.seen == []


@pytest.mark.parametrize("path", ["/a b", "/é", "/a\r\nHost: elsewhere", "/\x00"])
def test_an_address_that_would_break_the_line_is_not_sent(between: Rude, path: str) -> None:
    with pytest.raises(NotSent):
        WIRE.call("GET", between.address + path)
    assert between.seen == []


def test_a_header_that_would_break_the_line_is_not_sent(between: Rude) -> None:
    with pytest.raises(NotSent):
        WIRE.call("GET", between.address, headers={"Authorization": "Bearer a\r\nX-Other: b"})
    assert between.seen == []


def test_nobody_there_is_known_to_have_got_nothing() -> None:
    network = mastodon_at(f"http://127.0.0.1:{free_port()}")
    ready = Prepared(a_publication(), {"status": "x"})
    outcome = network.publish(ready)
    assert isinstance(outcome, NotYet)
    assert outcome.reason == Reason.UNREACHABLE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(between: Rude, status: int) -> None:
    with rude("http://127.0.0.1:1") as elsewhere:
        headers = {"Location": f"{elsewhere.address}/api/v1/statuses"}
        between.faults.append(Fault("answer", status=status, headers=headers))
        outcome = mastodon_at(between.address).publish(Prepared(a_publication(), {"status": "x"}))
        assert isinstance(outcome, Refused)
        assert outcome.reason == Reason.REDIRECTED
        assert elsewhere.seen == []


def test_a_body_shorter_than_announced_is_a_lost_answer() -> None:
    with one_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}") as address, pytest.raises(Lost) as lost:
        WIRE.call("GET", address)
    assert lost.value.reason == Reason.LOST


@pytest.mark.parametrize(
    "bytes_of_server",
    [
        b"",
        b"\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["nothing", "line", "status", "ssh", "headers", "header", "chunk"],
)
def test_whatever_is_no_http_is_a_lost_answer(bytes_of_server: bytes) -> None:
    with one_answer(bytes_of_server) as address, pytest.raises(Lost):
        WIRE.call("GET", address)


def test_a_certificate_of_nobody_is_not_trusted(tmp_path: Path) -> None:
    with tls_server(tmp_path) as address:
        network = mastodon_at(address, Wire())
        outcome = network.prepare(a_publication())
        assert isinstance(outcome, Prepared)  # there is nothing to upload
        refused = network.publish(outcome)
        assert isinstance(refused, Refused)
        assert (refused.reason, refused.permanent) == (Reason.INSECURE, False)
        trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate"))
        assert Wire(context=trusting).call("GET", address).status == 404


def test_no_secret_is_ever_told(between: Rude, caplog: pytest.LogCaptureFixture) -> None:
    """Not even by a server that repeats what it was told, nor where everything else goes wrong."""
    caplog.set_level(logging.DEBUG)
    network = mastodon_at(between.address)
    echo = f'{{"error": "The access token {SECRET} is invalid"}}'.encode()
    ready = Prepared(a_publication(), {"status": "x"})
    told: list[object] = [network, ready, network.__dict__.get("_connection")]
    for fault in (
        Fault("answer", status=401, body=echo),
        Fault("answer", status=422, body=echo),
        Fault("answer", status=429, body=echo),
        Fault("answer", status=500, body=echo),
        Fault("answer", status=200, body=echo),
        Fault("answer", status=200, body=echo[:20]),
        Fault("lose"),
    ):
        between.faults.append(fault)
        told += [network.publish(ready)]
        between.faults.append(Fault("answer", status=401, body=echo))
        told += [network.token_health()]
    calls: list[Callable[[], object]] = [
        lambda: WIRE.call("GET", "http://elsewhere.example", headers={"Authorization": SECRET}),
        lambda: WIRE.call("GET", between.address, headers={"Authorization": f"{SECRET}\n"}),
    ]
    for call in calls:
        with pytest.raises(NotSent) as refused:
            call()
        told += [refused.value, *traceback.format_exception(refused.value)]
    told += [Credentials(SECRET, SECRET, SECRET, "app", SECRET), MemoryVault(Credentials(SECRET))]
    assert any("•••" in repr(one) for one in told)
    assert SECRET not in "".join(map(repr, told))
    assert SECRET not in caplog.text


def test_a_servers_words_are_short_and_of_one_line() -> None:
    assert in_one_line("a\r\nb\x00c" + "d" * 400).startswith("a  b cddd")
    assert len(in_one_line("d" * 400)) == 300
    assert in_one_line({"no": "text"}) == ""


def test_a_form_keeps_the_bytes_of_its_file_and_nothing_of_a_rude_name() -> None:
    kind, body = form_body({"description": "é"}, ("file", 'a"\r\nb.png', "image/png", b"\x00\r\n\xff"), "limit")
    assert kind == "multipart/form-data; boundary=limit"
    assert b'filename="a___b.png"' in body
    assert b"\r\n\r\n\x00\r\n\xff\r\n--limit--\r\n" in body


# ---- servers of one answer ----------------------------------------------------------------------------------


class one_answer:  # noqa: N801  # read as a word
    """A server that says these bytes to whoever asks, and hangs up."""

    def __init__(self, said: bytes) -> None:
        class Handler(BaseHTTPRequestHandler):
            def handle(self) -> None:
                self.request.recv(65536)
                self.request.sendall(said)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class tls_server:  # noqa: N801  # read as a word
    """A server with a certificate that it made itself; it has no page."""

    def __init__(self, folder: Path) -> None:
        named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        written = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *named, *written],
            check=True,
            capture_output=True,
        )

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_error(404)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up at the sight of the certificate is what is tested."""

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "certificate", folder / "key")
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> str:
        self.thread.start()
        return f"https://localhost:{self.server.server_port}"

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
