"""Restoring a backup into an empty house: everything, or nothing at all."""

import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg import sql

from coulisse.house.backup.archive import ArchiveReader
from coulisse.house.backup.catalogue import (
    Connection,
    Table,
    add_foreign_keys,
    disable_triggers,
    drop_foreign_keys,
    enable_triggers,
    list_migrations,
    list_sequences,
    list_tables,
    lock,
    set_sequence,
)
from coulisse.house.backup.documents import check_empty, laid_out, put_in_place
from coulisse.house.backup.errors import HouseNotEmpty, RestoreDiffers, SchemaDiffers
from coulisse.house.backup.manifest import Manifest, TableEntry
from coulisse.house.backup.rows import rows_hash, rows_in, transaction

# What `migrate` itself writes into a new database; the backup's rows take their place.
FILLED_BY_MIGRATIONS = frozenset(
    {"django_migrations", "django_content_type", "django_site", "auth_permission"},
)


def verify(archive: Path | IO[bytes]) -> Manifest:
    """Reads a backup through, without a database; its table of contents.

    Raises NotABackup, ArchiveDamaged (naming the member), UnsafePath, ArchiveOfAnotherFormat.
    """
    with _opened(archive) as file:
        return ArchiveReader(file).manifest


def restore(
    archive: Path | IO[bytes],
    database_url: str,
    documents: Path,
    *,
    filled_by_migrations: Collection[str] = FILLED_BY_MIGRATIONS,
) -> Manifest:
    """Brings a backup back into a house that is migrated to the same state, and otherwise empty.

    One transaction: the rows are loaded, keys checked, sequences set, everything read again and compared with
    the backup's hashes, documents moved to their place; then it is committed. `filled_by_migrations` names the
    tables that may hold rows already; those rows give way.

    Raises what `verify` raises, HouseNotEmpty, SchemaDiffers, RestoreDiffers, DatabaseRefused.
    """
    with _opened(archive) as file:
        reader = ArchiveReader(file)
        check_empty(documents)
        with laid_out(reader, documents) as staging, transaction(database_url, reading=False) as connection:
            _fill(connection, reader, filled_by_migrations)
            put_in_place(staging, documents)
        return reader.manifest


@contextmanager
def _opened(archive: Path | IO[bytes]) -> Iterator[IO[bytes]]:
    if isinstance(archive, Path):
        with archive.open("rb") as file:
            yield file
    elif archive.seekable():
        yield archive
    else:
        with tempfile.TemporaryFile() as spool:
            shutil.copyfileobj(archive, spool)
            yield spool


def _fill(connection: Connection, archive: ArchiveReader, filled_by_migrations: Collection[str]) -> None:
    manifest = archive.manifest
    everything = list_tables(connection, left_out=())
    lock(connection, everything, mode=sql.SQL("ACCESS EXCLUSIVE"))
    tables = [table for table in everything if table.name not in manifest.left_out]
    _check_schema(connection, tables, manifest)
    _check_empty(connection, [table for table in tables if table.name not in filled_by_migrations])
    keys = drop_foreign_keys(connection)
    triggers = disable_triggers(connection)
    if everything:
        names = sql.SQL(", ").join(table.identifier for table in everything)
        connection.execute(sql.SQL("TRUNCATE {}").format(names))
    entries = {(entry.schema, entry.name): entry for entry in manifest.tables}
    for table in tables:
        entry = entries[table.schema, table.name]
        rows_in(connection, table, entry.columns, archive.blocks(entry.member))
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what was deferred is checked now
    enable_triggers(connection, triggers)
    add_foreign_keys(connection, keys)
    for sequence in manifest.sequences:
        set_sequence(connection, sequence)
    for table in tables:
        _check_rows(connection, table, entries[table.schema, table.name])
    connection.execute("ANALYZE")


def _check_schema(connection: Connection, tables: Sequence[Table], manifest: Manifest) -> None:
    here, there = set(list_migrations(connection)), set(manifest.migrations)
    if here != there:
        app, name = min(here ^ there)
        raise _differs(manifest, f"migration {app}.{name}", there=(app, name) in there)
    found = {(table.title, table.columns) for table in tables}
    wanted = {(entry.title, entry.columns) for entry in manifest.tables}
    if found != wanted:
        title = min(title for title, _ in found ^ wanted)
        raise _differs(manifest, f"table {title}", there=title in {title for title, _ in wanted - found})
    steps = {(sequence.schema, sequence.name) for sequence in list_sequences(connection)}
    kept = {(sequence.schema, sequence.name) for sequence in manifest.sequences}
    if steps != kept:
        schema, name = min(steps ^ kept)
        raise _differs(manifest, f"sequence {schema}.{name}", there=(schema, name) in kept)


def _differs(manifest: Manifest, what: str, *, there: bool) -> SchemaDiffers:
    side = "the backup, and not (or otherwise) in this database" if there else "this database, not the backup"
    return SchemaDiffers(
        f"This database is of another version than the backup: {what} is in {side}.",
        remedy=f"Install Coulisse {manifest.coulisse_version}, run `coulisse migrate` on an empty database, "
        "restore, then upgrade.",
        where=what,
    )


def _check_empty(connection: Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        query = sql.SQL("SELECT EXISTS (SELECT FROM ONLY {})").format(table.identifier)
        row = connection.execute(query).fetchone()
        if row is not None and row[0]:
            raise HouseNotEmpty(
                f"The house is not empty: table {table.title} has rows.",
                remedy="Restore into a new house: another COULISSE_HOME, or an empty database after "
                "`coulisse migrate`.",
                where=table.title,
            )


def _check_rows(connection: Connection, table: Table, entry: TableEntry) -> None:
    rows, sha256 = rows_hash(connection, table, entry.columns)
    if (rows, sha256) != (entry.rows, entry.sha256):
        raise RestoreDiffers(
            f"Table {table.title} came back otherwise: {rows} rows, {entry.rows} in the backup.",
            remedy="Nothing was kept. Try a PostgreSQL of the version that the backup names.",
            where=table.title,
        )
