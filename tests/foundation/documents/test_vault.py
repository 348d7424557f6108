"""The vault keeps each content once, whole or not at all, and gives nothing away."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge, NotAHash, Vault


@pytest.fixture
def store(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", limit=1000)


def test_a_content_lies_under_its_hash_for_its_owner_only(store: Vault) -> None:
    stored = store.store(b"contrat")
    assert stored.sha256 == hashlib.sha256(b"contrat").hexdigest()
    assert (stored.size, stored.head) == (7, b"contrat")
    place = store.place(stored.sha256)
    assert place == store.root / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    assert place.read_bytes() == b"contrat"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_the_same_content_is_kept_once(store: Vault) -> None:
    first, again = store.store(b"plan"), store.store(iter([b"pl", b"an"]))
    assert first == again
    assert list(store.every()) == [first.sha256]


@pytest.mark.parametrize(("content", "refusal"), [(b"", EmptyFile), (b"x" * 1001, FileTooLarge)])
def test_what_is_refused_leaves_nothing(store: Vault, content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        store.store(content)
    assert list(store.every()) == []
    assert list((store.root / "incoming").iterdir()) == []


def test_a_stream_is_refused_at_the_limit_and_read_no_further(store: Vault) -> None:
    read: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b"x" * 400

    with pytest.raises(FileTooLarge):
        store.store(endless())
    assert len(read) == 3


def test_a_stream_that_breaks_leaves_nothing(store: Vault) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begin"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.store(broken())
    assert list(store.every()) == []
    assert list((store.root / "incoming").iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "A" * 64, "0" * 63 + "/", "0" * 64 + "\n"])
def test_only_a_hash_becomes_a_path(store: Vault, name: str) -> None:
    with pytest.raises(NotAHash):
        store.place(name)


def test_what_was_just_stored_is_not_discarded(store: Vault) -> None:
    kept = store.store(b"ligne").sha256
    assert store.discard(kept) is False
    os.utime(store.place(kept), (0, 0))
    store.store(b"ligne")
    assert store.discard(kept) is False, "stored anew, it is young again"
    os.utime(store.place(kept), (0, 0))
    assert store.discard(kept) is True
    assert not store.holds(kept)
    assert store.discard(kept) is False


def test_what_a_dead_process_left_is_cleared(store: Vault) -> None:
    store.store(b"x")
    left = store.root / "incoming" / "left"
    left.write_bytes(b"half")
    assert store.discard_unfinished() == 0
    os.utime(left, (0, 0))
    assert store.discard_unfinished() == 1
