"""What a preview shows: what the file brings, beside what is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from coulisse.desks.office.budget.exchange.carrying import book_of, total_of
from coulisse.desks.office.budget.exchange.drafts import Draft
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.exchange.words import KINDS, Told, told
from coulisse.engines.budget import localise
from coulisse.formats.budget_book import Book
from coulisse.formats.budget_book.read_table import Seen
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money, UnknownCurrency

SHOWN_ROWS: Final = 60
SHOWN_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row of the file, and what it is taken for."""

    row: int
    sheet: str
    kind: str
    kind_name: str
    account: str
    text: str
    quantity: str
    rate: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would bring."""

    lines: int
    accounts: int
    refused: int
    total: Money | None
    standing: Money | None
    """What the budget comes to now."""
    new: int
    changed: int
    gone: int
    rows: tuple[SeenRow, ...]
    hidden: int
    problems: tuple[Told, ...]
    problem_count: int


def preview(imported: BudgetImport, draft: Draft) -> Preview:
    book, problems = draft.book, draft.problems
    standing, figures = book_of(imported.budget) if imported.budget else (None, None)
    new, changed, gone = _differences(book, standing) if standing and draft.is_own else (len(book.lines), 0, 0)
    first = [*_refused_first(draft.seen)][:SHOWN_ROWS]
    return Preview(
        lines=len(book.lines),
        accounts=len(book.accounts),
        refused=draft.refused,
        total=_total(book, standing, draft),
        standing=Money(figures.total, standing.currency) if standing and figures else None,
        new=new,
        changed=changed,
        gone=gone,
        rows=tuple(_row(one) for one in sorted(first, key=lambda one: (one.sheet, one.row))),
        hidden=max(len(draft.seen) - SHOWN_ROWS, 0),
        problems=tuple(told(one) for one in problems[:SHOWN_PROBLEMS]),
        problem_count=len(problems),
    )


def _total(book: Book, standing: Book | None, draft: Draft) -> Money | None:
    """What its lines come to, with the globals and rates of the budget where the file has none."""
    try:
        if draft.is_own or standing is None:
            return total_of(book)
        return total_of(
            Book(
                currency=standing.currency,
                globals=book.globals or standing.globals,
                fringes=book.fringes or standing.fringes,
                rates=standing.rates,
                accounts=book.accounts,
                lines=book.lines,
            )
        )
    except UnknownCurrency:
        return None


def _differences(book: Book, standing: Book) -> tuple[int, int, int]:
    there = {line.key: line for line in standing.lines}
    keys = {line.key for line in book.lines if line.key in there}
    changed = sum(line != there[line.key] for line in book.lines if line.key in there)
    return len(book.lines) - len(keys), changed, len(there) - len(keys)


def _refused_first(seen: Iterable[Seen]) -> Iterable[Seen]:
    rows = list(seen)
    yield from [one for one in rows if one.kind == "refused"][: SHOWN_ROWS // 2]
    yield from (one for one in rows if one.kind != "refused")


def _row(one: Seen) -> SeenRow:
    amount = None if one.amount is None else Money(one.amount)
    return SeenRow(
        row=one.row,
        sheet=one.sheet,
        kind=one.kind,
        kind_name=str(KINDS[one.kind]),
        account=one.account,
        text=one.text,
        quantity=localise(one.quantity, reader()),
        rate=localise(one.rate, reader()),
        amount=amount,
    )


def columns_of(draft: Draft) -> list[dict[str, Any]]:
    """Each column of a foreign sheet with its heading and its first three values."""
    if draft.grid is None:
        return []
    head = draft.reading["head"]
    rows = draft.grid.rows[head : head + 4]
    width = len(draft.reading["columns"])
    texts = [[_text(row[at]) if at < len(row) else "" for row in rows] for at in range(width)]
    return [
        {"at": at, "title": column[0] if column else "", "values": column[1:]} for at, column in enumerate(texts)
    ]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)[:60]


def imports_of(production: Production) -> list[BudgetImport]:
    """The latest files, newest first, in one query."""
    rows = BudgetImport.objects.filter(production=production).select_related("made", "budget")
    return list(rows.order_by("-uploaded_at", "-pk")[:10])
