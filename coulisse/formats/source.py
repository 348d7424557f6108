"""Bytes or a binary stream, read up to a stated size and not one chunk further.

>>> import io
>>> bounded(io.BytesIO(b"abc"), limit=10)
b'abc'
>>> bounded(b"abcdef", limit=3)
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: too-large
"""

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from coulisse.formats.problems import unreadable

CHUNK = 64 * 1024


class Readable(Protocol):
    """A binary stream, as far as a reader needs one."""

    def read(self, size: int, /) -> bytes: ...


Source: TypeAlias = bytes | Readable


def chunks(source: Source, *, limit: int, file: str = "") -> Iterator[bytes]:
    """The source piece by piece; refused as soon as more than `limit` bytes have come."""
    seen = 0
    for chunk in _pieces(source):
        seen += len(chunk)
        if seen > limit:
            raise unreadable("too-large", file=file, limit=limit)
        yield chunk


def bounded(source: Source, *, limit: int, file: str = "") -> bytes:
    """The whole source, if it holds no more than `limit` bytes."""
    return b"".join(chunks(source, limit=limit, file=file))


def _pieces(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), CHUNK):
            yield source[start : start + CHUNK]
        return
    while chunk := source.read(CHUNK):
        yield chunk
