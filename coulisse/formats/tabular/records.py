"""The frozen values of a table, in and out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

# A `datetime` is a `date` too: a cell with an hour keeps it.
Cell: TypeAlias = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one that a spreadsheet shows in its margin."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: every row has as many cells as the header; an empty cell is None."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    name: str = ""
    encoding: str = ""  # of a CSV, as found
    delimiter: str = ""  # of a CSV, as found

    def records(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Each row's number and its cells by column; of two columns of one name the first counts."""
        for row in self.rows:
            backwards = zip(reversed(self.header), reversed(row.cells), strict=True)
            yield row.number, dict(backwards)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that the spreadsheet shall compute. `text` begins with `=`; `value` is shown until it does."""

    text: str
    value: int | Decimal | str = 0


OutCell: TypeAlias = Cell | Formula


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to write. `width` in characters, None to fit what it holds."""

    title: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table to write; a workbook is one or more of them."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[OutCell, ...], ...]
