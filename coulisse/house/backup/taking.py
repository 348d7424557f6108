"""Taking a backup: one snapshot of the database, then the documents, into one sealed file."""

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from psycopg import sql

from coulisse.house.backup.archive import ArchiveWriter, Sink
from coulisse.house.backup.catalogue import (
    Connection,
    Table,
    list_migrations,
    list_sequences,
    list_tables,
    lock,
)
from coulisse.house.backup.documents import document_member, list_documents, read_document
from coulisse.house.backup.manifest import FORMAT, DocumentEntry, Manifest, TableEntry
from coulisse.house.backup.rows import count_rows, rows_out, transaction

# Who is signed in, and what is only remembered for speed: neither is the house's, and a sign-in must not come
# alive in a copy. Jobs stay: one that was running is found stalled and taken up again, as after a power cut.
VOLATILE = frozenset({"django_session", "usersessions_usersession", "house_cache"})


def backup(
    database_url: str,
    documents: Path,
    target: Path | IO[bytes],
    *,
    at: datetime,
    coulisse_version: str,
    left_out: Collection[str] = VOLATILE,
) -> Manifest:
    """Writes the house into one file, readable by its owner only; or to a stream, which may be a pipe.

    The database is read first, in one snapshot, then the documents: a document is stored before the row that
    names it, so every document of the snapshot is there. A file at `target` is replaced once the new one is
    whole. Raises DatabaseRefused, NotAPlainFile, DocumentVanished, and OSError where the disk fails.
    """
    with _sink(target) as sink, ArchiveWriter(sink, at=at) as archive:
        return _fill(archive, database_url, documents, at, coulisse_version, left_out)


@contextmanager
def _sink(target: Path | IO[bytes]) -> Iterator[Sink]:
    if not isinstance(target, Path):
        yield target
        return
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _fill(
    archive: ArchiveWriter,
    database_url: str,
    documents: Path,
    at: datetime,
    coulisse_version: str,
    left_out: Collection[str],
) -> Manifest:
    with transaction(database_url, reading=True) as connection:
        tables = list_tables(connection, left_out=left_out)
        lock(connection, tables, mode=sql.SQL("ACCESS SHARE"))
        postgresql = connection.info.parameter_status("server_version") or ""
        migrations = list_migrations(connection)
        table_entries = tuple(_add_table(archive, connection, table) for table in tables)
        sequences = tuple(list_sequences(connection))
    manifest = Manifest(
        format=FORMAT,
        coulisse_version=coulisse_version,
        at=at,
        postgresql=postgresql,
        migrations=migrations,
        tables=table_entries,
        sequences=sequences,
        documents=tuple(_add_documents(archive, documents)),
        left_out=tuple(sorted(left_out)),
    )
    archive.finish(manifest)
    return manifest


def _add_table(archive: ArchiveWriter, connection: Connection, table: Table) -> TableEntry:
    entry = TableEntry(table.schema, table.name, table.columns, rows=0, bytes=0, sha256="")
    rows = 0

    def counted() -> Iterator[bytes]:
        nonlocal rows
        for block in rows_out(connection, table, table.columns):
            rows += count_rows(block)
            yield block

    length, sha256 = archive.add(entry.member, counted())
    return TableEntry(table.schema, table.name, table.columns, rows=rows, bytes=length, sha256=sha256)


def _add_documents(archive: ArchiveWriter, documents: Path) -> Iterator[DocumentEntry]:
    for number, path in enumerate(list_documents(documents)):
        member = document_member(path, number)
        # Pictures and PDF are packed already: squeezing them again costs minutes and gains nothing.
        length, sha256 = archive.add(member, read_document(documents / path), packed=False)
        yield DocumentEntry(path=path, member=member, bytes=length, sha256=sha256)
