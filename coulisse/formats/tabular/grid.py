"""Rows as they came, made into a sheet: the header found, every row as wide as it, and what did not fit."""

from collections.abc import Iterable, Sequence

from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.tabular.records import Cell, Row, Sheet

MAX_COLUMNS = 1_024
MAX_CELLS = 4_000_000
# One broken export must not bury the reader under a hundred thousand problems.
MAX_PROBLEMS = 1_000

RawRow = tuple[Cell, ...]


def sheet_of(raw: Iterable[RawRow], *, file: str, name: str = "") -> Reading[Sheet]:
    """The first row that holds something is the header; rows that hold nothing are left out, yet counted."""
    filled = ((number, cells) for number, cells in enumerate(raw, start=1) if _trimmed(cells))
    first = next(filled, None)
    if first is None:
        raise unreadable("empty", file=file)
    number, cells = first
    header = tuple("" if cell is None else str(cell).strip() for cell in _trimmed(cells))
    if len(header) > MAX_COLUMNS:
        raise unreadable("too-many-columns", file=file, line=number, limit=MAX_COLUMNS)
    problems = _header_problems(header, line=number, file=file)
    rows = _rows(filled, width=len(header), problems=problems, file=file)
    return Reading(Sheet(header, rows, name), tuple(problems))


def capped(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first thousand problems, and how many more there were."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    more = problem("more-problems", file=problems[0].where.file, count=len(problems) - MAX_PROBLEMS)
    return (*problems[:MAX_PROBLEMS], more)


def _trimmed(cells: RawRow) -> RawRow:
    """Without the empty cells at its end, which spreadsheets add at will."""
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return cells[:width]


def _header_problems(header: tuple[str, ...], *, line: int, file: str) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for position, title in enumerate(header, start=1):
        if not title:
            problems.append(problem("column-unnamed", file=file, line=line, column=position))
        elif title in seen:
            problems.append(problem("column-repeated", file=file, line=line, field=title, column=position))
        seen.add(title)
    return problems


def _rows(
    filled: Iterable[tuple[int, RawRow]], *, width: int, problems: list[Problem], file: str
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, cells in filled:
        found = len(_trimmed(cells))
        if found > width:
            problems.append(problem("row-too-long", file=file, line=number, cells=found, width=width))
        elif len(cells) < width:
            problems.append(problem("row-too-short", file=file, line=number, cells=len(cells), width=width))
        if (len(rows) + 1) * width > MAX_CELLS:
            raise unreadable("too-many-cells", file=file, line=number, limit=MAX_CELLS)
        rows.append(Row(number, (cells + (None,) * (width - len(cells)))[:width]))
    return tuple(rows)
