"""The rows of one budget, in seven queries, and the same as records of the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.engines import budget as engine
from coulisse.engines.budget.records import Weight
from coulisse.kernel.money import Money


@dataclass(slots=True)
class Rows:
    """Everything typed into one budget. `lines` by key, in the order of the accounts and of the lines in them."""

    accounts: list[BudgetAccount]
    lines: dict[int, BudgetLine]
    globals: list[BudgetGlobal]
    fringes: list[BudgetFringe]
    charges: list[BudgetCharge]
    rates: list[BudgetRate]
    numbers: dict[int, str]
    """Numbers of the accounts by their keys."""

    def lines_of(self, account: int) -> list[BudgetLine]:
        return in_order(line for line in self.lines.values() if line.account_id == account)


def in_order(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    return sorted(lines, key=lambda line: (line.position, line.pk))


def read_rows(budget: int) -> Rows:
    """What the database holds now, in six queries."""
    accounts = list(BudgetAccount.objects.filter(budget=budget))
    place = {account.pk: place for place, account in enumerate(accounts)}
    lines = list(BudgetLine.objects.filter(budget=budget))
    lines.sort(key=lambda line: (place[line.account_id], line.position, line.pk))
    return Rows(
        accounts=accounts,
        lines={line.pk: line for line in lines},
        globals=list(BudgetGlobal.objects.filter(budget=budget)),
        fringes=list(BudgetFringe.objects.filter(budget=budget)),
        charges=list(BudgetCharge.objects.filter(budget=budget)),
        rates=list(BudgetRate.objects.filter(budget=budget)),
        numbers={account.pk: account.number for account in accounts},
    )


def record_of(rows: Rows, currency: str) -> engine.Budget:
    """The budget as the engine counts it."""
    lines: dict[int, list[engine.Line]] = {account.pk: [] for account in rows.accounts}
    for line in rows.lines.values():
        lines[line.account_id].append(line_record(line))
    return engine.Budget(
        currency=currency,
        globals=tuple(engine.Global(row.name, row.formula, row.unit) for row in rows.globals),
        fringes=tuple(fringe_record(row, currency) for row in rows.fringes),
        accounts=tuple(
            engine.Account(row.number, row.name, tuple(lines[row.pk]), row.parent) for row in rows.accounts
        ),
        charges=tuple(charge_record(row) for row in rows.charges),
        rates=latest_rates(rows.rates),
    )


def line_record(line: BudgetLine) -> engine.Line:
    return engine.Line(
        key=line.pk,
        quantity=line.quantity,
        multiplier=line.multiplier,
        rate=line.rate,
        currency=line.currency or None,
        fringes=tuple(line.fringes),
        person=line.person,
        cuts={kind: weights_of(codes) for kind, codes in line.cuts.items()},
        description=line.description,
    )


def weights_of(codes: Mapping[str, str]) -> dict[str, Weight]:
    """Weights as kept, exact text, as numbers."""
    return {code: int(text) if text.isdigit() else Fraction(text) for code, text in codes.items()}


def fringe_record(row: BudgetFringe, currency: str) -> engine.Fringe:
    own = row.currency or currency
    return engine.Fringe(
        code=row.code,
        kind="flat" if row.kind == BudgetFringe.Kind.FLAT else "percent",
        value=row.value,
        cutoff=None if row.cutoff_cents is None else Money(row.cutoff_cents, own),
        floor=None if row.floor_cents is None else Money(row.floor_cents, own),
        currency=own,
        name=row.name,
    )


def charge_record(row: BudgetCharge) -> engine.Charge:
    return engine.Charge(
        code=row.code,
        name=row.name,
        percent=row.percent,
        bases=tuple(row.bases),
        excluded=tuple(row.excluded),
        on_fringes=row.on_fringes,
        account=row.account,
    )


def latest_rates(rates: Iterable[BudgetRate]) -> dict[str, str]:
    """The last known rate of each currency."""
    ordered = sorted(rates, key=lambda row: (row.currency, row.day))
    return {row.currency: row.rate for row in ordered}


def budgets_of(production: int) -> list[Budget]:
    """All versions of a production, the newest first, in one query."""
    return list(Budget.objects.filter(production=production).select_related("based_on", "made_by", "locked_by"))
