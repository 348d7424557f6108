"""The backup's file: an ordinary zip that any tool opens, sealed by a SHA-256 over all its other bytes.

A zip has bytes that no checksum of its own covers (times, flags, gaps). So the archive's comment, which stands at
the very end, is `sha256:` and the hash of every byte before it: a change anywhere is seen before anything is read.
The archive is written in one go, to a pipe if need be; hence the manifest, which knows the hashes, comes last.
"""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Protocol, Self

from coulisse.house.backup.errors import ArchiveDamaged, NotABackup
from coulisse.house.backup.manifest import MEMBER, Manifest, damaged

BLOCK = 256 * 1024
_SEAL = b"sha256:"
_DIGEST = 64  # hexadecimal digits
_INDEX = "the archive's own index"
# What zipfile raises over bytes that are not what they were.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, struct.error)
_BROKEN_TOO = (NotImplementedError, RuntimeError, OverflowError, MemoryError)


class Sink(Protocol):
    """Where the bytes of an archive go: a file or a pipe."""

    def write(self, data: bytes, /) -> int | None: ...
    def flush(self) -> None: ...


class ArchiveWriter:
    """Writes members one after the other, and tells of each its length and hash."""

    def __init__(self, sink: Sink, *, at: datetime) -> None:
        self._sealed = _SealedSink(sink)
        self._zip = zipfile.ZipFile(self._sealed, "w", zipfile.ZIP_DEFLATED)
        self._zip.comment = _SEAL + b"0" * _DIGEST
        self._time = at.astimezone(UTC)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """An archive that was not finished is abandoned: nothing more is written."""
        self._sealed.abandon()
        self._zip.close()

    def add(self, member: str, blocks: Iterable[bytes], *, packed: bool = True) -> tuple[int, str]:
        """Adds a member of unknown length; its length in bytes and its SHA-256."""
        info = zipfile.ZipInfo(member, self._time.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        length = 0
        with self._zip.open(info, "w", force_zip64=True) as file:
            for block in blocks:
                digest.update(block)
                length += len(block)
                file.write(block)
        return length, digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Adds the manifest, the index and the seal."""
        self.add(MEMBER, [manifest.to_json()])
        self._zip.close()
        self._sealed.seal()


class ArchiveReader:
    """A backup whose seal, manifest and list of members were found whole."""

    def __init__(self, file: IO[bytes]) -> None:
        """Reads the whole file once. Raises NotABackup, ArchiveDamaged (naming the member), UnsafePath,
        ArchiveOfAnotherFormat."""
        whole = _seal_holds(file)
        with _reading(_INDEX):
            self._zip = zipfile.ZipFile(file)
        self.manifest = self._read_manifest()
        self._check_list()
        if not whole:
            self._name_the_damage()

    def blocks(self, member: str) -> Iterator[bytes]:
        """The member's bytes; raises ArchiveDamaged at the end unless they are those of the manifest."""
        length, sha256 = self.manifest.members()[member]
        digest = hashlib.sha256()
        with _reading(member), self._zip.open(member) as file:
            left = length
            while block := file.read(min(BLOCK, left + 1)):
                left -= len(block)
                if left < 0:
                    raise damaged(member)
                digest.update(block)
                yield block
        if left or digest.hexdigest() != sha256:
            raise damaged(member)

    def _read_manifest(self) -> Manifest:
        with _reading(MEMBER):
            return Manifest.from_json(self._zip.read(MEMBER))

    def _check_list(self) -> None:
        names = sorted(info.filename for info in self._zip.infolist())
        wanted = sorted([*self.manifest.members(), MEMBER])
        if names != wanted:
            odd = sorted(set(names) ^ set(wanted)) or names
            raise damaged(odd[0])

    def _name_the_damage(self) -> None:
        for member in self.manifest.members():
            for _ in self.blocks(member):
                pass
        raise damaged(_INDEX)


class _SealedSink:
    """Passes bytes on, hashing them, but keeps back the last 64: the place of the hash."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self._kept = b""
        self._abandoned = False

    def write(self, data: bytes | bytearray | memoryview) -> int:
        if self._abandoned:
            return len(data)
        block = self._kept + bytes(data)
        through, self._kept = block[:-_DIGEST], block[-_DIGEST:]
        self._digest.update(through)
        self._sink.write(through)
        return len(data)

    def flush(self) -> None:
        if not self._abandoned:
            self._sink.flush()

    def abandon(self) -> None:
        """Takes whatever comes, and writes none of it."""
        self._abandoned = True

    def close(self) -> None:
        """The sink belongs to the caller."""

    def seal(self) -> None:
        self._sink.write(self._digest.hexdigest().encode())
        self._sink.flush()


def _seal_holds(file: IO[bytes]) -> bool:
    end = file.seek(0, io.SEEK_END)
    ending = len(_SEAL) + _DIGEST
    file.seek(0)
    start = file.read(4)
    file.seek(max(0, end - ending))
    seal = file.read(ending)
    if start != b"PK\x03\x04" and not seal.startswith(_SEAL):
        raise _not_a_backup()
    digest = hashlib.sha256()
    left = end - _DIGEST
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return seal == _SEAL + digest.hexdigest().encode()


@contextmanager
def _reading(member: str) -> Iterator[None]:
    try:
        yield
    except ArchiveDamaged:
        raise
    except (*_BROKEN, *_BROKEN_TOO) as error:
        raise damaged(member) from error


def _not_a_backup() -> NotABackup:
    return NotABackup(
        "The file is not a backup of Coulisse.",
        remedy="Give the file that `coulisse backup FILE` wrote, whole.",
    )
