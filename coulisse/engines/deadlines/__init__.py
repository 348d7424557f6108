"""Deadlines and admissibility of complaints: see docs/engines/deadlines.md."""

from coulisse.engines.deadlines.admissible import (
    Complaint,
    Finding,
    Limit,
    Verdict,
    check_cdj,
    check_csa,
    check_reply,
    is_admissible,
)
from coulisse.engines.deadlines.terms import Due, NoCountingRule, Route, Term, Unit, due

__all__ = [
    "Complaint",
    "Due",
    "Finding",
    "Limit",
    "NoCountingRule",
    "Route",
    "Term",
    "Unit",
    "Verdict",
    "check_cdj",
    "check_csa",
    "check_reply",
    "due",
    "is_admissible",
]
