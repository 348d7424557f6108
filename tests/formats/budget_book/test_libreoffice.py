"""The workbook recomputed by LibreOffice: not a cent apart from the engine, and nothing lost on the way."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from coulisse.formats.budget_book import Book, Figures, File, read_file, read_own, write_book
from coulisse.formats.budget_book.words import LINE
from coulisse.kernel.language import Language
from tests.formats.budget_book.books import SMALL, counted, large, without_rows
from tests.formats.budget_book.office import recomputed

AT = datetime(2027, 3, 16)
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("to", ["xlsx", "ods"])
@pytest.mark.parametrize("lines", [0, 120, 5_000])
def test_not_a_cent_apart_and_nothing_lost(
    lines: int, to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = large(lines) if lines else SMALL
    figures = counted(book)
    start = perf_counter()
    data = write_book(book, figures, title="", language=Language.FR, created=AT)
    writing = perf_counter() - start

    file = read_file(recomputed(data, tmp_path, to=to))

    apart = differences(book, figures, file)
    back = read_own(file)
    with capsys.disabled():
        print(f"\n{len(book.lines)} lines, {to}: written in {writing:.2f} s, {len(apart)} amounts apart")
    assert apart == []
    assert without_rows(back.records) == book
    assert back.problems == ()


def differences(book: Book, figures: Figures, file: File) -> list[tuple[object, ...]]:
    """Every amount of the recomputed workbook that is not the engine's."""
    summary, detail, _globals, fringes, charges = file.grids[:5]
    titles = [str(title) for title in detail.rows[0]]
    places = {
        title.removeprefix("Charges "): at for at, title in enumerate(titles) if title.startswith("Charges ")
    }
    apart: list[tuple[object, ...]] = []
    seen = 0
    for row in detail.rows[1:]:
        key = row[titles.index(LINE)]
        if not isinstance(key, int):
            continue
        seen += 1
        line = figures.lines[key]
        pairs = [(row[8], line.amount), (row[9], sum(line.fringes.values()))]
        pairs += [(row[places[code]], cents) for code, cents in line.fringes.items()]
        apart += [(key, shown, cents) for shown, cents in pairs if as_cents(shown) != cents]
    assert seen == len(book.lines)
    apart += [
        (row[0], row[8], figures.fringes[str(row[0])])
        for row in fringes.rows[1:]
        if as_cents(row[8]) != figures.fringes[str(row[0])]
    ]
    apart += [
        (row[0], row[8], figures.charges[str(row[0])])
        for row in charges.rows[1:]
        if as_cents(row[8]) != figures.charges[str(row[0])]
    ]
    total = summary.rows[-1][7]
    return apart if as_cents(total) == figures.total else [*apart, ("total", total, figures.total)]


def as_cents(shown: object) -> object:
    return (
        int((Decimal(shown) * 100).to_integral_value("ROUND_HALF_UP"))
        if isinstance(shown, int | Decimal)
        else shown
    )
