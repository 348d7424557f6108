"""The door to other people's servers: what may be fetched, and what is never."""

import gzip
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from socket import gaierror

import pytest

from coulisse.desks.community.watch import outside
from coulisse.desks.community.watch.outside import NotFetched, Outside, is_public
from tests.doubles.newsstand import Newsstand, newsstand, own_certificate

NOW = datetime(2027, 4, 16, 8, 0, tzinfo=UTC)
LOCAL = Outside(local=True, timeout=2, longest=10_000)


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with newsstand() as found:
        yield found


def code_of(address: str, door: Outside = LOCAL) -> str:
    with pytest.raises(NotFetched) as refused:
        door.fetch(address, now=NOW)
    return refused.value.code


def test_what_stands_there_comes_with_its_marks(stand: Newsstand) -> None:
    address = stand.put(
        "/a", "bonjour", headers={"ETag": '"v1"', "Last-Modified": "Fri, 16 Apr 2027 06:00:00 GMT"}
    )
    found = LOCAL.fetch(address, now=NOW)
    assert (found.content, found.etag, found.address) == (b"bonjour", '"v1"', address)
    again = LOCAL.fetch(address, now=NOW, etag=found.etag, modified=found.modified)
    assert again.content is None
    headers = stand.asked[-1][1]
    assert headers["If-None-Match"] == '"v1"' and headers["If-Modified-Since"] == found.modified
    assert "Cookie" not in headers and "Authorization" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://sillon.example/a",
        "gopher://sillon.example/",
        "https://user:secret@sillon.example/",
        "https://",
        "http://[::1",
        "https://sillon.example/a b",
        "https://sillon.example/\r\nX: y",
        "",
    ],
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    assert code_of(address) == "no-address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "0.0.0.0",
    ],
)
def test_nothing_of_the_house_s_own_network_is_fetched(host: str) -> None:
    assert code_of(f"http://{host}/", Outside(timeout=2)) == "inside"


def test_another_port_is_refused() -> None:
    assert code_of("https://sillon.example:8443/", Outside()) == "inside"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("172.16.0.1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
    ],
)
def test_addresses_of_the_public_internet(number: str, public: bool) -> None:
    assert is_public(ip_address(number)) is public


@pytest.mark.parametrize("number", ["64:ff9b::a00:1", "2002:a00:1::1", "::ffff:192.168.1.1"])
def test_an_inner_address_in_another_s_dress_is_seen(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (number, 443, 0, 0))])
    assert code_of("https://sillon.example/", Outside()) == "inside"


def test_a_name_with_one_inner_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("1.1.1.1", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(outside, "getaddrinfo", lambda *_a, **_k: found)
    assert code_of("https://sillon.example/", Outside()) == "inside"


def test_the_name_is_looked_up_once_and_the_number_connected_to(
    stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(stand.address.rpartition(":")[2])
    stand.put("/a", "bonjour")
    asked: list[str] = []

    def look_up(host: str, *_a: object, **_k: object) -> list[object]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port))]

    monkeypatch.setattr(outside, "getaddrinfo", look_up)
    assert LOCAL.fetch(f"http://sillon.example:{port}/a", now=NOW).content == b"bonjour"
    assert asked == ["sillon.example"] and stand.asked[0][1]["Host"] == f"sillon.example:{port}"


def test_a_redirect_goes_through_the_same_door(stand: Newsstand) -> None:
    stand.put("/new", "bonjour")
    old = stand.put("/old", status=301, headers={"Location": "/new"})
    assert LOCAL.fetch(old, now=NOW).address == stand.address + "/new"
    inner = stand.put("/inner", status=302, headers={"Location": "http://10.0.0.1/"})
    assert code_of(inner) == "inside"
    file = stand.put("/file", status=302, headers={"Location": "file:///etc/passwd"})
    assert code_of(file) == "no-address"


def test_circles_of_redirects_end(stand: Newsstand) -> None:
    stand.put("/b", status=302, headers={"Location": "/a"})
    assert code_of(stand.put("/a", status=302, headers={"Location": "/b"})) == "redirects"
    assert code_of(stand.put("/c", status=302, headers={"Location": "/c"})) == "redirects"


@pytest.mark.parametrize(
    ("status", "code"), [(401, "refused"), (403, "refused"), (404, "gone"), (410, "gone"), (500, "server")]
)
def test_what_the_server_refuses_has_its_name(stand: Newsstand, status: int, code: str) -> None:
    assert code_of(stand.put("/a", status=status)) == code


@pytest.mark.parametrize(
    ("header", "wait"),
    [("120", 120), ("Fri, 16 Apr 2027 08:05:00 GMT", 300), ("999999999", 86_400), ("demain", 0), ("-5", 0)],
)
def test_a_busy_server_says_how_long_to_wait(stand: Newsstand, header: str, wait: int) -> None:
    with pytest.raises(NotFetched) as refused:
        LOCAL.fetch(stand.put("/a", status=429, headers={"Retry-After": header}), now=NOW)
    assert (refused.value.code, refused.value.wait) == ("busy", wait)


def test_an_answer_is_read_up_to_its_size_packed_or_not(stand: Newsstand) -> None:
    assert code_of(stand.put("/big", b"x" * 10_001)) == "too-large"
    packed = {"Content-Encoding": "gzip"}
    assert code_of(stand.put("/bomb", gzip.compress(b"x" * 1_000_000), headers=packed)) == "too-large"
    assert LOCAL.fetch(stand.put("/zip", gzip.compress(b"bonjour"), headers=packed), now=NOW).content == b"bonjour"
    assert code_of(stand.put("/not", b"bonjour", headers=packed)) == "broken-answer"


def test_a_server_that_drips_is_given_up(stand: Newsstand) -> None:
    slow = Outside(local=True, timeout=0.3)
    assert code_of(stand.put("/a", b"x" * 500, drip=0.05), slow) == "slow"


def test_where_nobody_listens_it_says_so() -> None:
    with newsstand() as gone:
        address = gone.address
    assert code_of(address + "/") == "unreachable"


def test_a_host_that_has_no_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_a: object, **_k: object) -> None:
        raise gaierror("unknown")

    monkeypatch.setattr(outside, "getaddrinfo", fail)
    assert code_of("https://nowhere.example/") == "unknown-host"


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with newsstand(own_certificate(tmp_path)) as stand:
        address = stand.put("/fil", "bonjour")
        assert code_of(address) == "certificate"
        trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate"))
        monkeypatch.setattr(outside, "trusted_authorities", lambda: trusting)
        assert LOCAL.fetch(address, now=NOW).content == b"bonjour"
        wrong = address.replace("localhost", "127.0.0.1")
        assert code_of(wrong) == "certificate"
        down = stand.put("/down", status=302, headers={"Location": "http://localhost/"})
        assert code_of(down) == "redirects"
