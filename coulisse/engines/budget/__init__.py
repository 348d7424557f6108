"""The budget: lines, formulas, fringes, charges, currencies and cross-cuts, right to the cent.

Pure: records in, figures and problems out. See docs/engines/budget.md.
"""

from coulisse.engines.budget.compute import compute
from coulisse.engines.budget.counting import DuplicateLine
from coulisse.engines.budget.explaining import Explanation, Step
from coulisse.engines.budget.formula import FormulaProblem, evaluate, is_name, read_formula
from coulisse.engines.budget.records import (
    NOT_ASSIGNED,
    Account,
    Budget,
    Changed,
    Charge,
    Fringe,
    Global,
    Line,
    LineResult,
    Problem,
)
from coulisse.engines.budget.result import Result
from coulisse.engines.budget.workbook import Workbook
from coulisse.engines.budget.writing import canonical, localise

__all__ = [
    "NOT_ASSIGNED",
    "Account",
    "Budget",
    "Changed",
    "Charge",
    "DuplicateLine",
    "Explanation",
    "FormulaProblem",
    "Fringe",
    "Global",
    "Line",
    "LineResult",
    "Problem",
    "Result",
    "Step",
    "Workbook",
    "canonical",
    "compute",
    "evaluate",
    "is_name",
    "localise",
    "read_formula",
]
