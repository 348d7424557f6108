"""What the columns of the house can hold: every record of a file is measured before anything is written.

Codes: `too-long`, `bad-formula`, `bad-currency`, `bad-value`, `bad-name`, `bad-account`, `bad-vat`, `twice`.
A line that does not fit is told with its row; what the lines refer to, with the name of its sheet.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from django.db.models import CharField

from coulisse.desks.office.budget.models import (
    FORMULA,
    BudgetAccount,
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.engines.budget import FormulaProblem
from coulisse.engines.budget.formula import is_name, plain, read_formula
from coulisse.formats.budget_book import AccountRow, Book, LineRow
from coulisse.formats.problems import Problem, problem
from coulisse.kernel.money import Money, UnknownCurrency

MOST_LINES: Final = 50_000
_NUMBER: Final = re.compile(r"\w+(?:\.\w+)*")
_LENGTHS: Final = {
    model: {
        field.name: field.max_length
        for field in model._meta.get_fields()
        if isinstance(field, CharField) and field.name != "kind"
    }
    for model in (BudgetAccount, BudgetLine, BudgetGlobal, BudgetFringe, BudgetCharge, BudgetRate)
}
_PARTS: Final = (
    ("globals", BudgetGlobal, "name"),
    ("fringes", BudgetFringe, "code"),
    ("charges", BudgetCharge, "code"),
    ("rates", BudgetRate, ""),
    ("accounts", BudgetAccount, "number"),
)


def fitted(book: Book) -> tuple[Book, tuple[Problem, ...]]:
    """The book with the lines that fit and their accounts, and what does not fit."""
    problems = list(_around(book))
    kept = []
    for line in book.lines:
        found = list(_of_line(line))
        problems += found
        if not found:
            kept.append(line)
    known = {account.number for account in book.accounts}
    missing = [number for number in dict.fromkeys(line.account for line in kept) if number not in known]
    accounts = (*book.accounts, *(AccountRow(number, number) for number in missing))
    return replace(book, lines=tuple(kept), accounts=accounts), tuple(problems)


def _of_line(line: LineRow) -> Iterator[Problem]:
    def tell(code: str, name: str, value: str) -> Problem:
        return problem(code, line=line.row or None, field=name, value=value[:40])

    for name in ("quantity", "multiplier", "rate"):
        text = getattr(line, name)
        if text and not _is_formula(text):
            yield tell("bad-formula", name, text)
    for name, most in _LENGTHS[BudgetLine].items():
        value = getattr(line, name, "")
        if isinstance(value, str) and len(value) > (most or FORMULA):
            yield tell("too-long", name, value)
    if not _is_number(line.account):
        yield tell("bad-account", "account", line.account)
    if not _is_currency(line.currency):
        yield tell("bad-currency", "currency", line.currency)
    if not 0 <= line.vat <= 10_000:
        yield tell("bad-vat", "vat", str(line.vat / 100))


def _around(book: Book) -> Iterator[Problem]:
    for part, model, key in _PARTS:
        seen: set[str] = set()
        for one in getattr(book, part):
            mine = getattr(one, key, "") if key else f"{one.currency} {one.day}"
            if mine in seen:
                yield problem("twice", field=part, value=mine[:40])
            seen.add(mine)
            for name, most in _LENGTHS[model].items():
                value = getattr(one, name, "")
                if isinstance(value, str) and most and len(value) > most:
                    yield problem("too-long", field=part, value=mine[:40])
    yield from _values(book)
    if not _is_currency(book.currency):
        yield problem("bad-currency", field="rates", value=book.currency[:40])


def _values(book: Book) -> Iterator[Problem]:
    for one in book.globals:
        if not is_name(one.name):
            yield problem("bad-name", field="globals", value=one.name[:40])
        elif not _is_formula(one.formula):
            yield problem("bad-formula", field="globals", value=one.name[:40])
    checks: tuple[tuple[str, Callable[[object], str]], ...] = (
        ("fringes", lambda one: one.value),  # type: ignore[attr-defined]
        ("charges", lambda one: one.percent),  # type: ignore[attr-defined]
        ("rates", lambda one: one.rate),  # type: ignore[attr-defined]
    )
    for part, value_of in checks:
        for one in getattr(book, part):
            if plain(value_of(one)) is None:
                yield problem("bad-value", field=part, value=value_of(one)[:40])
            if not _is_currency(getattr(one, "currency", "")):
                yield problem("bad-currency", field=part, value=one.currency[:40])
    for account in book.accounts:
        if not _is_number(account.number):
            yield problem("bad-account", field="accounts", value=account.number[:40])


def _is_formula(text: str) -> bool:
    try:
        read_formula(text)
    except FormulaProblem:
        return False
    return True


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and len(text) <= 16


def _is_currency(text: str) -> bool:
    try:
        return not text or Money(0, text).currency == text
    except UnknownCurrency:
        return False
