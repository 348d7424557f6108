"""One account: its columns, the rule behind its final cost, its estimates, forecasts and last lines."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.budget.queries.agreed import agreed_budget
from coulisse.desks.office.costs.models import Estimate
from coulisse.desks.office.costs.queries.report import Note, situation_of
from coulisse.desks.office.ledger.listing import Line, line_of
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.engines.costs import Row, Why
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money

LAST: int = 15


@dataclass(frozen=True, slots=True)
class Estimated:
    """One estimate of the history."""

    final: Money | None
    """Before forecasts; None where the rule holds again."""
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ForecastPosted:
    """One line of a forecast on this account."""

    line: Line
    source: str
    source_id: str

    @property
    def dialog(self) -> str:
        return f"withdraw-{self.line.pk}"


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """One account as its page shows it."""

    row: Row
    until: date
    why: Why
    estimate_id: int
    estimates: tuple[Estimated, ...]
    forecasts: tuple[ForecastPosted, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


def account_of(production: Production, number: str, *, until: date) -> AccountSheet | None:
    """None where neither the budget nor the books know the account."""
    situation = situation_of(production, until)
    row = situation.report.row(number)
    if row is None:
        return None
    history = list(
        Estimate.objects.filter(production=production, account=number).select_related("by").order_by("-pk")
    )
    found = Posting.objects.filter(production=production, account=number).select_related("reversal")
    standing = found.filter(nature=Nature.FORECAST, reverses__isnull=True, reversal__isnull=True)
    last = found.exclude(nature=Nature.FORECAST).order_by("-day", "-sequence")[:LAST]
    return AccountSheet(
        row=row,
        until=until,
        why=_why(row, history[0] if history else None),
        estimate_id=history[0].pk if history else 0,
        estimates=tuple(_estimated(each) for each in history),
        forecasts=tuple(
            ForecastPosted(line_of(each), each.source, each.source_id) for each in standing.order_by("sequence")
        ),
        lines=tuple(line_of(each) for each in last),
        notes=tuple(note for note in situation.notes if number in note.accounts),
    )


def _why(row: Row, newest: Estimate | None) -> Why:
    held = newest.final_cents if newest is not None else None
    base = row.figures.budget if held is None else Money(held)
    rule = "spent" if row.is_overspent else "estimate" if held is not None else "budget"
    return Why(rule, base, row.figures.forecast, row.figures.to_date, row.figures.final)


def _estimated(row: Estimate) -> Estimated:
    final = None if row.final_cents is None else Money(row.final_cents)
    return Estimated(final, row.reason, str(row.by) if row.by else "", row.at)


def report_numbers(production: Production) -> set[str]:
    """The accounts beside which a note may stand."""
    budget = agreed_budget(production)
    posted = Posting.objects.filter(production=production).order_by().values_list("account", flat=True).distinct()
    return {*posted, *(account.number for account in (budget.accounts if budget else ()))}
