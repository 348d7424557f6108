"""What PostgreSQL knows of the house's tables: read from its catalogues, changed only within a transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import psycopg
from psycopg import sql

from coulisse.house.backup.manifest import Column, SequenceEntry

Connection = psycopg.Connection[tuple[object, ...]]

# Ours: not PostgreSQL's own, not temporary, not an extension's.
_OURS = """
    n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp\\_%%'
    AND n.nspname NOT LIKE 'pg\\_toast\\_temp\\_%%' AND c.relpersistence <> 't'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                    AND d.deptype = 'e')
"""

_TABLES = f"""
SELECT n.nspname, c.relname,
       array(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
       array(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
       array(SELECT a.attgenerated <> '' FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
       array(SELECT a.attname::text FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place),
                    pg_attribute a
             WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum
             ORDER BY k.place),
       array(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attcollation <> 0)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND {_OURS}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
"""  # noqa: S608 - made of constants

_SEQUENCES = f"""
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND {_OURS}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
"""  # noqa: S608 - made of constants

_FOREIGN_KEYS = f"""
SELECT n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND {_OURS}
ORDER BY k.oid
"""  # noqa: S608 - made of constants

_TRIGGERS = f"""
SELECT n.nspname, c.relname, t.tgname, t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND {_OURS}
ORDER BY t.oid
"""  # noqa: S608 - made of constants

_ENABLE = {
    "O": sql.SQL("ENABLE TRIGGER"),
    "R": sql.SQL("ENABLE REPLICA TRIGGER"),
    "A": sql.SQL("ENABLE ALWAYS TRIGGER"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rows of its own (a partition, not its parent). `key` is empty where there is no primary key."""

    schema: str
    name: str
    columns: tuple[Column, ...]
    generated: tuple[Column, ...]
    key: tuple[str, ...]
    collated: frozenset[str]

    @property
    def title(self) -> str:
        """For messages: `public.person`."""
        return f"{self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for a statement."""
        return sql.Identifier(self.schema, self.name)

    def order(self) -> sql.Composable:
        """By primary key, else by the whole row; text by bytes, so that two servers sort alike."""
        if not self.key:
            return sql.SQL('CAST(the_row AS text) COLLATE "C"')
        return sql.SQL(", ").join(
            sql.SQL('{} COLLATE "C"' if name in self.collated else "{}").format(sql.Identifier(name))
            for name in self.key
        )


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key, with the words that make it again."""

    table: sql.Identifier
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of the application's, and how it is enabled."""

    table: sql.Identifier
    name: str
    enabled: str


def list_tables(connection: Connection, *, left_out: Collection[str]) -> list[Table]:
    """The house's tables, sorted, without those of a name in `left_out`."""
    rows = connection.execute(_TABLES).fetchall()
    return [table for table in map(_table, rows) if table.name not in left_out]


def list_sequences(connection: Connection) -> list[SequenceEntry]:
    """Every sequence and where it stands. Sequences know no snapshot: they may be ahead of the tables."""
    found = []
    for schema, name in connection.execute(_SEQUENCES).fetchall():
        identifier = sql.Identifier(str(schema), str(name))
        row = connection.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(identifier)).fetchone()
        if row is not None:
            found.append(SequenceEntry(str(schema), str(name), int(str(row[0])), bool(row[1])))
    return found


def list_migrations(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The migrations that made this database, sorted; none where there is no such table."""
    known = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    if known is None or known[0] is None:
        return ()
    rows = connection.execute("SELECT DISTINCT app, name FROM django_migrations").fetchall()
    return tuple(sorted((str(app), str(name)) for app, name in rows))


def lock(connection: Connection, tables: Sequence[Table], *, mode: sql.SQL) -> None:
    """Keeps others from changing (or, in the stronger mode, from using) the tables until the transaction ends."""
    if tables:
        names = sql.SQL(", ").join(table.identifier for table in tables)
        connection.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(names, mode))


def drop_foreign_keys(connection: Connection) -> list[ForeignKey]:
    """Takes every foreign key away, and returns them for `add_foreign_keys`.

    So tables load in any order, cycles included, without a superuser; and adding them again checks all rows at
    once. Other sessions never see the database without: it is one transaction.
    """
    keys = [
        ForeignKey(sql.Identifier(str(schema), str(table)), str(name), str(definition))
        for schema, table, name, definition in connection.execute(_FOREIGN_KEYS).fetchall()
    ]
    for key in keys:
        connection.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(key.table, sql.Identifier(key.name))
        )
    return keys


def add_foreign_keys(connection: Connection, keys: Iterable[ForeignKey]) -> None:
    """Makes the foreign keys again, each under its name and with its own rules."""
    for key in keys:
        statement = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        definition = sql.SQL(key.definition)  # PostgreSQL's own words for it
        connection.execute(statement.format(key.table, sql.Identifier(key.name), definition))


def disable_triggers(connection: Connection) -> list[Trigger]:
    """Silences the application's triggers, and returns them for `enable_triggers`."""
    triggers = [
        Trigger(sql.Identifier(str(schema), str(table)), str(name), str(enabled))
        for schema, table, name, enabled in connection.execute(_TRIGGERS).fetchall()
    ]
    for trigger in triggers:
        _alter(connection, trigger, sql.SQL("DISABLE TRIGGER"))
    return triggers


def enable_triggers(connection: Connection, triggers: Iterable[Trigger]) -> None:
    """Gives the triggers their voice back, each as it was."""
    for trigger in triggers:
        _alter(connection, trigger, _ENABLE[trigger.enabled])


def set_sequence(connection: Connection, entry: SequenceEntry) -> None:
    """Puts a sequence where it stood. RESTART first: it makes `setval`, too, undone with the transaction."""
    identifier = sql.Identifier(entry.schema, entry.name)
    connection.execute(sql.SQL("ALTER SEQUENCE {} RESTART").format(identifier))
    name = sql.Literal(identifier.as_string(connection))
    connection.execute(
        sql.SQL("SELECT setval({}, {}, {})").format(name, sql.Literal(entry.last_value), entry.is_called)
    )


def _alter(connection: Connection, trigger: Trigger, change: sql.SQL) -> None:
    connection.execute(
        sql.SQL("ALTER TABLE ONLY {} {} {}").format(trigger.table, change, sql.Identifier(trigger.name))
    )


def _table(row: tuple[object, ...]) -> Table:
    schema, name = str(row[0]), str(row[1])
    names, types, key, collated = (cast("list[str]", row[place]) for place in (2, 3, 5, 6))
    columns = [
        (Column(column, kind), computed)
        for column, kind, computed in zip(names, types, cast("list[bool]", row[4]), strict=True)
    ]
    return Table(
        schema=schema,
        name=name,
        columns=tuple(column for column, computed in columns if not computed),
        generated=tuple(column for column, computed in columns if computed),
        key=tuple(key),
        collated=frozenset(collated),
    )
