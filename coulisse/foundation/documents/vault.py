"""Where contents lie: each once, under its own SHA-256, as `ab/cd/<sha256>` below `settings.DOCUMENTS`.

A content is written beside under a name of chance, hashed on its way, forced to the disk, then moved into place:
it is there whole or not at all. Nobody but the house's own user reads the files, and nothing is ever executed.
"""

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias
from uuid import uuid4

from django.conf import settings

MEGABYTE: Final = 1_000_000
LIMIT: Final = 200 * MEGABYTE
"""The largest file that is kept, in bytes."""
CHUNK: Final = 1 << 20
HEAD: Final = 64 * 1024
"""How much of the beginning is handed back, to guess what it is."""
GRACE: Final = 24 * 3600.0
"""Seconds during which a content that no row points to is left alone: its row may be on its way."""
HASH: Final = re.compile(r"[0-9a-f]{64}")

Content: TypeAlias = bytes | Iterable[bytes]


class EmptyFile(Exception):
    """There is nothing in it."""


class FileTooLarge(Exception):
    """It is larger than `LIMIT`. Carries the limit in bytes."""


class NotAHash(Exception):
    """What should name a content is not a SHA-256."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A content in its place."""

    sha256: str
    size: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Vault:
    """The contents below one folder."""

    root: Path
    limit: int = LIMIT

    def place(self, sha256: str) -> Path:
        """Where the content of this hash lies. Nothing but a hash can become part of a path."""
        if HASH.fullmatch(sha256) is None:
            raise NotAHash(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def store(self, content: Content) -> Stored:
        """Keep a content, read piece by piece. Raises `EmptyFile` and `FileTooLarge`; then nothing is kept."""
        with self._fresh() as (path, target):
            stored = self._write(_pieces(content), target)
            place = self.place(stored.sha256)
            with self._lock(fcntl.LOCK_SH):
                self._settle(path, place)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        return self.place(sha256).open("rb")

    def holds(self, sha256: str) -> bool:
        return self.place(sha256).is_file()

    def every(self) -> Iterator[str]:
        """The hashes of all contents."""
        for path in self.root.glob("??/??/*"):
            if HASH.fullmatch(path.name):
                yield path.name

    def discard(self, sha256: str, *, grace: float = GRACE) -> bool:
        """Delete a content that no row points to, unless it was stored, even anew, in the last `grace` seconds."""
        path = self.place(sha256)
        with self._lock(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime < grace:
                return False
            path.unlink()
            return True
        return False

    def discard_unfinished(self, *, grace: float = GRACE) -> int:
        """Delete what a process that died left half-written. Returns how many."""
        count = 0
        for path in (self.root / "incoming").glob("*"):
            if time.time() - path.stat().st_mtime >= grace:
                path.unlink(missing_ok=True)
                count += 1
        return count

    @contextmanager
    def _fresh(self) -> Iterator[tuple[Path, BinaryIO]]:
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / uuid4().hex
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target:
                yield path, target
        finally:
            path.unlink(missing_ok=True)

    def _write(self, pieces: Iterable[bytes], target: BinaryIO) -> Stored:
        digest, size, head = hashlib.sha256(), 0, bytearray()
        for piece in pieces:
            size += len(piece)
            if size > self.limit:
                raise FileTooLarge(self.limit)
            digest.update(piece)
            head += piece[: max(HEAD - len(head), 0)]
            target.write(piece)
        if size == 0:
            raise EmptyFile
        target.flush()
        os.fsync(target.fileno())
        return Stored(digest.hexdigest(), size, bytes(head))

    def _settle(self, path: Path, place: Path) -> None:
        """Move into place; a content that lies there already is the same, and becomes young again."""
        if place.is_file():
            os.utime(place)
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.replace(place)
        for folder in (place.parent, place.parent.parent, self.root):
            _force(folder)

    @contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        """Storing excludes discarding: a content found in place must not be deleted before its row is written."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.root / ".lock").open("a") as held:
            fcntl.flock(held, kind)
            yield


def vault() -> Vault:
    """The vault of this house."""
    return Vault(Path(settings.DOCUMENTS))


def _pieces(content: Content) -> Iterable[bytes]:
    if not isinstance(content, bytes):
        return content
    return (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))


def _force(folder: Path) -> None:
    """Have the names of a folder written to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
