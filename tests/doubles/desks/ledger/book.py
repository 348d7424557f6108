"""What the bookkeeper wrote: a table with no constraint at all, so that a doubled effect would show."""

from django.db import connection


def open_book() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS double_ledger (id bigserial, source text, line text)")
        cursor.execute("TRUNCATE double_ledger")


def close_book() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS double_ledger")


def write(source: str, line: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO double_ledger (source, line) VALUES (%s, %s)", [source, line])


def lines() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, line FROM double_ledger ORDER BY id")
        return [(source, line) for source, line in cursor.fetchall()]


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM double_ledger")
        return int(cursor.fetchone()[0])
