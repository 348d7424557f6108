"""From the accounts to the report; rules in docs/engines/costs.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from coulisse.engines.costs.records import Account, Figures, Group, Report, Row
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Why:
    """Where the final cost of an account comes from: `base` + `forecast`, or `to_date` where that is more.

    `rule`: "budget" (the base is the budget), "estimate" (somebody's figure), "spent" (F = D).
    """

    rule: str
    base: Money
    forecast: Money
    to_date: Money
    final: Money


def report(accounts: Iterable[Account]) -> Report:
    """The report, in the order in which the accounts come; groups in the order of their first account."""
    return gathered(
        (account.group or account.number, account.group_name or account.name, row_of(account))
        for account in accounts
    )


def gathered(rows: Iterable[tuple[str, str, Row]]) -> Report:
    """Rows, each with the number and the name of its group, as a report with its sums."""
    groups: dict[str, tuple[str, list[Row]]] = {}
    for number, name, row in rows:
        groups.setdefault(number, (name, []))[1].append(row)
    made = tuple(_group(number, name, held) for number, (name, held) in groups.items())
    return Report(made, _sum(group.figures for group in made))


def row_of(account: Account) -> Row:
    """One account with its columns."""
    why = explain(account)
    figures = Figures(
        budget=account.budget,
        actual=account.actual,
        committed=account.committed,
        final=why.final,
        movement=account.movement,
        forecast=account.forecast,
    )
    return Row(
        account.number,
        account.name,
        figures,
        is_estimated=account.estimate is not None,
        is_overspent=why.rule == "spent",
        notes=account.notes,
    )


def explain(account: Account) -> Why:
    """F = the estimate, else the budget, + the forecasts; never less than what is spent and promised already."""
    base = account.budget if account.estimate is None else account.estimate
    expected = base + account.forecast
    to_date = account.actual + account.committed
    if to_date > expected:
        return Why("spent", base, account.forecast, to_date, to_date)
    rule = "budget" if account.estimate is None else "estimate"
    return Why(rule, base, account.forecast, to_date, expected)


def _group(number: str, name: str, rows: Sequence[Row]) -> Group:
    return Group(number, name, tuple(rows), _sum(row.figures for row in rows))


def _sum(figures: Iterable[Figures]) -> Figures:
    return reduce(Figures.__add__, figures, Figures())
