"""The budget as the grid in the browser holds it: values for JSON, whole or what changed since a revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.desks.office.budget.queries.agreed import levels_of
from coulisse.desks.office.budget.queries.beside import backing, counts_beside, values_behind
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.totals import Totals, parents_of, totals_of
from coulisse.desks.office.budget.typed import write_weights
from coulisse.engines.budget import LineResult
from coulisse.kernel.language import Language
from coulisse.kernel.plain import write_plain


@dataclass(frozen=True, slots=True)
class Base:
    """The version that one compares with: amounts of lines by what they have in common, and totals of accounts."""

    id: int
    number: int
    name: str
    lines: Mapping[int, int]
    totals: Totals
    globals: Mapping[str, str]


def base_of(budget: Budget) -> Base:
    book = opened(budget)
    with book.lock:
        cents = book.result.line_cents
        return Base(
            id=budget.pk,
            number=budget.number,
            name=budget.name,
            lines={line.kin: cents[line.pk] for line in book.rows.lines.values()},
            totals=totals_of(book.rows, book.result),
            globals={row.name: row.formula for row in book.rows.globals},
        )


def whole(budget: Budget, base: Base | None, language: Language) -> dict[str, Any]:
    """Everything: accounts, lines, what they refer to, totals."""
    book = opened(budget)
    with book.lock:
        lines = lines_json(book, book.rows.lines.values(), base, language)
        return {**around(book, base), "lines": lines}


def since(budget: Budget, revision: int, base: Base | None, language: Language) -> dict[str, Any]:
    """What a browser at `revision` lacks. `full`: it is too far behind, and gets every line."""
    book = opened(budget)
    with book.lock:
        known = book.changed_since(revision)
        changed, gone = known if known is not None else (set(book.rows.lines), set())
        rows = [book.rows.lines[pk] for pk in changed]
        return {
            **around(book, base),
            "lines": lines_json(book, rows, base, language),
            "gone": sorted(gone),
            "full": known is None,
            "revision": book.revision,
        }


def around(book: Opened, base: Base | None) -> dict[str, Any]:
    """What is small enough to be sent each time: accounts, globals, fringes, charges and totals."""
    totals = totals_of(book.rows, book.result)
    behind: list[list[int]] = [row.parameters for row in book.rows.fringes]
    behind += [row.parameters for row in book.rows.globals]
    values = values_behind(pk for keys in behind for pk in keys)
    return {
        "accounts": _accounts(book, totals, base),
        "globals": _globals(book, base, values),
        "fringes": _fringes(book, values),
        "charges": _charges(book),
        "total": totals.total,
        "base": base.totals.total if base else None,
        "nowhere": totals.nowhere,
        "fringesTotal": totals.fringes,
        "chargesTotal": totals.charges,
        "problems": len(book.result.problems),
    }


def _accounts(book: Opened, totals: Totals, base: Base | None) -> list[dict[str, Any]]:
    parents = parents_of(book.rows)
    above, levels = set(parents.values()), levels_of(parents)
    was = base.totals.accounts if base else {}
    return [
        {
            "id": account.pk,
            "v": account.version,
            "n": account.number,
            "name": account.name,
            "parent": parents[account.number],
            "level": levels[account.number],
            "total": totals.accounts[account.number],
            "base": was.get(account.number, 0) if base else None,
            "leaf": account.number not in above,
        }
        for account in book.rows.accounts
    ]


def _globals(book: Opened, base: Base | None, values: Mapping[int, Any]) -> list[dict[str, Any]]:
    counted = book.result.globals
    found = []
    for row in book.rows.globals:
        behind = backing(row.parameters, values)
        was = base.globals.get(row.name) if base else None
        value = counted.get(row.name)
        found.append(
            {
                "id": row.pk,
                "v": row.version,
                "name": row.name,
                "label": row.label,
                "formula": row.formula,
                "value": None if value is None else shown(value),
                "unit": row.unit,
                "was": was if was != row.formula else None,
                "confidence": behind.confidence,
                "to_confirm": behind.to_confirm,
                "source": behind.source,
                "since": behind.since,
            }
        )
    return found


def _fringes(book: Opened, values: Mapping[int, Any]) -> list[dict[str, Any]]:
    totals = book.result.fringes
    found = []
    for row in book.rows.fringes:
        behind = backing(row.parameters, values)
        found.append(
            {
                "id": row.pk,
                "v": row.version,
                "code": row.code,
                "name": row.name,
                "kind": row.kind,
                "value": row.value,
                "cutoff": row.cutoff_cents,
                "floor": row.floor_cents,
                "account": row.account,
                "total": totals[row.code].cents,
                "confidence": behind.confidence,
                "to_confirm": behind.to_confirm,
                "source": behind.source,
                "since": behind.since,
            }
        )
    return found


def _charges(book: Opened) -> list[dict[str, Any]]:
    totals = book.result.charges
    return [
        {
            "id": row.pk,
            "v": row.version,
            "code": row.code,
            "name": row.name,
            "percent": row.percent,
            "account": row.account,
            "total": totals[row.code].cents,
        }
        for row in book.rows.charges
    ]


def lines_json(
    book: Opened, rows: Iterable[BudgetLine], base: Base | None, language: Language
) -> list[dict[str, Any]]:
    """Lines with their figures; two queries for what is beside them."""
    chosen = list(rows)
    if not chosen:
        return []
    beside = counts_beside(book.budget, [row.pk for row in chosen])
    counted, numbers = book.result.lines, book.rows.numbers
    return [
        _line(row, counted[row.pk], numbers[row.account_id], base, beside.get(row.pk, 0), language)
        for row in chosen
    ]


def _line(
    row: BudgetLine, counted: LineResult, number: str, base: Base | None, beside: int, language: Language
) -> dict[str, Any]:
    return {
        "id": row.pk,
        "v": row.version,
        "a": number,
        "p": row.position,
        "d": row.description,
        "q": row.quantity,
        "x": row.multiplier,
        "r": row.rate,
        "u": row.unit,
        "c": row.currency,
        "f": row.fringes,
        "who": row.person,
        "t": {kind: write_weights(codes, language) for kind, codes in row.cuts.items()},
        "vat": row.vat,
        "note": row.note,
        "qv": shown(counted.quantity),
        "xv": shown(counted.multiplier),
        "rv": shown(counted.rate, least=2),
        "amt": counted.amount.cents,
        "fr": sum(money.cents for _code, money in counted.fringes),
        "base": base.lines.get(row.kin, 0) if base else None,
        "n": beside,
        "pb": [problem.code for problem in counted.problems],
    }


def shown(value: Fraction, *, least: int = 0) -> str:
    """A value as a plain decimal, rounded to four decimals for show."""
    if value.denominator == 1:
        return write_plain(value, least)
    whole_part, _dot, decimals = write_plain(value, 4).partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole_part}.{decimals}" if decimals else whole_part
