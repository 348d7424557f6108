"""A staged file, read: what it would bring, row by row, and what cannot be read. Nothing here writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from coulisse.desks.office.budget.exchange.carrying import book_of
from coulisse.desks.office.budget.exchange.fitting import MOST_LINES, fitted
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.formats.budget_book import Book, File, Grid, is_own, read_file, read_own
from coulisse.formats.budget_book.read_movie_magic import is_movie_magic, read_movie_magic
from coulisse.formats.budget_book.read_table import Found, Reading, Seen, columns_of, guess, read_rows
from coulisse.formats.budget_book.targets import TARGETS
from coulisse.formats.problems import Problem, unreadable
from coulisse.formats.tabular.grid import capped
from coulisse.foundation.people.imports.staging import MAX_BYTES, opened
from coulisse.kernel.language import Language

OWN, MOVIE_MAGIC, TABLE = "own", "movie_magic", "table"
TOLD: Final = frozenset(
    {
        *("amount-differs", "text-cut", "formula-as-value", "cells-in-error", "bytes-replaced", "nul-removed"),
        *("quote-misplaced", "unmatched", "quote-unclosed"),
    }
)
"""Problems that keep no row out."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it will be taken in."""

    kind: str
    book: Book
    reading: dict[str, Any]
    sheets: tuple[str, ...] = ()
    grid: Grid | None = None
    seen: tuple[Seen, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: int = 0

    @property
    def is_own(self) -> bool:
        return self.kind == OWN

    @property
    def is_movie_magic(self) -> bool:
        return self.kind == MOVIE_MAGIC

    @property
    def blocks(self) -> bool:
        """One of ours is taken whole or not at all: a row left out would be a line lost."""
        return self.is_own and any(one.code not in TOLD for one in self.problems)

    @property
    def usable(self) -> bool:
        return not self.blocks and bool(self.book.lines or self.book.accounts)


@contextmanager
def staged(key: str) -> Iterator[bytes]:
    """The bytes again; `FileNotFoundError` when their day has passed."""
    with opened(key) as stream:
        yield stream.read(MAX_BYTES + 1)


def read_draft(imported: BudgetImport, *, language: Language) -> Draft:
    """The file, read as `imported.reading` says, or as it is guessed. Raises Unreadable, FileNotFoundError."""
    with staged(imported.key) as data:
        file = read_file(data)
    asked = imported.reading
    kind = asked.get("kind") or (OWN if is_own(file) else MOVIE_MAGIC if is_movie_magic(file) else TABLE)
    if kind == OWN:
        draft = _own(file)
    elif kind == MOVIE_MAGIC:
        draft = _movie_magic(file)
    else:
        draft = _table(file, asked, language, _names(imported))
    if len(draft.book.lines) > MOST_LINES:
        raise unreadable("too-many-lines", limit=MOST_LINES)
    book, problems = fitted(draft.book)
    lost = len(draft.book.lines) - len(book.lines)
    return replace(draft, book=book, problems=capped((*draft.problems, *problems)), refused=draft.refused + lost)


def _names(imported: BudgetImport) -> frozenset[str]:
    if imported.budget is None:
        return frozenset()
    return frozenset(one.name for one in book_of(imported.budget)[0].globals)


def _own(file: File) -> Draft:
    found = read_own(file)
    return Draft(OWN, found.records, {"kind": OWN}, problems=found.problems)


def _movie_magic(file: File) -> Draft:
    found = Found(frozenset())
    book = read_movie_magic(file, found)
    problems = (*file.problems, *found.problems)
    refused = sum(one.kind == "refused" for one in found.seen)
    return Draft(MOVIE_MAGIC, book, {"kind": MOVIE_MAGIC}, (), None, tuple(found.seen), problems, refused)


def _table(file: File, asked: dict[str, Any], language: Language, names: frozenset[str]) -> Draft:
    grids = [grid for grid in file.grids if any(any(cell is not None for cell in row) for row in grid.rows)]
    if not grids:
        raise unreadable("empty")
    place = min(max(int(asked.get("sheet", _likeliest(grids, language))), 0), len(grids) - 1)
    grid = grids[place]
    how = _how(grid, asked if asked.get("sheet") == place else {}, language)
    found = Found(names)
    read_rows(grid, how, found)
    reading = {
        "kind": TABLE,
        "sheet": place,
        "head": how.head,
        "columns": list(how.columns),
        "hand": str(how.hand),
    }
    problems = (*file.problems, *found.problems)
    refused = sum(one.kind == "refused" for one in found.seen)
    sheets = tuple(one.name for one in grids)
    return Draft(TABLE, found.book(), reading, sheets, grid, tuple(found.seen), problems, refused)


def _likeliest(grids: list[Grid], language: Language) -> int:
    """The sheet whose head names the most columns."""
    named = [sum(map(bool, guess(grid, language).columns)) for grid in grids]
    return named.index(max(named))


def _how(grid: Grid, asked: dict[str, Any], language: Language) -> Reading:
    how = guess(grid, language)
    if not asked:
        return how
    head = min(max(int(asked.get("head", how.head)), 0), len(grid.rows) - 1)
    width = max(len(row) for row in grid.rows)
    columns = tuple(asked.get("columns") or ())[:width]
    if head != how.head and not any(columns):
        columns = columns_of(grid.rows[head], TARGETS)
    return Reading(head, columns or how.columns, Language(asked.get("hand") or how.hand))
