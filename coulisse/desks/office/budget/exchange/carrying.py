"""Rows of the budget as the records of a file, and records as the engine counts them."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from coulisse.desks.office.budget.models import Budget, BudgetCharge, BudgetFringe
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.rows import weights_of
from coulisse.engines import budget as engine
from coulisse.formats.budget_book import (
    AccountRow,
    Book,
    ChargeRow,
    Figures,
    FringeRow,
    GlobalRow,
    LineFigures,
    LineRow,
    RateRow,
)
from coulisse.kernel.money import Money


def book_of(budget: Budget) -> tuple[Book, Figures]:
    """The budget as it stands, and its figures."""
    found = opened(budget)
    with found.lock:
        return _book(found), _figures(found.result)


def _book(found: Opened) -> Book:
    rows = found.rows
    place = {account.pk: at for at, account in enumerate(rows.accounts)}
    # An open budget keeps lines that came back at the end.
    lines = sorted(rows.lines.values(), key=lambda one: (place[one.account_id], one.position, one.pk))
    return Book(
        currency=found.currency,
        globals=tuple(GlobalRow(one.name, one.formula, one.label, one.unit) for one in rows.globals),
        fringes=tuple(map(_fringe, rows.fringes)),
        charges=tuple(map(_charge, rows.charges)),
        rates=tuple(RateRow(one.currency, one.rate, one.day, one.source) for one in rows.rates),
        accounts=tuple(AccountRow(one.number, one.name, one.parent) for one in rows.accounts),
        lines=tuple(
            LineRow(
                account=rows.numbers[line.account_id],
                description=line.description,
                quantity=line.quantity,
                multiplier=line.multiplier,
                rate=line.rate,
                unit=line.unit,
                currency=line.currency,
                fringes=tuple(line.fringes),
                person=line.person,
                cuts=line.cuts,
                vat=line.vat,
                note=line.note,
                key=line.pk,
            )
            for line in lines
        ),
    )


def _fringe(row: BudgetFringe) -> FringeRow:
    return FringeRow(
        code=row.code,
        value=row.value,
        is_flat=row.kind == BudgetFringe.Kind.FLAT,
        cutoff=row.cutoff_cents,
        floor=row.floor_cents,
        currency=row.currency,
        name=row.name,
        account=row.account,
    )


def _charge(row: BudgetCharge) -> ChargeRow:
    return ChargeRow(
        code=row.code,
        percent=row.percent,
        name=row.name,
        bases=tuple(row.bases),
        excluded=tuple(row.excluded),
        on_fringes=row.on_fringes,
        account=row.account,
    )


def _figures(result: engine.Result) -> Figures:
    bad = {problem.where for problem in result.problems if problem.line is None}
    return Figures(
        lines={int(str(key)): _line_figures(one) for key, one in result.lines.items()},
        globals={name: _decimal(value) for name, value in result.globals.items()},
        fringes={code: one.cents for code, one in result.fringes.items() if f"fringes/{code}" not in bad},
        charges={code: one.cents for code, one in result.charges.items() if f"charges/{code}" not in bad},
        total=result.total.cents,
    )


def _line_figures(one: engine.LineResult) -> LineFigures:
    values = _decimal(one.quantity), _decimal(one.multiplier), _decimal(one.rate)
    faulty = any(problem.code != "unknown-fringe" for problem in one.problems)
    return LineFigures(values, one.amount.cents, {code: money.cents for code, money in one.fringes}, faulty)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def total_of(book: Book) -> Money:
    """What the records of a file come to."""
    return engine.compute(record_of(book)).total


def record_of(book: Book) -> engine.Budget:
    known = {account.number for account in book.accounts}
    lines: dict[str, list[engine.Line]] = {number: [] for number in known}
    for place, line in enumerate(book.lines):
        lines.setdefault(line.account, []).append(_line(line, place))
    return engine.Budget(
        currency=book.currency,
        globals=tuple(engine.Global(one.name, one.formula, one.unit) for one in book.globals),
        fringes=tuple(_fringe_record(one, book.currency) for one in book.fringes),
        accounts=tuple(
            engine.Account(one.number, one.name, tuple(lines[one.number]), one.parent) for one in book.accounts
        ),
        charges=tuple(
            engine.Charge(one.code, one.name, one.percent, one.bases, one.excluded, one.on_fringes, one.account)
            for one in book.charges
        ),
        rates={one.currency: one.rate for one in _by_day(book.rates)},
    )


def _by_day(rates: Iterable[RateRow]) -> list[RateRow]:
    return sorted(rates, key=lambda rate: rate.day)


def _line(line: LineRow, place: int) -> engine.Line:
    return engine.Line(
        key=line.key if line.key is not None else -1 - place,
        quantity=line.quantity,
        multiplier=line.multiplier,
        rate=line.rate,
        currency=line.currency or None,
        fringes=line.fringes,
        person=line.person,
        cuts={kind: weights_of(codes) for kind, codes in line.cuts.items()},
    )


def _fringe_record(one: FringeRow, currency: str) -> engine.Fringe:
    own = one.currency or currency
    return engine.Fringe(
        code=one.code,
        kind="flat" if one.is_flat else "percent",
        value=one.value,
        cutoff=None if one.cutoff is None else Money(one.cutoff, own),
        floor=None if one.floor is None else Money(one.floor, own),
        currency=own,
        name=one.name,
    )
