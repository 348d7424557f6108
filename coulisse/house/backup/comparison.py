"""Two houses, row by row: what a restore must leave without a difference."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from coulisse.house.backup.catalogue import Connection, Table, list_sequences, list_tables
from coulisse.house.backup.rows import rows_out, transaction
from coulisse.house.backup.taking import VOLATILE


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` is a table or a sequence; `first` and `second` what stands there, None where nothing does."""

    where: str
    first: str | None
    second: str | None


def compare(
    first_url: str, second_url: str, *, left_out: Collection[str] = VOLATILE, limit: int = 20
) -> tuple[Difference, ...]:
    """The differences between two databases, at most `limit` a table: tables, columns, rows, sequences.

    Generated columns are compared too. Rows are read in step, each side in one snapshot, nothing held in memory.
    """
    with transaction(first_url, reading=True) as first, transaction(second_url, reading=True) as second:
        differences = [
            difference
            for table in _both(first, second, left_out)
            for difference in _rows(first, second, table, limit)
        ]
        return (*_shapes(first, second, left_out), *differences)


def _both(first: Connection, second: Connection, left_out: Collection[str]) -> list[Table]:
    others = list_tables(second, left_out=left_out)
    return [table for table in list_tables(first, left_out=left_out) if table in others]


def _shapes(first: Connection, second: Connection, left_out: Collection[str]) -> Iterator[Difference]:
    here, there = _described(first, left_out), _described(second, left_out)
    for where in sorted(here.keys() | there.keys()):
        if here.get(where) != there.get(where):
            yield Difference(where, here.get(where), there.get(where))


def _described(connection: Connection, left_out: Collection[str]) -> dict[str, str]:
    tables = {table.title: repr(table) for table in list_tables(connection, left_out=left_out)}
    sequences = {
        f"{entry.schema}.{entry.name}": f"{entry.last_value}, given out: {entry.is_called}"
        for entry in list_sequences(connection)
    }
    return tables | sequences


def _rows(first: Connection, second: Connection, table: Table, limit: int) -> list[Difference]:
    differences: list[Difference] = []
    lines = zip_longest(_lines(first, table), _lines(second, table))
    for here, there in lines:
        if here != there:
            differences.append(Difference(table.title, here, there))
            if len(differences) == limit:
                break
    return differences


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    for block in rows_out(connection, table, (*table.columns, *table.generated)):
        for line in block.split(b"\n")[:-1]:
            yield line.decode()
