"""Cost report / kostenrapport: budget, cost to date and final cost, account by account.

A4 landscape, and a workbook whose sums a financier can follow.
"""

from coulisse.papers.cost_report.page import cost_report
from coulisse.papers.cost_report.records import CostReportPaper, PaperNote, Signer
from coulisse.papers.cost_report.workbook import cost_report_xlsx

__all__ = ["CostReportPaper", "PaperNote", "Signer", "cost_report", "cost_report_xlsx"]
