"""Many rows at once, by COPY."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from psycopg import sql

Row = TypeVar("Row", bound=models.Model)


def numbers(model: type[models.Model], count: int) -> list[int]:
    """Fresh primary keys for so many rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def copy_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """Write new rows of one model, giving a number to those that have none."""
    if not rows:
        return rows
    model = type(rows[0])
    nameless = [row for row in rows if row.pk is None]
    for row, pk in zip(nameless, numbers(model, len(nameless)), strict=True):
        row.pk = pk
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    copy_values(
        model,
        [field.attname for field in fields],
        ([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows),
    )
    return rows


def copy_values(model: type[models.Model], names: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    """Write lines of values of these fields, as psycopg takes them; the number may be left to the database."""
    by_name = {field.attname: str(field.column) for field in model._meta.local_concrete_fields}
    columns = [sql.Identifier(by_name[name]) for name in names]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(columns),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)
