"""Exports of Movie Magic Budgeting: top sheet, accounts and details one below the other or a sheet each.

Its columns are Account, Description, Amount (the quantity), Units, X, Curr, Rate, Subtotal; lists of fringes (ID,
Cutoff) and globals (Name, Calculation) may stand beside them. Written from the layout that its manuals and users
describe: no true file could be had, and the screen says so. Rows of no known kind are told as `unmatched`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from coulisse.formats.budget_book.cells import File, Grid
from coulisse.formats.budget_book.read_numbers import NotANumber, factor_of, number_of, plain
from coulisse.formats.budget_book.read_own import text_of
from coulisse.formats.budget_book.read_table import Found, Reading, columns_of, hand_in, read_rows
from coulisse.formats.budget_book.records import Book, FringeRow, GlobalRow
from coulisse.formats.budget_book.targets import FRINGES, GLOBALS, MOVIE_MAGIC
from coulisse.formats.tabular import Cell
from coulisse.kernel.language import Language

Section = tuple[str, Reading, range]
FLAT: Final = frozenset({"flat", "f", "$"})


def is_movie_magic(file: File) -> bool:
    return any(_head_of(cells) == "lines" for grid in file.grids for cells in grid.rows[:200])


def read_movie_magic(file: File, found: Found, language: Language = Language.EN) -> Book:
    """All sheets. Globals are read first, for lines refer to them."""
    globals_: list[GlobalRow] = []
    fringes: list[FringeRow] = []
    sections = [(grid, *section) for grid in file.grids for section in _sections(grid, language)]
    for grid, kind, how, rows in sections:
        if kind == "globals":
            globals_ += _globals(grid, how, rows, found)
        elif kind == "fringes":
            fringes += _fringes(grid, how, rows, found)
    found.names |= {one.name for one in globals_}
    for grid, kind, how, rows in sections:
        if kind == "lines":
            read_rows(grid, how, found, rows)
        elif kind == "":
            for at in rows:
                if any(cell is not None for cell in grid.rows[at]):
                    text = " ".join(filter(None, (text_of(cell) for cell in grid.rows[at])))
                    found.tell("unmatched", at + 1, "", grid.name, value=text[:80])
    return replace(found.book(), globals=tuple(globals_), fringes=tuple(fringes))


def _sections(grid: Grid, language: Language) -> Iterator[Section]:
    """Stretches of rows, each below a head of its kind."""
    heads = [(at, kind) for at, cells in enumerate(grid.rows) if (kind := _head_of(cells))]
    yield "", Reading(0, (), language), range(heads[0][0] if heads else len(grid.rows))
    for place, (at, kind) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(grid.rows)
        targets = {"lines": MOVIE_MAGIC, "globals": GLOBALS, "fringes": FRINGES}[kind]
        columns = columns_of(grid.rows[at], targets)
        cut = Grid(grid.name, grid.rows[:end], from_text=grid.from_text)
        yield kind, Reading(at, columns, hand_in(cut, at, columns, language), movie_magic=True), range(at + 1, end)


def _head_of(cells: Sequence[Cell]) -> str:
    """The kind of head that a row is, or ""."""
    titles = {text.casefold() for text in map(text_of, cells) if text}
    if any(character.isdigit() for title in titles for character in title):
        return ""
    if {"cutoff", "cut off"} & titles and {"id", "fringe", "code", "fringe id"} & titles:
        return "fringes"
    if {"calculation", "formula", "value"} & titles and {"name", "global", "global name"} & titles:
        return "globals"
    is_detail = {"x", "rate"} <= titles and bool({"amount", "amt"} & titles)
    is_account = bool({"account", "acct", "acct#", "account number"} & titles) and bool(
        {"total", "description", "category", "category description"} & titles
    )
    return "lines" if is_detail or is_account else ""


def _cell(grid: Grid, how: Reading, at: int, name: str) -> Cell:
    place = how.columns.index(name) if name in how.columns else None
    cells = grid.rows[at]
    return cells[place] if place is not None and place < len(cells) else None


def _globals(grid: Grid, how: Reading, rows: range, found: Found) -> Iterator[GlobalRow]:
    for at in rows:
        name = text_of(_cell(grid, how, at, "name")).replace(" ", "_")
        if not name:
            continue
        try:
            value = factor_of(_cell(grid, how, at, "value"), how.hand, found.names)
        except NotANumber as refused:
            found.tell("bad-number", at + 1, "value", grid.name, value=str(refused))
            continue
        found.names |= {name}
        label, unit = text_of(_cell(grid, how, at, "label")), text_of(_cell(grid, how, at, "unit"))
        yield GlobalRow(name[:40], value or "0", label[:120], unit[:20])


def _fringes(grid: Grid, how: Reading, rows: range, found: Found) -> Iterator[FringeRow]:
    for at in rows:
        code = text_of(_cell(grid, how, at, "code"))
        if not code:
            continue
        written = _cell(grid, how, at, "value")
        try:
            value = number_of(written.strip(" %") if isinstance(written, str) else written, how.hand)
            cutoff = number_of(_cell(grid, how, at, "cutoff"), how.hand)
        except NotANumber as refused:
            found.tell("bad-number", at + 1, "value", grid.name, value=str(refused))
            continue
        kind = text_of(_cell(grid, how, at, "kind")).casefold()
        name = text_of(_cell(grid, how, at, "name"))
        bound = int(cutoff * 100) if cutoff else None
        yield FringeRow(code[:16], plain(value) if value is not None else "0", kind in FLAT, bound, name=name[:80])
