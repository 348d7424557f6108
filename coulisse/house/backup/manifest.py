"""What a backup holds: the table of contents of the archive, as frozen records and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TypeVar, cast
from urllib.parse import quote

from coulisse.house.backup.errors import ArchiveDamaged, ArchiveOfAnotherFormat, UnsafePath

FORMAT = 1
MEMBER = "manifest.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A stored column and its type as PostgreSQL writes it; generated columns are computed anew."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table: its rows in COPY's text form, sorted by key; `sha256` is of exactly those bytes."""

    schema: str
    name: str
    columns: tuple[Column, ...]
    rows: int
    bytes: int
    sha256: str

    @property
    def member(self) -> str:
        """The member's name in the archive, the same for the same table, and never a path upwards."""
        return f"tables/{_plain(self.schema)}/{_plain(self.name)}.copy"

    @property
    def title(self) -> str:
        """For messages: `public.person`."""
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class SequenceEntry:
    """Where a sequence stands, and whether that number was already given out."""

    schema: str
    name: str
    last_value: int
    is_called: bool


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document: its path below the documents' folder, with `/`, and where it lies in the archive."""

    path: str
    member: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole backup, described. `at` is when it was taken, as the caller's clock said."""

    format: int
    coulisse_version: str
    at: datetime
    postgresql: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[TableEntry, ...]
    sequences: tuple[SequenceEntry, ...]
    documents: tuple[DocumentEntry, ...]
    left_out: tuple[str, ...]

    def members(self) -> dict[str, tuple[int, str]]:
        """Every member but the manifest, with its length in bytes and its SHA-256."""
        entries: list[TableEntry | DocumentEntry] = [*self.tables, *self.documents]
        return {entry.member: (entry.bytes, entry.sha256) for entry in entries}

    def to_json(self) -> bytes:
        """Readable by eye, the same bytes for the same content."""
        plain = {**asdict(self), "at": self.at.isoformat()}
        return json.dumps(plain, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises ArchiveOfAnotherFormat, UnsafePath, or ArchiveDamaged where it is not a manifest."""
        try:
            return _read(cast("Mapping[str, object]", json.loads(text)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise damaged(MEMBER) from error


def damaged(member: str) -> ArchiveDamaged:
    """The one sentence for a byte that changed."""
    return ArchiveDamaged(
        f"The backup is damaged in {member}.",
        remedy="Take another copy of the file, or an older backup: nothing was restored.",
        where=member,
    )


def _read(plain: Mapping[str, object]) -> Manifest:
    if (written := _is(plain["format"], int)) != FORMAT:
        raise ArchiveOfAnotherFormat(
            f"The backup is of format {written}; this version of Coulisse reads format {FORMAT}.",
            remedy=f"Restore it with Coulisse {plain.get('coulisse_version', '?')}, which wrote it.",
            where=MEMBER,
        )
    at = datetime.fromisoformat(_is(plain["at"], str))
    migrations = [_strings(pair) for pair in _items(plain["migrations"])]
    manifest = Manifest(
        format=written,
        coulisse_version=_is(plain["coulisse_version"], str),
        at=at,
        postgresql=_is(plain["postgresql"], str),
        migrations=tuple((app, name) for app, name in migrations),
        tables=tuple(_table(_mapping(entry)) for entry in _items(plain["tables"])),
        sequences=tuple(_sequence(_mapping(entry)) for entry in _items(plain["sequences"])),
        documents=tuple(_document(_mapping(entry)) for entry in _items(plain["documents"])),
        left_out=_strings(plain["left_out"]),
    )
    if at.tzinfo is None or len(manifest.members()) != len(manifest.tables) + len(manifest.documents):
        raise ValueError("a naive time, or two entries of one name")
    return manifest


def _table(plain: Mapping[str, object]) -> TableEntry:
    columns = [_mapping(column) for column in _items(plain["columns"])]
    return TableEntry(
        schema=_is(plain["schema"], str),
        name=_is(plain["name"], str),
        columns=tuple(Column(name=_is(c["name"], str), type=_is(c["type"], str)) for c in columns),
        rows=_is(plain["rows"], int),
        bytes=_is(plain["bytes"], int),
        sha256=_is(plain["sha256"], str),
    )


def _sequence(plain: Mapping[str, object]) -> SequenceEntry:
    return SequenceEntry(
        schema=_is(plain["schema"], str),
        name=_is(plain["name"], str),
        last_value=_is(plain["last_value"], int),
        is_called=_is(plain["is_called"], bool),
    )


def _document(plain: Mapping[str, object]) -> DocumentEntry:
    path = _is(plain["path"], str)
    pure = PurePosixPath(path)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or str(pure) != path or "\0" in path:
        raise UnsafePath(
            f"The backup asks to write a document at {path!r}, outside the documents' folder.",
            remedy="Do not trust this file; take a backup that Coulisse wrote.",
            where=path,
        )
    return DocumentEntry(
        path=path,
        member=_is(plain["member"], str),
        bytes=_is(plain["bytes"], int),
        sha256=_is(plain["sha256"], str),
    )


def _is(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _items(value: object) -> Sequence[object]:
    return cast("Sequence[object]", _is(value, list))


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", _is(value, dict))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(_is(item, str) for item in _items(value))


def _plain(name: str) -> str:
    return quote(name, safe="").replace(".", "%2E")
