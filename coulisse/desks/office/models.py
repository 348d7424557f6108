"""The table of contents of the desk's rows, slice by slice, so that the desk is one application."""

from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetComment,
    BudgetEdit,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
    LibraryLine,
)
from coulisse.desks.office.cashflow.models import BalanceReading, CashSettings, PlannedMovement, Scenario
from coulisse.desks.office.costs.impact_models import DayCost, Impact, ImpactLine
from coulisse.desks.office.costs.models import ClosedReport, CostNote, CostSettings, Estimate, Overspend
from coulisse.desks.office.financing.models import (
    Call,
    Condition,
    Dossier,
    DossierBuild,
    DossierPiece,
    PlanVersion,
    Source,
    Tranche,
    Waterfall,
)
from coulisse.desks.office.ledger.models import LedgerHead, PeriodClosing, Posting
from coulisse.desks.office.spending.models import (
    Ceiling,
    Expense,
    Meeting,
    NegotiationNote,
    OpenDecision,
    Quote,
    QuoteRequest,
)
from coulisse.desks.office.tape.models import Calculation

__all__ = [
    "BalanceReading",
    "Budget",
    "BudgetAccount",
    "BudgetCharge",
    "BudgetComment",
    "BudgetEdit",
    "BudgetFringe",
    "BudgetGlobal",
    "BudgetImport",
    "BudgetLine",
    "BudgetRate",
    "Calculation",
    "Call",
    "CashSettings",
    "Ceiling",
    "ClosedReport",
    "Condition",
    "CostNote",
    "CostSettings",
    "DayCost",
    "Dossier",
    "DossierBuild",
    "DossierPiece",
    "Estimate",
    "Expense",
    "Impact",
    "ImpactLine",
    "LedgerHead",
    "LibraryLine",
    "Meeting",
    "NegotiationNote",
    "OpenDecision",
    "Overspend",
    "PeriodClosing",
    "PlanVersion",
    "PlannedMovement",
    "Posting",
    "Quote",
    "QuoteRequest",
    "Scenario",
    "Source",
    "Tranche",
    "Waterfall",
]
