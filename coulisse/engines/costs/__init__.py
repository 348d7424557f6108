"""The cost report: what each account was to cost, costs and will cost, and why.

A budget · B actual · C committed · D = B + C to date · E = F − D to complete · F estimated final · G = F − A.

>>> from coulisse.engines.costs import Account, report
>>> from coulisse.kernel import Money
>>> made = report([Account("33", "Machinerie", budget=Money(5210000), actual=Money(2344500))])
>>> str(made.total.final), str(made.total.to_complete)
('52100.00 EUR', '28655.00 EUR')
"""

from coulisse.engines.costs.comparing import Difference, compare
from coulisse.engines.costs.compute import Why, explain, gathered, report, row_of
from coulisse.engines.costs.records import Account, Figures, Group, Report, Row

__all__ = [
    "Account",
    "Difference",
    "Figures",
    "Group",
    "Report",
    "Row",
    "Why",
    "compare",
    "explain",
    "gathered",
    "report",
    "row_of",
]
