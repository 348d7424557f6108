"""Rows as bytes: PostgreSQL's COPY text form, streamed, the same on every server from 15 on."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql

from coulisse.house.backup.archive import BLOCK
from coulisse.house.backup.catalogue import Connection, Table
from coulisse.house.backup.errors import DatabaseRefused
from coulisse.house.backup.manifest import Column

# Everything that changes how a value is written as text, and every limit on how long that may take.
_SETTINGS = {
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "extra_float_digits": "3",
    "bytea_output": "hex",
    "xmloption": "content",
    "client_encoding": "UTF8",
    "row_security": "off",  # a policy that would hide rows raises instead
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


@contextmanager
def transaction(url: str, *, reading: bool) -> Iterator[Connection]:
    """One transaction over everything; read-only and of one snapshot where `reading`. Raises DatabaseRefused."""
    try:
        with psycopg.connect(url, autocommit=False) as connection:
            if reading:
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                connection.read_only = True
            for name, value in _SETTINGS.items():
                connection.execute("SELECT set_config(%s, %s, true)", [name, value])
            yield connection
    except psycopg.Error as error:
        raise DatabaseRefused(
            f"PostgreSQL refused: {error}".strip(),
            remedy="Nothing was changed. Check that the role owns the house's tables and that the disk has room.",
            where=error.sqlstate or "",
        ) from error


def rows_out(
    connection: Connection, table: Table, columns: Sequence[Column], *, block: int = BLOCK
) -> Iterator[bytes]:
    """All rows of a table, sorted, in blocks of whole lines."""
    query = sql.SQL("COPY (SELECT {} FROM ONLY {} AS the_row ORDER BY {}) TO STDOUT").format(
        _names(columns), table.identifier, table.order()
    )
    lines: list[bytes] = []
    size = 0
    with connection.cursor().copy(query) as copy:
        for line in copy:
            lines.append(bytes(line))
            size += len(line)
            if size >= block:
                yield b"".join(lines)
                lines, size = [], 0
    if lines:
        yield b"".join(lines)


def rows_in(connection: Connection, table: Table, columns: Sequence[Column], blocks: Iterable[bytes]) -> None:
    """Loads what `rows_out` gave. An identity column takes the given numbers; generated columns are computed."""
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(table.identifier, _names(columns))
    with connection.cursor().copy(query) as copy:
        for block in blocks:
            copy.write(block)


def rows_hash(connection: Connection, table: Table, columns: Sequence[Column]) -> tuple[int, str]:
    """How many rows, and the SHA-256 of what `rows_out` gives."""
    digest = hashlib.sha256()
    rows = 0
    for block in rows_out(connection, table, columns):
        digest.update(block)
        rows += count_rows(block)
    return rows, digest.hexdigest()


def count_rows(block: bytes) -> int:
    """Rows in a block: COPY's text form writes a line feed inside a value as two other characters."""
    return block.count(b"\n")


def _names(columns: Sequence[Column]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
